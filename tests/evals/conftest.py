"""Makes the stand-ins of the tests importable."""

from __future__ import annotations

import sys
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parent.parent):  # for running, and for fakes
    sys.path.insert(0, str(folder))
