"""Words of AIND's procedures, as this library writes them; None stands for a word that is not known."""

from __future__ import annotations

import re
from typing import Any

from aind_schema import pointers
from aind_schema.dialects.aind import values
from aind_schema.vocabulary import load
from aind_schema.vocabulary.atlases import structures

_DOI = re.compile(r"(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:\s*)?(10\.[0-9]{4,9}/[!-~]+)", re.IGNORECASE)
_SIZE = re.compile(r"(?:.* )?([0-9]+(?:\.[0-9]+)?) ?mm", re.IGNORECASE)
_NO_WELL = ("no well", "none")
_FIXED, _LETTERS = "global", "xyz"
_PERMEABILIZED = "Fixation and permeabilization"

#: Ways of delipidation that are types of procedures in 0.x.
_DELIPIDATIONS = ("active delipidation", "double delipidation", "dcm delipidation")


def doi(value: Any) -> str | None:
    """Return a DOI with its prefix, of one that may be written as a URL."""
    found = _DOI.fullmatch(value.strip()) if isinstance(value, str) else None
    return f"DOI:{found[1]}" if found else None


def approval(place: str) -> str:
    """Return the kind of approval that the name of a field such as `iacuc_protocol` tells."""
    return last_key(place).replace("_", "-")


def last_key(place: str) -> str:
    """Return the key of the value at a JSON Pointer; of an item of a list, that of the list."""
    return next(key for key in reversed(pointers.split(place)) if not key.isdigit())


def landmark(place: str) -> str:
    """Return the name of a landmark, by the place of one of the numbers of the translation under its name."""
    name = pointers.split(place)[-3]
    return frame_origin(name) or name


def drug_id(name: Any) -> str | None:
    """Look up the id of a drug."""
    return _id("drug", name)


def material_id(name: Any) -> str | None:
    """Look up the id of a material."""
    return _id("material", name)


def body_part_id(name: Any) -> str | None:
    """Look up the id of a part of the body."""
    return _id("body_part", name)


def fluorophore_id(name: Any) -> str | None:
    """Look up the id of a dye or fluorescent protein."""
    return _id("fluorophore", name)


def route(procedure: Any) -> str | None:
    """Return the route that the type of an injection tells."""
    if not isinstance(procedure, str):
        return None
    return _bare("administration_route", procedure) or _bare(
        "administration_route", procedure.removesuffix(" injection")
    )


def hemisphere(side: Any) -> str | None:
    """Return the bare name of a side of the body."""
    return _bare("hemisphere", side)


def relative_position(side: Any) -> str | None:
    """Return the bare name of a side or direction."""
    return _bare("relative_position", side)


def craniotomy_type(value: Any) -> str | None:
    """Return the bare name of a type of craniotomy."""
    return _bare("craniotomy_type", value)


def size_in_name(value: Any) -> float | None:
    """Return the size in millimetres that a type of craniotomy is called after, such as "5 mm"."""
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    return float(found[1]) if found else None


def well_present(value: Any) -> bool | None:
    """Return false for the words that stand in place of a well."""
    return False if isinstance(value, str) and value.strip().lower() in _NO_WELL else None


def injection_profile(value: Any) -> str | None:
    """Return the bare name of a profile of injections."""
    return _bare("injection_profile", value)


def prep_type(value: Any) -> str | None:
    """Return the bare name of a type of virus preparation."""
    return _bare("virus_prep_type", value)


def addgene_id(identifier: Any, registry: Any = None) -> str | None:
    """Return a compact identifier of Addgene, which the field tells where the registry is not named."""
    return values.curie(identifier, "Addgene" if registry is None else registry)


def same_text(value: Any, *others: Any) -> str | None:
    """Return a text that is stated several times, if it is the same each time."""
    found = {values.text(each) for each in (value, *others)}
    return found.pop() if len(found) == 1 else None


def sample_type(value: Any) -> str | None:
    """Return the bare name of a type of samples."""
    return _bare("sample_type", value)


def muscle_array_type(value: Any) -> str | None:
    """Return the bare name of a type of arrays for muscles."""
    return _bare("muscle_array_type", value)


