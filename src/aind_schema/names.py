"""The names of data assets: a small grammar, read and written without loss.

::

    raw       [<prefix>_]<subject>_<YYYY-MM-DD>_<HH-MM-SS>
    derived   <parent>_<process>[_<YYYY-MM-DD>_<HH-MM-SS>]

The subject is one id, several joined with ``+`` (a cohort), or ``no-subject``. Only a date and time ends a link of the
chain: what stands between two of them is one process, underscores included, and a process without one ends the name.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import total_ordering
from typing import TYPE_CHECKING, Literal

from aind_schema.errors import InvalidName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NO_SUBJECT = "no-subject"
_YEARS = range(1800, 2200)
_MOST_BYTES = 255  # what the usual file systems hold in one component

# Written with 0-9, since \d takes the digits of every script.
_STAMP = re.compile(r"(?<![^_])([0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{2}-[0-9]{2}-[0-9]{2})(?![^_])")
_DOTS = re.compile(r"(?<![^_+])\.\.?(?![^_+])")
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])\.", re.IGNORECASE)
# Letters, marks and symbols that Unicode calls printable, but that show nothing.
_INVISIBLE = "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
_OBJECTIONS = (
    (re.compile(r"[/\\]"), "separates folders"),
    (re.compile(r'[<>:"|?*]'), "is refused by Windows"),
    (re.compile(r"[#%&]"), "has a meaning of its own in web addresses"),
    (re.compile(r"[`$;!'^~]"), "has a meaning of its own on command lines"),
    (re.compile(r"\s"), "is white space"),
    (re.compile(_INVISIBLE), "is invisible"),
)


@dataclass(frozen=True, slots=True)
class Derivation:
    """Name one process that was run on an asset, and when its result was made."""

    process: str
    made_at: datetime | None = None


@total_ordering
@dataclass(frozen=True, slots=True)
class AssetName:
    """Hold the parts of an asset's name; times are wall-clock times without a zone, as the name gives them."""

    prefix: str | None
    subject_ids: tuple[str, ...]
    acquired_at: datetime
    derivations: tuple[Derivation, ...] = ()
    _text: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        text = "_".join(self._words())
        _refuse_first(text, _text_faults(text))
        _refuse_first(text, self._part_faults())
        # What is left are parts of other types: a list of ids, say, or a time with nanoseconds.
        if _split(text) != (self.prefix, self.subject_ids, self.acquired_at, self.derivations):
            raise InvalidName(text, "its parts would read back as others; give tuples, and times in whole seconds")
        object.__setattr__(self, "_text", text)

    @classmethod
    def parse(cls, text: str) -> AssetName:
        """Read a name, or raise InvalidName with the reason why it is none."""
        if not isinstance(text, str):
            raise TypeError(f"a name is a text, not {type(text).__name__}")
        _refuse_first(text, _text_faults(text))
        return cls(*_split(text))

    @classmethod
    def build(
        cls,
        *,
        subject_id: str | None = None,
        subject_ids: Iterable[str] = (),
        prefix: str | None = None,
        acquired_at: datetime,
        derivations: Iterable[Derivation] = (),
    ) -> AssetName:
        """Make a name from its parts: of one subject, of a cohort, or of no subject at all."""
        if isinstance(subject_ids, str):
            raise TypeError("subject_ids takes several ids; give one id as subject_id")
        ids = tuple(subject_ids)
        if subject_id is not None:
            if ids:
                raise TypeError("give either subject_id or subject_ids")
            ids = (subject_id,)
        if wrong := [each for each in ids if not isinstance(each, str)]:
            raise TypeError(f"the id of a subject is a text, not {type(wrong[0]).__name__}")
        return cls(prefix, ids, acquired_at, tuple(derivations))

    def derive(self, process: str, made_at: datetime | None = None) -> AssetName:
        """Name what a process makes of this asset."""
        return replace(self, derivations=(*self.derivations, Derivation(process, made_at)))

    @property
    def subject_id(self) -> str | None:
        """Give the one subject; None for a cohort or without subject."""
        return self.subject_ids[0] if len(self.subject_ids) == 1 else None

    @property
    def level(self) -> Literal["raw", "derived"]:
        """Tell whether the asset was acquired or made from another."""
        return "derived" if self.derivations else "raw"

    @property
    def made_at(self) -> datetime | None:
        """Give the time of the last step; None when that step is undated."""
        return self.derivations[-1].made_at if self.derivations else self.acquired_at

    @property
    def parent(self) -> AssetName | None:
        """Give the name that the last process was run on; None for raw."""
        return replace(self, derivations=self.derivations[:-1]) if self.derivations else None

    @property
    def root(self) -> AssetName:
        """Give the raw name that the chain began with."""
        return replace(self, derivations=())

    @property
    def ancestors(self) -> tuple[AssetName, ...]:
        """Give every name before this one, from the parent back to the raw one."""
        return tuple(replace(self, derivations=self.derivations[:n]) for n in reversed(range(len(self.derivations))))

    def __str__(self) -> str:
        return self._text

    def __lt__(self, other: object) -> bool:
        return str(self) < str(other) if isinstance(other, AssetName) else NotImplemented

    def _words(self) -> Iterator[str]:
        if self.prefix is not None:
            yield self.prefix
        yield "+".join(self.subject_ids) if self.subject_ids else _NO_SUBJECT
        yield _stamp(self.acquired_at)
        for step in self.derivations:
            yield step.process
            if step.made_at is not None:
                yield _stamp(step.made_at)

    def _part_faults(self) -> Iterator[str]:
        yield from _subject_faults(self.subject_ids)
        for moment in (self.acquired_at, *(step.made_at for step in self.derivations if step.made_at is not None)):
            yield from _time_faults(moment)
        for step in self.derivations[:-1]:
            if step.made_at is None:
                yield f"the process {step.process!r} needs a date and time before another can follow"
        head = f"{self.prefix or ''}_{'+'.join(self.subject_ids)}"
        for part in (head, *(step.process for step in self.derivations)):
            if found := _STAMP.search(part):
                yield f"{part!r} holds the date and time {found[0]}; give that as a time of its own"


