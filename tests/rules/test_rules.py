"""What holds for every rule."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aind_schema import Report, rules, validate
from aind_schema.rules import Rule, all_rules
from aind_schema.rules.registry import PROFILES

HERE = Path(__file__).parent
ERRORS = {"identity", "bundles", "names", "times", "ages", "species"}

# ---- codes and pages -----------------------------------------------------------------------------------------------

every_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in all_rules()]
    assert len(set(codes)) == len(codes)


@every_rule
def test_a_code_is_made_of_small_words(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.code)


@every_rule
def test_a_page_tells_what_a_code_means_and_why_it_matters(rule: Rule) -> None:
    title, meaning, reason, *examples = rule.page.split("\n\n")
    assert re.fullmatch(r"Check .+\.", title)
    assert meaning.startswith("What it means: ")
    assert reason.startswith("Why it matters: ")
    assert examples[::2] == ["Before:", "After:"]
    assert examples[1] != examples[3]
    assert all(line.startswith("    ") for example in examples[1::2] for line in example.splitlines())


@every_rule
def test_a_rule_has_examples_in_these_tests(rule: Rule) -> None:
    texts = [path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py")]
    assert any(f'"{rule.code}"' in text for text in texts)


@every_rule
def test_the_severity_is_that_of_its_room(rule: Rule) -> None:
    room = rule.check.__module__.rpartition(".")[2]
    assert any(room in rooms for rooms in PROFILES.values())
    if room in ERRORS:
        assert rule.severity == "error"
    if room == "plausibility":
        assert rule.severity == "info"


# ---- rules never raise ---------------------------------------------------------------------------------------------

SECRET = "Zq9"


def sparse(
    required: dict[str, Any] | None = None, **optional: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({key: st.just(value) for key, value in (required or {}).items()}, optional=optional)


def lists(items: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, max_size=3)


dates = st.sampled_from(["1800-01-01", "1930-02-28", "2022-07-18", "2022-10-06", "2199-12-31"])
times = st.sampled_from(
    ["1800-01-01T00:00:00-14:00", "2022-10-06T10:14:25-07:00", "2022-10-06T17:14:25.7Z", "2199-12-31T23:59:59+14:00"]
)
years = st.sampled_from([1800, 1930, 2022, 2199])
zones = st.sampled_from(["America/Los_Angeles", "Nowhere", "localtime", "America"])
ids = st.sampled_from(
    [f"{SECRET}1", f"{SECRET}2", f"{SECRET}_3 x", f"{SECRET}/4'", f'{SECRET}"5', "unknown", f"鼠{SECRET}"]
)
durations = st.sampled_from(["P1D", "P90D", "P2Y", "P93Y", "P9999Y", "PT12H", "P1Y6M"])
names = st.sampled_from(
    [
        f"ecephys_{SECRET}1_2022-10-06_10-14-25",
        f"ecephys_{SECRET}1_2022-10-06_10-14-25_None_2022-10-12_23-10-01",
        f"ecephys_{SECRET}1_2022-10-06_10-14-25_{SECRET}",
        "ecephys_no-subject_2022-10-06_10-14-25",
        f"{SECRET} is no name",
        f"{SECRET}'s name",
        f"m+{SECRET}+{SECRET}_2022-10-06_10-14-25",
        f"{SECRET}_2023-02-30_10-00-00",
        f"{SECRET}" * 70,
    ]
)


def terms(*known: str, **more: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    curies = st.sampled_from(["NCBITaxon:10090", "MGI:MGI:1", "ror:1", f"{SECRET}:1", "DUO:0000042", "MmusDv:0000178"])
    return sparse(name=st.sampled_from([*known, f"{SECRET} term", "Other", "n/a"]), id=curies, **more)


organizations = terms("Allen Institute", "AI")
conditions = lists(terms("general research use", "GRU", "no restriction", "general research use and clinical care"))
species = terms("Mus musculus", "rat", "Homo sapiens", "Drosophila melanogaster")
ages = sparse(
    duration=durations, upper_duration=durations, reference=st.sampled_from(["birth", "gestation", "lab:x"]), on=dates
)
people = sparse(
    name=ids,
    id=st.sampled_from(["ORCID:0000-0002-1825-0097", "ORCID:0000-0002-1825-0079"]),
    email=st.just(f"{SECRET}@lab.org"),
    affiliations=lists(organizations),
)
organism = {
    "sex": st.sampled_from(["male", "lab:x", "Mael"]),
    "age": ages,
    "developmental_stage": terms("adult", "L3", "mouse embryonic stage"),
    "weight_g": st.sampled_from([0.0246, 24.6, 1e6]),
    "disorders": lists(terms("epilepsy")),
    "source": organizations,
    "year_of_birth": years,
}
animals = sparse(
    {"kind": "animal"},
    species=species,
    strain=terms("C57BL/6J", "Long-Evans", "N2", species=st.sampled_from(["Mus musculus", "rat", "x"])),
    rrid=st.just("RRID:IMSR_JAX:000664"),
    date_of_birth=dates,
    date_of_death=dates,
    breeding=sparse(mother=sparse(subject_id=ids), father=sparse(subject_id=ids)),
    capture=sparse(date=dates),
    housing=sparse(
        cage_id=ids,
        cohoused_subjects=lists(ids),
        enrichment=lists(terms("none")),
        light_cycle=sparse({"lights_on": "06:00", "lights_off": "18:00"}, time_zone=zones),
    ),
    wellness_reports=lists(sparse({"report": "well"}, date=dates)),
    **organism,
)
humans = sparse(
    {"kind": "human"},
    species=species,
    handedness=st.just("left"),
    dates=st.sampled_from(["actual", "shifted", "removed"]),
    consent=sparse(on=dates, withdrawn_on=dates, use_conditions=conditions),
    **organism,
)
things = sparse({"kind": "phantom"}, manufacturer=organizations)
subjects = sparse(
    {"kind": "subject", "schema_version": "0.1.0"},
    subject_id=ids,
    details=st.one_of(animals, humans, things),
    related_subjects=lists(sparse({"relation": "littermate"}, subject_id=ids)),
)
licenses = st.sampled_from(["CC0-1.0", "CC-BY", f"({SECRET} AND MIT) OR X WITH Y"])
descriptions = sparse(
    {"kind": "data_description", "schema_version": "0.1.0"},
    name=names,
    data_level=st.sampled_from(["raw", "derived", "simulated", "lab:x"]),
    modalities=lists(st.sampled_from(["behavior", "slap", "lab:x", "nonsense"])),
    subject_ids=lists(ids),
    created_at=times,
    time_zone=zones,
    process=ids,
    source_assets=lists(sparse(name=names)),
    funding=lists(sparse(funder=organizations, recipients=lists(people))),
    investigators=lists(people),
    contributors=lists(people.map(lambda person: {**person, "roles": ["contact-person"]})),
    institution=organizations,
    license=licenses,
    metadata_license=licenses,
    use_conditions=conditions,
    access=sparse(
        state=st.sampled_from(["open", "embargoed", "restricted", "lab:x"]), embargoed_until=dates, contact=people
    ),
)
processes = sparse(
    name=ids,
    type=st.sampled_from(["spike-sorting", "lab:x", "image-tile-stitching"]),
    pipeline=ids,
    code=sparse(version=ids, commit=st.just("3f2a9c1"), uncommitted_changes=st.booleans()),
    experimenters=lists(people),
    started_at=times,
    ended_at=times,
    depends_on=lists(ids),
    inputs=lists(sparse(asset=sparse(name=names), path=st.sampled_from(["a", "a/b", "c"]), location=ids)),
    outputs=lists(sparse(path=st.sampled_from(["a", "a/b", "c"]))),
)
processings = sparse(
    {"kind": "processing", "schema_version": "0.1.0"},
    processes=lists(processes),
    pipelines=lists(sparse(name=ids)),
    experimenters=lists(people),
)
bundles = sparse(
    {"kind": "metadata", "schema_version": "0.1.0"},
    name=names,
    created_at=times,
    modified_at=times,
    data_description=descriptions,
    subject=subjects,
    cohort=lists(subjects),
    processing=processings,
)


@given(bundles)
def test_no_rule_raises_however_little_or_strange_a_document_is(bundle: dict[str, Any]) -> None:
    report = validate(bundle, profiles=rules.PROFILES)
    assert all(re.fullmatch("(/.+)?", problem.path) for problem in report)


@given(st.lists(st.one_of(bundles, descriptions, subjects, processings), min_size=1, max_size=3), names)
def test_no_rule_raises_over_files_that_contradict_each_other(
    tmp_path_factory: pytest.TempPathFactory, documents: list[dict[str, Any]], folder: str
) -> None:
    place = tmp_path_factory.mktemp("asset")
    for i, document in enumerate(documents):
        (place / f"{document['kind']}_{i}.json").write_text(json.dumps(document), encoding="utf-8")
    validate(place, profiles=rules.PROFILES)


@given(bundles)
def test_no_message_tells_a_value_when_it_is_redacted(bundle: dict[str, Any]) -> None:
    report: Report = validate(bundle, profiles=rules.PROFILES)
    for problem in report.redacted({"subject", "details"}):
        assert SECRET not in f"{problem.message} {problem.hint}", problem


@pytest.mark.parametrize("profile", PROFILES)
def test_a_room_is_loaded_wherever_one_of_its_rules_has_something_to_do(profile: str) -> None:
    for room, need in PROFILES[profile].items():
        rules = [rule for rule in all_rules([profile]) if rule.check.__module__.endswith(f".{room}")]
        assert rules, room
        assert need is None or all({need, f"{need}s"} & set(rule.needs) for rule in rules), room
