"""AIND's procedures become a record of procedures, whatever the version."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from aind_schema import validate
from aind_schema.dialects import aind
from samples.procedures_of_1 import VERSION_0_5, VERSION_1
from samples.procedures_of_2 import BREGMA_ARID, VERSION_2, converted, moved, reread

if TYPE_CHECKING:
    from pathlib import Path


def test_the_lists_of_the_first_versions_become_surgeries_of_one_step() -> None:
    record, _ = converted(VERSION_0_5)
    headframe, craniotomy, injection, scan, training = record.subject_procedures
    assert [step.kind for step in record.subject_procedures[:3]] == ["surgery"] * 3
    assert headframe.ethics[0].protocol_id == "1234"
    assert headframe.ethics[0].approval == "iacuc-protocol"
    assert headframe.anaesthesia[0].duration_min == 95
    assert headframe.steps[0].protocols[0].doi == "DOI:10.17504/protocols.io.abc"
    assert headframe.steps[0].device.material.name == "Titanium"
    assert (craniotomy.steps[0].name, craniotomy.steps[0].size_mm) == ("Visual cortex 4 mm", 4)
    assert injection.steps[0].kind == "brain_injection"
    assert (scan.field_strength_t, scan.sequence, scan.start_date.year) == (7, "RARE", 2022)
    assert (training.task, training.start_date.isoformat()) == ("Wheel", "2022-06-01")


def test_each_depth_is_a_site_with_its_volume() -> None:
    record, _ = converted(VERSION_1)
    injection = record.subject_procedures[0].steps[2]
    assert [site.targets[0].depth_um for site in injection.sites] == [1100, 900]
    assert [site.dynamics.volume_nl for site in injection.sites] == [100, 50]
    assert {site.targets[0].entry.frame for site in injection.sites} == {"bregma_AP_ML"}
    (aim,) = injection.targets
    assert (aim.structure.id, aim.structure.acronym, aim.hemisphere) == ("MBA:672", "CP", "left")
    assert (injection.name, injection.recovery_min, injection.instrument_id) == ("Nanoject injection", 10, "NJ#1")


def test_a_virus_with_its_identifiers() -> None:
    record, _ = converted(VERSION_1)
    (virus,) = record.subject_procedures[0].steps[2].materials
    assert (virus.name, virus.addgene_id, virus.titer_gc_per_ml) == ("AAV1-Syn-GFP", "Addgene:105539", 3.5e12)
    assert (virus.virus_id, virus.plasmids, virus.lot_number) == ("AiV1", ("AiP1",), "VT1")
    assert (virus.prep_type, virus.prep_protocol, virus.prepared_on.year) == ("purified", "SOP 1", 2023)


def test_a_surgery_of_1_with_headframe_craniotomy_fiber_and_current() -> None:
    record, _ = converted(VERSION_1)
    surgery = record.subject_procedures[0]
    headframe, craniotomy, _, fiber, current = surgery.steps
    assert (surgery.animal_weight_before_g, surgery.bregma_to_lambda_um) == (20.5, 4100)
    assert surgery.anaesthesia[0].duration_min == 90
    assert (headframe.well_present, headframe.well) == (False, None)
    assert (craniotomy.name, craniotomy.size_mm, craniotomy.relative_position) == ("5 mm", 5, ("left",))
    assert (craniotomy.window.part_number, craniotomy.protective_material.name) == ("glass 5", "Kwik-Cast")
    assert (fiber.device.core_diameter_um, fiber.device.total_length_mm) == (200, 4.5)
    assert fiber.targets[0].position.coordinates_um == (1000, -1500, -4100)
    dynamics = current.sites[0].dynamics
    assert (dynamics.kind, dynamics.current_ua, dynamics.on_s, dynamics.off_s) == ("iontophoresis", 5, 7, 6)


def test_injections_into_the_body_and_what_ends_or_restricts_a_life() -> None:
    record, _ = converted(VERSION_1)
    injection, perfusion = record.subject_procedures[1].steps
    assert (injection.kind, injection.route, injection.relative_position) == ("injection", "retro-orbital", ("right",))
    assert injection.sites[0].dynamics.volume_nl == 100_000
    assert (injection.materials[0].kind, injection.materials[0].concentration_mg_per_ml) == ("other_material", 0.5)
    assert perfusion.output_specimen_ids == ("625463",)
    water = record.subject_procedures[2]
    assert (water.baseline_weight_g, water.target_weight_percent, water.minimum_daily_water_ml) == (24.5, 85, 1.5)


def test_specimens_of_1() -> None:
    record, _ = converted(VERSION_1)
    labelled, cut, hybridized = record.specimen_procedures
    assert [protocol.uri or protocol.id for protocol in labelled.protocols] == [
        "https://www.protocols.io/view/labels",
        "none",
    ]
    (antibody,) = labelled.antibodies
    assert (antibody.rrid, antibody.antibody_class, antibody.mass_ug) == ("RRID:AB_300798", "primary", 4)
    assert (cut.plane, cut.thickness_um, cut.sections[0].specimen_id) == ("coronal", 200, "625463_002")
    assert (cut.sections[0].structures[0].acronym, cut.sections[0].structures[0].id) == ("CP", "MBA:672")
    (made,) = hybridized.rounds
    assert (made.probe_concentration_umol_per_l, made.probes[0].gene.name) == (0.004, "Gad1")
    assert made.probes[0].oligos[0].sequence == "ACGT"
    assert record.specimens[0].subject_ids == ("625463",)


def test_probes_craniotomies_and_injections_of_2() -> None:
    record, _ = converted(VERSION_2)
    injection, fiber, craniotomy = record.subject_procedures[0].steps
    assert (injection.materials[0].genome, injection.materials[0].addgene_id) == ("62723-AAV5", "Addgene:62723")
    assert (fiber.kind, fiber.device.name, fiber.targets[0].structure.id) == ("fiber_implant", "Fiber_0", "MBA:672")
    assert fiber.targets[0].entry.coordinates_um == (2300, -1300, 0)
    assert craniotomy.targets[0].position.coordinates_um == (1000, 2000, 0)
    body = record.subject_procedures[2]
    assert (body.kind, body.start_date.day, body.ethics[0].protocol_id) == ("injection", 4, "2201")
    assert (body.body_part.name, body.sites[0].dynamics.volume_nl) == ("peritoneal cavity", 1e6)


def test_specimens_of_2() -> None:
    record, _ = converted(VERSION_2)
    cut, labelled = record.specimen_procedures
    (section,) = cut.sections
    assert (section.start.frame, section.start.coordinates_um, section.thickness_um) == ("CCF", (327, 0, 0), 300)
    assert section.surrounding_tissue is True
    (antibody,) = labelled.antibodies
    assert (antibody.name, antibody.target.name, antibody.mass_ug) == ("anti-GFP", "GFP", 4)
    assert (antibody.fluorophore.name, antibody.fluorophore.excitation_nm) == ("Alexa Fluor", 488)
    assert (labelled.settings[0].name, labelled.settings[0].value) == ("dilution", "1:500")


@pytest.mark.parametrize("source", [VERSION_0_5, VERSION_1, VERSION_2], ids=["0.5", "1.2", "2.1"])
def test_procedures_stand_in_the_bundle_of_a_whole_record(source: dict[str, Any]) -> None:
    conversion = aind.read({"name": "625463_2022-10-06_10-14-25", "procedures": source}, timezone="UTC")
    assert conversion.document["procedures"]["kind"] == "procedures"
    assert "extensions" not in conversion.document


@pytest.mark.parametrize("junk", [None, "", 3, [], {}, [None], [[1], "x"], {"a": {"b": 1}}, "x" * 600, True])
@pytest.mark.parametrize("source", [VERSION_0_5, VERSION_1, VERSION_2], ids=["0.5", "1.2", "2.1"])
def test_nothing_raises_and_nothing_is_lost_whatever_stands_in_a_field(source: dict[str, Any], junk: Any) -> None:
    for place in places(source):
        damaged = copy.deepcopy(source)
        at: Any = damaged
        for key in place[:-1]:
            at = at[key]
        at[place[-1]] = copy.deepcopy(junk)
        conversion = aind.read({"name": "a", "procedures": damaged})
        told = {entry.source for entry in conversion.report.entries}
        assert set(scalars(damaged, "/procedures")) <= told, place


def places(source: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return some places of an object, so that the test stays quick."""
    found: list[tuple[Any, ...]] = []

    def walk(node: Any, path: tuple[Any, ...]) -> None:
        inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
        for key, value in inner:
            found.append((*path, key))
            walk(value, (*path, key))

    walk(source, ())
    return found[::17]


