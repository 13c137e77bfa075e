"""Text recognition (tesseract) on pages that are pictures."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from statistics import median

from corpus.readers.pdf.lines import PageLine
from corpus.text.normalize import clean, squeeze

_DOTS = 300 / 72  # per point: what tesseract is made for
_PIXELS = 16_000_000  # a larger page is drawn more coarsely
_SECONDS = 120.0  # for one page
_SURE = 30.0  # of 100: words that are less sure than this are specks and drawings
_SIZES = (0.75, 1.4)  # shares of the usual height within which a line is in the usual type


def recognise(data: bytes, pages: Sequence[int], languages: str) -> dict[int, list[PageLine]]:
    """The lines of these pages (numbers from 1) as tesseract reads them; pages that hold no text are left out.

    `languages` are tesseract's names joined by "+"; those that are not installed are passed over, and without any, or
    without tesseract, nothing is found.
    """
    known = usable(languages)
    if not known or not pages:
        return {}
    import pypdfium2

    found: dict[int, list[PageLine]] = {}
    with pypdfium2.PdfDocument(data) as file:
        for number in pages:
            page = file[number - 1]
            width, height = page.get_size()
            scale = min(_DOTS, (_PIXELS / max(width * height, 1.0)) ** 0.5)
            picture = io.BytesIO()
            page.render(scale=scale, grayscale=True).to_pil().save(picture, "PNG", compress_level=1)
            lines = lines_of_tsv(_tesseract(picture.getvalue(), known), number, height, scale)
            if lines:
                found[number] = lines
    return found


def usable(languages: str) -> list[str]:
    """Those of the languages ("spa+eng") that are installed."""
    return [language for language in languages.split("+") if language in installed()]


@cache
def installed() -> frozenset[str]:
    """The languages that tesseract has here; none where it is not installed."""
    try:
        done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(done.stdout.split("\n")[1:]) - {"", "osd"}


def lines_of_tsv(tsv: str, number: int, height: float, scale: float) -> list[PageLine]:
    """Lines from tesseract's table of words; `height` of the page in points, `scale` in dots for each point."""
    words: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and row["text"].strip() and float(row["conf"]) >= _SURE:
            words.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    lines = [_line(row, number, height, scale) for row in words.values()]
    return _even([line for line in lines if any(char.isalnum() for char in line.text)])


def _line(words: Sequence[dict[str, str]], number: int, height: float, scale: float) -> PageLine:
    text = squeeze(clean(" ".join(word["text"] for word in words)))
    left = min(int(word["left"]) for word in words) / scale
    right = max(int(word["left"]) + int(word["width"]) for word in words) / scale
    foot = median(int(word["top"]) + int(word["height"]) for word in words) / scale
    size = median(int(word["height"]) for word in words) / scale
    runs = [(int(word["left"]) / scale, word["text"] + " ") for word in words]
    return PageLine(text, number, left, height - foot, height, size, False, cells=[(left, text)], runs=runs, end=right)


def _even(lines: Iterable[PageLine]) -> list[PageLine]:
    """Lines whose heights differ by little more than their letters are set in one size."""
    lines = list(lines)
    usual = median(line.size for line in lines) if lines else 0.0
    low, high = _SIZES
    return [
        replace(line, size=round(usual if low * usual <= line.size <= high * usual else line.size, 1)) for line in lines
    ]


def _tesseract(picture: bytes, languages: Sequence[str]) -> str:
    try:
        done = subprocess.run(
            ["tesseract", "stdin", "stdout", "-l", "+".join(languages), "tsv"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
