"""Making molecules and cells visible: dyes, antibodies, hybridisation."""

from typing import Literal

from aind_schema.base import Model
from aind_schema.fields import (
    AntibodyClass,
    Celsius,
    Count,
    HybridizationMethod,
    Identifier,
    Many,
    MicromolesPerLiter,
    Minutes,
    Name,
    StainTarget,
)
from aind_schema.parts.procedures.molecules import Gene, Molecule
from aind_schema.parts.procedures.reagents import Reagent
from aind_schema.parts.procedures.step import Event
from aind_schema.parts.procedures.treating import SpecimenStep
from aind_schema.parts.terms import Fluorophore, Species


class Stain(Reagent):
    """A dye, or a probe with a dye, that shows something in the tissue."""

    stain_target: StainTarget | None = None
    """What it shows in general, such as `nuclei`."""
    molecule: Molecule | None = None
    """The protein or small molecule that it binds to."""
    gene: Gene | None = None
    """The gene whose RNA it binds to."""
    fluorophore: Fluorophore | None = None
    """Dye by which it is seen under the microscope, with its wavelengths."""
    sequence: Name | None = None
    """Sequence of amino acids or bases of the probe, in letters."""
    initiator: Name | None = None
    """Initiator of a chain reaction that it carries, such as `B1`."""


class Antibody(Reagent):
    """An antibody or another protein that binds to a target."""

    antibody_class: AntibodyClass | None = None
    """Whether it binds to the target itself or to another antibody."""
    target: Molecule | None = None
    """What it binds to: a protein, or for a secondary antibody the species and class of the primary."""
    host: Species | None = None
    """The species that it was raised in."""
    clone: Name | None = None
    """Name of the clone, or `polyclonal`."""
    fluorophore: Fluorophore | None = None
    """Dye that it carries; a primary antibody has mostly none."""


class Staining(SpecimenStep):
    """Tissue was stained with dyes or probes that need no antibody."""

    kind: Literal["staining"] = "staining"
    """Says that the tissue was stained."""
    stains: Many[Stain] = ()
    """Dyes and probes that were given, each with its lot, concentration and what it shows."""


class Immunolabeling(SpecimenStep):
    """Tissue was labelled with antibodies."""

    kind: Literal["immunolabeling"] = "immunolabeling"
    """Says that the tissue was labelled with antibodies."""
    antibodies: Many[Antibody] = ()
    """The antibodies, primary ones first."""
    stains: Many[Stain] = ()
    """Dyes that were given along with them, such as one for nuclei."""


class Oligo(Model):
    """A short piece of DNA or RNA."""

    name: Name | None = None
    """What it is called in the order or the codebook, such as `Slc17a7-03`."""
    sequence: Name | None = None
    """Its bases from the 5' to the 3' end."""


class Hairpin(Reagent):
    """A hairpin of DNA that opens at its initiator and amplifies the signal, such as `B1H1`."""

    fluorophore: Fluorophore | None = None
    """Dye that it carries, with its wavelengths."""


class GeneProbe(Reagent):
    """The probes that find the RNA of one gene."""

    gene: Gene | None = None
    """Gene whose RNA they bind to; where it is left out, `name` tells what the set is for."""
    oligos: Many[Oligo] = ()
    """Sequences of the set, where the supplier or the lab discloses them."""
    initiator: Name | None = None
    """Initiator that the probes carry, such as `B1`; hairpins of the same name answer to it."""
    barcode: Name | None = None
    """Bases or bits by which the gene is read out over the rounds, the first round's first, such as `GATCGAT`."""
    hairpins: Many[Hairpin] = ()
    """Hairpins that amplify the signal, mostly two; dye, lot and concentration are theirs."""
    fluorophore: Fluorophore | None = None
    """Dye by which the gene is seen, whether probes, hairpins or readouts carry it."""


class Readout(Model):
    """A colour of the images, and what it stands for."""

    symbol: Name | None = None
    """What the colour stands for in the codebook, such as the base `G` or the bit `3`."""
    channel: Name | None = None
    """Channel in which it is seen, by the name that it has in the acquisition."""
    fluorophore: Fluorophore | None = None
    """Dye that is seen in the channel."""


class HybridizationRound(Event):
    """One round: probes or bases go in, are imaged, and often are stripped."""

    number: Count
    """Number of the round or cycle, counted from 0 or 1 as the lab does."""
    probes: Many[GeneProbe] = ()
    """Probes that went in at this round; those that are there in all rounds belong to the step."""
    stains: Many[Stain] = ()
    """Dyes that were given along with them."""
    probe_concentration_umol_per_l: MicromolesPerLiter | None = None
    """Concentration that all probes had in this round, in micromoles per litre."""
    reagents: Many[Reagent] = ()
    """What else was used in this round, such as buffers or the mixes of a sequencing kit."""
    temperature_c: Celsius | None = None
    """Temperature at which the probes were left to bind, in degrees Celsius."""
    duration_min: Minutes | None = None
    """How long the probes were left to bind, in minutes."""
    readouts: Many[Readout] = ()
    """What each colour stands for in this round, where it is not the same in all."""
    stripped: bool | None = None
    """True if the probes were taken out after imaging."""


class Hybridization(SpecimenStep):
    """RNA was made visible in the tissue, in one round or several."""

    kind: Literal["hybridization"] = "hybridization"
    """Says that probes were hybridised."""
    method: HybridizationMethod | None = None
    """How, such as `hcr` or `barseq`."""
    codebook: Name | None = None
    """Name of the codebook that says which gene is seen in which round and colour."""
    round_count: Count | None = None
    """Number of rounds that were planned."""
    rounds: Many[HybridizationRound] = ()
    """Rounds or cycles that were made, in their order; when, with what and how warm is told of each."""
    probes: Many[GeneProbe] = ()
    """The probes of all rounds, where they go in together."""
    readouts: Many[Readout] = ()
    """What each colour stands for in all rounds, such as the base of each channel when barcodes are sequenced."""
    strip_qc_compatible: bool | None = None
    """True if it can be checked that stripping worked."""
    cell_id: Identifier | None = None
    """The cell that the series is about, where it is a single one."""


class Stripping(SpecimenStep):
    """Probes or antibodies were taken out again."""

    kind: Literal["stripping"] = "stripping"
    """Says that labels were taken out."""
    round_number: Count | None = None
    """Number of the round whose labels were taken out."""