def _refuse_first(text: str, faults: Iterator[str]) -> None:
    for reason in faults:
        raise InvalidName(text, reason)


def _text_faults(text: str) -> Iterator[str]:
    if not text:
        yield "it is empty"
    # Lone surrogates pass here, to be named below.
    if (size := len(text.encode("utf-8", "surrogatepass"))) > _MOST_BYTES:
        yield f"it takes {size} bytes of UTF-8; at most {_MOST_BYTES} fit"
    for pattern, why in _OBJECTIONS:
        if found := pattern.search(text):
            yield f"the character {found[0]!a} {why}; use letters, digits and hyphens"
    for char in text:
        if not char.isprintable():
            yield f"the character {char!a} is not printable; use letters, digits and hyphens"
    if not unicodedata.is_normalized("NFC", text):
        yield "it is not in the Unicode form NFC; normalise it first"
    if text[0] in ".-":
        yield f"it begins with {text[0]!r}; begin with a letter or digit"
    if text[-1] == ".":
        yield "it ends with a dot, which Windows drops; end with a letter or digit"
    if "" in text.split("_"):
        yield "it has an empty part; put one underscore between parts, none at the ends"
    if dots := _DOTS.search(text):
        yield f"the part {dots[0]!r} is a folder's name in paths; use letters and digits"
    if device := _DEVICE.match(text):
        yield f"Windows takes {device[1]!r} before a dot for a device; write it without the dot"


def _subject_faults(ids: tuple[str, ...]) -> Iterator[str]:
    for subject in ids:
        if not subject:
            yield "a subject id is empty; join ids with one +"
        for joint in "_+":
            if joint in subject:
                yield f"the subject id {subject!r} holds {joint!r}, which joins parts; use a hyphen"
        if subject.casefold() == _NO_SUBJECT:
            yield f"the subject id {subject!r} says that there is none; alone and in lower case it stands for no ids"
        if ids.count(subject) > 1:
            yield f"the subject id {subject!r} stands there twice; name each subject once"


def _time_faults(moment: datetime) -> Iterator[str]:
    if moment.tzinfo is not None:
        yield f"the time {moment} has a zone; give the wall-clock time without tzinfo"
    if moment.microsecond:
        yield f"the time {moment} has fractions of a second; give whole seconds"
    if moment.year not in _YEARS:
        yield f"the year {moment.year} is impossible; years run from {_YEARS[0]} to {_YEARS[-1]}"


def _stamp(moment: datetime) -> str:
    return moment.isoformat("_", "seconds")[:19].replace(":", "-")  # strftime does not pad early years everywhere


def _split(text: str) -> tuple[str | None, tuple[str, ...], datetime, tuple[Derivation, ...]]:
    """Take a well-formed text apart at its dates and times."""
    head, *rest = _STAMP.split(text)
    if not rest:
        raise InvalidName(text, "it has no date and time; add one such as 2022-10-06_10-14-25")
    prefix, _, subject = head.rstrip("_").rpartition("_")
    if not subject:
        raise InvalidName(text, f"no subject stands before {rest[0]}; put an id or {_NO_SUBJECT} there")
    ids = () if subject == _NO_SUBJECT else tuple(subject.split("+"))
    *processes, tail = (part.strip("_") for part in rest[1::2])
    if "" in processes:
        raise InvalidName(text, "two dates and times stand side by side; put the process between them")
    acquired_at, *made_at = (_moment(text, stamp) for stamp in rest[::2])
    steps = [Derivation(process, moment) for process, moment in zip(processes, made_at, strict=True)]
    return prefix or None, ids, acquired_at, (*steps, *([Derivation(tail)] if tail else []))


def _moment(text: str, stamp: str) -> datetime:
    year, month, day, hour, minute, second = map(int, re.split("[-_]", stamp))
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError as error:
        raise InvalidName(text, f"the date and time {stamp} is impossible: {error}") from None
