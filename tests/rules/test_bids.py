"""What BIDS wants to be told."""

from __future__ import annotations

from typing import Any

from aind_schema import Animal, DataDescription, Human, Phantom, Subject, validate

ASSET = DataDescription(
    name="eeg_07_2022-10-06_10-14-25",
    data_level="raw",
    modalities=["eeg"],
    license="CC0-1.0",
    contributors=[{"name": "Ada Lovelace", "roles": ["author"]}],
)
PERSON = Subject(subject_id="sub-07", details=Human(sex="female", age={"duration": "P34Y"}, handedness="left"))


def test_a_complete_record_satisfies_the_profile() -> None:
    assert validate(PERSON, profiles=["bids"]).problems == validate(ASSET, profiles=["bids"]).problems == ()


def test_an_id_is_a_label(find: Any) -> None:
    code = "bids-participant-label"
    (finding,) = find(code, Subject(subject_id="LE-07"))
    assert (finding.path, finding.hint) == ("/subject_id", 'letters, digits and + are allowed, as in "LE07"')
    assert find(code, Subject(subject_id="鼠"))
    for subject_id in ("07", "sub-07", "A+B", "625463"):
        assert find(code, Subject(subject_id=subject_id)) == []


def test_the_columns_of_participants_can_be_filled(find: Any) -> None:
    code = "bids-participant-incomplete"
    human, mouse = Human(), Animal(species={"name": "Mus musculus"})
    paths = [finding.path for finding in find(code, Subject(subject_id="7", details=human))]
    assert paths == ["/details/sex", "/details/age", "/details/handedness"]
    assert [f.path for f in find(code, Subject(subject_id="7", details=mouse))] == ["/details/sex", "/details/age"]
    assert [f.path for f in find(code, Subject(subject_id="7"))] == ["/details"]
    born = mouse.replace(sex="male", date_of_birth="2022-07-18")
    for subject in (PERSON, Subject(subject_id="7", details=born), Subject(subject_id="7", details=Phantom())):
        assert find(code, subject) == []


def test_licence_and_authors_are_recommended(find: Any) -> None:
    bare = DataDescription(name=ASSET.name, data_level="raw", modalities=[])
    assert [finding.path for finding in find("bids-lacks-license", bare)] == ["/license"]
    assert [finding.path for finding in find("bids-lacks-authors", bare)] == ["/contributors"]
    assert find("bids-lacks-license", ASSET) == find("bids-lacks-authors", ASSET) == []
    assert find("bids-lacks-authors", bare.replace(investigators=[{"name": "Ada"}])) == []
    assert validate(bare, profiles=["bids"]).ok
