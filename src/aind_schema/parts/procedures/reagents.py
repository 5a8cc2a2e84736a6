"""What animals are injected with and specimens are treated with: where it came from, and how much of it there was."""

from aind_schema.base import Model
from aind_schema.fields import (
    Curie,
    Date,
    DilutionFactor,
    Identifier,
    Micrograms,
    Microliters,
    MicromolesPerLiter,
    MilligramsPerMilliliter,
    Name,
    Percent,
    Text,
    UnitsPerMilliliter,
)
from aind_schema.parts.terms import Organization


class Reagent(Model):
    """A substance or solution, bought or made in the lab; concentrations are those in which it was used."""

    name: Name | None = None
    """Name of the substance or solution, as the protocol or the supplier calls it."""
    source: Organization | None = None
    """Who supplied it, or made it."""
    catalog_number: Identifier | None = None
    """The supplier's number for it."""
    rrid: Curie | None = None
    """Research Resource Identifier, such as `RRID:AB_300798`."""
    lot_number: Identifier | None = None
    """Number of the lot or batch, as on the label; of a virus, that of its preparation."""
    prepared_on: Date | None = None
    """Day on which the solution or lot was made, in the lab or by the supplier."""
    expires_on: Date | None = None
    """Last day on which the lot may be used, as on the label."""
    concentration_mg_per_ml: MilligramsPerMilliliter | None = None
    """Concentration by mass, in milligrams per millilitre."""
    concentration_umol_per_l: MicromolesPerLiter | None = None
    """Concentration by amount, in micromoles per litre."""
    concentration_percent: Percent | None = None
    """Concentration in percent, by mass or volume as is usual for the substance."""
    concentration_u_per_ml: UnitsPerMilliliter | None = None
    """Activity in units per millilitre."""
    dilution_factor: DilutionFactor | None = None
    """How many times the stock was diluted, such as 1000 for 1:1000."""
    mass_ug: Micrograms | None = None
    """How much of it was used, in micrograms."""
    volume_ul: Microliters | None = None
    """How much of it was used, in microlitres."""
    notes: Text | None = None
    """What no other field has room for."""
