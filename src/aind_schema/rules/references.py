"""Whether compact identifiers can be followed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aind_schema.fields import Curie
from aind_schema.problems import quote
from aind_schema.rules.registry import Finding, rule
from aind_schema.rules.walking import values
from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aind_schema.base import Record


@rule("unknown-registry", "warning")
def unknown_registry(record: Record) -> Iterator[Finding]:
    """Check that an identifier begins with the prefix of a registry, as that registry writes it.

    What it means: what stands before the colon is the name of a registry or another spelling of its prefix. Prefixes
    that the library does not know, such as most of bioregistry.io, are left alone.

    Why it matters: the prefix says where the rest is looked up. Programs compare identifiers letter by letter, so that
    `ncbitaxon:10090` and `NCBITaxon:10090` are two species to them.

    Before:

        species: {name: Mus musculus, id: "ncbitaxon:10090"}

    After:

        species: {name: Mus musculus, id: "NCBITaxon:10090"}
    """
    for place, _, value in values(record, Curie):
        prefix = value.partition(":")[0]
        # Prefixes that are merely alike, such as CL and CLO, are those of different registries.
        found = load("registry").find(prefix)
        if found is not None and found.name != prefix:
            message = f"{quote(prefix)} is not how the prefix is written"
            yield Finding(record, place, message, f'write "{found.name}:..."')


@rule("malformed-id", "warning")
def malformed_id(record: Record) -> Iterator[Finding]:
    """Check that an identifier has the form that its registry gives to all of its identifiers.

    What it means: what follows the colon has too many or too few digits, letters where there are none, or the prefix
    once more.

    Why it matters: the identifier leads nowhere, and nobody notices before the data are to be found by it.

    Before:

        institution: {name: Allen Institute, id: "ROR:3cpe7c52"}

    After:

        institution: {name: Allen Institute, id: "ROR:03cpe7c52"}
    """
    for place, _, value in values(record, Curie):
        prefix, _, local = value.partition(":")
        registry = load("registry").get(prefix)
        if registry and not _fits(local, registry.pattern):
            yield Finding(record, place, f"{quote(value)} has not the form of an id of {registry.name}")


def _fits(local: str, pattern: str | None) -> bool:
    try:
        return pattern is None or re.fullmatch(pattern, local) is not None
    except re.error:
        return True  # the vocabulary file of a lab is wrong, not the document
