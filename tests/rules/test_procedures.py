"""What procedures say is of the right subject, in order, allowed, and of a size that can be true."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, DataDescription, Procedures, Subject

APPROVED = [{"protocol_id": "2109"}]


def procedures(*steps: dict[str, Any], **fields: Any) -> Procedures:
    return Procedures(**{"subject_id": "625463", "subject_procedures": steps, **fields})


def surgery(*steps: dict[str, Any], **fields: Any) -> Procedures:
    return procedures({"kind": "surgery", "steps": steps, **fields})


def treated(*steps: dict[str, Any], **fields: Any) -> Procedures:
    return Procedures(subject_id="625463", specimen_procedures=steps, **fields)


def mouse(subject_id: str = "625463", **details: Any) -> Subject:
    return Subject(subject_id=subject_id, details=Animal(species={"name": "Mus musculus"}, **details))


def described(*subject_ids: str) -> DataDescription:
    name = "ecephys_625463_2022-10-06_10-14-25"
    return DataDescription(name=name, data_level="raw", modalities=["ecephys"], subject_ids=subject_ids)


# ---- whose, and when -----------------------------------------------------------------------------------------------


def test_procedures_are_those_of_the_subject(find: Any) -> None:
    code = "procedures-of-other-subject"
    (finding,) = find(code, procedures(), mouse("625464"))
    assert finding.path == "/subject_id"
    assert find(code, procedures(), mouse()) == find(code, procedures()) == []
    assert find(code, procedures(), mouse("625464"), mouse("625463")) == []


def test_procedures_are_compared_with_the_description_where_there_is_no_subject(find: Any) -> None:
    code = "procedures-of-other-subject"
    assert find(code, procedures(), described("625464"))
    assert find(code, procedures(), described("625463"), mouse()) == find(code, procedures(), described()) == []


@pytest.mark.parametrize(
    ("step", "place"),
    [
        ({"start_date": "2023-02-28", "end_date": "2023-02-01"}, "end_date"),
        ({"started_at": "2023-02-28T10:00:00Z", "ended_at": "2023-02-28T09:00:00Z"}, "ended_at"),
        ({"started_at": "2023-02-28T10:00:00Z", "end_date": "2023-02-27"}, "end_date"),
        ({"ethics": [{"valid_from": "2023-01-01", "valid_until": "2022-01-01"}]}, "ethics/0/valid_until"),
    ],
)
def test_what_ends_began_before(step: dict[str, Any], place: str, find: Any) -> None:
    (finding,) = find("step-ends-before-start", surgery(**step))
    assert finding.path == f"/subject_procedures/0/{place}"


@pytest.mark.parametrize(
    "step",
    [
        {},
        {"start_date": "2023-02-28"},
        {"start_date": "2023-02-28", "end_date": "2023-02-28"},
        {"started_at": "2023-02-28T10:00:00Z", "ended_at": "2023-02-28T05:00:00-08:00"},
    ],
)
def test_a_step_may_end_when_it_began_or_later(step: dict[str, Any], find: Any) -> None:
    assert find("step-ends-before-start", surgery(**step)) == []


def test_a_round_ends_after_it_began(find: Any) -> None:
    times = {"started_at": "2023-02-28T10:00:00Z", "ended_at": "2023-02-28T09:00:00Z"}
    (finding,) = find("step-ends-before-start", treated({"kind": "hybridization", "rounds": [{"number": 1, **times}]}))
    assert finding.path == "/specimen_procedures/0/rounds/0/ended_at"


def test_a_date_is_the_day_of_its_time_on_the_clock_of_its_offset(find: Any) -> None:
    code = "step-date-differs"
    assert find(code, surgery(start_date="2023-02-28", started_at="2023-03-01T01:30:00Z"))
    assert find(code, surgery(start_date="2023-02-28", started_at="2023-02-28T17:30:00-08:00")) == []
    assert find(code, surgery(end_date="2023-02-28", started_at="2023-02-20T17:30:00-08:00")) == []


def test_a_step_lies_within_its_surgery(find: Any) -> None:
    def place(step: dict[str, str]) -> list[str]:
        whole = surgery({"kind": "perfusion", **step}, start_date="2023-02-28", end_date="2023-03-01")
        return [finding.path for finding in find("step-outside-surgery", whole)]

    assert place({"start_date": "2023-04-11"}) == ["/subject_procedures/0/steps/0/start_date"]
    assert place({"start_date": "2023-02-28", "end_date": "2023-04-11"}) == ["/subject_procedures/0/steps/0/end_date"]
    assert place({"start_date": "2023-02-01"}) == ["/subject_procedures/0/steps/0/start_date"]
    assert place({"start_date": "2023-02-28"}) == place({"end_date": "2023-03-01"}) == place({}) == []


def test_an_animal_is_operated_on_while_it_lives(find: Any) -> None:
    code, life = "step-outside-life", mouse(date_of_birth="2022-07-18", date_of_death="2023-04-11")
    assert find(code, surgery(start_date="2022-02-28"), life)
    assert find(code, surgery(start_date="2023-04-12"), life)
    assert find(code, surgery(start_date="2023-02-28"), life) == find(code, surgery(), life) == []
    assert find(code, surgery(start_date="2022-02-28"), mouse("625464", date_of_birth="2022-07-18")) == []
    assert find(code, surgery(start_date="2022-02-28"), Subject(subject_id="625463")) == []


def test_tissue_may_be_treated_after_the_death(find: Any) -> None:
    code, life = "step-outside-life", mouse(date_of_birth="2022-07-18", date_of_death="2023-04-11")
    assert find(code, treated({"kind": "fixation", "start_date": "2023-05-01"}), life) == []
    assert find(code, treated({"kind": "fixation", "start_date": "2022-05-01"}), life)


# ---- approvals -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ethics", [[], [{}], [{"protocol_id": "none"}], [{"protocol_id": "N/A"}], [{"title": "x"}]])
def test_no_approval_and_a_placeholder_are_the_same(ethics: list[dict[str, str]], find: Any) -> None:
    (finding,) = find("lacks-ethics", surgery(ethics=ethics))
    assert finding.path == "/subject_procedures/0/ethics"


@pytest.mark.parametrize("ethics", [APPROVED, [{"approval": "exemption"}], [{"protocol_id": "none"}, *APPROVED]])
def test_an_approval_or_an_exemption_is_enough(ethics: list[dict[str, str]], find: Any) -> None:
    assert find("lacks-ethics", surgery({"kind": "perfusion"}, ethics=ethics)) == []


def test_training_needs_no_approval_of_its_own(find: Any) -> None:
    assert find("lacks-ethics", procedures({"kind": "training"}, {"kind": "handling"})) == []


def test_a_placeholder_for_an_approval_is_told(find: Any) -> None:
    (finding,) = find("placeholder-id", surgery(ethics=[{"protocol_id": "none"}]))
    assert finding.path == "/subject_procedures/0/ethics/0/protocol_id"


def test_an_approval_holds_on_the_day(find: Any) -> None:
    def places(**approval: str) -> list[str]:
        done = surgery(start_date="2023-02-28", ethics=[{"protocol_id": "2109", **approval}])
        return [finding.path.rpartition("/")[-1] for finding in find("approval-not-valid", done)]

    assert places(valid_until="2022-12-31") == ["valid_until"]
    assert places(valid_from="2023-12-31") == ["valid_from"]
    assert places(valid_from="2023-02-28", valid_until="2023-02-28") == places() == []


# ---- surgeries and diets -------------------------------------------------------------------------------------------


def test_a_surgery_or_one_of_its_steps_has_a_date(find: Any) -> None:
    code = "surgery-undated"
    assert find(code, surgery({"kind": "headframe"}))
    assert find(code, surgery(start_date="2023-02-28")) == find(code, procedures({"kind": "perfusion"})) == []
    assert find(code, surgery({"kind": "headframe", "started_at": "2023-02-28T10:00:00Z"})) == []


def test_an_anaesthetic_is_named(find: Any) -> None:
    assert find("anaesthetic-unnamed", surgery(anaesthesia=[{"duration_min": 90}]))
    assert find("anaesthetic-unnamed", surgery(anaesthesia=[{"drug": {"name": "isoflurane"}}])) == []


@pytest.mark.parametrize(
    ("anaesthetic", "field"),
    [
        ({"concentration_percent": 15}, "concentration_percent"),
        ({"induction_percent": 40}, "induction_percent"),
        ({"duration_min": 2.5}, "duration_min"),
    ],
)
def test_an_anaesthesia_of_a_strange_strength_or_length_is_told(anaesthetic: Any, field: str, find: Any) -> None:
    (finding,) = find("anaesthesia-implausible", surgery(anaesthesia=[anaesthetic]))
    assert finding.path == f"/subject_procedures/0/anaesthesia/0/{field}"


def test_a_usual_anaesthesia_is_left_alone(find: Any) -> None:
    usual = {"drug": {"name": "isoflurane"}, "concentration_percent": 1.5, "duration_min": 150}
    gas = {"drug": {"name": "nitrous oxide"}, "concentration_percent": 60}
    assert find("anaesthesia-implausible", surgery(anaesthesia=[usual, gas])) == []


@pytest.mark.parametrize(("before", "after", "found"), [(22.6, 2.23, 1), (22.6, 22.3, 0), (20, 27.5, 1), (20, 26, 0)])
def test_an_animal_weighs_much_the_same_after_a_surgery(before: float, after: float, found: int, find: Any) -> None:
    weighed = surgery(animal_weight_before_g=before, animal_weight_after_g=after)
    assert len(find("weight-change-implausible", weighed)) == found


def test_the_target_of_a_restriction_is_what_is_left(find: Any) -> None:
    code = "weight-target-implausible"
    assert find(code, procedures({"kind": "water_restriction", "target_weight_percent": 15}))
    assert find(code, procedures({"kind": "food_restriction", "minimum_weight_percent": 0.8}))
    assert find(code, procedures({"kind": "water_restriction", "target_weight_percent": 85})) == []


def fiber(name: str | None) -> dict[str, Any]:
    return {"kind": "fiber_implant", "device": {"kind": "fiber_probe", "name": name}}


def explant(name: str | None) -> dict[str, Any]:
    return {"kind": "explant", "device_name": name}


def test_two_devices_of_one_name_are_not_in_place_at_once(find: Any) -> None:
    code = "implant-name-repeated"
    (finding,) = find(code, surgery(fiber("a"), fiber("a")))
    assert finding.path == "/subject_procedures/0/steps/1/device/name"
    assert (
        find(code, surgery(fiber("a"), explant("a"), fiber("a"))) == find(code, surgery(fiber("a"), fiber("b"))) == []
    )
    assert find(code, surgery(fiber(None), fiber(None), {"kind": "fiber_implant"}, explant(None))) == []


def test_what_was_taken_out_had_been_put_in(find: Any) -> None:
    code = "unknown-implant"
    (finding,) = find(code, surgery(fiber("fiber_0"), explant("fiber0")))
    assert finding.hint == 'did you mean "fiber_0"?'
    assert find(code, surgery(fiber("fiber_0"), explant("fiber_0"))) == []


# ---- injections ----------------------------------------------------------------------------------------------------


def injection(kind: str = "injection", **fields: Any) -> Procedures:
    return procedures({"kind": kind, **fields})


@pytest.mark.parametrize(("titer", "found"), [(2.5, 1), (8e14, 1), (1.07e10, 0), (3.53e14, 0), (None, 0)])
def test_a_titer_is_one_that_viruses_have(titer: float | None, found: int, find: Any) -> None:
    given = injection(materials=[{"kind": "virus", "titer_gc_per_ml": titer}])
    assert len(find("titer-implausible", given)) == found


@pytest.mark.parametrize(("volume", "found"), [(200_000, 1), (0, 1), (200, 0), (None, 0)])
def test_a_place_in_the_brain_takes_up_only_so_much(volume: float | None, found: int, find: Any) -> None:
    sites = [{"dynamics": {"kind": "pressure", "volume_nl": volume}}, {}]
    assert len(find("injected-volume-implausible", injection("brain_injection", sites=sites))) == found
    assert find("injected-volume-implausible", injection("injection", sites=sites)) == []
    into_ventricle = injection("brain_injection", sites=sites, route="intracerebroventricular")
    assert find("injected-volume-implausible", into_ventricle) == []


def test_an_injection_says_what_went_in(find: Any) -> None:
    code = "lacks-injected-material"
    assert find(code, injection())
    assert find(code, injection(materials=[{"kind": "virus", "titer_gc_per_ml": 1e12}]))
    assert find(code, injection(materials=[{"kind": "virus", "virus_id": "VT8260"}])) == []
    assert find(code, injection(materials=[{"kind": "drug", "drug": {"name": "muscimol"}}])) == []


def test_an_injection_says_how_much_went_in(find: Any) -> None:
    code = "lacks-injected-amount"
    assert find(code, injection(sites=[{}, {"dynamics": {"kind": "pressure"}}]))
    assert find(code, injection(sites=[{"dynamics": {"kind": "pressure", "volume_nl": 200}}])) == []
    assert find(code, injection(sites=[{"dynamics": {"kind": "iontophoresis", "current_ua": 5}}])) == []
