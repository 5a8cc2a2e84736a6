"""What says in a store which asset is on its way there, so that no other one of its name mixes with it."""

from __future__ import annotations

import json

from aind_schema.assets.digests import digest_bytes
from aind_schema.errors import Refused
from aind_schema.paths import CLAIM, MANIFEST
from aind_schema.problems import Report
from aind_schema.storage.planning import Plan, read_object
from aind_schema.stores import ObjectExists, Sending, Store

#: What is wrong where another asset has a claim.
UNDER_WAY = "another asset of this name is being uploaded there"
_COMPLETED = "another asset of this name was put there meanwhile"

#: A claim is a line; what is longer is none.
_LONGEST = 2**16


class Claim:
    """The claim of one asset to its place; all uploads of that very asset share it."""

    def __init__(self, planned: Plan) -> None:
        self._plan = planned
        self._store = planned.store
        self._text = _text(planned.manifest.name, planned.manifest_bytes)

    def take(self, *, replace: bool) -> None:
        """Write it, in the place of another one if that may be replaced.

        Raises
        ------
        Refused
            If another asset is on its way there, or has arrived since the plan was made.
        """
        there = self._found()
        if there not in (None, self._text):
            if not replace:
                raise self._refusal(UNDER_WAY)
            self._store.delete(CLAIM)
        if there != self._text:
            try:
                self._put(CLAIM, self._text)
            except ObjectExists:
                if self._found() != self._text:
                    raise self._refusal(UNDER_WAY) from None
        if not replace and self._manifest() not in (None, self._plan.manifest_bytes):
            self.drop()
            raise self._refusal(_COMPLETED)

    def check(self) -> None:
        """Refuse to go on if another upload has taken the place; whoever has completed the same asset may drop it."""
        if self._found() != self._text and self._manifest() != self._plan.manifest_bytes:
            raise self._refusal(_COMPLETED)

    def clear(self) -> None:
        """Take the manifest of another asset away, since its files are to be replaced."""
        if self._manifest() not in (None, self._plan.manifest_bytes):
            self._store.delete(MANIFEST)

    def complete(self) -> None:
        """Write the manifest, unless another upload has taken the place or does so at that moment."""
        self.check()
        try:
            self._put(MANIFEST, self._plan.manifest_bytes)
        except ObjectExists:
            if self._manifest() != self._plan.manifest_bytes:
                raise self._refusal(_COMPLETED) from None
        if self._found() not in (None, self._text):
            if self._manifest() == self._plan.manifest_bytes:
                self._store.delete(MANIFEST)
            raise self._refusal(UNDER_WAY)

    def drop(self) -> None:
        """Remove it, but none of another asset."""
        if self._found() == self._text:
            self._store.delete(CLAIM)

    def _found(self) -> bytes | None:
        return _find(self._store)

    def _manifest(self) -> bytes | None:
        return read_object(self._store, MANIFEST)

    def _put(self, path: str, data: bytes) -> None:
        self._store.put(Sending(path, len(data), digest_bytes(data).crc64nvme, "application/json"), data)

    def _refusal(self, message: str) -> Refused:
        return Refused(Report((self._plan.in_the_way("", message),)))


def is_claimed_by_another(store: Store, name: str, manifest: bytes) -> bool:
    """Tell whether another asset than the one with this manifest is on its way to a place."""
    return _find(store) not in (None, _text(name, manifest))


def _text(name: str, manifest: bytes) -> bytes:
    return json.dumps({"name": name, "manifest_sha256": digest_bytes(manifest).sha256}).encode()


def _find(store: Store) -> bytes | None:
    return read_object(store, CLAIM, _LONGEST)
