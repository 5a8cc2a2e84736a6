"""The pictures of the frames are those that the frames themselves would be drawn as."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from aind_schema import coordinates

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "frames"


def test_the_pictures_are_drawn_from_the_frames() -> None:
    command = [sys.executable, "-X", "utf8", str(ROOT / "docs" / "draw_frames.py"), "--check"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"`python docs/draw_frames.py` would draw anew:\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("name", coordinates.usual_names())
def test_a_picture_names_each_axis_and_where_it_leads(name: str) -> None:
    drawn = ElementTree.parse(FOLDER / f"{name}.svg")
    labels = [node.text or "" for node in drawn.iter("{http://www.w3.org/2000/svg}text")]
    for place, axis in enumerate(coordinates.usual(name).axes, 1):
        assert any(label.startswith(f"{place}. {axis.name}: ") for label in labels), labels


def test_the_guide_shows_every_picture() -> None:
    guide = (ROOT / "docs" / "coordinates.md").read_text(encoding="utf-8")
    assert {*re.findall(r"frames/(\w+)\.svg", guide)} == {*coordinates.usual_names()}


@pytest.mark.parametrize("name", coordinates.usual_names())
def test_no_text_runs_off_a_picture(name: str) -> None:
    drawn = ElementTree.parse(FOLDER / f"{name}.svg").getroot()
    for node in drawn.iter("{http://www.w3.org/2000/svg}text"):
        wide = 0.6 * float(node.get("font-size", drawn.get("font-size", ""))) * len(node.text or "")
        left = float(node.get("x", "")) - (wide if node.get("text-anchor") == "end" else 0)
        assert left >= 0, node.text
        assert left + wide <= float(drawn.get("width", "")), node.text
