"""Quality control: a flat list of metrics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aind_schema.dialects.aind.writing import words
from aind_schema.dialects.aind.writing.shared import by_name, header, modality
from aind_schema.dialects.tracing import BLANK, Whole

if TYPE_CHECKING:
    from aind_schema.dialects.tracing import Cursor

_EVALUATION = "evaluation"


def quality(source: Cursor) -> dict[str, Any]:
    """Map quality control."""
    evaluations = {each["name"].value: each for each in source["evaluations"].each() if each["name"].take()}
    return {
        **header(source, "quality", "quality_control"),
        "metrics": [_metric(each, evaluations) for each in source["metrics"].each()],
        "key_experimenters": [each["name"].take() for each in source["key_experimenters"].each()],
        "notes": source["notes"].take(),
        "default_grouping": [_level(each) for each in source["grouping"].each()],
        "allow_tag_failures": [each.take() for each in source["may_fail"].each()],
        "status": by_name(source["stated"], "of", "status", words.quality_status),
    }


def _metric(source: Cursor, evaluations: dict[Any, Cursor]) -> dict[str, Any]:
    references = source["references"].each()
    held = source["evaluation"] if isinstance(source["evaluation"].value, str) else None
    evaluation = evaluations.get(held.value) if held else None
    named = [evaluation["name"]] if evaluation else []
    return {
        "object_type": "Curation metric" if source["curation"] else "QC metric",
        "name": source["name"].take(),
        "modality": modality(source["modality"]),
        "stage": source["stage"].via(words.quality_stage),
        "value": _value(source),
        "status_history": [_status(each) for each in source["status_history"].each()],
        "description": source["description"].take() or (evaluation and evaluation["description"].take()),
        "reference": references[0].take() if references else None,
        "tags": _tags(source["tags"].each(), held and held.via(words.same_name, *named)),
        "evaluated_assets": [each["name"].take() for each in source["assets"].each()],
        "type": source["curation"]["type"].take(),
        "curation_history": [
            {"object_type": "Curation history", "curator": each["by"]["name"].take(), "timestamp": each["at"].take()}
            for each in source["curation"]["history"].each()
        ],
    }


def _value(source: Cursor) -> Any:
    """Map the value; with choices to pick it from, 2.x makes one object of them all."""
    choices = source["choices"].each()
    if not choices:
        return _free(source["value"])
    return {
        "value": _free(source["value"]) or BLANK,
        "options": [each["value"].take() for each in choices],
        "status": [each["status"].via(words.quality_status) for each in choices],
        "type": source["widget"].take(),
    }


def _status(source: Cursor) -> dict[str, Any]:
    evaluator = source["evaluator"]["name"].take() or source["automated"].via(words.automated_evaluator)
    return {
        "object_type": "QC status",
        "evaluator": evaluator,
        "status": source["status"].via(words.quality_status),
        "timestamp": source["at"].take(),
    }


def _tags(tags: list[Cursor], evaluation: Any) -> Any:
    """Map tags: words by their groups, or a list of words that have none, as the first files of 2.x have it.

    An evaluation, for which 2.x has no object, is a group of its metrics.
    """
    if not evaluation and not any(tag["group"] for tag in tags):
        return [tag["name"].take() for tag in tags]
    made: dict[str, Any] = {}
    for i, tag in enumerate(tags):
        group = tag["group"].value if isinstance(tag["group"].value, str) else f"tag_{i + 1}"
        stated = tag["name"].via(words.under_key, tag["group"]) if tag["group"] else tag["name"].take()
        if group not in made:
            made[group] = stated
    return {**made, _EVALUATION: made.get(_EVALUATION) or evaluation} if evaluation else made


def _level(source: Cursor) -> Any:
    """Map a level of the grouping; one of a single group is that group's name."""
    groups = [each.take() for each in source.each()]
    return groups[0] if len(groups) == 1 else groups


def _free(source: Cursor) -> Any:
    """Hand out a value whose form is free in the target too."""
    return Whole(source.value, source.path) if isinstance(source.value, dict | list) else source.take()