def scalars(node: Any, path: str) -> list[str]:
    """Return the places of the values that say something."""
    if isinstance(node, dict | list):
        inner = node.items() if isinstance(node, dict) else enumerate(node)
        return [place for key, value in inner for place in scalars(value, f"{path}/{key}")]
    return [] if node is None or node == "" else [path]


def test_real_procedures_are_read_almost_whole(corpus: Path) -> None:
    count = kept = 0
    for path in sorted([*corpus.glob("aind_records/*.json"), *corpus.glob("aind_files/procedures.*.json")]):
        source = {"procedures": json.loads(path.read_text(encoding="utf-8")).get("procedures") or {"subject_id": "1"}}
        conversion = aind.read(source, timezone="America/Los_Angeles")
        assert [problem for problem in validate(conversion.document).errors if problem.origin != "rule"] == []
        assert set(scalars(source, "")) <= {entry.source for entry in conversion.report.entries}
        count += len(conversion.report.entries)
        kept += sum(e.how == "kept" and not e.source.endswith("_unit") for e in conversion.report.entries)
    assert kept / count < 0.02


def test_another_device_says_what_it_is_and_where() -> None:
    lens = {
        "object_type": "Device implant",
        "implanted_device": {"object_type": "Lens", "name": "GRIN"},
        "relative_position": ["Left"],
        "local_coordinate_system": {**BREGMA_ARID, "name": "LENS", "origin": "Tip"},
        "transform": [moved(1, 2, 0, 3)],
    }
    step, kept = reread(lens)
    assert kept == set()
    assert step["device"] == {"kind": "other_device", "name": "GRIN", "description": "Lens"}
    assert (step["relative_position"], step["targets"][0]["depth_um"]) == (["left"], 3000)


