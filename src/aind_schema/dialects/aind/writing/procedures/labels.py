"""Stains, antibodies and probes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing.procedures import units, words
from aind_schema.dialects.aind.writing.procedures.materials import named, reagent
from aind_schema.dialects.aind.writing.procedures.steps import amount
from aind_schema.dialects.aind.writing.shared import identified

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor


def stain(source: Cursor) -> dict[str, Any]:
    """Map a dye, an antibody or a probe: the type tells whether there is a target, and whether a dye is seen."""
    target = source["molecule"] or source["target"]
    dye, probe = source["fluorophore"], _probe(source)
    if not target and not source["gene"]:
        return _dye(source)
    if not dye and not source["stain_target"]:
        return {**reagent(source), "object_type": "Probe reagent", "target": probe}
    return _seen(source, probe)


def gene_probe(source: Cursor) -> dict[str, Any]:
    """Map the probes of a gene: with a dye as a stain, else as a set of their own."""
    if source["fluorophore"]:
        return _seen(source, _gene_probe(source))
    return {**reagent(source), "object_type": "Gene probe set", "gene_probes": [_gene_probe(source)]}


def series(source: Cursor) -> list[dict[str, Any]]:
    """Map a series of rounds: 2.x knows those of one chemistry."""
    if source["method"].value != "hcr":
        for key in ("codebook", "round_count", "rounds", "strip_qc_compatible", "cell_id"):
            source[key].leave("2.x has rounds of the hybridization chain reaction alone")
        return []
    made = {
        "object_type": "HCR series",
        "codebook_name": source["codebook"].take(),
        "number_of_rounds": source["round_count"].take(),
        "hcr_rounds": [_round(each) for each in source["rounds"].each()],
        "strip_qc_compatible": source["strip_qc_compatible"].take(),
        "cell_id": source["cell_id"].take(),
    }
    return [made]


def _round(source: Cursor) -> dict[str, Any]:
    return {
        "object_type": "Hybridization chain reaction",
        "round_index": source["number"].take(),
        "start_time": source["started_at"].take(),
        "end_time": source["ended_at"].take(),
        "stains": [_seen(each, _probe(each)) for key in ("probes", "stains") for each in source[key].each()],
        **amount("probe_concentration", source["probe_concentration_umol_per_l"], units.micromolar),
    }


def _probe(source: Cursor) -> dict[str, Any]:
    target = source["molecule"] or source["target"]
    return _protein_probe(source, target) if target and not source["gene"] else _gene_probe(source)


def _seen(source: Cursor, probe: dict[str, Any]) -> dict[str, Any]:
    """Map a probe with a dye."""
    return {
        **reagent(source),
        "object_type": "Fluorescent stain",
        "probe": probe,
        "stain_type": source["stain_target"].via(words.stain_type)
        or source["gene"]["name"].via(words.stain_of_gene)
        or source["target"]["name"].via(words.stain_of_antibody),
        "fluorophore": _fluorophore(source["fluorophore"]),
        "initiator_name": source["initiator"].take(),
    }


def _dye(source: Cursor) -> dict[str, Any]:
    dye = source["fluorophore"]
    excitation, emission = dye["excitation_nm"], dye["emission_nm"]
    stated = [each for each in (excitation, emission) if each.take()]
    return {
        **reagent(source),
        "object_type": "Fluorescent reagent",
        "stain_type": source["stain_target"].via(words.stain_type),
        "excitation_wavelength": excitation.take(),
        "emission_wavelength": emission.take(),
        "wavelength_unit": stated[0].via(units.nanometer, *stated[1:]) if stated else None,
    }


def _gene_probe(source: Cursor) -> dict[str, Any]:
    return {
        "object_type": "Gene probe",
        "gene": named(source["gene"]),
        "probes": [
            {"object_type": "Oligo probe", "name": each["name"].take(), "sequence": each["sequence"].take()}
            for each in source["oligos"].each()
        ],
    }


def _protein_probe(source: Cursor, target: Cursor) -> dict[str, Any]:
    host = source["host"]
    return {
        "object_type": "Protein probe",
        "protein": named(target),
        "species": {"name": host["name"].take(), "common_name": host["common_name"].take(), **identified(host)},
        **amount("mass", source["mass_ug"], units.microgram),
        "sequence": source["sequence"].take(),
    }


def _fluorophore(source: Cursor) -> dict[str, Any]:
    return {
        "object_type": "Fluorophore",
        "fluorophore_type": source["name"].take(),
        **amount("excitation_wavelength", source["excitation_nm"], units.nanometer),
    }
