"""The records of an asset speak of the same subjects."""

from __future__ import annotations

from typing import Any

from aind_schema import Animal, DataDescription, Metadata, Procedures, Subject

MOUSE = {"name": "Mus musculus"}


def describe(**fields: Any) -> DataDescription:
    stated = {"name": "ecephys_625463_2022-10-06_10-14-25", "data_level": "raw", "modalities": ["ecephys"], **fields}
    return DataDescription(**stated)


def mouse(subject_id: str, **details: Any) -> Subject:
    return Subject(subject_id=subject_id, details=Animal(species=MOUSE, **details))


def test_the_subject_record_is_of_the_subject_that_the_data_description_names(find: Any) -> None:
    code = "subject-ids-differ"
    (finding,) = find(code, describe(subject_ids=["625463"]), mouse("625464"))
    assert finding.path == "/subject_ids"
    assert finding.message == 'the data description is of "625463", the subject records are of "625464"'
    assert find(code, describe(subject_ids=["625463"]), mouse("625463")) == []


def test_a_cohort_is_compared_as_a_set(find: Any) -> None:
    code, both = "subject-ids-differ", [mouse("745300"), mouse("745301")]
    assert find(code, describe(subject_ids=["745301", "745300"]), *both) == []
    assert find(code, describe(subject_ids=["745300"]), *both)
    assert find(code, describe(subject_ids=["745300", "745301"]), both[0])


def test_where_no_subject_ids_are_stated_the_name_tells_them(find: Any) -> None:
    code = "subject-ids-differ"
    assert [finding.path for finding in find(code, describe(), mouse("1"))] == ["/name"]
    assert find(code, describe(), mouse("625463")) == []
    assert find(code, describe(name="beads_no-subject_2022-10-06_10-14-25"), mouse("beads-200nm")) == []
    assert find(code, describe(name="no name at all"), mouse("1")) == []
    assert find(code, describe(name="ephys_mouse-12_2022-10-06_10-14-25"), mouse("mouse_12")) == []


def test_a_subject_is_named_once(find: Any) -> None:
    code = "subject-id-repeated"
    (finding,) = find(code, describe(subject_ids=["745300", "745301", "745300"]))
    assert finding.path == "/subject_ids/2"
    assert find(code, describe(subject_ids=["745300", "745301"])) == []


def test_a_subject_has_one_record(find: Any) -> None:
    code, second = "subject-repeated", mouse("745300", sex="female")
    (finding,) = find(code, mouse("745300"), second)
    assert finding.record is second
    assert find(code, mouse("745300"), mouse("745301")) == []


def test_a_bundle_holds_a_subject_or_a_cohort(find: Any) -> None:
    code, one, other = "both-subject-and-cohort", mouse("745300"), mouse("745301")
    assert [finding.path for finding in find(code, Metadata(subject=one, cohort=[other]))] == ["/subject"]
    assert find(code, Metadata(subject=one)) == find(code, Metadata(cohort=[one, other])) == []


def test_no_animal_is_its_own_relative(find: Any) -> None:
    own = {
        "breeding": {"mother": {"subject_id": "7"}, "father": {"subject_id": "7"}},
        "housing": {"cohoused_subjects": ["6", "7"]},
    }
    related = [{"subject_id": "7", "relation": "littermate"}]
    strange = mouse("7", **own).replace(related_subjects=related)
    assert [finding.path for finding in find("own-relative", strange)] == [
        "/related_subjects/0/subject_id",
        "/details/breeding/mother/subject_id",
        "/details/breeding/father/subject_id",
        "/details/housing/cohoused_subjects/1",
    ]
    assert find("own-relative", strange.replace(subject_id="8")) == []


def test_an_asset_has_one_data_description(find: Any) -> None:
    description = DataDescription(name="ecephys_7_2022-10-06_10-14-25", data_level="raw", modalities=["ecephys"])
    (finding,) = find("record-repeated", description, mouse("7"), description.replace(tags=["old"]))
    assert finding.message == "the asset has another data description"
    assert find("record-repeated", description, mouse("7"), mouse("8"), Metadata()) == []


def test_each_subject_has_procedures_of_its_own(find: Any) -> None:
    seven, eight = Procedures(subject_id="7"), Procedures(subject_id="8")
    assert find("record-repeated", mouse("7"), mouse("8"), seven, eight) == []
    (finding,) = find("record-repeated", mouse("7"), seven, seven.replace(notes="an old copy"))
    assert finding.message == 'the asset has other procedures of "7"'
    (finding,) = find("both-subject-and-cohort", Metadata(procedures=seven, cohort_procedures=[eight]))
    assert finding.path == "/procedures"
