"""Quality control: evaluations that hold metrics in 1.x, a flat list of metrics in 2.x."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from aind_schema import pointers
from aind_schema.dialects.aind import values
from aind_schema.dialects.aind.shared import closed, header, line, origin, people, tag
from aind_schema.dialects.tracing import TAG, Whole
from aind_schema.vocabulary import load

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor

_WIDGET = {"value", "options", "status", "type"}
_CURATION = {"curations", "curation_history", "type"}
_AUTOMATED = ("automated", "automatic")
_AWAITED = "pending review"


def quality(source: Cursor, zone: str | None) -> dict[str, Any]:
    """Map the quality control of any version."""
    metrics = [_metric(each, zone) for each in source["metrics"].each()]
    evaluations = []
    met: Counter[Any] = Counter()
    for each in source["evaluations"].each():
        met[str(each["name"].value)] += 1
        name = each["name"].via(evaluation_name, number=met[str(each["name"].value)])
        evaluations.append(_evaluation(each, name, zone))
        metrics += [_evaluated(metric, each, name, zone) for metric in each["metrics"].each()]
    return {
        **header(source, "quality", "Quality control"),
        "metrics": metrics,
        "evaluations": evaluations,
        "may_fail": [line(each) for each in source["allow_tag_failures"].each()],
        "grouping": [[line(group) for group in level.each()] for level in source["default_grouping"].each()],
        "stated": [
            {"of": each.key(last_key), "status": each.via(quality_status)} for each in source["status"].fields()
        ],
        "key_experimenters": people(source["key_experimenters"]),
        "notes": source["notes"].take(),
        "converted_from": origin(source),
    }


def evaluation_name(name: Any, *, number: int = 1) -> str | None:
    """Return the name of an evaluation; of several of the same name all but the first have their number in it."""
    stated = values.text(name)
    return stated if stated is None or number == 1 else f"{stated} {number}"


def quality_status(status: Any) -> str | None:
    """Return the bare name of a status."""
    return _bare("quality_status", status)


def quality_stage(stage: Any) -> str | None:
    """Return the bare name of a stage of quality control."""
    return _bare("quality_stage", stage)


def automated(evaluator: Any) -> bool | None:
    """Tell whether an evaluator is a program, by the words that stand for one."""
    return True if isinstance(evaluator, str) and evaluator.strip().lower() in _AUTOMATED else None


def awaited(evaluator: Any, status: Any) -> str | None:
    """Return the status of what nobody has looked at yet, where the evaluator says just that."""
    waits = isinstance(evaluator, str) and evaluator.strip().lower() == _AWAITED
    return "pending" if waits and quality_status(status) == "pending" else None


def last_key(place: str) -> str:
    """Return the key of the value at a JSON Pointer."""
    return pointers.split(place)[-1]


def _evaluation(source: Cursor, name: Any, zone: str | None) -> dict[str, Any]:
    return {
        "name": name,
        "description": source["description"].take(),
        "created_at": source["created"].via(values.timestamp, zone=zone),
        "failures_allowed": source["allow_failed_metrics"].take(),
        "status": source["latest_status"].via(quality_status),
        "notes": source["notes"].take(),
    }


def _evaluated(source: Cursor, evaluation: Cursor, name: Any, zone: str | None) -> dict[str, Any]:
    """Map a metric of 1.x, for which its evaluation says the modality, stage and tags."""
    return {
        **_metric(source, zone),
        "modality": closed(evaluation["modality"], values.modality),
        "stage": evaluation["stage"].via(quality_stage),
        "tags": _tags(evaluation["tags"]),
        "evaluation": name,
    }


def _metric(source: Cursor, zone: str | None) -> dict[str, Any]:
    return {
        "name": line(source["name"]),
        "description": source["description"].take(),
        **_content(source, zone),
        "modality": closed(source["modality"], values.modality),
        "stage": source["stage"].via(quality_stage),
        "tags": _tags(source["tags"]),
        "references": [line(each) for each in source["reference"].each()],
        "assets": [{"name": each.via(values.asset_name)} for each in source["evaluated_assets"].each()],
        "status_history": [_status(each, zone) for each in source["status_history"].each()],
        **tag(source, "QC metric", "Curation metric"),
    }


def _content(source: Cursor, zone: str | None) -> dict[str, Any]:
    """Map the value, which 1.x and 2.0 put into an object where a person picks or writes it."""
    value = source["value"]
    keys = value.value.keys() if isinstance(value.value, dict) else set()
    if keys == _WIDGET and _are_paired(value["options"].value, value["status"].value):
        return {"value": _free(value["value"]), "choices": _choices(value), "widget": line(value["type"])}
    if keys == _CURATION:
        return {"value": _free(value["curations"]), "curation": _curation(value, zone)}
    return {"value": _free(value), "curation": _curation(source, zone)}


def _choices(source: Cursor) -> list[dict[str, Any]]:
    return [
        {"value": option.take(), "status": status.via(quality_status)}
        for option, status in zip(source["options"].each(), source["status"].each(), strict=True)
    ]


def _are_paired(options: Any, statuses: Any) -> bool:
    """Tell whether each option has its status."""
    lists = isinstance(options, list) and isinstance(statuses, list)
    return (
        lists and len(options) == len(statuses) and all(each and isinstance(each, str) for each in options + statuses)
    )


def _curation(source: Cursor, zone: str | None) -> dict[str, Any]:
    return {
        "type": line(source["type"]),
        "history": [
            {
                "by": {"name": line(each["curator"])},
                "at": each["timestamp"].via(values.timestamp, zone=zone),
                **tag(each, "Curation history"),
            }
            for each in source["curation_history"].each()
        ],
    }


def _status(source: Cursor, zone: str | None) -> dict[str, Any]:
    evaluator = source["evaluator"]
    by_program, waits = evaluator.via(automated), evaluator.via(awaited, source["status"])
    told = tag(source, "QC status").get(TAG, [])
    return {
        "status": source["status"].via(quality_status),
        "at": source["timestamp"].via(values.timestamp, zone=zone),
        "automated": by_program,
        "evaluator": None if by_program or waits else {"name": line(evaluator)},
        TAG: [*told, waits],
    }


def _tags(source: Cursor) -> list[dict[str, Any]]:
    """Map tags: a list of words, or words by the groups that they are of."""
    if isinstance(source.value, dict):
        return [{"name": line(each), "group": each.key(last_key)} for each in source.fields()]
    return [{"name": line(each)} for each in source.each()]


def _free(source: Cursor) -> Any:
    """Hand out a value whose form is free in the target too."""
    return Whole(source.value, source.path) if isinstance(source.value, dict | list) else source.take()


def _bare(vocabulary: str, name: Any) -> str | None:
    term = load(vocabulary).find(name) if isinstance(name, str) and name else None
    return term.name if term else None
