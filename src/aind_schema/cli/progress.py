"""How far long work is, shown on a terminal."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any

import click

from aind_schema.progress import Progress

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


class Bar(Progress):
    """Show a bar on standard error, if that is a terminal."""

    def __init__(self) -> None:
        self._bar: ProgressBar[Any] | None = None
        self._lock = threading.Lock()

    def start(self, what: str, total_bytes: int) -> None:
        """Draw an empty bar."""
        if sys.stderr.isatty():
            megabytes = f"{what} {total_bytes / 1e6:,.1f} MB"
            length = max(1, total_bytes)
            # Drawing it for each of 200,000 files would take longer than the files do.
            steps = max(1, length // 500)
            self._bar = click.progressbar(
                length=length, label=megabytes, file=sys.stderr, width=0, update_min_steps=steps
            )
            self._bar.render_progress()

    def advance(self, count: int) -> None:
        """Draw more of it."""
        if self._bar is not None:
            with self._lock:
                self._bar.update(count)

    def finish(self) -> None:
        """Leave the line."""
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None
