"""Antibodies, stains and probes in AIND's procedures."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema.dialects import aind
from samples.books import check_the_books

GOAT = {
    "name": "Capra hircus",
    "common_name": "Goat",
    "registry": "National Center for Biotechnology Information (NCBI)",
    "registry_identifier": "NCBI:txid9925",
}
PROTEIN = {"object_type": "Protein probe", "protein": {"name": "GFP"}, "species": GOAT, "mass": 4}
SEEN = {
    "object_type": "Fluorescent stain",
    "name": "anti-GFP",
    "probe": PROTEIN,
    "stain_type": "Protein",
    "fluorophore": {"object_type": "Fluorophore", "fluorophore_type": "Alexa Fluor", "excitation_wavelength": 488},
}
BARE = {"object_type": "Probe reagent", "name": "anti-GFP", "target": PROTEIN}


def step_of(version: str, step: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """Read procedures with one step on a specimen, and return the step and the fields of what was kept."""
    source = {"schema_version": version, "subject_id": "1", "specimen_procedures": [{"specimen_id": "1_001", **step}]}
    conversion = aind.read(source, timezone="UTC")
    check_the_books(source, conversion)
    conversion.record()
    kept = {entry.source.split("/", 3)[-1] for entry in conversion.report.entries if entry.how == "kept"}
    return conversion.document["specimen_procedures"][0], kept


def labelled(*details: dict[str, Any]) -> dict[str, Any]:
    return {"object_type": "Specimen procedure", "procedure_type": "Immunolabeling", "procedure_details": [*details]}


def test_an_antibody_that_stands_in_its_labelling_has_the_concentration_of_the_labelling() -> None:
    antibody = {"name": "anti-GFP", "immunolabel_class": "Primary", "lot_number": "7"}
    stated = {
        "procedure_type": "Immunolabeling",
        "antibody": antibody,
        "concentration": "10",
        "concentration_unit": "ug/ml",
    }
    step, kept = step_of("0.12.1", {"procedure_type": "Immunolabeling", "immunolabeling": stated})
    assert step["antibodies"] == [
        {
            "name": "anti-GFP",
            "antibody_class": "primary",
            "lot_number": "7",
            "concentration_mg_per_ml": 0.01,
        }
    ]
    assert kept == set()


@pytest.mark.parametrize("detail", [SEEN, BARE])
def test_what_finds_a_protein_in_2_is_an_antibody_with_its_host(detail: dict[str, Any]) -> None:
    step, kept = step_of("2.2.1", labelled(detail))
    (antibody,) = step["antibodies"]
    assert (antibody["name"], antibody["target"], antibody["mass_ug"]) == ("anti-GFP", {"name": "GFP"}, 4)
    assert antibody["host"] == {"name": "Capra hircus", "common_name": "Goat", "id": "NCBITaxon:9925"}
    assert ("fluorophore" in antibody, kept) == (detail is SEEN, set())


@pytest.mark.parametrize(
    "detail",
    [
        {**SEEN, "stain_type": "Vasculature"},
        {**SEEN, "initiator_name": "B1"},
        {**BARE, "target": {**PROTEIN, "sequence": "MVSK"}},
        {**BARE, "target": {"molecule": {"name": "biotin"}}},
    ],
)
def test_what_says_more_than_an_antibody_can_is_a_stain(detail: dict[str, Any]) -> None:
    step, _ = step_of("2.2.1", labelled(detail))
    assert ("antibodies" in step, len(step["stains"])) == (False, 1)


@pytest.mark.parametrize("detail", [SEEN, BARE])
def test_an_antibody_comes_back_from_the_record_alone(detail: dict[str, Any]) -> None:
    source = {"schema_version": "2.2.1", "subject_id": "1", "specimen_procedures": [labelled(detail)]}
    written = aind.write(aind.read(source).document).document["procedures"]
    (label,) = written["specimen_procedures"][0]["procedure_details"]
    probe = label["probe" if detail is SEEN else "target"]
    assert (label["object_type"], label.get("stain_type")) == (detail["object_type"], detail.get("stain_type"))
    assert (probe["protein"], probe["species"]["common_name"], probe["mass"]) == ({"name": "GFP"}, "Goat", 4)


def test_the_readout_of_a_probe_is_its_hairpin() -> None:
    readout = {"name": "B1 amplifier", "initiator_name": "B1", "lot_number": "9", "fluorophore": "Alexa Fluor 546"}
    probe = {"name": "Gad1", "gene": {"name": "Gad1"}, "initiator_name": "B1", "readout": readout}
    series = {"hcr_rounds": [{"round_index": 1, "HCR_probes": [probe]}]}
    step, kept = step_of("1.2.1", {"procedure_type": "Hybridization Chain Reaction", "hcr_series": series})
    (made,) = step["rounds"][0]["probes"]
    assert (made["initiator"], made["fluorophore"]["name"]) == ("B1", "Alexa Fluor 546")
    assert made["hairpins"] == [{"name": "B1 amplifier", "lot_number": "9"}]
    assert kept == set()


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("hcr_series", {"codebook_name": "book"}, "hybridization"),
        ("antibodies", [{"name": "anti-GFP"}], "immunolabeling"),
        ("sectioning", {"section_orientation": "Coronal"}, "sectioning"),
    ],
)
def test_the_fields_tell_what_was_done_where_the_type_does_not(field: str, value: Any, kind: str) -> None:
    step, kept = step_of(
        "0.10.2",
        {
            "procedure_type": "Other - see notes",
            "specimen_procedure_type": "SpecimenProcedure",
            field: value,
        },
    )
    assert (step["kind"], kept) == (kind, set())
