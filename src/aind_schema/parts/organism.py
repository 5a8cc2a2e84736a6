"""What animals and people have in common."""

from aind_schema.base import Model
from aind_schema.fields import Grams, Many, Sex
from aind_schema.parts.age import Age
from aind_schema.parts.terms import DevelopmentalStage, Disorder, Organization, Species


class Organism(Model):
    """Base of the living subjects."""

    kind: str
    """What kind of subject it is."""
    species: Species | None = None
    """The species."""
    sex: Sex | None = None
    """Biological sex; `unknown` says that somebody looked, leaving it out says nothing."""
    age: Age | None = None
    """Age, where the date of birth is unknown or must not be told."""
    developmental_stage: DevelopmentalStage | None = None
    """Stage of life at acquisition."""
    weight_g: Grams | None = None
    """Body weight at acquisition; series of weights belong to the procedures."""
    disorders: Many[Disorder] = ()
    """Diseases and disorders that the subject has or models."""
    source: Organization | None = None
    """Where the subject came from: the breeder, supplier, collection or clinic."""
