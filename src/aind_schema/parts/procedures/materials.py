"""What is injected."""

from typing import Annotated, Literal

from pydantic import Field

from aind_schema.fields import (
    Curie,
    Identifier,
    Many,
    MilligramsPerKilogram,
    Name,
    Percent,
    TiterGcPerMl,
    TiterIuPerMl,
    TiterParticlesPerMl,
    TiterPfuPerMl,
    TiterTuPerMl,
    VirusPrepType,
)
from aind_schema.parts.procedures.reagents import Reagent
from aind_schema.parts.terms import Drug, Fluorophore


class InjectedMaterial(Reagent):
    """Base of what is injected."""

    kind: str
    """Word for what it is there for, by which the other fields are known."""
    share_percent: Percent | None = None
    """Share of the material in a mixture by volume, in percent."""
    dose_mg_per_kg: MilligramsPerKilogram | None = None
    """Dose of the pure substance that the animal got, in milligrams per kilogram of body weight."""


class Virus(InjectedMaterial):
    """A viral vector; its name is that of the construct, such as `AAV2/1-Syn-Flex-ChrimsonR-tdT`."""

    kind: Literal["virus"] = "virus"
    """Says that the material is a virus."""
    titer_gc_per_ml: TiterGcPerMl | None = None
    """Genome copies (vector genomes) per millilitre in what was injected, after mixing and dilution; usual for AAV."""
    titer_tu_per_ml: TiterTuPerMl | None = None
    """Transducing units per millilitre in what was injected; usual for lentivirus and rabies virus."""
    titer_iu_per_ml: TiterIuPerMl | None = None
    """Infectious units per millilitre in what was injected, counted on cells that were infected; usual for HSV."""
    titer_pfu_per_ml: TiterPfuPerMl | None = None
    """Plaque-forming units per millilitre in what was injected, counted in a plaque assay."""
    titer_particles_per_ml: TiterParticlesPerMl | None = None
    """Particles per millilitre in what was injected, whether they infect or not; usual for CAV-2."""
    genome: Name | None = None
    """Full name of the genome, where the name is a short one of the lab's own."""
    serotype: Name | None = None
    """Serotype or capsid, such as `AAV2/1` or `PHP.eB`."""
    plasmids: Many[Name] = ()
    """Names or numbers of the plasmids that the virus was made from."""
    addgene_id: Curie | None = None
    """Number of the virus or plasmid at Addgene, such as `Addgene:62723`."""
    virus_id: Identifier | None = None
    """Number of the virus in the lab's own collection."""
    prep_type: VirusPrepType | None = None
    """Whether the lot was purified, such as over a gradient, or is crude."""
    prep_protocol: Name | None = None
    """Name or number of the instructions by which the vector core made the lot."""


class Tracer(InjectedMaterial):
    """A substance that is carried along neurons or vessels, such as cholera toxin B or dextran."""

    kind: Literal["tracer"] = "tracer"
    """Says that the material is a tracer."""
    fluorophore: Fluorophore | None = None
    """The dye that it is tagged with."""


class DrugSolution(InjectedMaterial):
    """A drug that is injected to act on the nervous system or the body; its name is that of the solution."""

    kind: Literal["drug"] = "drug"
    """Says that the material is a drug."""
    drug: Drug | None = None
    """The substance that acts, apart from what it is dissolved in."""


class Label(InjectedMaterial):
    """A substance that makes something visible, such as EdU or a dye."""

    kind: Literal["label"] = "label"
    """Says that the material is a label."""
    fluorophore: Fluorophore | None = None
    """Dye that is seen, where the label carries or becomes one."""


class OtherMaterial(InjectedMaterial):
    """A material of another kind, or of one that nobody stated."""

    kind: Literal["other_material"] = "other_material"
    """Says that the material is of no other kind."""


InjectionMaterial = Annotated[Virus | Tracer | DrugSolution | Label | OtherMaterial, Field(discriminator="kind")]
