"""What becomes of the words of procedures on the way to AIND's files: small functions that anyone can run again.

Each returns None where 2.x has no word for a value with certainty; a word of a closed list that 2.x lacks stays as it
is, and its library refuses it.
"""

from __future__ import annotations

from typing import Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.writing.demands import words as listed
from aind_schema.dialects.aind.writing.words import spelled
from aind_schema.vocabulary import load

_STEPS = {
    "surgery": "Surgery",
    "water_restriction": "Water restriction",
    "training": "Training protocol",
    "headframe": "Headframe",
    "craniotomy": "Craniotomy",
    "brain_injection": "Brain injection",
    "injection": "Injection",
    "probe_implant": "Probe implant",
    "fiber_implant": "Probe implant",
    "catheter_implant": "Catheter implant",
    "device_implant": "Device implant",
    "muscle_array_insertion": "Myomatrix insertion",
    "sample_collection": "Sample collection",
    "perfusion": "Perfusion",
}
_DEVICES = {
    "ephys_probe": "Ephys probe",
    "fiber_probe": "Fiber probe",
    "catheter": "Catheter",
    "muscle_array": "Myomatrix array",
    "other_device": "Device",
}
_TREATMENTS = {
    "fixation": "Fixation",
    "delipidation": "Delipidation",
    "clearing": "Clearing",
    "refractive_index_matching": "Refractive index matching",
    "embedding": "Embedding",
    "gelation": "Gelation",
    "expansion": "Expansion",
    "soak": "Soak",
    "sectioning": "Sectioning",
    "mounting": "Mounting",
    "immunolabeling": "Immunolabeling",
    "stripping": "Stripping",
    "storage": "Storage",
    "generic": "Other",
}
_HYBRIDIZATIONS = {"hcr": "Hybridization Chain Reaction", "barseq": "BARSeq"}
_MATERIALS = {"virus": "Viral material", "other_material": "Non viral material"}
_PORTS = {1: "Single", 2: "Double"}
_ORIGINS = {"atlas-corner": "Origin", "image-corner": "Origin", "probe-tip": "Tip"}
_PROTOCOLS = "dx.doi.org/"


def step_type(kind: Any, *parts: Any) -> str | None:
    """Return the type of a step, which tells the kinds of its devices too."""
    return _STEPS.get(kind) if isinstance(kind, str) else None


def generic_type(kind: Any) -> str | None:
    """Return the type of a step of a surgery that has no type of its own."""
    return "Generic surgery procedure" if kind == "generic" else None


def generic_subject_type(kind: Any) -> str | None:
    """Return the type of a step beside surgeries that has no type of its own."""
    return "Generic subject procedure" if kind == "generic" else None


def device_type(kind: Any) -> str | None:
    """Return the type of a device."""
    return _DEVICES.get(kind) if isinstance(kind, str) else None


def dynamics_type(kind: Any) -> str | None:
    """Return the type of what is said of the course of an injection; whether a current drove it, its fields tell."""
    return "Injection dynamics" if kind in ("pressure", "iontophoresis") else None


def material_type(kind: Any) -> str | None:
    """Return the type of an injected material; that something is a tracer, drug or label has no place."""
    return _MATERIALS.get(kind) if isinstance(kind, str) else None


def treatment(kind: Any, detail: Any = None) -> str | None:
    """Return the type of a step on specimens; one that 2.x lacks stays as it is."""
    if kind == "fixation" and detail is True:
        return "Fixation and permeabilization"
    return _TREATMENTS.get(kind, kind) if isinstance(kind, str) else None


def hybridization(method: Any, kind: Any) -> str | None:
    """Return the type of a hybridisation; one that 2.x lacks stays as its method is called."""
    return _HYBRIDIZATIONS.get(method, method) if isinstance(method, str) else None


def doi(doi: Any) -> str | None:
    """Return where a DOI leads, as AIND's files write it."""
    return _PROTOCOLS + doi.removeprefix("DOI:") if isinstance(doi, str) and doi.startswith("DOI:") else None


def day(time: Any) -> str | None:
    """Return the day of a time."""
    return values.date(time)


def same_frame(name: Any, *others: Any) -> str | None:
    """Return the name of a frame, which tells its atlas and the frame of all positions in it."""
    return name if isinstance(name, str) else None


def under_key(value: Any, key: Any) -> Any:
    """Return a value that stands under another as its key."""
    return value if isinstance(key, str) and isinstance(value, str | int | float) else None


def origin(name: Any) -> str | None:
    """Return the origin of a coordinate system as AIND's list spells it."""
    return _ORIGINS.get(name) or spelled("origin", "frame_origin", name) if isinstance(name, str) else None


def axis_direction(name: Any) -> str | None:
    """Return the direction of an axis as AIND's list spells it."""
    return spelled("direction", "axis_direction", name)


