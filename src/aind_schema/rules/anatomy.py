"""Whether brain structures are in their atlas, and are called by names that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aind_schema.parts.anatomy import BrainStructure
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import models
from aind_schema.vocabulary.atlases import is_elsewhere, structures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.records.procedures import Procedures
    from aind_schema.vocabulary import Vocabulary


@rule("unknown-structure", "warning")
def unknown_structure(procedures: Procedures) -> Iterator[Finding]:
    """Check that the name, acronym and id of a brain structure are in its atlas.

    What it means: the library has the structures of this atlas, and none of them is called so. Of other atlases it
    knows nothing, and says nothing.

    Why it matters: data are searched and pooled by structure. What is misspelt is found by nobody, and what is named
    after another atlas has other borders.

    Before:

        specimens:
        - specimen_id: "625463-brain"
          structures: [{name: Primary visul area, atlas: {name: CCFv3}}]

    After:

        specimens:
        - specimen_id: "625463-brain"
          structures: [{name: Primary visual area, atlas: {name: CCFv3}}]
    """
    for place, structure in models(procedures, BrainStructure):
        terms = _structures(structure)
        if terms is None:
            continue
        for field, text in _stated(structure):
            if terms.find(text) is None:
                near = None if field == "id" else terms.nearest(text)
                hint = f'did you mean "{near.abbreviation if field == "acronym" else near.name}"?' if near else None
                yield Finding(procedures, f"{place}/{field}", f"the atlas has no structure {quote(text)}", hint)


@rule("structure-differs")
def structure_differs(procedures: Procedures) -> Iterator[Finding]:
    """Check that the name, acronym and id of a brain structure mean the same one.

    What it means: the atlas knows each of them, and they are those of different structures; or the id is one of
    another atlas than the one that is named.

    Why it matters: people read the name and programs follow the id, so that the same data lie in two places. The usual
    cause is a line that was copied, of which one part was changed. Capitals count: `CM` is a nucleus of the thalamus,
    and `cm` are the cranial nerves.

    Before:

        specimens:
        - specimen_id: "625463-brain"
          structures: [{name: Primary visual area, acronym: VISp, id: "MBA:382"}]

    After:

        specimens:
        - specimen_id: "625463-brain"
          structures: [{name: Primary visual area, acronym: VISp, id: "MBA:385"}]
    """
    for place, structure in models(procedures, BrainStructure):
        if (
            structure.atlas
            and structure.atlas.name
            and structure.id
            and is_elsewhere(structure.atlas.name, structure.id)
        ):
            message = f"the id {quote(structure.id)} is not one of {quote(structure.atlas.name)}"
            yield Finding(procedures, f"{place}/id", message, "which atlas is meant?")
        terms = _structures(structure)
        known = [(field, text, terms.find(text)) for field, text in _stated(structure)] if terms else []
        found = [(field, text, term) for field, text, term in known if term]
        for field, text, term in found[1:]:
            first = found[0][2]
            if term.name != first.name:
                message = f"{quote(text)} is {quote(term.name)}, not {quote(found[0][1])}"
                hint = f"{first.name} has the acronym {first.abbreviation} and the id {first.id}"
                yield Finding(procedures, f"{place}/{field}", message, hint)


@rule("structure-without-atlas", "info")
def structure_without_atlas(procedures: Procedures) -> Iterator[Finding]:
    """Check that a brain structure says which atlas it is of.

    What it means: there is a name or an acronym, but neither an atlas nor an id whose prefix would tell it.

    Why it matters: atlases draw different borders under the same name, and use the same acronym for different
    structures.

    Before:

        specimens:
        - specimen_id: "625463-brain"
          structures: [{acronym: VISp}]

    After:

        specimens:
        - specimen_id: "625463-brain"
          structures: [{acronym: VISp, atlas: {name: CCFv3}}]
    """
    for place, structure in models(procedures, BrainStructure):
        if structure.atlas is None and structure.id is None:
            named = structure.name or structure.acronym
            message = "the structure is of no atlas" if named else "the structure has no name, acronym or id"
            yield Finding(procedures, place, message, "name the atlas, or give the structure's id")


def _structures(structure: BrainStructure) -> Vocabulary | None:
    return structures(structure.atlas.name if structure.atlas else None, structure.id)


def _stated(structure: BrainStructure) -> Iterator[tuple[str, str]]:
    for field in ("name", "acronym", "id"):
        if text := getattr(structure, field):
            yield field, text
