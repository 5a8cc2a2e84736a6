"""Finding terms: exactly, by other words, by attribute, and by what is spelt alike."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema.errors import UnknownTerm
from aind_schema.vocabulary import Vocabulary, available, load, modality, organization, species, strain


@pytest.mark.parametrize(
    ("vocabulary", "text", "name"),
    [
        ("species", "Mus musculus", "Mus musculus"),
        ("species", "mouse", "Mus musculus"),
        ("species", "NCBITaxon:10090", "Mus musculus"),
        ("species", "NCBI:txid10090", "Mus musculus"),
        ("species", "Carpa hircus", "Capra hircus"),
        ("modality", "Extracellular electrophysiology", "ecephys"),
        ("modality", "Behavior videos", "behavior-videos"),
        ("modality", "SmartSPIM", "SPIM"),
        ("modality", "light-sheet", "SPIM"),
        ("modality", "MERFISH", "merfish"),
        ("platform", "Electrophysiology platform", "ecephys"),
        ("strain", "C57BL6J", "C57BL/6J"),
        ("strain", "Long Evans", "Long-Evans"),
        ("organization", "NINDS", "National Institute of Neurological Disorders and Stroke"),
        ("organization", "ROR:04szwah67", "Allen Institute for Neural Dynamics"),
        ("organization", "Sigma-Aldritch", "Sigma-Aldrich"),
        ("organization", "LifeCanvas Technologies", "LifeCanvas"),
        ("organization", "Kopf", "David Kopf Instruments"),
        ("drug", "CHEBI:6015", "isoflurane"),
        ("drug", "Dexmedetomidine", "dexmedetomidine"),
        ("body_part", "UBERON:0001322", "sciatic nerve"),
        ("fluorophore", "FPbase:R9NL8", "EGFP"),
        ("fluorophore", "CHEBI:51231", "DAPI"),
        ("registry", "National Center for Biotechnology Information (NCBI)", "NCBITaxon"),
        ("registry", "ORCiD", "ORCID"),
        ("sex", "F", "female"),
        ("sex", "Male", "male"),
        ("data_level", "raw data", "raw"),
        ("license", "spdx:CC-BY-4.0", "CC-BY-4.0"),
        ("license", "CC BY 4.0", "CC-BY-4.0"),
        ("data_use", "GRU", "general research use"),
        ("relation", "dcite:IsDescribedBy", "IsDescribedBy"),
        ("contributor_role", "dcite:ContactPerson", "contact-person"),
        ("contributor_role", "Writing - Review & Editing", "writing-review-editing"),
        ("age_reference", "gestational", "gestation"),
        ("access_state", "dandi:EmbargoedAccess", "embargoed"),
        ("mating_status", "Un-mated", "unmated"),
        ("enrichment", "Running wheel", "running wheel"),
        ("zygosity", "+/+", "wild-type"),
        ("allele", "Gad2-IRES-Cre", "Gad2<tm2(cre)Zjh>"),
    ],
)
def test_a_term_is_found_by_any_of_its_words(vocabulary: str, text: str, name: str) -> None:
    term = load(vocabulary).find(text)
    assert term is not None
    assert term.name == name


@pytest.mark.parametrize("text", ["", " ", "--", "quantum", "NCBITaxon:10091", "mou"])
def test_what_is_no_word_of_any_term_is_not_found(text: str) -> None:
    assert species.find(text) is None


def test_what_means_something_else_in_every_species_is_no_sex() -> None:
    assert load("sex").find("XX") is None


@pytest.mark.parametrize(
    ("vocabulary", "text", "name"),
    [
        ("modality", "ecefys", "ecephys"),
        ("modality", "ECEPHYS ", "ecephys"),
        ("modality", "behaviour vidoes", "behavior-videos"),
        ("modality", "planar optical phisiology", "pophys"),
        ("species", "Mus muscullus", "Mus musculus"),
        ("species", "Drosophila melanogastor", "Drosophila melanogaster"),
        ("sex", "femal", "female"),
        ("relation", "IsDescribdBy", "IsDescribedBy"),
    ],
)
def test_the_nearest_term_helps_with_a_slip(vocabulary: str, text: str, name: str) -> None:
    near = load(vocabulary).nearest(text)
    assert near is not None
    assert near.name == name


@pytest.mark.parametrize("text", ["", "zzzzzz", "NCBITaxon:10091", "x" * 100_000])
def test_nothing_is_near_to_nonsense_or_to_another_id(text: str) -> None:
    assert species.nearest(text) is None


@given(st.sampled_from(available()), st.text())
def test_a_look_up_takes_any_text(name: str, text: str) -> None:
    vocabulary = load(name)
    found = vocabulary.find(text)
    near = vocabulary.nearest(text)
    assert found is None or vocabulary[found.name] is found
    assert near is None or not near.retired


def test_terms_are_had_by_name() -> None:
    assert modality["ecephys"] is modality.get("ecephys")
    assert "ecephys" in modality
    assert "Ecephys" not in modality
    assert modality.get("Ecephys") is None
    with pytest.raises(UnknownTerm, match='no "ecefys" among the terms of modality; did you mean "ecephys"\\?'):
        modality["ecefys"]


def test_terms_are_attributes() -> None:
    assert modality.ecephys.name == "ecephys"
    assert modality.behavior_videos.name == "behavior-videos"
    assert species.mus_musculus.id == "NCBITaxon:10090"
    assert organization.allen_institute.id == "ROR:03cpe7c52"
    assert organization.ecole_polytechnique_federale_de_lausanne.abbreviation == "EPFL"
    assert strain.c57bl_6j.broader == "Mus musculus"


def test_an_attribute_never_starts_with_a_digit() -> None:
    assert strain._129s1_svimj.name == "129S1/SvImJ"


def test_an_attribute_of_the_vocabulary_itself_comes_first() -> None:
    access_state = load("access_state")
    assert access_state.open is False
    assert access_state.open_.name == "open"


def test_an_unknown_attribute_tells_the_nearest_term() -> None:
    with pytest.raises(AttributeError, match='no "ecefys" among the terms of modality; did you mean "ecephys"\\?'):
        _ = modality.ecefys


def test_an_editor_completes_the_terms() -> None:
    assert {"ecephys", "behavior_videos", "find", "names"} <= set(dir(modality))


def test_a_retired_term_is_found_but_not_offered() -> None:
    slap = modality.find("Scanned line projection imaging")
    assert slap is not None
    assert slap.retired
    assert slap.replaced_by == "slap2"
    assert "slap" in modality
    assert "slap" not in modality.names()
    assert "slap" in modality.names(retired=True)
    assert slap not in list(modality)
    assert len(modality) == len(modality.names())
    assert modality.nearest("slap") is modality["slap2"]


def test_a_vocabulary_shows_what_it_is() -> None:
    assert repr(load("data_level")) == "<Vocabulary data_level: 3 terms, closed>"


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda whole: pickle.loads(pickle.dumps(whole))])
def test_a_vocabulary_can_be_copied(copied: Callable[[Vocabulary], Vocabulary]) -> None:
    assert copied(modality).ecephys == modality.ecephys
