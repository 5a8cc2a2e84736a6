"""The files of an asset, as its manifest lists them."""

from aind_schema.base import Model
from aind_schema.fields import AssetPath, ByteCount, Crc64Nvme, FileRole, MediaType, Modality, Sha256


class FileEntry(Model):
    """One file of an asset: what it is, and the digests of its bytes."""

    path: AssetPath
    """Path of the file in the asset's folder."""
    size_bytes: ByteCount
    """Number of bytes."""
    sha256: Sha256
    """SHA-256 of the bytes: what `sha256sum` prints."""
    crc64nvme: Crc64Nvme
    """CRC-64/NVME of the bytes: what a bucket computes and states in the header `x-amz-checksum-crc64nvme`."""
    media_type: MediaType
    """Media type, told by the file's name."""
    role: FileRole
    """What the file is for, such as `data` or `record`."""
    modality: Modality | None = None
    """Way in which the file's data were acquired, where the folder or the asset tells it."""
