"""Office documents (.docx, .xlsx, .pptx) are zip archives of XML: what makes one unfit to be unpacked."""

from __future__ import annotations

import io
import zipfile

from corpus.errors import FileDamaged, FileEncrypted, FileTooLarge

_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an encrypted document is not a zip but an OLE container
_UNPACKED_LIMIT = 500_000_000


def check_package(data: bytes, name: str) -> None:
    """Raises FileEncrypted, FileDamaged, and FileTooLarge for what would be too much once it is unpacked."""
    if data.startswith(_CFB):
        raise FileEncrypted(file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(entry.file_size for entry in package.infolist())
    except zipfile.BadZipFile as error:
        raise FileDamaged(file=name, reason=str(error)) from error
    if size > _UNPACKED_LIMIT:
        raise FileTooLarge(file=name, megabytes=size // 1_000_000, limit=_UNPACKED_LIMIT // 1_000_000)