def port_count(value: Any) -> int | None:
    """Return how many ports a catheter has."""
    return {"single": 1, "double": 2}.get(value.lower()) if isinstance(value, str) else None


def section_plane(value: Any) -> str | None:
    """Return the bare name of a plane of sections."""
    return _bare("section_plane", value)


def stain_target(value: Any) -> str | None:
    """Return the bare name of what a stain shows."""
    return _bare("stain_target", value)


def antibody_class(value: Any) -> str | None:
    """Return the bare name of a class of antibodies."""
    return _bare("antibody_class", value)


def hybridization_method(value: Any) -> str | None:
    """Return the bare name of a method of hybridisation."""
    return _bare("hybridization_method", value)


def permeabilized(value: Any) -> bool | None:
    """Return true for the fixation that also makes tissue permeable."""
    return True if value == _PERMEABILIZED else None


def delipidation_method(value: Any) -> str | None:
    """Return how lipids were taken out, where the type of the procedure tells it."""
    return values.text(value) if isinstance(value, str) and value.lower() in _DELIPIDATIONS else None


def structure_id(value: Any, atlas: Any = None) -> str | None:
    """Return the identifier of a brain structure by its number in an atlas, or by its name or acronym in CCFv3."""
    vocabulary = structures(atlas if isinstance(atlas, str) else "CCFv3")
    if vocabulary is None or isinstance(value, bool):
        return None
    if atlas is not None:
        number = str(value).removeprefix("MBA:")
        return f"MBA:{number}" if number.isdecimal() and isinstance(value, str | int) else None
    term = vocabulary.find(value) if isinstance(value, str) and value else None
    return term.id if term and value in (term.name, term.abbreviation) else None


def acronym(value: Any) -> str | None:
    """Return a word that is the acronym of a brain structure in CCFv3; capitals matter."""
    vocabulary = structures("CCFv3")
    term = vocabulary.find(value) if vocabulary and isinstance(value, str) and value else None
    return term.abbreviation if term and term.abbreviation == value else None


def atlas_name(value: Any) -> str | None:
    """Return the name of an atlas, if it is one."""
    term = load("atlas").find(value) if isinstance(value, str) and value else None
    return term.name if term else None


def frame_origin(value: Any, name: Any = None) -> str | None:
    """Return the bare name of the origin of a frame; the first corner for what is called the origin of an atlas."""
    if isinstance(value, str) and value.lower() == "origin":
        return "atlas-corner" if atlas_name(name) else None
    return _bare("frame_origin", value)


def fixed_axes(value: Any) -> str | None:
    """Return the word for the axes of a frame, along which positions in it are counted anyway."""
    return _FIXED if value == _FIXED else None


def rotation_composition(*stated: Any) -> str | None:
    """Return whether the axes of turns stand still or turn along, if all turns say the same."""
    return {_FIXED: "extrinsic", "local": "intrinsic"}.get(_only(stated))


def rotation_sense(*stated: Any) -> str | None:
    """Return which way positive angles turn, if all turns say the same."""
    return _bare("rotation_sense", _only(stated))


def turned_axes(*orders: Any, names: list[str]) -> list[str] | None:
    """Return the names of the axes that an order such as "xyz" is about, if all turns say the same."""
    order = _only(orders).lower()
    known = dict(zip(_LETTERS, names, strict=False))
    return [known[letter] for letter in order] if order and known.keys() >= set(order) else None


def _only(stated: tuple[Any, ...]) -> str:
    first, *others = stated
    return first if isinstance(first, str) and all(other == first for other in others) else ""


def axis_direction(value: Any) -> str | None:
    """Return the bare name of the direction of an axis."""
    return _bare("axis_direction", value)


def _bare(vocabulary: str, value: Any) -> str | None:
    term = load(vocabulary).find(value) if isinstance(value, str) and value else None
    return term.name if term else None


def _id(vocabulary: str, name: Any) -> str | None:
    term = load(vocabulary).find(name) if isinstance(name, str) and name else None
    return term.id if term else None
