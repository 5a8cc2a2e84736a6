"""JSON Pointers."""

from __future__ import annotations

import pytest

from aind_schema import pointers


@pytest.mark.parametrize(("keys", "pointer"), [([], ""), (["a", 0], "/a/0"), (["a/b", "c~d", ""], "/a~1b/c~0d/")])
def test_keys_are_joined_and_split(keys: list[str | int], pointer: str) -> None:
    assert pointers.join(keys) == pointer
    assert pointers.split(pointer) == [str(key) for key in keys]


def test_upwards_leads_to_the_document() -> None:
    assert list(pointers.upwards("/a/0/b~1c")) == ["/a/0/b~1c", "/a/0", "/a", ""]
    assert list(pointers.upwards("")) == [""]
