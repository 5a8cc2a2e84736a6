"""Code, the packages and containers that it runs with, and whole pipelines."""

from aind_schema.base import Model
from aind_schema.fields import CommitHash, FreeValues, ImageDigest, Many, Name, Uri


class Package(Model):
    """A piece of software by name and version."""

    name: Name
    """Name of the package, as its registry or its maker writes it, such as `spikeinterface`."""
    version: Name | None = None
    """Version of the package, as it states it itself."""


class Container(Model):
    """The image that code runs in."""

    image: Name | None = None
    """Image as it is pulled: registry and repository without tag and digest, or the name of an image file."""
    tag: Name | None = None
    """Tag that was pulled. It may point to another image tomorrow; the digest does not."""
    digest: ImageDigest | None = None
    """Digest of the image, by which the very same one is pulled again."""
    engine: Name | None = None
    """What ran the image, such as `docker` or `apptainer`; from inside often all that can be told."""


class Code(Model):
    """Code that somebody can find and run again: a script, a program, or a whole pipeline."""

    name: Name | None = None
    """Name of the code. A process names its pipeline by this."""
    uri: Uri | None = None
    """Repository or page of the code."""
    version: Name | None = None
    """Version or tag that was run."""
    commit: CommitHash | None = None
    """Commit that was run."""
    uncommitted_changes: bool | None = None
    """True if files differed from that commit, so that the commit alone does not tell what was run."""
    container: Container | None = None
    """Image that the code ran in."""
    entry_point: Name | None = None
    """What was started: path of the script in the repository, or the command."""
    language: Name | None = None
    """Language that the code is written in, such as `Python`."""
    language_version: Name | None = None
    """Version of the language's interpreter or compiler."""
    core_dependency: Package | None = None
    """The one package that does most of the work, such as Kilosort or Bonsai."""
    packages: Many[Package] = ()
    """Further packages whose versions matter to the result."""
    parameters: FreeValues | None = None
    """Settings that the code was run with, as it reads them."""
