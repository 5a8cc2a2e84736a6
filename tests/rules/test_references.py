"""Compact identifiers can be followed."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import Animal, Subject


def mouse(identifier: str | None, **details: Any) -> Subject:
    return Subject(subject_id="7", details=Animal(species={"name": "Mus musculus", "id": identifier}, **details))


@pytest.mark.parametrize("identifier", ["ncbitaxon:10090", "taxonomy:10090", "NCBI:txid10090"])
def test_a_prefix_is_written_as_its_registry_writes_it(find: Any, identifier: str) -> None:
    (finding,) = find("unknown-registry", mouse(identifier))
    assert (finding.path, finding.hint) == ("/details/species/id", 'write "NCBITaxon:..."')


@pytest.mark.parametrize("identifier", ["NCBITaxon:10090", "GBIF:7429082", "CLO:0000001", None])
def test_other_registries_are_left_alone(find: Any, identifier: str | None) -> None:
    assert find("unknown-registry", mouse(identifier)) == find("malformed-id", mouse(identifier)) == []


def test_an_id_has_the_form_of_its_registry(find: Any) -> None:
    code = "malformed-id"
    assert [finding.path for finding in find(code, mouse("NCBITaxon:mouse"))] == ["/details/species/id"]
    alleles = [{"name": "a", "id": "MGI:3852493"}, {"name": "b", "id": "MGI:MGI:3852493"}]
    assert [finding.path for finding in find(code, mouse(None, alleles=alleles))] == ["/details/alleles/1/id"]
    assert find(code, mouse(None, rrid="RRID:IMSR_JAX:000664", source={"name": "Jax", "id": "ROR:021sy4w91"})) == []
