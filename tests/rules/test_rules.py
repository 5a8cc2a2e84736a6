"""What holds for every rule."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aind_schema import Report, rules, validate
from aind_schema.rules import Rule, all_rules
from aind_schema.rules.registry import PROFILES
from aind_schema.versions import KINDS, LATEST, PER_SUBJECT
from samples.drawing import sketches

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples" / LATEST
#: Rules of identity and time, which no file may break however many do.
ERRORS = [
    "both-subject-and-cohort", "bundle-name-differs", "manifest-folder-differs", "manifest-name-differs",
    "name-folder-differs", "name-subject-differs", "own-relative", "own-source", "procedures-of-other-subject",
    "process-repeated", "evaluation-repeated", "pipeline-repeated", "frame-repeated", "specimen-repeated",
    "implant-repeated", "round-repeated", "subject-id-repeated", "subject-ids-differ", "subject-repeated",
    "unknown-evaluation", "unknown-pipeline", "unknown-process", "unknown-specimen", "process-cycle",
    "specimen-cycle", "paths-clash", "undeclared-frame", "age-differs-from-birth", "age-range-reversed",
    "born-after-created", "dates-out-of-order", "ends-before-start", "name-time-differs",
    "offset-differs-from-zone", "process-before-needed", "reagent-made-after-use", "status-order",
    "step-after-perfusion", "step-date-differs", "step-outside-life", "step-outside-surgery", "unknown-time-zone",
    "year-of-birth-differs",
]  # fmt: skip

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
def test_what_is_improbable_is_no_error(rule: Rule) -> None:
    room = rule.check.__module__.rpartition(".")[2]
    assert any(room in rooms for rooms in PROFILES.values())
    assert room != "plausibility" or rule.severity == "info"


def test_what_contradicts_identity_or_time_is_an_error() -> None:
    severities = {rule.code: rule.severity for rule in all_rules()}
    assert {code: severities[code] for code in ERRORS if severities[code] != "error"} == {}


# ---- rules never raise ---------------------------------------------------------------------------------------------

SECRET = "Zq9"


#: So few that ids, names and times of two places are often the same.
WORDS = (
    *(f"{SECRET}1", f"{SECRET}_3 x", f"{SECRET}/4'", f'{SECRET}"5', f"鼠{SECRET}", f"{SECRET}" * 70, f"lab:{SECRET}"),
    *("unknown", "n/a", "other", "pending review", "Mus musculus", "rat", "Homo sapiens", "C57BL/6J", "main"),
    *("NCBITaxon:10090", "MGI:MGI:1", "ror:1", f"{SECRET}:1", "DUO:0000042", "MmusDv:0000178", "MBA:385"),
    *("ORCID:0000-0002-1825-0097", "ORCID:0000-0002-1825-0079", f"{SECRET}@lab.org", f"({SECRET} AND MIT) OR X"),
    *("1800-01-01", "1930-02-28", "2022-07-18", "2022-10-06", "2199-12-31"),
    *("1800-01-01T00:00:00-14:00", "2022-10-06T10:14:25-07:00", "2022-10-06T17:14:25.7Z", "2199-12-31T23:59:59+14:00"),
    *("America/Los_Angeles", "Nowhere", "localtime", "P1D", "P90D", "P93Y", "P9999Y", "PT12H", "P1Y6M", "06:00"),
    *("a", "a/b", f"c/{SECRET}.png", f"s3://{SECRET}/a", "behavior", "raw", "3f2a9c1", "0000000"),
    f"ecephys_{SECRET}1_2022-10-06_10-14-25",
    f"ecephys_{SECRET}1_2022-10-06_10-14-25_None_2022-10-12_23-10-01",
    f"ecephys_{SECRET}1_2022-10-06_10-14-25_{SECRET}",
    "ecephys_no-subject_2022-10-06_10-14-25",
    f"m+{SECRET}+{SECRET}_2022-10-06_10-14-25",
    f"{SECRET}_2023-02-30_10-00-00",
)
NAMES = [word for word in WORDS if "2022-10-06_10-14-25" in word]


def together(kinds: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    files = {**{kind: kind for kind in kinds}, **{f"{kind}_{SECRET}": kind for kind in kinds if kind in PER_SUBJECT}}
    return st.fixed_dictionaries({name: sketches(kind, WORDS) for name, kind in files.items()})


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_no_rule_raises_nor_tells_a_value_when_it_is_redacted(kind: str, data: st.DataObject) -> None:
    report: Report = validate(data.draw(sketches(kind, WORDS)), profiles=rules.PROFILES)
    assert all(re.fullmatch("(/.+)?", problem.path) for problem in report)
    for problem in report.redacted({"subject", "details"}):
        assert SECRET not in f"{problem.message} {problem.hint}", problem


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(KINDS), unique=True).flatmap(together), st.sampled_from(NAMES))
def test_no_rule_raises_over_files_that_contradict_each_other(
    tmp_path_factory: pytest.TempPathFactory, documents: dict[str, Any], folder: str
) -> None:
    place = tmp_path_factory.mktemp("asset") / folder
    place.mkdir()
    for name, document in documents.items():
        (place / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    validate(place, profiles=rules.PROFILES)


def example(kind: str) -> dict[str, Any]:
    """Return the longest valid example of a kind."""
    texts = [path.read_text(encoding="utf-8") for path in (EXAMPLES / kind / "valid").glob("*.json")]
    document: dict[str, Any] = json.loads(max(texts, key=len))
    return document


def lacking(document: Any) -> Iterator[Any]:
    """Yield a document without each of its values in turn, one of each list."""
    for key in [*document][:1] if isinstance(document, list) else document:
        at = 0 if isinstance(document, list) else key
        shorter = copy.copy(document)
        del shorter[at]
        yield shorter
        if isinstance(document[at], dict | list):
            for inner in lacking(document[at]):
                other = copy.copy(document)
                other[at] = inner
                yield other


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "metadata"])
def test_no_rule_raises_whatever_is_missing(kind: str) -> None:
    others = [example(other) for other in KINDS if other not in (kind, "metadata")]
    for document in lacking(example(kind)):
        validate([document, *others], profiles=rules.PROFILES)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_room_is_loaded_wherever_one_of_its_rules_has_something_to_do(profile: str) -> None:
    for room, need in PROFILES[profile].items():
        rules = [rule for rule in all_rules([profile]) if rule.check.__module__.endswith(f".{room}")]
        assert rules, room
        assert need is None or all({need, f"{need}s"} & set(rule.needs) for rule in rules), room