def test_the_threads_of_an_array_for_muscles_stood_beside_it() -> None:
    contact = {"body_part": {"name": "forelimb"}, "side": "Left", "muscle": {"name": "deltoid"}, "in_muscle": True}
    array = {
        "procedure_type": "Myomatrix_Insertion",
        "myomatrix_array": {"device_type": "Myomatrix Array", "name": "array 1", "array_type": "Injected"},
        "threads": [{"contacts": [contact]}],
    }
    step, kept = reread(array)
    assert (step["device"]["name"], step["device"]["array_type"], kept) == ("array 1", "injected", set())
    (made,) = step["device"]["threads"][0]["contacts"]
    assert (made["muscle"]["name"], made["relative_position"]) == ("deltoid", ["left"])


def test_a_weight_of_the_first_versions_was_taken_before() -> None:
    source = {**VERSION_0_5, "headframes": [{"start_date": "2022-05-03", "animal_weight": 22.6}]}
    surgery = aind.read(source, timezone="UTC").document["subject_procedures"][0]
    assert surgery["animal_weight_before_g"] == 22.6


def test_the_name_of_a_registry_alone_makes_no_identifier() -> None:
    virus = {"object_type": "Viral material", "name": "AAV-GFP"}
    construct = {"name": "AAV-GFP", "registry": "Addgene (ADDGENE)", "registry_identifier": None}
    injection = {"object_type": "Brain injection", "injection_materials": [{**virus, "addgene_id": construct}]}
    step, kept = reread(injection)
    assert step["materials"] == [{"kind": "virus", "name": "AAV-GFP"}]
    assert kept == set()
