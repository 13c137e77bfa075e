"""Writing a JSON file whole or not at all, and why it cannot be written."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from corpus.errors import DiskFull, IdTooLong, LibraryUnwritable, OgpError


def write_json(path: Path, data: Any) -> None:
    """Write `data` aside and put it in place by one rename; folders above are made. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogatepass") as file:
            json.dump(data, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def is_full(error: BaseException | None) -> bool:
    """Whether there was no space left beneath an error; SQLite and others tell it in their own words."""
    while error is not None:
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            return True
        if any(words in str(error).casefold() for words in ("no space left", "disk is full", "disk quota exceeded")):
            return True
        error = error.__cause__ or error.__context__
    return False


def unwritable(file: str, error: OSError, place: Path) -> OgpError:
    """Why `file` could not be stored in the folder `place`."""
    if is_full(error):
        return DiskFull(place=str(place))
    if error.errno == errno.ENAMETOOLONG:
        return IdTooLong(file=file)
    return LibraryUnwritable(file=file, reason=error.strerror or type(error).__name__)
