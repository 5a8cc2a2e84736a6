"""Scans that were made to plan or to check a procedure."""

from typing import Literal

from aind_schema.fields import Name, PositiveMicrometers, Teslas
from aind_schema.parts.links import AssetReference
from aind_schema.parts.procedures.living import SubjectStep


class MriScan(SubjectStep):
    """The animal was scanned in a magnetic field, to see where things are."""

    kind: Literal["mri_scan"] = "mri_scan"
    """Says that the animal was scanned."""
    scanner: Name | None = None
    """The scanner, or where it stands."""
    field_strength_t: Teslas | None = None
    """Strength of the field, in teslas."""
    sequence: Name | None = None
    """Name of the sequence, such as `RARE`."""
    resolution_um: PositiveMicrometers | None = None
    """Size of a voxel, in micrometres."""
    asset: AssetReference | None = None
    """The asset that holds the images."""
