"""The list of all files of an asset."""

from typing import Literal

from aind_schema.base import Record
from aind_schema.fields import AssetPath, Identifier, Many
from aind_schema.parts.files import FileEntry


class Manifest(Record):
    """All files of one asset with their digests, written last: an asset that has it is complete."""

    kind: Literal["manifest"] = "manifest"
    """Says that the document lists the files of an asset."""
    name: Identifier
    """Name of the asset, the same as in its data description."""
    files: tuple[FileEntry, ...]
    """All files but the manifest itself, in the order of their paths' bytes."""
    empty_folders: Many[AssetPath] = ()
    """Folders that hold no file, which a bucket can't keep."""

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the manifest as JSON text, each file on a line of its own."""
        if indent is None:
            return super().to_json(indent=None)
        frame = self.model_construct(_fields_set=self.model_fields_set, **{**dict(self), "files": ()})
        lines = ",\n".join(f"{' ' * 2 * indent}{each.to_json(indent=None)}" for each in self.files)
        listed = f"[\n{lines}\n{' ' * indent}]" if lines else "[]"
        return super(Manifest, frame).to_json(indent=indent).replace('"files": []', f'"files": {listed}', 1)
