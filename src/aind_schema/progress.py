"""How long work tells how far it is."""

from __future__ import annotations


class Progress:
    """Take note of work as it is done, and show nothing; the command line shows it."""

    def start(self, what: str, total_bytes: int) -> None:
        """Say what begins, and how many bytes it will go through."""

    def advance(self, count: int) -> None:
        """Say that so many more bytes are done; may be called from any thread."""

    def finish(self) -> None:
        """Say that what began is over."""


SILENT = Progress()
