"""Injections: what, where, and how it was brought in."""

from typing import Annotated, Literal

from pydantic import Field

from aind_schema.base import Model
from aind_schema.fields import (
    Count,
    Identifier,
    InjectionProfile,
    Many,
    Microamperes,
    Minutes,
    Nanoliters,
    NanolitersPerSecond,
    RelativePosition,
    Route,
    Seconds,
)
from aind_schema.parts.coordinates import Target
from aind_schema.parts.procedures.living import SubjectStep
from aind_schema.parts.procedures.materials import InjectionMaterial
from aind_schema.parts.terms import BodyPart


class PressureDynamics(Model):
    """How a volume was pushed in: by hand, with a pump or with pulses of pressure."""

    kind: Literal["pressure"] = "pressure"
    """Says that a volume was pushed in."""
    profile: InjectionProfile | None = None
    """Whether it went in at once, evenly or in pulses."""
    volume_nl: Nanoliters | None = None
    """Volume that went in altogether, in nanolitres."""
    rate_nl_per_s: NanolitersPerSecond | None = None
    """Flow while it went in, in nanolitres per second."""
    duration_s: Seconds | None = None
    """How long it took, in seconds."""
    pulse_count: Count | None = None
    """How many pulses of pressure it took; times the volume of one, they are the volume altogether."""
    pulse_volume_nl: Nanoliters | None = None
    """Volume of one pulse, in nanolitres."""
    pulse_interval_s: Seconds | None = None
    """Time from the start of one pulse to that of the next, in seconds."""


class Iontophoresis(Model):
    """How charged molecules were driven in by a current."""

    kind: Literal["iontophoresis"] = "iontophoresis"
    """Says that a current drove the material."""
    profile: InjectionProfile | None = None
    """Whether the current flowed all the time or in pulses."""
    current_ua: Microamperes | None = None
    """Current, positive out of the pipette, in microamperes."""
    duration_s: Seconds | None = None
    """How long it took altogether, in seconds."""
    on_s: Seconds | None = None
    """How long the current flowed in each cycle, in seconds."""
    off_s: Seconds | None = None
    """How long it paused in each cycle, in seconds."""
    volume_nl: Nanoliters | None = None
    """Volume that went in, where it is known, in nanolitres."""


Dynamics = Annotated[PressureDynamics | Iontophoresis, Field(discriminator="kind")]


class InjectionSite(Model):
    """One place of an injection, such as one of several depths."""

    targets: Many[Target] = ()
    """Where it was meant to be, where it was, and where it was found; one for each that is known."""
    dynamics: Dynamics | None = None
    """How the material was brought in at this place."""


class InjectionStep(SubjectStep):
    """Base of the injections."""

    materials: Many[InjectionMaterial] = ()
    """What was injected; several materials are a mixture."""
    sites: Many[InjectionSite] = ()
    """The places that were injected with the same filling, in their order."""
    instrument_id: Identifier | None = None
    """The injector, such as `NJ#3`."""
    recovery_min: Minutes | None = None
    """Time to let the tissue recover, before the pipette was withdrawn or the next step began, in minutes."""


class BrainInjection(InjectionStep):
    """An injection into the brain or spinal cord, at coordinates."""

    kind: Literal["brain_injection"] = "brain_injection"
    """Says that something was injected into the brain."""
    route: Route | None = None
    """Which space was injected; the tissue itself where it is left out."""
    targets: Many[Target] = ()
    """What the injection as a whole aims at, such as the structure; each site has its own coordinates."""


class Injection(InjectionStep):
    """An injection into the body, such as into a vessel, the abdomen or a muscle; coordinates are not needed."""

    kind: Literal["injection"] = "injection"
    """Says that something was injected into the body."""
    route: Route | None = None
    """How it was injected, such as `retro-orbital`."""
    body_part: BodyPart | None = None
    """The organ, vessel or muscle."""
    relative_position: Many[RelativePosition] = ()
    """Side of the body, such as `left` for the left eye."""
