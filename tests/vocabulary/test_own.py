"""A lab's own terms: how they are added, and what they may not change."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aind_schema.errors import AindSchemaError, UnknownTerm
from aind_schema.vocabulary import InvalidVocabulary, available, extend, forget, load, modality, use
from aind_schema.vocabulary.atlases import structures

TWO_COLOR = """
vocabulary: modality
namespace: mylab
terms:
  - {name: two-color, synonyms: [Two-color imaging], broader: pophys}
  - {name: two-colour, replaced_by: two-color}
"""
FISH = """
vocabulary: species
terms:
  - {name: Paedocypris progenetica, id: "NCBITaxon:310728", synonyms: [Dwarf minnow]}
"""


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Write a lab's file; its terms are gone after the test."""

    def write(text: str, name: str = "mine.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    yield write
    forget()


def refused(path: Path) -> str:
    with pytest.raises(InvalidVocabulary) as caught:
        use(path)
    assert isinstance(caught.value, AindSchemaError)
    return str(caught.value).replace(f"{path}:", "").replace(str(path), "").strip()


def test_own_terms_of_a_closed_vocabulary_are_written_with_their_namespace(lab: Callable[..., Path]) -> None:
    use(lab(TWO_COLOR))
    assert "mylab:two-color" in modality
    assert "two-color" not in modality
    assert modality.find("two-color imaging") == modality["mylab:two-color"]
    assert modality.mylab_two_color.broader == "pophys"
    assert modality["mylab:two-colour"].replaced_by == "mylab:two-color"
    assert "mylab_two_color" in dir(modality)


def test_own_terms_of_an_open_vocabulary_are_names_like_others(lab: Callable[..., Path]) -> None:
    use(lab(FISH))
    assert load("species").find("NCBITaxon:310728") == load("species").paedocypris_progenetica


def test_names_can_leave_own_terms_out(lab: Callable[..., Path]) -> None:
    before = modality.names(retired=True)
    use(lab(TWO_COLOR))
    assert modality.names(retired=True, own=False) == before
    assert modality.names()[-1] == "mylab:two-color"


def test_whoever_holds_a_vocabulary_sees_the_new_terms_and_forgets_them(lab: Callable[..., Path]) -> None:
    held = load("modality")
    use(lab(TWO_COLOR))
    assert "mylab:two-color" in held
    assert held is load("modality")
    forget()
    assert "mylab:two-color" not in held


def test_extending_changes_nothing(lab: Callable[..., Path]) -> None:
    extended = extend(lab(TWO_COLOR))
    assert extended.name == "modality"
    assert "mylab:two-color" in extended
    assert "mylab:two-color" not in modality


def test_a_folder_holds_many_files(lab: Callable[..., Path]) -> None:
    lab("not a vocabulary", "README.md")
    lab(TWO_COLOR, "modality.yaml")
    use(lab(FISH, "species.yml").parent)
    assert "mylab:two-color" in modality
    assert "Paedocypris progenetica" in load("species")


def test_the_environment_names_files_and_folders(lab: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = lab(TWO_COLOR), lab(FISH, "fish.yaml")
    monkeypatch.setenv("AIND_SCHEMA_VOCABULARIES", f"{first}{os.pathsep}{second}")
    forget()
    assert "mylab:two-color" in modality
    assert "Paedocypris progenetica" in load("species")
    monkeypatch.delenv("AIND_SCHEMA_VOCABULARIES")


def test_the_same_terms_twice_are_no_contradiction(lab: Callable[..., Path]) -> None:
    use(lab(TWO_COLOR))
    use(lab(TWO_COLOR, "copy.yaml"))
    assert modality.names().count("mylab:two-color") == 1


def test_two_files_must_not_disagree(lab: Callable[..., Path]) -> None:
    use(lab(FISH))
    other = lab(FISH.replace("Dwarf minnow", "Tiny minnow"), "other.yaml")
    assert refused(other) == '4: the term "Paedocypris progenetica" is there already, and says something else'
    renamed = lab(FISH.replace("progenetica", "micromegethes"), "renamed.yaml")
    assert refused(renamed) == '4: "NCBITaxon:310728" means the term "Paedocypris progenetica" already'


def test_a_lab_does_not_describe_a_term_anew(lab: Callable[..., Path]) -> None:
    path = lab("vocabulary: species\nterms:\n  - {name: Mus musculus, description: ours}")
    assert refused(path) == '3: the term "Mus musculus" is there already, and says something else'


@pytest.mark.parametrize("word", ["mus Musculus", "mouse", "NCBI:txid10090"])
def test_a_lab_does_not_redefine_a_term(lab: Callable[..., Path], word: str) -> None:
    path = lab(f'vocabulary: species\nterms:\n  - {{name: "{word}", id: "LAB:1"}}')
    assert refused(path) == f'3: "{word}" means the term "Mus musculus" already'


def test_a_lab_does_not_take_the_id_or_name_of_a_term(lab: Callable[..., Path]) -> None:
    path = lab('vocabulary: species\nterms:\n  - {name: our mouse, id: "NCBITaxon:10090"}')
    assert refused(path) == '3: "NCBITaxon:10090" means the term "Mus musculus" already'
    path = lab("vocabulary: species\nterms:\n  - {name: our mouse, synonyms: [mus musculus]}")
    assert refused(path) == '3: the synonym "mus musculus" means the term "Mus musculus" already'


def test_a_synonym_that_two_terms_share_finds_neither(lab: Callable[..., Path]) -> None:
    organization = load("organization")
    use(lab("vocabulary: organization\nterms:\n  - {name: Bournemouth University, abbreviation: BU}"))
    assert organization.find("BU") is None
    assert organization.find("Boston University") is organization.boston_university


def test_a_lab_does_not_take_an_attribute(lab: Callable[..., Path]) -> None:
    use(lab("vocabulary: strain\nterms:\n  - {name: C57BL+6J}"))
    assert load("strain").c57bl_6j.name == "C57BL/6J"


RAT = """\
vocabulary: whs_structure
atlases: [Waxholm Space rat atlas, Our atlas]
terms:
  - {name: Cornu ammonis 1, id: "WHS:95", abbreviation: CA1}
"""


def test_a_lab_brings_the_structures_of_an_atlas(lab: Callable[..., Path]) -> None:
    use(lab(RAT))
    assert load("whs_structure").cornu_ammonis_1.id == "WHS:95"
    assert "whs_structure" in available()
    for atlas, identifier in [("Our atlas", None), (None, "WHS:1"), ("WHS-SD", None)]:
        assert structures(atlas, identifier) is load("whs_structure")
    forget()
    assert structures("Our atlas") is None
    with pytest.raises(UnknownTerm):
        load("whs_structure")


def test_a_long_list_of_structures_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "whs.tsv"
    rows = [
        "# vocabulary\twhs_structure",
        "# atlases\tOur atlas",
        "name\tid\tabbreviation",
        "Cornu ammonis 1\tWHS:95\tCA1",
    ]
    path.write_text("\n".join(rows))
    assert extend(path)["Cornu ammonis 1"].abbreviation == "CA1"


def test_nothing_is_added_where_one_file_is_wrong(lab: Callable[..., Path]) -> None:
    lab(TWO_COLOR, "a.yaml")
    path = lab("vocabulary: species\nterms:\n  - {name: mouse}", "b.yaml")
    with pytest.raises(InvalidVocabulary):
        use(path.parent)
    assert "mylab:two-color" not in modality


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("vocabulary: modality\nterms: [{name: mine}]", 'is closed, so that its own terms need a "namespace"'),
        ("vocabulary: modality\nnamespace: My Lab\nterms: [{name: mine}]", '"My Lab" is no namespace'),
        ("vocabulary: modality\nnamespace: mylab\nterms:\n- {name: two color}", '4: "two color" can\'t follow'),
        ("vocabulary: modality\nnamespace: mylab\nterms:\n- {name: 'a:b'}", '4: "a:b" can\'t follow'),
        (
            "vocabulary: modality\nnamespace: mylab\nopen: true\nterms: [{name: mine}]",
            "the vocabulary modality is closed",
        ),
        ("vocabulary: modalty\nterms: [{name: mine}]", 'no vocabulary is called "modalty"; did you mean "modality"?'),
        ("vocabulary: species\nterms:\n- {name: a, replaced_by: b}", '3: "a" is replaced by "b", which is unknown'),
        (
            "vocabulary: species\nterms:\n- {name: a, replaced_by: b}\n- {name: b, replaced_by: Mus musculus}",
            '3: "a" is replaced by "b", which is retired itself',
        ),
    ],
)
def test_what_does_not_fit_the_vocabulary_is_told(lab: Callable[..., Path], text: str, reason: str) -> None:
    assert reason in refused(lab(text))


def test_a_file_that_can_not_be_read_is_told(lab: Callable[..., Path], tmp_path: Path) -> None:
    assert refused(tmp_path / "missing.yaml") == "it can't be read: No such file or directory"
    path = tmp_path / "latin.yaml"
    path.write_bytes("vocabulary: caf\xe9".encode("latin-1"))
    assert refused(path) == "it is not written in UTF-8"
