"""Terms are in their vocabularies, and mean what their ids mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from aind_schema import Animal, DataDescription, Human, Subject, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def describe(**fields: Any) -> DataDescription:
    return DataDescription(**{"name": "a_2022-10-06_10-14-25", "data_level": "raw", "modalities": [], **fields})


def animal(species: dict[str, Any], **details: Any) -> Subject:
    return Subject(subject_id="7", details=Animal(species=species, **details))


MOUSE = {"name": "Mus musculus", "id": "NCBITaxon:10090"}


def test_an_unknown_term_has_a_nearest(find: Any) -> None:
    (finding,) = find("unknown-term", animal({"name": "Mus muscullus"}))
    assert finding.path == "/details/species/name"
    assert finding.message == 'the vocabulary has no species "Mus muscullus"'
    assert finding.hint == 'did you mean "Mus musculus"?'


def test_an_unknown_name_beside_a_known_id_is_the_name_of_that_id(find: Any) -> None:
    (finding,) = find("unknown-term", animal({"name": "our mice", "id": "NCBITaxon:10090"}))
    assert finding.hint == 'did you mean "Mus musculus"?'


def test_terms_are_found_wherever_they_stand(find: Any) -> None:
    funding = [
        {"funder": {"name": "Allen Institut"}, "recipients": [{"name": "Ada", "affiliations": [{"name": "Qx Wv"}]}]}
    ]
    first, second = find("unknown-term", describe(funding=funding))
    assert (first.path, first.hint) == ("/funding/0/funder/name", 'did you mean "Allen Institute"?')
    assert second.path == "/funding/0/recipients/0/affiliations/0/name"
    assert second.hint == "give its id, or add it to a vocabulary of your lab"


@pytest.mark.parametrize(
    "species",
    [MOUSE, {"name": "house mouse"}, {"name": "MUS MUSCULUS"}, {"name": "Mus spretus", "id": "NCBITaxon:10096"}],
)
def test_a_term_may_be_named_by_a_synonym_or_have_an_id_of_its_own(find: Any, species: dict[str, Any]) -> None:
    assert find("unknown-term", animal(species)) == []


def test_a_term_is_called_by_its_own_name(find: Any) -> None:
    (finding,) = find("other-name", animal({"name": "mouse"}))
    assert finding.hint == 'write "Mus musculus"'
    assert find("other-name", animal(MOUSE)) == []


def test_a_name_that_several_terms_share_is_known(find: Any, tmp_path: Path, lab: None) -> None:
    text = "vocabulary: strain\nterms:\n- {name: One X, synonyms: [Xx9]}\n- {name: Two X, synonyms: [Xx9]}\n"
    (tmp_path / "strain.yaml").write_text(text)
    vocabulary.use(tmp_path)
    assert vocabulary.load("strain").find("Xx9") is None
    assert find("unknown-term", animal(MOUSE, strain={"name": "Xx9"})) == []


@pytest.fixture
def lab() -> Iterator[None]:
    yield
    vocabulary.forget()


def test_a_labs_own_term_is_described_by_the_lab(find: Any, tmp_path: Path, lab: None) -> None:
    code, own = "unknown-own-term", describe(modalities=["ecephys", "mylab:opto-tagging"])
    assert [finding.path for finding in find(code, own)] == ["/modalities/1"]
    text = "vocabulary: modality\nnamespace: mylab\nterms:\n- {name: opto-tagging}\n"
    (tmp_path / "modality.yaml").write_text(text)
    vocabulary.use(tmp_path)
    assert find(code, own) == []
    (finding,) = find(code, describe(modalities=["mylab:opto-taging"]))
    assert finding.hint == 'did you mean "mylab:opto-tagging"?'


def test_name_and_id_mean_the_same(find: Any) -> None:
    code = "term-id-differs"
    (finding,) = find(code, animal({"name": "Rattus norvegicus", "id": "NCBITaxon:10090"}))
    assert finding.path == "/details/species/id"
    assert finding.message == '"NCBITaxon:10090" is the id of "Mus musculus", not of "Rattus norvegicus"'
    assert finding.hint == '"Rattus norvegicus" has the id "NCBITaxon:10116"'
    assert find(code, animal({"name": "mouse", "id": "NCBITaxon:10116"}))


def test_a_species_has_one_id_in_a_registry(find: Any) -> None:
    (finding,) = find("term-id-differs", animal({"name": "Mus musculus", "id": "NCBITaxon:10091"}))
    assert finding.message == '"NCBITaxon:10091" is not the id of "Mus musculus"'


@pytest.mark.parametrize(
    "record",
    [
        animal(MOUSE),
        animal({"name": "house mouse", "id": "NCBITaxon:10090"}),
        animal({"name": "Mus musculus", "id": "GBIF:7429082"}),
        animal({"name": "our mice", "id": "NCBITaxon:10090"}),
        # A strain has an id at each breeder.
        animal(MOUSE, strain={"name": "Long-Evans", "id": "RRID:RGD_18337282"}),
        # A retired term and its successor are one thing.
        Subject(
            subject_id="7",
            details=Human(
                consent={"use_conditions": [{"name": "general research use and clinical care", "id": "DUO:0000042"}]}
            ),
        ),
    ],
)
def test_other_ids_of_the_same_thing_are_no_problem(find: Any, record: Subject) -> None:
    assert find("term-id-differs", record) == []


def test_a_retired_term_has_a_successor(find: Any) -> None:
    code, old = "retired-term", {"name": "general research use and clinical care"}
    (finding,) = find(code, describe(modalities=["ecephys", "slap"]))
    assert (finding.path, finding.hint) == ("/modalities/1", 'write "slap2"')
    assert [finding.path for finding in find(code, describe(use_conditions=[old]))] == ["/use_conditions/0/name"]
    assert find(code, describe(modalities=["slap2"], use_conditions=[{"name": "general research use"}])) == []


@pytest.mark.parametrize("name", ["Unknown", "Other", "n/a", "None"])
def test_a_term_names_something(find: Any, name: str) -> None:
    nothing = animal(MOUSE, strain={"name": name})
    assert [finding.path for finding in find("placeholder-term", nothing)] == ["/details/strain/name"]
    assert find("unknown-term", nothing) == []


def test_a_word_that_the_vocabulary_knows_is_no_placeholder(find: Any) -> None:
    assert find("placeholder-term", animal(MOUSE, housing={"enrichment": [{"name": "none"}]})) == []


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("CC-BY", 'did you mean "CC-BY-4.0"?'),
        ("CC0", 'did you mean "CC0-1.0"?'),
        ("MIT AND CC-BY-40", 'did you mean "CC-BY-4.0"?'),
        ("Proprietary", None),
    ],
)
def test_a_licence_has_an_identifier(find: Any, expression: str, hint: str | None) -> None:
    (finding,) = find("unknown-license", describe(license=expression))
    assert finding.path == "/license"
    assert hint in (None, finding.hint)


@pytest.mark.parametrize(
    "expression",
    [
        "CC-BY-4.0",
        "cc0-1.0",
        "MIT OR Apache-2.0",
        "(MIT AND CC-BY-4.0) OR CC0-1.0",
        "GPL-3.0-or-later WITH GCC-exception-3.1",
        "LicenseRef-mylab",
        "Apache-2.0+",
    ],
)
def test_an_expression_is_looked_up_part_by_part(find: Any, expression: str) -> None:
    assert find("unknown-license", describe(license=expression, metadata_license=expression)) == []
