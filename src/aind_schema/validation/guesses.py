"""Names that there are not: which field, kind or unit was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.spelling import did_you_mean
from aind_schema.validation import units

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

#: What to do with a field that there is not.
_HINTS = {
    "<<": "merge keys are of YAML 1.1; write the fields out",
    "schema": 'an editor finds the schema by "$schema"',
}
_MOST_FIELDS = 12
#: What people call things that have another name here.
_CALLED = {
    **dict.fromkeys(("supplier", "vendor", "manufacturer", "company"), "source"),
    **dict.fromkeys(("iacuc", "iacuc_protocol", "animal_protocol", "ethics_review"), "ethics"),
    **dict.fromkeys(("dob", "birth_date", "birthdate"), "date_of_birth"),
    **dict.fromkeys(("surgeon", "operator", "performed_by", "experimenter"), "experimenters"),
    **dict.fromkeys(("date", "surgery_date"), "start_date"),
    **dict.fromkeys(("comment", "comments", "remarks"), "notes"),
}
_KINDS_CALLED = {
    **dict.fromkeys(("retro_orbital_injection", "intraperitoneal_injection", "iv_injection"), "injection"),
    **dict.fromkeys(("stereotaxic_injection", "viral_injection", "virus_injection"), "brain_injection"),
    **dict.fromkeys(("hcr", "barseq", "merfish", "fish", "in_situ"), "hybridization"),
    **dict.fromkeys(("bolus", "continuous", "pulsed"), "pressure"),
    **dict.fromkeys(("aav", "lentivirus", "rabies"), "virus"),
    **dict.fromkeys(("optic_fiber", "optical_fiber", "cannula"), "fiber_implant"),
    **dict.fromkeys(("neuropixels", "electrode_implant"), "probe_implant"),
    **dict.fromkeys(("mouse", "rat", "monkey"), "animal"),
}


def meant_field(name: str, known: Collection[str]) -> str:
    """Return a hint that tells which field was meant, or where something without a field belongs."""
    called = _CALLED.get(name.casefold())
    if called in known:
        return f'did you mean "{called}"?'
    return (
        units.converted(name, known)
        or _by_words(name, known)
        or did_you_mean(name, units.of_same_unit(name, known))
        or _HINTS.get(name)
        or _elsewhere(known)
    )


def meant_kind(stated: Any, kinds: Collection[str]) -> str | None:
    """Return a hint that tells which kind was meant, where one is likely."""
    called = _KINDS_CALLED.get(str(stated).casefold())
    return f'did you mean "{called}"?' if called in kinds else did_you_mean(stated, kinds, cutoff=0.75)


def _elsewhere(known: Collection[str]) -> str:
    """Return a hint that tells what there is, or that a lab's own has a place."""
    if "extensions" in known:
        return "what has no field goes into extensions"
    shown = ", ".join(list(known)[:_MOST_FIELDS])
    return f"its fields are {shown}{', ...' if len(known) > _MOST_FIELDS else ''}"


def _by_words(name: str, known: Iterable[str]) -> str | None:
    """Return a hint where whole words of known fields are the name: `titer` for `titer_gc_per_ml`."""
    found = [field for field in known if f"_{name}_" in f"_{field}_"]
    shown = " or ".join(f'"{field}"' for field in found)
    return f"did you mean {shown}?" if 0 < len(found) < 5 else None
