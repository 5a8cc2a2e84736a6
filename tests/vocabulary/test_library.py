"""Loading vocabularies: lazily, once, and by import."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

import aind_schema.vocabulary
from aind_schema.errors import UnknownTerm
from aind_schema.vocabulary import available, load


def test_a_vocabulary_is_loaded_once() -> None:
    assert load("modality") is load("modality")
    assert aind_schema.vocabulary.modality is load("modality")


def test_an_unknown_vocabulary_tells_the_nearest() -> None:
    with pytest.raises(UnknownTerm, match='did you mean "modality"'):
        load("modalty")
    with pytest.raises(UnknownTerm):
        load("../data/modality")
    with pytest.raises(AttributeError, match='did you mean "species"'):
        _ = aind_schema.vocabulary.specis
    with pytest.raises(ImportError):
        from aind_schema.vocabulary import no_such_thing  # noqa: F401


def test_the_package_lists_its_vocabularies() -> None:
    assert {"modality", "species", "organization"} <= set(available()) <= set(dir(aind_schema.vocabulary))
    assert list(available()) == sorted(available())


def test_vocabularies_and_modules_do_not_share_a_name() -> None:
    for name in available():
        assert importlib.util.find_spec(f"aind_schema.vocabulary.{name}") is None


def test_importing_the_package_reads_nothing() -> None:
    code = "import sys, aind_schema.vocabulary; print('yaml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
