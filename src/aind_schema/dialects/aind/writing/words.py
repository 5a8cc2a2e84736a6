"""What becomes of single values on the way to AIND's files: small functions that anyone can run again.

Each returns None where 2.x has no word for a value with certainty; the value is then told as lost, or as one that its
library refuses.
"""

from __future__ import annotations

import re
from typing import Any

from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.writing.demands import words
from aind_schema.vocabulary import Term, load

_OBJECT_TYPES = {
    "metadata": "Metadata",
    "subject": "Subject",
    "procedures": "Procedures",
    "data_description": "Data description",
    "processing": "Processing",
    "quality": "Quality control",
}
_PRIMATES = frozenset(
    [
        "Callithrix jacchus",
        "Macaca fascicularis",
        "Macaca fuscata",
        "Macaca mulatta",
        "Macaca nemestrina",
        "Macaca radiata",
        "Microcebus murinus",
        "Pan troglodytes",
        "Papio anubis",
        "Saimiri sciureus",
        "Sapajus apella",
    ]
)
_REGISTRIES = {
    "NCBITaxon": "National Center for Biotechnology Information (NCBI)",
    "MGI": "Mouse Genome Informatics (MGI)",
    "ROR": "Research Organization Registry (ROR)",
    "ORCID": "Open Researcher and Contributor ID (ORCID)",
    "RRID": "Research Resource Identifiers (RRID)",
    "Addgene": "Addgene (ADDGENE)",
    "GenBank": "NCBI GenBank (GENBANK)",
    "EMAPA": "Edinburgh Mouse Atlas Project (EMAPA)",
    "UniProt": "Universal Protein Resource (UNIPROT)",
    "DOI": "Digital Object Identifier (DOI)",
    "MmusDv": "Mouse Developmental Stages (MMUSDV)",
    "HsapDv": "Human Developmental Stages (HSAPDV)",
    "FBdv": "Drosophila Development (FBDV)",
    "WBls": "C. elegans Development Ontology (WBLS)",
}
_PREFIXED = {"NCBITaxon": "NCBI:txid", "MGI": "MGI:"}
_CURIE = re.compile(r"(?P<prefix>[^:]+):(?P<local>.+)", re.DOTALL)
_UTC = re.compile(r"(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)(?:Z|\+00:00)")


def object_type(kind: Any, version: Any = None) -> str | None:
    """Return the type of the core file that holds a record; the version of our schema says nothing there."""
    return _OBJECT_TYPES.get(kind) if isinstance(kind, str) else None


def details_type(kind: Any, species: Any = None, species_id: Any = None, common_name: Any = None) -> str | None:
    """Return the type of a subject; 2.x has mice, people, other primates and calibration objects, and no others."""
    if kind == "animal":
        return "Mouse subject" if species == "Mus musculus" else _primate(species)
    return {"human": "Human subject", "calibration_target": "Calibration object"}.get(str(kind))


def species(name: Any) -> str | None:
    """Return the name of a species as AIND's list spells it."""
    return spelled("species", "species", name)


def common_name(stated: Any, name: Any) -> str | None:
    """Return the everyday name of a species as AIND's list spells it, or of one that it lacks, as it is stated."""
    listed = words("species").get(str(species(name)), {}).get("common_name")
    if listed is None or not isinstance(stated, str):
        return values.text(stated)
    return str(listed) if listed.casefold() == stated.casefold() else None


def organization_name(name: Any) -> str | None:
    """Return the name of an organisation as AIND's list spells it, or as it is."""
    return spelled("organization", "organization", name)


def sex(name: Any) -> str | None:
    """Return a sex as AIND's list spells it."""
    return spelled("sex", "sex", name)


def mating_status(name: Any) -> str | None:
    """Return a mating status as AIND's list spells it."""
    return spelled("mating_status", "mating_status", name)


def enrichment(name: Any) -> str | None:
    """Return a kind of enrichment as AIND's list spells it, or as it is."""
    return spelled("home_cage_enrichment", "enrichment", name)


def process_type(name: Any) -> str | None:
    """Return a type of process as AIND's list spells it."""
    return spelled("process_name", "process_type", name)


def process_stage(name: Any) -> str | None:
    """Return a stage of processing as AIND's list spells it."""
    return spelled("process_stage", "process_stage", name)


