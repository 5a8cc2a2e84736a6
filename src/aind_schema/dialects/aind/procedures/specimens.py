"""What was done to specimens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.procedures import quantities, words
from aind_schema.dialects.aind.procedures.anatomy import structure
from aind_schema.dialects.aind.procedures.coordinates import position
from aind_schema.dialects.aind.procedures.labels import (
    antibody,
    gene_probes,
    hybridization_round,
    is_antibody,
    is_for_genes,
    old_antibody,
    protein_label,
    stain,
)
from aind_schema.dialects.aind.procedures.materials import reagent
from aind_schema.dialects.aind.procedures.steps import said, what_was_done, when_and_who
from aind_schema.dialects.aind.shared import line
from aind_schema.dialects.tracing import TAG

if TYPE_CHECKING:
    from aind_schema.dialects.aind.procedures.coordinates import Scope
    from aind_schema.dialects.tracing import Cursor

_KINDS = {
    "fixation": "fixation",
    "fixation and permeabilization": "fixation",
    "delipidation": "delipidation",
    "active delipidation": "delipidation",
    "double delipidation": "delipidation",
    "dcm delipidation": "delipidation",
    "clearing": "clearing",
    "refractive index matching": "refractive_index_matching",
    "embedding": "embedding",
    "gelation": "gelation",
    "expansion": "expansion",
    "soak": "soak",
    "sectioning": "sectioning",
    "mounting": "mounting",
    "staining": "staining",
    "immunolabeling": "immunolabeling",
    "immunostaining": "immunolabeling",
    "hybridization chain reaction": "hybridization",
    "hybridication and amplification": "hybridization",
    "barseq": "hybridization",
    "stripping": "stripping",
    "storage": "storage",
}
#: Fields that tell what was done where no type does.
_BY_FIELD = {
    "hcr_series": "hybridization",
    "antibodies": "immunolabeling",
    "immunolabeling": "immunolabeling",
    "sectioning": "sectioning",
}
_STAINS = ("Fluorescent stain", "Fluorescent reagent", "Stain", "Probe reagent", "Gene probe set", "Genetic stain")


def specimen_procedure(source: Cursor, scope: Scope) -> dict[str, Any]:
    """Map a step on specimens of any version."""
    stated = source["procedure_type"] or source["name"]
    kind = _KINDS.get(str(stated.value).lower()) or _kind_by_field(source)
    told = said(source, "object_type", "procedure_type", "name", "specimen_procedure_type")
    own = _OWN.get(kind, _nothing)(source, scope)
    return {
        "kind": kind,
        "name": line(source["procedure_name"]),
        **when_and_who(source),
        **what_was_done(source),
        "specimen_ids": [line(each) for each in source["specimen_id"].each()],
        "reagents": [reagent(each) for each in source["reagents"].each() + _details(source, "Reagent", "Solution")],
        **own,
        **({"description": line(stated)} if kind == "generic" else {}),
        TAG: [*told, *own.get(TAG, ())],
    }


def _kind_by_field(source: Cursor) -> str:
    return next((kind for key, kind in _BY_FIELD.items() if source[key]), "generic")


def specimens(listed: list[Cursor]) -> list[dict[str, Any]]:
    """Map the specimens for which the source names the subject, each once."""
    known: dict[Any, list[Cursor]] = {}
    for each in listed:
        ids = each["specimen_id"].each()
        if each["subject_id"] and len(ids) == 1:
            known.setdefault(str(ids[0].value), []).append(each)
    return [_specimen(steps) for steps in known.values()]


def _specimen(steps: list[Cursor]) -> dict[str, Any]:
    ids = [step["specimen_id"].each()[0] for step in steps]
    subjects: dict[str, list[Cursor]] = {}
    for step in steps:
        subjects.setdefault(str(step["subject_id"].value), []).append(step["subject_id"])
    return {
        "specimen_id": ids[0].via(words.same_text, *ids[1:]),
        "subject_ids": [first.via(words.same_text, *others) for first, *others in subjects.values()],
    }


def _details(source: Cursor, *types: str) -> list[Cursor]:
    return [each for each in source["procedure_details"].each() if each["object_type"].value in types]


def _nothing(source: Cursor, scope: Scope) -> dict[str, Any]:
    return {}


def _fixation(source: Cursor, scope: Scope) -> dict[str, Any]:
    return {"permeabilized": source["procedure_type"].via(words.permeabilized)}


def _delipidation(source: Cursor, scope: Scope) -> dict[str, Any]:
    return {"method": source["procedure_type"].via(words.delipidation_method)}


def _labels(source: Cursor, scope: Scope) -> dict[str, Any]:
    return {"stains": [stain(each) for each in _details(source, *_STAINS)]}


def _immunolabeling(source: Cursor, scope: Scope) -> dict[str, Any]:
    listed = source["antibodies"].each() + _details(source, "Antibody")
    labels = _details(source, *_STAINS)
    return {
        "antibodies": [
            *map(antibody, listed),
            *map(old_antibody, source["immunolabeling"].each()),
            *(protein_label(each) for each in labels if is_antibody(each)),
        ],
        "stains": [stain(each) for each in labels if not is_antibody(each)],
    }


def _hybridization(source: Cursor, scope: Scope) -> dict[str, Any]:
    listed = source["hcr_series"].each() + _details(source, "HCR series", "Hcr series")
    labels = [each for each in _details(source, *_STAINS) if is_for_genes(each)]
    made: dict[str, Any] = {
        "method": source["procedure_type"].via(words.hybridization_method),
        "probes": [probe for each in labels for probe in gene_probes(each)],
    }
    if len(listed) == 1:
        series = listed[0]
        made |= {
            "codebook": line(series["codebook_name"]),
            "round_count": series["number_of_rounds"].via(quantities.whole),
            "rounds": [hybridization_round(each, scope.zone) for each in series["hcr_rounds"].each()],
            "strip_qc_compatible": series["strip_qc_compatible"].take(),
            "cell_id": line(series["cell_id"]),
            TAG: said(series, "object_type"),
        }
    return made


def _sectioning(source: Cursor, scope: Scope) -> dict[str, Any]:
    listed = source["sectioning"].each() + _details(source, "Sectioning", "Planar sectioning")
    if len(listed) != 1:
        return {}
    cut = listed[0]
    scope = scope.within(cut)
    structures = [structure(each) for each in cut["targeted_structure"].each()]
    old = [{"specimen_id": line(each), "structures": structures} for each in cut["output_specimen_ids"].each()]
    return {
        "plane": cut["section_orientation"].via(words.section_plane),
        "thickness_um": cut["section_thickness"].via(quantities.micrometers, cut["section_thickness_unit"]),
        "sections": [*old, *(_section(each, scope) for each in cut["sections"].each())],
        TAG: said(cut),
    }


def _section(source: Cursor, scope: Scope) -> dict[str, Any]:
    name = source["coordinate_system_name"]
    system = scope.system(name)
    start, end = (position(source[f"{which}_coordinate"], system, name) for which in ("start", "end"))
    return {
        "specimen_id": line(source["output_specimen_id"]),
        "structures": [structure(each) for each in source["targeted_structure"].each()],
        "surrounding_tissue": source["includes_surrounding_tissue"].take(),
        "thickness_um": source["thickness"].via(quantities.micrometers, source["thickness_unit"]),
        "start": start,
        "end": end,
        "kept_part": [each.via(words.relative_position) for each in source["partial_slice"].each()],
        TAG: said(source, "object_type"),
    }


#: What kinds of steps have beside what all have.
_OWN = {
    "fixation": _fixation,
    "delipidation": _delipidation,
    "staining": _labels,
    "immunolabeling": _immunolabeling,
    "hybridization": _hybridization,
    "sectioning": _sectioning,
}
