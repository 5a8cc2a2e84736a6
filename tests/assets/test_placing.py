"""What a path or URL means, as seen from an asset."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aind_schema.assets.placing import describe_data

RAW = "ecephys_625463_2022-10-06_10-14-25"
SORTED = f"{RAW}_sorted_2022-10-12_23-10-01"


@pytest.fixture
def asset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / SORTED / "sorted").mkdir(parents=True)
    (tmp_path / SORTED / "sorted" / "units.csv").write_text("")
    (tmp_path / RAW / "ecephys").mkdir(parents=True)
    (tmp_path / "settings.json").write_text("{}")
    (tmp_path / "sorted").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path / SORTED


@pytest.mark.parametrize(
    ("given", "described"),
    [
        ("sorted/units.csv", {"path": "sorted/units.csv"}),
        ("not/yet.csv", {"path": "not/yet.csv"}),
        (f"{SORTED}/sorted", {"path": "sorted"}),
        (RAW, {"asset": {"name": RAW}}),
        (f"{RAW}/ecephys", {"asset": {"name": RAW}, "path": "ecephys"}),
        (f"/data/{RAW}/ecephys/ap.bin", {"asset": {"name": RAW}, "path": "ecephys/ap.bin"}),
        (f"s3://lake/{RAW}", {"asset": {"name": RAW, "uri": f"s3://lake/{RAW}"}}),
        (f"s3://lake/{RAW}/ecephys", {"asset": {"name": RAW, "uri": f"s3://lake/{RAW}"}, "path": "ecephys"}),
        ("s3://lake/tables/x.csv", {"location": "s3://lake/tables/x.csv"}),
        ("settings.json", {"location": "settings.json"}),
        ("../results", {"location": "../results"}),
        ("/elsewhere/x", {"location": "/elsewhere/x"}),
        ({"path": "x"}, {"path": "x"}),
        ("sorted", {"path": "sorted"}),
        ("sorted/", {"path": "sorted"}),
        (f"s3://lake/{SORTED}/sorted", {"path": "sorted"}),
        (f"/gone/{SORTED}/sorted", {"path": "sorted"}),
        (SORTED, {"asset": {"name": SORTED}}),
        (f"gone/{RAW}/x.bin", {"asset": {"name": RAW}, "path": "x.bin"}),
        ("~/x", {"location": "~/x"}),
        ("x" * 5000, {"location": "x" * 5000}),
        (
            f"s3://lake/{RAW}/x?versionId=3",
            {
                "asset": {"name": RAW, "uri": f"s3://lake/{RAW}"},
                "path": "x",
                "location": f"s3://lake/{RAW}/x?versionId=3",
            },
        ),
        (
            f"s3://lake/{RAW}/a:b",
            {"asset": {"name": RAW, "uri": f"s3://lake/{RAW}"}, "location": f"s3://lake/{RAW}/a:b"},
        ),
    ],
)
def test_a_place_is_described_by_what_it_lies_in(asset: Path, given: Any, described: dict[str, Any]) -> None:
    assert describe_data(given, asset) == described


def test_an_absolute_path_into_the_asset_becomes_one_of_its_own(asset: Path) -> None:
    assert describe_data(asset / "sorted", asset) == {"path": "sorted"}


def test_a_link_in_the_asset_is_a_path_of_its_own(asset: Path) -> None:
    (asset / "linked").symlink_to("/elsewhere")
    (asset / "scratch").symlink_to(asset.parent / "sorted")
    assert describe_data("linked", asset) == {"path": "linked"}
    assert describe_data(asset / "scratch", asset) == {"path": "scratch"}
