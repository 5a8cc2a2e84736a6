"""However odd frames, positions and transforms are, no rule raises, and no redacted message tells a word of them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aind_schema import validate

SECRET = "Zq9"

NAMES = (f"{SECRET}_ARI", f"{SECRET} AP", f'{SECRET}"x')
names = st.sampled_from(NAMES)
numbers = st.sampled_from([0, 1.5, -2.0, 1500, -3200, 200000, 9e8, -1e9])
factors = st.sampled_from([0, 1, -1, 1e12, 1e-9])


def some(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[list[Any]]:
    return st.lists(strategy, max_size=most)


def maybe(required: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=optional)


def kind(name: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return maybe({"kind": st.just(name), **fields})


directions = st.sampled_from(
    ["left-to-right", "right-to-left", "superior-to-inferior", "medial-to-lateral", "up-to-down", f"lab:{SECRET}"]
)
senses = st.sampled_from(["right-hand", "left-hand", "axis-order"])
compositions = st.sampled_from(["extrinsic", "intrinsic"])
axes = maybe({"name": names}, direction=directions)
upright = [
    {"name": "AP", "direction": "posterior-to-anterior"},
    {"name": "ML", "direction": "left-to-right"},
    {"name": "DV", "direction": "superior-to-inferior"},
]
conventions = maybe(
    {"axes": st.sampled_from([["AP"], ["ML", "AP"], [SECRET]]), "rest": directions},
    sense=senses,
    composition=compositions,
)
frame = maybe(
    {"axes": st.one_of(st.just(upright), some(axes))},
    origin=st.sampled_from(["bregma", "lambda", "atlas-corner", "image-corner", "between-C3-C4", f"lab:{SECRET}"]),
    unit=st.sampled_from(["um", "px"]),
    depth_reference=st.just("pia"),
    angles=conventions,
    grid=maybe({}, spacing_um=some(st.just(10)), shape=some(st.just(100)), zero=st.just("centre")),
)
frames = st.tuples(frame, frame, frame).map(
    lambda drawn: [{"name": name, **each} for name, each in zip(NAMES, drawn, strict=True)]
)
positions = maybe({"frame": names, "coordinates_um": st.lists(numbers, min_size=2, max_size=3)})
targets = maybe(
    {},
    hemisphere=st.sampled_from(["left", "right", "midline", "both"]),
    position=positions,
    image_position=maybe({"frame": names, "coordinates_px": some(numbers)}),
    entry=positions,
    depth_um=numbers,
    angles_deg=some(st.sampled_from([0, 10, -90])),
    uncertainty_um=st.just(100),
)
steps = st.one_of(
    kind("translation", offset_um=some(numbers)),
    kind("scale", factors=some(factors)),
    kind("affine", matrix=some(some(factors, 4))),
    kind("rotation", axes=some(names), angles_deg=some(factors), composition=compositions, sense=senses),
    kind("deformation_field", location=names),
)
transforms = maybe({"from_frame": names, "to_frame": names, "steps": some(steps)})
surgeries = kind(
    "surgery",
    steps=some(
        st.one_of(
            kind("probe_implant", targets=some(targets), relative_position=some(st.sampled_from(["left", "right"]), 1)),
            kind("brain_injection", targets=some(targets), sites=some(maybe({"targets": some(targets)}))),
        )
    ),
)
documents = maybe(
    {"kind": st.just("procedures"), "schema_version": st.just("0.1.0"), "subject_id": st.just("625463")},
    coordinate_frames=frames,
    transforms=some(transforms),
    subject_procedures=some(surgeries, 1),
)


@given(documents)
def test_no_rule_raises_or_tells_a_secret(document: dict[str, Any]) -> None:
    for problem in validate(document).redacted(set()):
        assert SECRET not in f"{problem.message} {problem.hint}", problem
