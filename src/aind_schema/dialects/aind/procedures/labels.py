"""Stains, antibodies and probes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.procedures import quantities, words
from aind_schema.dialects.aind.procedures.materials import concentration, reagent
from aind_schema.dialects.aind.procedures.steps import said
from aind_schema.dialects.aind.shared import identifier, line, term
from aind_schema.dialects.tracing import TAG

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor


def antibody(source: Cursor) -> dict[str, Any]:
    """Map an antibody."""
    return {
        **reagent(source),
        "antibody_class": source["immunolabel_class"].via(words.antibody_class),
        "fluorophore": _fluorophore(source),
    }


def old_antibody(source: Cursor) -> dict[str, Any]:
    """Map what a step has of its antibody before 1.0: the antibody, and beside it the concentration in the step."""
    made = antibody(source["antibody"])
    return {**made, **concentration(source), TAG: [*made[TAG], *said(source)]}


def is_antibody(source: Cursor) -> bool:
    """Tell whether a label of 2.x, where antibodies have no type of their own, is what finds a protein."""
    probe = source["probe"] or source["target"]
    shown = words.stain_target(source["stain_type"].value or "Protein")
    return bool(probe["protein"]) and shown == "protein" and not (source["initiator_name"] or probe["sequence"])


def protein_label(source: Cursor) -> dict[str, Any]:
    """Map an antibody of 2.x."""
    probe = source["probe"] or source["target"]
    host, made = probe["species"], reagent(source)
    return {
        **made,
        "mass_ug": probe["mass"].via(quantities.micrograms, probe["mass_unit"], stated="microgram"),
        "target": _named(probe["protein"]),
        "host": {**(term(host, values.species_id) or {}), "common_name": line(host["common_name"])},
        "fluorophore": _fluorophore(source),
        TAG: [*made[TAG], *said(probe, "object_type"), source["stain_type"].via(words.stain_target)],
    }


def stain(source: Cursor) -> dict[str, Any]:
    """Map a dye or a probe with a dye."""
    probe = source["probe"] or source["target"]
    made = reagent(source)
    return {
        **made,
        "mass_ug": made["mass_ug"] or probe["mass"].via(quantities.micrograms, probe["mass_unit"], stated="microgram"),
        "stain_target": source["stain_type"].via(words.stain_target),
        "molecule": _named(probe["protein"] or probe["molecule"]),
        "gene": _named(probe["gene"]),
        "fluorophore": _fluorophore(source),
        "sequence": line(probe["sequence"]),
        "initiator": line(source["initiator_name"]),
        TAG: [*made[TAG], *said(probe, "object_type")],
    }


def gene_probes(source: Cursor) -> list[dict[str, Any]]:
    """Map a set of probes, or a stain whose target is a gene: the probes of each gene apart."""
    return [_gene_probe(source, each) for each in source["gene_probes"].each()] or [
        _gene_probe(source, source["probe"] or source["target"])
    ]


def is_for_genes(source: Cursor) -> bool:
    """Tell whether something finds the RNA of genes."""
    probe = source["probe"] or source["target"]
    return bool(source["gene_probes"] or probe["gene"])


def old_gene_probe(source: Cursor) -> dict[str, Any]:
    """Map a probe before 2.x, which has its sequences and its dye beside the gene."""
    readout = source["readout"]
    initiator, again = source["initiator_name"], readout["initiator_name"]
    made = reagent(source)
    return {
        **made,
        "gene": _named(source["gene"]) if source["gene"] else {"name": line(source["gene_name"])},
        "oligos": [{"sequence": line(each)} for each in source["probe_sequences"].each()],
        "initiator": initiator.via(words.same_text, again) if initiator and again else line(initiator or again),
        "hairpins": [reagent(readout)] if again else [],
        "fluorophore": _fluorophore(readout or source),
        TAG: [*made[TAG], readout["stain_type"].via(words.stain_target)],
    }


def hybridization_round(source: Cursor, zone: str | None) -> dict[str, Any]:
    """Map a round of a series of hybridisations."""
    labels = [each for key in ("stains", "genetic_stains", "other_stains") for each in source[key].each()]
    probes = [each for key in ("HCR_probes", "hcr_probes", "other_probes") for each in source[key].each()]
    return {
        "number": source["round_index"].via(quantities.whole),
        "started_at": source["start_time"].via(values.timestamp, zone=zone),
        "ended_at": source["end_time"].via(values.timestamp, zone=zone),
        "probes": [
            *(probe for each in labels if is_for_genes(each) for probe in gene_probes(each)),
            *map(old_gene_probe, probes),
        ],
        "stains": [stain(each) for each in labels if not is_for_genes(each)],
        "probe_concentration_umol_per_l": source["probe_concentration"].via(
            quantities.umol_per_l, source["probe_concentration_unit"]
        ),
        "notes": source["notes"].take(),
        TAG: said(source, "object_type"),
    }


def _gene_probe(source: Cursor, probe: Cursor) -> dict[str, Any]:
    made = reagent(source)
    return {
        **made,
        "gene": _named(probe["gene"]),
        "oligos": [
            {"name": line(each["name"]), "sequence": line(each["sequence"]), TAG: said(each, "object_type")}
            for each in probe["probes"].each()
        ],
        "initiator": line(source["initiator_name"]),
        "fluorophore": _fluorophore(source),
        TAG: [*made[TAG], *said(probe, "object_type"), source["stain_type"].via(words.stain_target)],
    }


def _named(source: Cursor) -> dict[str, Any]:
    """Map a molecule or gene that is told by a name with a registry's identifier."""
    if not isinstance(source.value, dict):
        return {"name": line(source)}
    return {"name": line(source["name"]), "id": identifier(source), TAG: said(source, "object_type")}


def _fluorophore(source: Cursor) -> dict[str, Any]:
    """Map a dye: by its name, by its family and wavelength, or by wavelengths beside the stain."""
    dye = source["fluorophore"]
    held = dye if isinstance(dye.value, dict) else source
    name = dye["fluorophore_type"] or dye["name"] if held is dye else dye
    unit = held["excitation_wavelength_unit"] or held["wavelength_unit"]
    excitation, emission = (
        held[f"{kind}_wavelength"].via(quantities.nanometers, unit, stated="nanometer")
        for kind in ("excitation", "emission")
    )
    return {
        **(term(name, words.fluorophore_id) or {}),
        "excitation_nm": excitation,
        "emission_nm": emission,
        TAG: said(dye, "object_type"),
    }
