"""What is injected."""

from typing import Annotated, Literal

from pydantic import Field

from aind_schema.fields import (
    Curie,
    Date,
    Identifier,
    Many,
    Name,
    Percent,
    TiterGcPerMl,
    VirusPrepType,
)
from aind_schema.parts.procedures.reagents import Reagent
from aind_schema.parts.terms import Drug, Fluorophore


class InjectedMaterial(Reagent):
    """Base of what is injected."""

    kind: str
    """What kind of material it is."""
    share_percent: Percent | None = None
    """Share of the material in a mixture by volume, in percent."""


class Virus(InjectedMaterial):
    """A viral vector; its name is that of the construct, such as `AAV2/1-Syn-Flex-ChrimsonR-tdT`."""

    kind: Literal["virus"] = "virus"
    """Says that the material is a virus."""
    titer_gc_per_ml: TiterGcPerMl | None = None
    """Genome copies per millilitre in what was injected, after mixing and dilution."""
    genome: Name | None = None
    """Full name of the genome, where the name is a short one."""
    serotype: Name | None = None
    """Serotype or capsid, such as `AAV2/1` or `PHP.eB`."""
    plasmids: Many[Name] = ()
    """Names or numbers of the plasmids that the virus was made from."""
    addgene_id: Curie | None = None
    """Number of the virus or plasmid at Addgene, such as `Addgene:62723`."""
    virus_id: Identifier | None = None
    """Number of the virus in the lab's own collection."""
    prep_lot: Identifier | None = None
    """Lot of the preparation."""
    prep_date: Date | None = None
    """Day on which the lot was made and its titer measured."""
    prep_type: VirusPrepType | None = None
    """How clean the preparation is."""
    prep_protocol: Name | None = None
    """Protocol of the preparation."""


class Tracer(InjectedMaterial):
    """A substance that is carried along neurons or vessels, such as cholera toxin B or dextran."""

    kind: Literal["tracer"] = "tracer"
    """Says that the material is a tracer."""
    fluorophore: Fluorophore | None = None
    """The dye that it is tagged with."""


class DrugSolution(InjectedMaterial):
    """A drug that is injected to act on the nervous system or the body."""

    kind: Literal["drug"] = "drug"
    """Says that the material is a drug."""
    drug: Drug | None = None
    """The drug; the name is that of the solution."""


class Label(InjectedMaterial):
    """A substance that makes something visible, such as EdU or a dye."""

    kind: Literal["label"] = "label"
    """Says that the material is a label."""
    fluorophore: Fluorophore | None = None
    """The dye that is seen."""


class OtherMaterial(InjectedMaterial):
    """A material of another kind, or of one that nobody stated."""

    kind: Literal["other_material"] = "other_material"
    """Says that the material is of no other kind."""


InjectionMaterial = Annotated[Virus | Tracer | DrugSolution | Label | OtherMaterial, Field(discriminator="kind")]
