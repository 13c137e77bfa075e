"""Where this installation keeps its state."""

from __future__ import annotations

import os
from pathlib import Path


def home_dir() -> Path:
    """The folder of all state: `OGP_HOME`, else the platform's user data folder. It need not exist yet."""
    stated = os.environ.get("OGP_HOME", "").strip()
    if stated:
        return Path(stated).expanduser()
    from platformdirs import user_data_path

    return user_data_path("ogp", appauthor=False)
