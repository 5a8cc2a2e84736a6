"""Frames are declared once, and positions fit the frames that they name."""

from __future__ import annotations

from typing import Any

import pytest

from aind_schema import coordinates
from aind_schema.records.procedures import Procedures

BREGMA = coordinates.usual("bregma_ARI", angles={"axes": ["AP", "ML", "DV"]})
IMAGE = coordinates.usual("image_px")


def procedures(*targets: dict[str, Any], frames: Any = (BREGMA,), **fields: Any) -> Procedures:
    steps = [{"kind": "brain_injection", "targets": list(targets)}]
    return Procedures(subject_id="625463", coordinate_frames=frames, subject_procedures=steps, **fields)


def at(*values: float, frame: str = "bregma_ARI", **fields: Any) -> dict[str, Any]:
    return {"position": {"frame": frame, "coordinates_um": list(values)}, **fields}


FIRST = "/subject_procedures/0/targets/0"


def test_a_frame_must_be_declared(find: Any) -> None:
    code = "undeclared-frame"
    (finding,) = find(code, procedures(at(1, 2, 3, frame="bregma_AIR")))
    assert (finding.path, finding.hint) == (f"{FIRST}/position/frame", 'did you mean "bregma_ARI"?')
    assert not find(code, procedures(at(1, 2, 3)))
    lost = procedures(transforms=[{"from_frame": "bregma_ARI", "to_frame": "ccf", "steps": []}])
    assert [finding.path for finding in find(code, lost)] == ["/transforms/0/to_frame"]


def test_a_frame_is_declared_once(find: Any) -> None:
    (finding,) = find("frame-repeated", procedures(frames=(BREGMA, IMAGE, BREGMA)))
    assert finding.path == "/coordinate_frames/2/name"
    assert not find("frame-repeated", procedures(frames=(BREGMA, IMAGE)))


@pytest.mark.parametrize(
    ("target", "place"),
    [
        (at(-2000, 1500, 800), None),
        (at(), "/position/coordinates_um"),
        (at(-2000, 1500), "/position/coordinates_um"),
        (at(-2000, 1500, 0, 800), "/position/coordinates_um"),
        (at(-2000, 1500, 0, angles_deg=[10, 0, 0]), None),
        (at(-2000, 1500, 0, angles_deg=[10]), "/angles_deg"),
        (at(1, 2, frame="nowhere"), None),
    ],
)
def test_coordinates_are_as_many_as_axes(target: dict[str, Any], place: str | None, find: Any) -> None:
    found = find("coordinate-count-differs", procedures(target))
    assert [finding.path for finding in found] == ([FIRST + place] if place else [])


def test_pixels_are_given_in_frames_of_pixels(find: Any) -> None:
    (finding,) = find("coordinate-unit-differs", procedures(at(3, 4, frame="image_px"), frames=(IMAGE,)))
    assert finding.path == f"{FIRST}/position/frame"
    assert not find("coordinate-unit-differs", procedures(at(3, 4, 5)))


def test_hints_do_not_tell_names_when_they_are_redacted(find: Any) -> None:
    target = at(-2000, angles_deg=[10])
    hints = [finding.hint for finding in find("coordinate-count-differs", procedures(target))]
    assert hints == ['give "AP", "ML", "DV"', 'give the turns about "AP", "ML", "DV"']
