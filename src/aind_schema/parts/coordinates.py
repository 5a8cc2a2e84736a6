"""Where things are: frames, positions in them, and what leads from one frame to another.

A frame says once what its numbers mean; positions refer to it by name. Lengths are micrometres, pixels in images.
"""

from typing import Annotated, Literal

from pydantic import Field

from aind_schema.base import Model
from aind_schema.fields import (
    AxisDirection,
    Degrees,
    DepthReference,
    FrameOrigin,
    GridPoint,
    HeadLevelling,
    Hemisphere,
    Identifier,
    Location,
    Many,
    Micrometers,
    Name,
    Number,
    PixelCount,
    PositiveMicrometers,
    RotationComposition,
    RotationSense,
    TargetStatus,
    Text,
    Uri,
)
from aind_schema.parts.anatomy import AtlasReference, BrainStructure


class Axis(Model):
    """One axis of a frame."""

    name: Name
    """What the axis is called in the frame, such as `AP` or `x`."""
    direction: AxisDirection | None = None
    """Where positive values lead to; leave it out where nobody knows the sign."""


class Grid(Model):
    """The pixels or voxels of an image or atlas, in the order of the frame's axes."""

    spacing_um: Many[PositiveMicrometers] = ()
    """Size of a pixel or voxel along each axis, in micrometres."""
    shape: Many[PixelCount] = ()
    """Number of pixels or voxels along each axis."""
    zero: GridPoint | None = None
    """Which point of the first pixel or voxel is at zero: its centre or its corner."""


class AngleConvention(Model):
    """What the angles of a device in a frame mean; a target gives only their values."""

    axes: Many[Name] = ()
    """Names of the axes that each angle turns about, in the order in which the turns are made."""
    composition: RotationComposition | None = None
    """Whether the later turns are about axes that stand still or about axes that turn along."""
    sense: RotationSense | None = None
    """Which way a positive angle turns."""
    rest: AxisDirection | None = None
    """Where the device goes when all angles are zero, such as `superior-to-inferior` for a probe that hangs upright."""


class CoordinateFrame(Model):
    """A frame of coordinates, with all that is needed to read a position in it."""

    name: Identifier
    """Name of the frame, by which the positions of the document refer to it, such as `bregma_ARI`."""
    description: Text | None = None
    """What else somebody who uses the frame has to know."""
    origin: FrameOrigin | None = None
    """What is at zero on all axes."""
    origin_of: Name | None = None
    """Name of the device, structure or image that the origin belongs to, where there may be several."""
    axes: tuple[Axis, ...]
    """The axes, in the order in which positions list their coordinates."""
    unit: Literal["um", "px"] | None = None
    """Unit of the coordinates: `um`, also where left out, or `px` in images."""
    atlas: AtlasReference | None = None
    """The atlas and its release, for the frame of an atlas."""
    levelling: HeadLevelling | None = None
    """How the head was held, or is thought to be held, for the axes to point as they are called."""
    depth_reference: DepthReference | None = None
    """The surface that depths along a track are counted from."""
    angles: AngleConvention | None = None
    """What the angles of devices in this frame mean."""
    grid: Grid | None = None
    """Pixels or voxels of the image or atlas that the frame belongs to."""


class Position(Model):
    """A point in a frame, in micrometres."""

    frame: Identifier
    """Name of the frame, declared in the same document."""
    coordinates_um: tuple[Micrometers, ...]
    """Coordinates in micrometres, in the order of the frame's axes."""


class ImagePosition(Model):
    """A point in an image or a volume, in pixels or voxels."""

    frame: Identifier
    """Name of the frame, declared in the same document with the unit `px`."""
    coordinates_px: tuple[Number, ...]
    """Coordinates in pixels, in the order of the frame's axes; its grid says which point of a pixel is whole."""


