"""Trying again what failed for reasons that pass."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, TypeVar

from aind_schema.storage.refusals import Passing, UploadGone
from aind_schema.stores import ObjectExists

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

#: How long a server may be away or a line be bad before that is told.
PATIENCE_S = 120.0
FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 5.0


def patiently(work: Callable[[], T], patience_s: float = PATIENCE_S) -> T:
    """Do something, again and again until it does not fail for a reason that may pass.

    Raises
    ------
    UploadGone
        If an object exists that an earlier try may have created, whose answer was lost.
    """
    ends = time.monotonic() + patience_s
    pause, again = FIRST_PAUSE_S, False
    while True:
        try:
            return work()
        except Passing:
            if time.monotonic() + pause > ends:
                raise
        except ObjectExists as error:
            if again:
                raise UploadGone(error.url, error.reason) from None
            raise
        again = True
        time.sleep(pause * random.uniform(0.5, 1))
        pause = min(2 * pause, LONGEST_PAUSE_S)