def quality_status(name: Any, group: Any = None) -> str | None:
    """Return the status of a metric, or of a group that is the key it stands under, as AIND's list spells it."""
    return spelled("status", "quality_status", name)


def quality_stage(name: Any) -> str | None:
    """Return the stage of a metric as AIND's list spells it."""
    return spelled("stage", "quality_stage", name)


def modality_abbreviation(name: Any) -> str | None:
    """Return the abbreviation of a modality: our bare name, and of a term of AIND's own what stands after the colon."""
    return name.removeprefix("aind:") if isinstance(name, str) else None


def modality_name(name: Any) -> str | None:
    """Return the name in full of a modality that is told by our bare name."""
    term = _term("modality", name)
    if isinstance(name, str) and name in words("modality"):
        return str(words("modality")[name]["name"])
    return term.synonyms[0] if term and term.synonyms else None


def registry(curie: Any) -> str | None:
    """Return the registry of a compact identifier as AIND's files name it."""
    found = _split(curie)
    return found and _REGISTRIES.get(found[0], found[0])


def registry_identifier(curie: Any) -> str | None:
    """Return what AIND's files write of a compact identifier beside the name of its registry."""
    found = _split(curie)
    return found and _PREFIXED.get(found[0], "") + found[1]


def local_identifier(curie: Any) -> str | None:
    """Return a compact identifier without its prefix."""
    found = _split(curie)
    return found and found[1]


def year(date: Any) -> int | None:
    """Return the year of a date."""
    return int(date[:4]) if isinstance(date, str) and values.date(date) else None


def utc_clock(time: Any, zone: Any = None) -> str | None:
    """Return a time of day in UTC without its offset, as the format has it; no time that may be another zone's."""
    found = _UTC.fullmatch(time) if isinstance(time, str) and zone in (None, "UTC") else None
    return found["clock"] if found else None


def source_asset(uri: Any, name: Any) -> str | None:
    """Return where an asset was, if its name can be read from that."""
    return uri if isinstance(uri, str) and values.uri(uri) and values.asset_name(uri) == name else None


def memory_unit(amount: Any) -> str | None:
    """Return the unit of an amount of memory that stands in a field of gigabytes."""
    return "Gigabyte" if isinstance(amount, int | float) and not isinstance(amount, bool) else None


def usage_unit(code: Any, *others: Any) -> str | None:
    """Return the name of the unit of usage by its UCUM code; several series have one if it is the same for all."""
    if any(other != code for other in others):
        return None
    return "percent" if code == "%" else values.text(code)


def under_key(value: Any, key: Any) -> str | None:
    """Return a word that stands under another as its key."""
    return value if isinstance(value, str) and isinstance(key, str) else None


def same_name(name: Any, *others: Any) -> str | None:
    """Return a name, which tells what is named so at other places."""
    return name if isinstance(name, str) else None


def automated_evaluator(automated: Any) -> str | None:
    """Return the word for the evaluator of a status that a program set."""
    return "Automated" if automated is True else None


def _primate(species: Any) -> str | None:
    return "Non human primate subject" if isinstance(species, str) and species in _PRIMATES else None


def spelled(listed: str, vocabulary: str, name: Any) -> str | None:
    """Return a word as a list of AIND's spells it; one that the list lacks stays as it is."""
    if not isinstance(name, str):
        return None
    term = _term(vocabulary, name)
    if name in words(listed):
        return name
    spellings = {name.casefold(), *(word.casefold() for word in (term.handles() if term else ()))}
    spellings |= {spelling.replace("-", " ") for spelling in spellings}
    return next((word for word in words(listed) if word.casefold() in spellings), None) or _by_term(
        listed, vocabulary, term, name
    )


def _by_term(listed: str, vocabulary: str, term: Term | None, name: str) -> str:
    """Look for the word of a list that our vocabulary takes for a term."""
    return next((word for word in words(listed) if term and load(vocabulary).find(word) == term), name)


def _term(vocabulary: str, name: Any) -> Term | None:
    return load(vocabulary).find(name) if isinstance(name, str) and name else None


def _split(curie: Any) -> tuple[str, str] | None:
    found = _CURIE.fullmatch(curie) if isinstance(curie, str) else None
    return (found["prefix"], found["local"]) if found else None