def axis_name(name: Any, direction: Any = None) -> str | None:
    """Return the name of an axis as AIND's list spells it, or as it is; one that goes up or down the head has one."""
    if not isinstance(name, str):
        return None
    if name == "DV" and direction in ("superior-to-inferior", "inferior-to-superior"):
        return "SI"
    return next((word for word in listed("axis_name") if word.casefold() == name.casefold()), name)


def depth_axis(depth: Any, *others: Any) -> str | None:
    """Return the name of the axis that depths along a track stand in."""
    return "Depth" if depth is not None else None


def depth_direction(depth: Any, *others: Any) -> str | None:
    """Return the direction of the axis that depths along a track stand in."""
    return "Up_to_down" if depth is not None else None


def rotation_sense(sense: Any) -> str | None:
    """Return which way positive angles turn, in the words of 2.x."""
    return {"right-hand": "right_hand", "left-hand": "left_hand"}.get(str(sense))


def axis_order(turned: Any, *names: Any) -> str | None:
    """Return the order in which turns are made, in letters that stand for the axes of the frame in their order."""
    letters = dict(zip(names, "xyz", strict=False))
    return "".join(letters[name] for name in turned) if set(turned) <= letters.keys() else None


def rotation_axes(composition: Any) -> str | None:
    """Return whether the axes of turns stand still or turn along, in the words of 2.x."""
    return {"extrinsic": "global", "intrinsic": "local"}.get(str(composition))


def relative_position(name: Any) -> str | None:
    """Return a side or direction as AIND's list spells it."""
    return spelled("anatomical_relative", "relative_position", name)


def side(name: Any) -> str | None:
    """Return the side of the body, if it is one of two."""
    return {"left": "Left", "right": "Right"}.get(str(name))


def craniotomy_type(name: Any) -> str | None:
    """Return a type of craniotomy as AIND's list spells it."""
    return spelled("craniotomy_type", "craniotomy_type", name)


def protective_material(name: Any) -> str | None:
    """Return what covers a craniotomy as AIND's list spells it."""
    return spelled("protective_material", "material", name)


def headframe_material(name: Any) -> str | None:
    """Return the material of a headframe as AIND's list spells it."""
    return spelled("headframe_material", "material", name)


def wire_material(name: Any) -> str | None:
    """Return the material of a wire as AIND's list spells it."""
    return spelled("ground_wire_material", "material", name)


def ferrule_material(name: Any) -> str | None:
    """Return the material of a ferrule as AIND's list spells it."""
    return spelled("ferrule_material", "material", name)


def catheter_material(name: Any) -> str | None:
    """Return the material of a catheter as AIND's list spells it."""
    return spelled("catheter_material", "material", name)


def catheter_design(name: Any) -> str | None:
    """Return the design of a catheter as AIND's list spells it."""
    return spelled("catheter_design", "material", name)


def catheter_port(count: Any) -> str | None:
    """Return the word for a number of ports."""
    return _PORTS.get(count) if isinstance(count, int) and not isinstance(count, bool) else None


def no_well(present: Any) -> str | None:
    """Return the words that stand in place of a well where there is none."""
    return "No Well" if present is False else None


def array_type(name: Any) -> str | None:
    """Return a type of arrays for muscles as AIND's list spells it."""
    return spelled("myomatrix_array_type", "muscle_array_type", name)


def sample_type(name: Any) -> str | None:
    """Return a type of samples as AIND's list spells it."""
    return spelled("sample_type", "sample_type", name)


def profile(name: Any) -> str | None:
    """Return a profile of injections as AIND's list spells it."""
    return spelled("injection_profile", "injection_profile", name)


def prep_type(name: Any) -> str | None:
    """Return a type of virus preparations as AIND's list spells it."""
    return spelled("virus_prep_type", "virus_prep_type", name)


def section_orientation(name: Any) -> str | None:
    """Return the plane of sections as AIND's list spells it."""
    return spelled("section_orientation", "section_plane", name)


def stain_type(name: Any) -> str | None:
    """Return what a stain shows as AIND's list spells it."""
    return spelled("stain_type", "stain_target", name)


def stain_of_gene(name: Any) -> str | None:
    """Return what a probe of a gene shows: its RNA."""
    return "RNA" if isinstance(name, str) else None


def stain_of_antibody(target: Any) -> str | None:
    """Return what an antibody shows: a protein."""
    return "Protein" if isinstance(target, str) else None


def is_atlas(frame: Any, atlas: Any) -> bool:
    """Tell whether the name of a frame is that of an atlas already."""
    if not isinstance(frame, str) or not isinstance(atlas, str) or not frame:
        return False
    term = load("atlas").find(frame)
    return term is not None and term.name == atlas
