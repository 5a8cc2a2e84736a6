"""What a file is, is told by its path alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aind_schema import FileEntry, vocabulary
from aind_schema.assets import describing
from aind_schema.assets.describing import Description, describe
from aind_schema.assets.digests import digest_bytes

UNKNOWN = "application/octet-stream"
TABLE = yaml.safe_load(Path(describing.__file__).with_name("file_types.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "media_type", "role"),
    [
        ("ecephys/ap.bin", UNKNOWN, "data"),
        ("ecephys/run.ap.meta", "text/plain", "data"),
        ("no_ending", UNKNOWN, "data"),
        ("a.", UNKNOWN, "data"),
        (".csv", "text/csv", "data"),
        ("x/FACE.MP4", "video/mp4", "data"),
        ("x/brain.ome.tiff", "image/tiff", "data"),
        ("x/brain.nii.gz", "application/x-nifti-gzip", "data"),
        ("x/brain.csv.gz", "application/gzip", "data"),
        ("x/ap.zarr/.zattrs", "application/json", "data"),
        ("x/ap.zarr/0/0.0", UNKNOWN, "data"),
        ("x/session.nwb", "application/x-hdf5", "data"),
        ("scripts/sort.py", "text/x-python", "code"),
        ("rig.log", "text/plain", "log"),
        ("probe.prb", "text/plain", "settings"),
        ("README", UNKNOWN, "documentation"),
        ("readme.md", "text/markdown", "documentation"),
        ("LICENSE.txt", "text/plain", "documentation"),
        ("notes.txt", "text/plain", "data"),
    ],
)
def test_media_type_and_role_of_a_path(path: str, media_type: str, role: str) -> None:
    assert describe(path) == Description(media_type, role)


@pytest.mark.parametrize("name", ["subject.json", "data_description.yaml", "subject_2.yml", "metadata.json"])
def test_records_lie_at_the_top(name: str) -> None:
    assert describe(name, ["ecephys"]).role == "record"
    assert describe(f"other/{name}", ["ecephys"]).role == "data"


@pytest.mark.parametrize(
    ("path", "modalities", "modality"),
    [
        ("ecephys/ap.bin", ["ecephys", "behavior"], "ecephys"),
        ("ecephys.zarr/0", ["ecephys", "behavior"], "ecephys"),
        ("behavior_videos/face.mp4", ["ecephys", "behavior-videos"], "behavior-videos"),
        ("behavior-videos/face.mp4", ["behavior-videos", "ecephys"], "behavior-videos"),
        ("raw/ap.bin", ["ecephys"], "ecephys"),
        ("ap.bin", ["ecephys"], "ecephys"),
        ("raw/ap.bin", ["ecephys", "behavior"], None),
        ("ecephys", ["ecephys", "behavior"], None),
        # A folder of another modality than the asset's is no reason to claim one.
        ("pophys/plane.h5", ["ecephys", "behavior"], None),
        ("raw/ap.bin", [], None),
        ("raw/ap.bin", ["mylab:x"], "mylab:x"),
        # Only data come from a modality.
        ("ecephys/sort.py", ["ecephys"], None),
        ("subject.json", ["ecephys"], None),
    ],
)
def test_data_belong_to_a_modality_of_the_asset(path: str, modalities: list[str], modality: str | None) -> None:
    assert describe(path, modalities).modality == modality


def entry(path: str, modalities: Sequence[str] = ()) -> FileEntry:
    """Make an entry of a manifest out of what a path tells, which validates it."""
    told = {name: value for name, value in describe(path, modalities)._asdict().items() if value is not None}
    return FileEntry(path="x", **digest_bytes(b"")._asdict(), **told)


@given(
    st.text(st.sampled_from("./ _-aA\u00e9\U0001f9e0") | st.characters(codec="utf-8"), min_size=1),
    st.lists(st.sampled_from(["ecephys", "behavior", "mylab:x"]), max_size=2, unique=True),
)
def test_whatever_a_file_is_called_its_description_is_valid(path: str, modalities: list[str]) -> None:
    entry(path, modalities)


@pytest.mark.parametrize("ending", TABLE["media_types"])
def test_every_media_type_in_the_table_is_one(ending: str) -> None:
    assert ending.startswith(".")
    assert ending == ending.lower()
    assert entry(f"x{ending}").media_type == TABLE["media_types"][ending]


def test_every_role_in_the_table_is_a_term() -> None:
    roles = set(vocabulary.load("file_role").names())
    assert {*TABLE["roles"], *TABLE["named"].values()} <= roles
    endings = [ending for each in TABLE["roles"].values() for ending in each]
    assert len(endings) == len(set(endings))
    assert set(endings) <= TABLE["media_types"].keys()
