"""Amounts and words of AIND's procedures: what they become, and what can't be placed and why."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema.dialects import aind
from aind_schema.dialects.aind.procedures import coordinates, quantities, words
from samples.procedures_of_1 import INJECTION_1, SURGERY_1, VERSION_0_5, VERSION_1
from samples.procedures_of_2 import INJECTION_2, reread


def test_amounts_without_a_unit_or_a_partner_are_kept() -> None:
    step, kept = reread({**INJECTION_2, "dynamics": INJECTION_2["dynamics"][:1]})  # type: ignore[index]
    assert [site.keys() for site in step["sites"]] == [{"targets"}, {"targets"}]
    assert "dynamics/0/volume" in kept
    lone = {**VERSION_0_5, "headframes": [{"anaesthesia": {"type": "isoflurane", "duration": 4}}]}
    kept = {entry.source for entry in aind.read(lone).report.entries if entry.how == "kept"}
    assert kept == {"/headframes/0/anaesthesia/duration"}


def test_a_distance_that_steps_state_differently_is_kept() -> None:
    other = {**INJECTION_1, "bregma_to_lambda_distance": "4.2"}
    surgery = {**SURGERY_1, "procedures": [INJECTION_1, other]}
    conversion = aind.read({**VERSION_1, "subject_procedures": [surgery], "specimen_procedures": []})
    assert "bregma_to_lambda_um" not in conversion.document["subject_procedures"][0]
    kept = {entry.source for entry in conversion.report.entries if entry.how == "kept"}
    assert {place.rpartition("/")[2] for place in kept} > {"bregma_to_lambda_distance", "bregma_to_lambda_unit"}


def test_amounts_can_be_scaled_again() -> None:
    assert quantities.millimeters("4.69", "centimeter") == 46.9
    assert quantities.micrometers(1, "pixel") is None
    assert quantities.minutes("1.5", "hour") == 90
    assert quantities.gc_per_ml(2, "furlong") is None
    assert quantities.umol_per_l("4", "nM") == 0.004
    assert quantities.depth(-2, "millimeter") is None
    assert quantities.coordinate(2e6, "meter") is None
    assert quantities.agreed_micrometers("4.1", "millimeter", 4100, "micrometer") == 4100
    assert quantities.agreed_micrometers("4.1", "millimeter", 4.2, "millimeter") is None
    assert quantities.rotation([1, 2, 3, 0], "degrees", axes=3) == [1, 2, 3]
    assert quantities.rotation([1, 2, 3, 4], "degrees", axes=3) is None
    assert quantities.seconds_on("7 s on, 5 s off") == 7
    assert quantities.whole("2.5") is None
    assert quantities.number(True) is None
    assert quantities.number("1e999") is None


def test_words_can_be_normalised_again() -> None:
    assert words.doi("https://dx.doi.org/10.17504/protocols.io.abc/v1") == "DOI:10.17504/protocols.io.abc/v1"
    assert words.doi("none") is None
    assert words.route("Intraperitoneal injection") == "intraperitoneal"
    assert words.structure_id("CP") == "MBA:672"
    assert words.structure_id("cp") is None
    assert words.structure_id("672", "CCFv3") == "MBA:672"
    assert words.structure_id("672", "Another atlas") is None
    assert words.acronym("Caudoputamen") is None
    assert words.size_in_name("Visual cortex 5 mm") == 5
    assert words.well_present("No Well") is False
    assert words.same_text("a", "b") is None
    assert coordinates.axis_name("/injections/0/injection_coordinate_depth/0") == "depth"
    assert coordinates.frame_by_reference("Lambda", axes="AP_ML") == "lambda_AP_ML"
    assert coordinates.frame_name("CCF", number=2) == "CCF_2"


def told(source: dict[str, Any], code: str) -> dict[str, str]:
    """Read a source, and return what is told of values under a code."""
    problems = aind.read(source).report.problems
    return {problem.path.rpartition("/")[2]: problem.message for problem in problems if problem.code == code}


def test_a_unit_without_an_amount_is_kept() -> None:
    surgery = {"procedure_type": "Surgery", "start_date": "2023-03-04", "weight_unit": "gram"}
    source = {**VERSION_1, "subject_procedures": [surgery], "specimen_procedures": []}
    conversion = aind.read(source)
    assert conversion.document["extensions"]["aind"]["subject_procedures"] == {"0": {"weight_unit": "gram"}}
    assert told(source, "kept-value") == {"weight_unit": '"gram" has no field of its own; it is kept as it is'}


def test_the_name_of_a_coordinate_system_in_which_nothing_stands_is_kept() -> None:
    _, kept = reread({"object_type": "Craniotomy", "craniotomy_type": "Circle", "coordinate_system_name": "BREGMA_ARI"})
    assert kept == {"coordinate_system_name"}


@pytest.mark.parametrize(
    ("change", "place", "why"),
    [
        ({"injection_volume": ["9"]}, "0", "there are not as many volumes as depths"),
        ({"injection_duration": "3"}, "injection_duration", "nothing says which of the places it is of"),
        ({"recovery_time_unit": "fortnight"}, "recovery_time", 'minutes("10", "fortnight") gives nothing'),
    ],
)
def test_why_a_value_is_not_placed_is_told(change: dict[str, Any], place: str, why: str) -> None:
    surgery = {**SURGERY_1, "procedures": [{**INJECTION_1, **change}]}
    source = {**VERSION_1, "subject_procedures": [surgery], "specimen_procedures": []}
    assert why in told(source, "unplaced-value")[place]


def test_what_does_not_fit_is_told_by_the_words_of_the_source() -> None:
    restriction = {"procedure_type": "Water restriction", "target_fraction_weight": "150", "weight_unit": "gram"}
    source = {**VERSION_1, "subject_procedures": [restriction], "specimen_procedures": []}
    assert told(source, "does-not-fit")["target_fraction_weight"].startswith('"150" does not fit: ')
