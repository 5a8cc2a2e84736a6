"""Making molecules and cells visible: dyes, antibodies, hybridisation."""

from typing import Literal

from aind_schema.base import Model
from aind_schema.fields import (
    AntibodyClass,
    Count,
    HybridizationMethod,
    Identifier,
    Many,
    MicromolesPerLiter,
    Name,
    StainTarget,
    Text,
    Timestamp,
)
from aind_schema.parts.procedures.molecules import Gene, Molecule
from aind_schema.parts.procedures.reagents import Reagent
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
    """The dye that is seen."""
    sequence: Name | None = None
    """Sequence of amino acids or bases of the probe."""
    initiator: Name | None = None
    """Name of the initiator, for probes that start a chain reaction."""


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
    """The dye that it carries."""


class Staining(SpecimenStep):
    """Tissue was stained with dyes or probes that need no antibody."""

    kind: Literal["staining"] = "staining"
    """Says that the tissue was stained."""
    stains: Many[Stain] = ()
    """The stains."""


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
    """Name of the oligonucleotide."""
    sequence: Name | None = None
    """Its bases from the 5' to the 3' end."""


class GeneProbe(Reagent):
    """The probes that find the RNA of one gene."""

    gene: Gene | None = None
    """The gene."""
    oligos: Many[Oligo] = ()
    """The oligonucleotides."""
    initiator: Name | None = None
    """Name of the initiator that the probes carry, such as `B1`."""
    barcode: Name | None = None
    """Barcode by which the gene is read out over the rounds."""
    hairpins: Many[Name] = ()
    """Names of the hairpins that amplify the signal."""
    fluorophore: Fluorophore | None = None
    """The dye that is seen."""


class HybridizationRound(Model):
    """One round: probes go in, are imaged, and often are stripped."""

    number: Count
    """Number of the round, counted from 0 or 1 as the lab does."""
    started_at: Timestamp | None = None
    """When the round began."""
    ended_at: Timestamp | None = None
    """When the round ended."""
    probes: Many[GeneProbe] = ()
    """The probes of the round."""
    stains: Many[Stain] = ()
    """Dyes that were given along with them."""
    probe_concentration_umol_per_l: MicromolesPerLiter | None = None
    """Concentration of all probes in this round, in micromoles per litre."""
    stripped: bool | None = None
    """True if the probes were taken out after imaging."""
    notes: Text | None = None
    """What no other field has room for."""


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
    """The rounds that were made."""
    probes: Many[GeneProbe] = ()
    """The probes of all rounds, where they go in together."""
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
