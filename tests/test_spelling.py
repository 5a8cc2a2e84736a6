"""Hints at the nearest right word."""

from __future__ import annotations

from aind_schema.spelling import corrections, did_you_mean


def test_a_word_that_is_nearly_right_is_corrected() -> None:
    assert did_you_mean("lazer", ["camera", "laser"]) == 'did you mean "laser"?'
    assert did_you_mean("microscope", ["camera", "laser"]) is None


def test_only_the_first_of_very_many_wrong_words_are_corrected() -> None:
    meant = corrections(["laser"])
    hints = [meant("lazer") for _ in range(1000)]
    assert hints[0] == hints[10] == 'did you mean "laser"?'
    assert hints[-1] is None