class Target(Model):
    """Where something was meant to be, was put, or was found to be; one for each status that is known."""

    status: TargetStatus | None = None
    """Whether this was planned, read at the rig, or seen in the tissue afterwards."""
    structure: BrainStructure | None = None
    """The brain structure, in the words of an atlas."""
    other_structures: Many[BrainStructure] = ()
    """Further structures that are reached, such as those along a track."""
    hemisphere: Hemisphere | None = None
    """Side of the body."""
    position: Position | None = None
    """The point itself: where the tip, the opening or the centre is."""
    image_position: ImagePosition | None = None
    """The point in pixels or voxels, such as where it was seen in the image of a section; also beside `position`."""
    entry: Position | None = None
    """Where the track enters; depth and angles lead from here to the point."""
    depth_um: Micrometers | None = None
    """Way along the track from the frame's depth reference, positive going in, in micrometres."""
    angles_deg: Many[Degrees] = ()
    """Angles of the device in degrees, in the order and by the convention that the frame gives."""
    uncertainty_um: PositiveMicrometers | None = None
    """Distance within which the true point is thought to be, in micrometres."""
    notes: Text | None = None
    """What else is worth knowing."""


class Translation(Model):
    """A shift: each number is added to one coordinate."""

    kind: Literal["translation"] = "translation"
    """Says that the step is a translation."""
    offset_um: Many[Micrometers] = ()
    """What is added to each coordinate, in micrometres; use this or pixels."""
    offset_px: Many[Number] = ()
    """What is added to each coordinate, in pixels; use this or micrometres."""


class Rotation(Model):
    """One or more turns about axes."""

    kind: Literal["rotation"] = "rotation"
    """Says that the step is a rotation."""
    axes: tuple[Name, ...]
    """Names of the axes that each angle turns about, in the order in which the turns are made. They are those of the
    frame that the transform starts from, by their place in it; of two axes none is named, and one angle turns them."""
    angles_deg: tuple[Degrees, ...]
    """One angle in degrees for each of the axes named."""
    composition: RotationComposition
    """Whether the later turns are about axes that stand still or about axes that turn along."""
    sense: RotationSense
    """Which way a positive angle turns. In a plane, and after a step that mirrors or mixes the axes, only `axis-order`
    has a meaning."""
    pivot_um: Many[Micrometers] = ()
    """Point that stays where it is, in micrometres; the origin where left out, and in images."""


class Scale(Model):
    """A factor for each coordinate; from pixels to micrometres it is the size of a pixel."""

    kind: Literal["scale"] = "scale"
    """Says that the step is a scale."""
    factors: tuple[Number, ...]
    """What each coordinate is multiplied by; a negative factor mirrors."""
    to_unit: Literal["um", "px"] | None = None
    """Unit of what comes out, `um` or `px`, where it is not that of what goes in."""


class Affine(Model):
    """A matrix that turns, scales, shears and shifts at once."""

    kind: Literal["affine"] = "affine"
    """Says that the step is an affine matrix."""
    matrix: tuple[tuple[Number, ...], ...]
    """Rows of the matrix, one for each coordinate that comes out; the last number of a row is added to it. A
    last row of zeros and a one, as some software writes it, is left out."""
    to_unit: Literal["um", "px"] | None = None
    """Unit of what comes out, `um` or `px`, where it is not that of what goes in."""


class DeformationField(Model):
    """A warp that is stored in a file."""

    kind: Literal["deformation_field"] = "deformation_field"
    """Says that the step is a deformation field."""
    location: Location
    """Path in the asset or URI of the file."""
    inverse_location: Location | None = None
    """Path or URI of the file that leads back."""
    format: Name | None = None
    """Format of the file, such as `ANTs NIfTI displacement field`."""


TransformStep = Annotated[
    Translation | Rotation | Scale | Affine | DeformationField,
    Field(discriminator="kind"),
]


class Transform(Model):
    """What leads from one frame to another: steps that are taken one after the other."""

    from_frame: Identifier
    """Name of the frame whose coordinates go in."""
    to_frame: Identifier
    """Name of the frame whose coordinates come out."""
    steps: tuple[TransformStep, ...]
    """The steps in the order in which they are taken. Each works on the numbers that the one before it gave."""
    source: Uri | None = None
    """Where the transform was published, or the file that it was read from."""
    uncertainty_um: PositiveMicrometers | None = None
    """Error that is to be expected of a point that was transformed, in micrometres."""
    notes: Text | None = None
    """How it was found, such as by which landmarks or software."""
