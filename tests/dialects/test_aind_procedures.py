"""AIND's procedures become a record of procedures, whatever the version."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest

from aind_schema import Procedures, validate
from aind_schema.dialects import aind
from aind_schema.dialects.aind.procedures import coordinates, quantities, words

if TYPE_CHECKING:
    from pathlib import Path

    from aind_schema.dialects import Conversion

CORE = "https://raw.githubusercontent.com/AllenNeuralDynamics/aind-data-schema/main/src/aind_data_schema/core/"
STAND_ALONE = {
    "start_date": "2022-05-03",
    "end_date": "2022-05-03",
    "experimenter_full_name": "Ada Lovelace",
    "protocol_id": "doi.org/10.17504/protocols.io.abc",
    "iacuc_protocol": "1234",
    "anaesthesia": {"type": "isoflurane", "duration": 95, "duration_unit": "minute", "level": 1.5},
}
VERSION_0_5 = {
    "describedBy": CORE + "procedures.py",
    "schema_version": "0.5.2",
    "subject_id": "625463",
    "headframes": [{**STAND_ALONE, "headframe_type": "ring", "headframe_material": "Titanium"}],
    "craniotomies": [
        {
            **STAND_ALONE,
            "type": "Visual cortex 4 mm",
            "craniotomy_coordinates_ml": 1.5,
            "craniotomy_coordinates_ap": -2.5,
            "craniotomy_size": 4,
            "dura_removed": False,
        }
    ],
    "injections": [
        {
            **STAND_ALONE,
            "injection_type": "Nanoject",
            "injection_materials": [{"name": "GFP", "full_genome_name": "AAV-G", "titer": 2e13, "prep_type": "Crude"}],
            "injection_coordinate_ml": 0.5,
            "injection_coordinate_ap": 0.25,
            "injection_coordinate_depth": -2.0,
            "injection_coordinate_unit": "millimeter",
            "injection_coordinate_reference": "Bregma",
            "injection_angle": 10,
            "injection_angle_unit": "degree",
            "injection_hemisphere": "Right",
            "injection_volume": 200,
            "injection_volume_unit": "nanoliter",
            "targeted_structure": "CP",
        }
    ],
    "mri_scans": [{**STAND_ALONE, "scan_sequence": "RARE", "magnetic_strength": 7, "scanner_location": "North"}],
    "training_protocols": [{"training_name": "Wheel", "training_protocol_start_date": "2022-06-01"}],
}
VIRUS_1 = {
    "material_type": "Virus",
    "name": "AAV1-Syn-GFP",
    "tars_identifiers": {
        "virus_tars_id": "AiV1",
        "plasmid_tars_alias": "AiP1",
        "prep_lot_number": "VT1",
        "prep_date": "2023-01-02",
        "prep_type": "Purified",
        "prep_protocol": "SOP 1",
    },
    "addgene_id": {"name": "AAV1-Syn-GFP", "registry": None, "registry_identifier": "105539"},
    "titer": "3500000000000",
    "titer_unit": "vg/mL",
}
INJECTION_1 = {
    "procedure_type": "Nanoject injection",
    "injection_materials": [VIRUS_1],
    "recovery_time": "10",
    "recovery_time_unit": "minute",
    "injection_duration_unit": "minute",
    "injection_coordinate_ml": "-1.15",
    "injection_coordinate_ap": "2.3",
    "injection_coordinate_depth": ["1.1", "0.9"],
    "injection_coordinate_unit": "millimeter",
    "injection_coordinate_reference": "Bregma",
    "bregma_to_lambda_distance": "4.1",
    "bregma_to_lambda_unit": "millimeter",
    "injection_angle": "0",
    "injection_angle_unit": "degrees",
    "injection_hemisphere": "Left",
    "injection_volume": ["100", "50"],
    "injection_volume_unit": "nanoliter",
    "instrument_id": "NJ#1",
    "targeted_structure": {"atlas": "CCFv3", "name": "Caudoputamen", "acronym": "CP", "id": "672"},
}
FIBERS_1 = {
    "procedure_type": "Fiber implant",
    "probes": [
        {
            "ophys_probe": {
                "device_type": "Fiber optic probe",
                "name": "Fiber_0",
                "manufacturer": {"name": "Neurophotometrics"},
                "core_diameter": "200",
                "core_diameter_unit": "micrometer",
                "numerical_aperture": "0.37",
                "ferrule_material": "Ceramic",
                "total_length": "4.5",
                "length_unit": "millimeter",
            },
            "targeted_structure": None,
            "stereotactic_coordinate_ap": "1.0",
            "stereotactic_coordinate_ml": "-1.5",
            "stereotactic_coordinate_dv": "-4.1",
            "stereotactic_coordinate_unit": "millimeter",
            "stereotactic_coordinate_reference": "Bregma",
            "bregma_to_lambda_distance": "4.1",
            "bregma_to_lambda_unit": "millimeter",
            "angle": None,
            "angle_unit": "degrees",
        }
    ],
}
SURGERY_1 = {
    "procedure_type": "Surgery",
    "protocol_id": "dx.doi.org/10.17504/protocols.io.xyz/v1",
    "start_date": "2023-03-04",
    "experimenter_full_name": "NSB-1",
    "iacuc_protocol": "1234",
    "animal_weight_prior": "20.5",
    "animal_weight_post": None,
    "weight_unit": "gram",
    "anaesthesia": {"type": "isoflurane", "duration": "1.5", "duration_unit": "hour", "level": "1.75"},
    "workstation_id": "SWS 1",
    "procedures": [
        {"procedure_type": "Headframe", "headframe_type": "ring", "well_type": "No Well"},
        {
            "procedure_type": "Craniotomy",
            "craniotomy_type": "5 mm",
            "craniotomy_hemisphere": "Left",
            "implant_part_number": "glass 5",
            "craniotomy_size": None,
            "craniotomy_size_unit": "millimeter",
            "protective_material": "Kwik-Cast",
        },
        INJECTION_1,
        FIBERS_1,
        {
            "procedure_type": "Iontophoresis injection",
            "injection_current": "5",
            "injection_current_unit": "microamps",
            "alternating_current": "7 s on 6 s off",
        },
    ],
}
VERSION_1 = {
    "describedBy": CORE + "procedures.py",
    "schema_version": "1.2.1",
    "subject_id": "625463",
    "subject_procedures": [
        SURGERY_1,
        {
            "procedure_type": "Surgery",
            "start_date": "2023-05-04",
            "procedures": [
                {
                    "procedure_type": "Retro-orbital injection",
                    "injection_volume": "100",
                    "injection_volume_unit": "microliter",
                    "injection_eye": "Right",
                    "injection_materials": [
                        {
                            "material_type": "Reagent",
                            "name": "dextran",
                            "source": {"name": "Invitrogen"},
                            "concentration": "0.5",
                            "concentration_unit": "mg/mL",
                        }
                    ],
                },
                {"procedure_type": "Perfusion", "output_specimen_ids": ["625463"]},
            ],
        },
        {
            "procedure_type": "Water restriction",
            "start_date": "2023-04-01",
            "baseline_weight": "24.5",
            "weight_unit": "gram",
            "target_fraction_weight": 85,
            "target_fraction_weight_unit": "percent",
            "minimum_water_per_day": "1.5",
            "minimum_water_per_day_unit": "milliliter",
        },
    ],
    "specimen_procedures": [
        {
            "procedure_type": "Immunolabeling",
            "procedure_name": "first",
            "specimen_id": "625463_001",
            "subject_id": "625463",
            "start_date": "2023-06-01",
            "end_date": "2023-06-02",
            "protocol_id": ["https://www.protocols.io/view/labels", "none"],
            "reagents": [{"name": "PBS", "source": "Somebody", "lot_number": "7", "expiration_date": "2024-01-01"}],
            "antibodies": {
                "name": "anti-GFP",
                "rrid": {"name": "anti-GFP", "registry": {"abbreviation": "RRID"}, "registry_identifier": "AB_300798"},
                "immunolabel_class": "Primary",
                "fluorophore": "Alexa Fluor 488",
                "mass": "4",
                "mass_unit": "microgram",
            },
        },
        {
            "procedure_type": "Sectioning",
            "specimen_id": "625463_001",
            "sectioning": {
                "output_specimen_ids": ["625463_002"],
                "section_orientation": "Coronal",
                "section_thickness": "0.2",
                "section_thickness_unit": "millimeter",
                "targeted_structure": "CP",
            },
        },
        {
            "procedure_type": "Hybridization Chain Reaction",
            "specimen_id": "625463_002",
            "hcr_series": {
                "codebook_name": "book",
                "number_of_rounds": 1,
                "strip_qc_compatible": True,
                "hcr_rounds": [
                    {
                        "round_index": 0,
                        "start_time": "2023-07-01T10:00:00",
                        "probe_concentration": "4e-9",
                        "probe_concentration_unit": "M",
                        "HCR_probes": [
                            {
                                "name": "Gad1",
                                "gene": {"name": "Gad1"},
                                "probe_sequences": ["ACGT"],
                                "initiator_name": "B1",
                                "readout": {"fluorophore": "Alexa Fluor 546", "stain_type": "RNA"},
                            }
                        ],
                    }
                ],
            },
        },
    ],
}


def axis(name: str, direction: str) -> dict[str, str]:
    return {"object_type": "Axis", "name": name, "direction": direction}


def moved(*numbers: float) -> dict[str, Any]:
    return {"object_type": "Translation", "translation": list(numbers)}


def turned(*angles: float) -> dict[str, Any]:
    return {"object_type": "Rotation", "angles": list(angles), "angles_unit": "degrees"}


BREGMA_ARID = {
    "object_type": "Coordinate system",
    "name": "BREGMA_ARID",
    "origin": "Bregma",
    "axes": [
        axis("AP", "Posterior_to_anterior"),
        axis("ML", "Left_to_right"),
        axis("SI", "Superior_to_inferior"),
        axis("Depth", "Up_to_down"),
    ],
    "axis_unit": "millimeter",
}
CCF = {
    "object_type": "Coordinate system",
    "name": "CCF",
    "origin": "Origin",
    "axes": [axis("AP", "Anterior_to_posterior"), axis("SI", "Superior_to_inferior"), axis("ML", "Left_to_right")],
    "axis_unit": "micrometer",
}
CAUDOPUTAMEN = {"atlas": "CCFv3", "name": "Caudoputamen", "acronym": "CP", "id": "672"}
INJECTION_2 = {
    "object_type": "Brain injection",
    "injection_materials": [
        {
            "object_type": "Viral material",
            "name": "AAV-GFP",
            "addgene_id": {
                "name": "62723-AAV5",
                "registry": {"abbreviation": "ADDGENE"},
                "registry_identifier": "62723",
            },
            "titer": 10**13,
            "titer_unit": "gc/mL",
        }
    ],
    "targeted_structure": CAUDOPUTAMEN,
    "relative_position": ["Left"],
    "dynamics": [
        {"object_type": "Injection dynamics", "profile": "Bolus", "volume": 0.15, "volume_unit": "microliter"},
        {"object_type": "Injection dynamics", "profile": "Bolus", "volume": None, "volume_unit": "nanoliter"},
    ],
    "coordinate_system_name": "BREGMA_ARID",
    "coordinates": [
        [moved(-5.2, -0.85, 0, 3.2), turned(10, 0, 0, 0)],
        [moved(-5.2, -0.85, 0, 2.9), turned(10, 0, 0, 0)],
    ],
}
PROBE_2 = {
    "object_type": "Probe implant",
    "implanted_device": {"object_type": "Fiber probe", "name": "Fiber_0", "core_diameter": 200},
    "device_config": {
        "object_type": "Probe config",
        "device_name": "Fiber_0",
        "primary_targeted_structure": CAUDOPUTAMEN,
        "coordinate_system": {**BREGMA_ARID, "name": "FIBER_PROBE", "origin": "Tip"},
        "transform": [moved(2.3, -1.3, 0), turned(0, 0, 0)],
    },
}
VERSION_2 = {
    "object_type": "Procedures",
    "describedBy": CORE + "procedures.py",
    "schema_version": "2.1.1",
    "subject_id": "625463",
    "coordinate_system": CCF,
    "subject_procedures": [
        {
            "object_type": "Surgery",
            "start_date": "2025-03-04",
            "experimenters": ["Ada Lovelace"],
            "ethics_review_id": "2201",
            "coordinate_system": BREGMA_ARID,
            "measured_coordinates": {"Lambda": moved(-4.17, 0, 0)},
            "procedures": [
                INJECTION_2,
                PROBE_2,
                {
                    "object_type": "Craniotomy",
                    "craniotomy_type": "Circle",
                    "coordinate_system_name": "BREGMA_ARID",
                    "position": moved(1, 2, 0),
                    "size": 3,
                    "size_unit": "millimeter",
                },
            ],
        },
        {
            "object_type": "Surgery",
            "start_date": "2025-04-04",
            "coordinate_system": BREGMA_ARID,
            "procedures": [{"object_type": "Generic surgery procedure", "description": "A stitch was taken out."}],
        },
        {
            "object_type": "Non surgical injection",
            "start_date": "2025-05-04",
            "ethics_review_id": "2201",
            "injections": [
                {
                    "object_type": "Injection",
                    "injection_materials": [{"object_type": "Non viral material", "name": "saline"}],
                    "targeted_structure": {"name": "peritoneal cavity"},
                    "dynamics": [{"profile": "Bolus", "volume": 1, "volume_unit": "milliliter"}],
                }
            ],
        },
    ],
    "specimen_procedures": [
        {
            "object_type": "Specimen procedure",
            "procedure_type": "Sectioning",
            "specimen_id": ["625463"],
            "procedure_details": [
                {
                    "object_type": "Planar sectioning",
                    "section_orientation": "Coronal",
                    "sections": [
                        {
                            "object_type": "Section",
                            "output_specimen_id": "625463_001",
                            "targeted_structure": CAUDOPUTAMEN,
                            "includes_surrounding_tissue": True,
                            "coordinate_system_name": "CCF",
                            "start_coordinate": moved(327, 0, 0),
                            "thickness": 0.3,
                            "thickness_unit": "millimeter",
                        }
                    ],
                }
            ],
        },
        {
            "object_type": "Specimen procedure",
            "procedure_type": "Immunolabeling",
            "specimen_id": "625463_001",
            "protocol_parameters": {"dilution": "1:500"},
            "procedure_details": [
                {
                    "object_type": "Fluorescent stain",
                    "name": "anti-GFP",
                    "probe": {"object_type": "Protein probe", "protein": {"name": "GFP"}, "mass": 4},
                    "stain_type": "Protein",
                    "fluorophore": {"fluorophore_type": "Alexa Fluor", "excitation_wavelength": 488},
                }
            ],
        },
    ],
}


def converted(source: dict[str, Any]) -> tuple[Any, Conversion]:
    """Read procedures of which nothing is left over, and return the record."""
    before = copy.deepcopy(source)
    conversion = aind.read(source, timezone="UTC")
    assert source == before
    assert conversion.report.counts()["kept"] == 0, [e for e in conversion.report.entries if e.how == "kept"]
    record = conversion.record()
    assert isinstance(record, Procedures)
    return record, conversion


def reread(part: dict[str, Any], **beside: Any) -> tuple[dict[str, Any], set[str]]:
    """Read a surgery of 2.x with one step, and return the step and the places of what was kept."""
    surgery = {"object_type": "Surgery", "coordinate_system": BREGMA_ARID, "procedures": [part], **beside}
    conversion = aind.read({**VERSION_2, "subject_procedures": [surgery], "specimen_procedures": []})
    conversion.record()
    kept = {entry.source.split("/procedures/0/")[-1] for entry in conversion.report.entries if entry.how == "kept"}
    return conversion.document["subject_procedures"][0]["steps"][0], kept


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


def test_coordinates_before_2_go_into_frames_that_claim_no_more_than_the_source() -> None:
    record, _ = converted(VERSION_0_5)
    frames = {frame.name: frame for frame in record.coordinate_frames}
    assert frames.keys() == {"AP_ML", "bregma_AP_ML_depth"}
    assert frames["AP_ML"].origin is None
    assert [axis.direction for axis in frames["bregma_AP_ML_depth"].axes] == [None, None, None]
    site = record.subject_procedures[2].steps[0].sites[0]
    assert site.targets[0].position.coordinates_um == (250, 500, -2000)
    assert (site.targets[0].depth_um, site.targets[0].angles_deg) == (None, (10,))
    assert site.dynamics.volume_nl == 200


def test_each_depth_is_a_site_with_its_volume() -> None:
    record, _ = converted(VERSION_1)
    injection = record.subject_procedures[0].steps[2]
    assert [site.targets[0].depth_um for site in injection.sites] == [1100, 900]
    assert [site.dynamics.volume_nl for site in injection.sites] == [100, 50]
    assert {site.targets[0].position.frame for site in injection.sites} == {"bregma_AP_ML"}
    (aim,) = injection.targets
    assert (aim.structure.id, aim.structure.acronym, aim.hemisphere) == ("MBA:672", "CP", "left")
    assert (injection.name, injection.recovery_min, injection.instrument_id) == ("Nanoject injection", 10, "NJ#1")


def test_a_virus_with_its_identifiers() -> None:
    record, _ = converted(VERSION_1)
    (virus,) = record.subject_procedures[0].steps[2].materials
    assert (virus.name, virus.addgene_id, virus.titer_gc_per_ml) == ("AAV1-Syn-GFP", "Addgene:105539", 3.5e12)
    assert (virus.virus_id, virus.plasmids, virus.prep_lot) == ("AiV1", ("AiP1",), "VT1")
    assert (virus.prep_type, virus.prep_protocol, virus.prep_date.year) == ("purified", "SOP 1", 2023)


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


def test_coordinate_systems_of_2_are_declared_once_and_depth_stands_beside_the_entry() -> None:
    record, _ = converted(VERSION_2)
    frames = {frame.name: frame for frame in record.coordinate_frames}
    assert frames.keys() == {"CCF", "BREGMA_ARID", "FIBER_PROBE"}
    assert [axis.name for axis in frames["BREGMA_ARID"].axes] == ["AP", "ML", "SI"]
    assert (frames["CCF"].origin, frames["CCF"].atlas.name) == ("atlas-corner", "CCFv3")
    surgery = record.subject_procedures[0]
    assert surgery.landmarks[0].name == "Lambda"
    assert surgery.landmarks[0].position.coordinates_um == (-4170, 0, 0)
    first, second = surgery.steps[0].sites
    assert first.targets[0].entry.coordinates_um == (-5200, -850, 0)
    assert (first.targets[0].depth_um, first.targets[0].angles_deg) == (3200, (10, 0, 0))
    assert (first.dynamics.profile, first.dynamics.volume_nl, second.dynamics.volume_nl) == ("bolus", 150, None)
    assert validate(record).errors == ()


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
    (stain,) = labelled.stains
    assert (stain.molecule.name, stain.mass_ug, stain.stain_target) == ("GFP", 4, "protein")
    assert (stain.fluorophore.name, stain.fluorophore.excitation_nm) == ("Alexa Fluor", 488)
    assert (labelled.settings[0].name, labelled.settings[0].value) == ("dilution", "1:500")


def test_a_position_in_a_system_that_nobody_declares_is_kept() -> None:
    step, kept = reread({**INJECTION_2, "coordinate_system_name": "ELSEWHERE"})
    assert [site.keys() for site in step["sites"]] == [{"dynamics"}, {"dynamics"}]
    assert "coordinates/0/0/translation/0" in kept
    assert "coordinate_system_name" in kept


@pytest.mark.parametrize(
    "damage",
    [
        {"coordinates": [[moved(1, 2)], [moved(1, 2)]]},
        {"coordinates": [[moved(1, 2, 0, 3), moved(1, 2, 0, 3)]] * 2},
        {"coordinates": [[moved(1, 2, 1e9, 3)]] * 2},
        {"coordinates": [[{"translation": [1, None, 2]}]] * 2},
    ],
)
def test_a_point_is_placed_as_a_whole_or_not_at_all(damage: dict[str, Any]) -> None:
    step, kept = reread({**INJECTION_2, **damage})
    assert not any("targets" in site for site in step["sites"])
    assert "coordinates/0/0/translation/0" in kept


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
    assert conversion.report.counts()["kept"] == 4


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
        kept += conversion.report.counts()["kept"]
    assert kept / count < 0.02


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
