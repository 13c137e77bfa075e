"""HTML printed to PDF by the browser."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")
_SECONDS = 60


def browser() -> str | None:
    """The browser that prints; None where there is none."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def print_to_pdf(html: str, folder: Path) -> bytes:
    """Raises subprocess.SubprocessError where the browser fails; `folder` is for its files."""
    page, printed = folder / "page.html", folder / "page.pdf"
    page.write_text(html, encoding="utf-8")
    program = browser()
    assert program is not None
    options = [*_OPTIONS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}"]
    subprocess.run([program, *options, page.as_uri()], check=True, capture_output=True, timeout=_SECONDS)
    return printed.read_bytes()
