"""Steps of processing: what they read and wrote, and what they took to run."""

from aind_schema.base import Model
from aind_schema.fields import (
    AssetPath,
    Cores,
    FreeValues,
    Gigabytes,
    Many,
    Name,
    Number,
    ProcessStage,
    ProcessType,
    Text,
    Timestamp,
    UnitCode,
)
from aind_schema.parts.links import AssetReference, ExternalId
from aind_schema.parts.people import Person
from aind_schema.parts.software import Code


class ProcessData(Model):
    """Something that a process reads or writes: an asset, a part of one, or a place on some machine."""

    asset: AssetReference | None = None
    """Asset that it is or lies in; left out for the asset that this record belongs to."""
    path: AssetPath | None = None
    """File or folder in the asset."""
    location: Name | None = None
    """Where it was while the process ran, as the process saw it: a path or URI that may be gone by now."""


class UsagePoint(Model):
    """How much of a resource was in use at one moment."""

    at: Timestamp
    """When it was measured."""
    value: Number
    """How much, in the unit of the series."""


class Usage(Model):
    """How much of a resource was in use over time."""

    unit: UnitCode | None = None
    """Unit of the values as a UCUM code: `%` of what there is, or `GBy`."""
    points: tuple[UsagePoint, ...]
    """What was measured, in order of time."""


class Resources(Model):
    """The machine that a process ran on."""

    host: Name | None = None
    """Name of the machine in its own network, by which logs are found and a broken one is told from others; leave it
    out where it says too much of the place."""
    os: Name | None = None
    """Operating system with its version, such as `Linux 6.1`."""
    architecture: Name | None = None
    """Architecture of the processor, such as `x86_64`."""
    cpu_model: Name | None = None
    """Processor by its maker's name."""
    cpu_cores: Cores | None = None
    """Number of cores that the process could use."""
    memory_gb: Gigabytes | None = None
    """Working memory that the process could use."""
    system_memory_gb: Gigabytes | None = None
    """Working memory of the whole machine, where it is more."""
    gpu_model: Name | None = None
    """Graphics processor by its maker's name."""
    cpu_usage: Usage | None = None
    """Use of the processor over time."""
    gpu_usage: Usage | None = None
    """Use of the graphics processor over time."""
    memory_usage: Usage | None = None
    """Use of the working memory over time."""


class Process(Model):
    """One step of processing: code that was run on data, or work that was done by hand."""

    name: Name
    """Name of the step, once in the document: what other steps refer to."""
    type: ProcessType | None = None
    """What the step does to data, by a word that steps of all pipelines are found by."""
    stage: ProcessStage | None = None
    """Whether the step makes another form of the data, or results from them."""
    pipeline: Name | None = None
    """Name of the pipeline, of those in this document, that the step was run by."""
    code: Code | None = None
    """Code that was run; left out for work by hand."""
    experimenters: Many[Person] = ()
    """Who ran the step, or did it by hand."""
    started_at: Timestamp | None = None
    """When the step began."""
    ended_at: Timestamp | None = None
    """When the step was over."""
    depends_on: Many[Name] = ()
    """Names of the steps whose results this one needed; an empty list says that it needed none. A step without this
    field needed the one before it."""
    inputs: Many[ProcessData] = ()
    """What the step read."""
    outputs: Many[ProcessData] = ()
    """What the step wrote."""
    results: FreeValues | None = None
    """Values that the step returned beside its files, such as the number of units that it found."""
    resources: Resources | None = None
    """The machine that the step ran on."""
    runs: Many[ExternalId] = ()
    """Runs of workflow systems that the step was part of, such as a Slurm job or a Nextflow session."""
    notes: Text | None = None
    """What no other field has room for."""

    @property
    def states_needs(self) -> bool:
        """Tell whether the step says what it needed, be it nothing."""
        return "depends_on" in self.model_fields_set
