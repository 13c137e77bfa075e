"""A scanned file on its way from `ogp corpus add` to the citation; only model and translator are stood in for."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from drawn_pages import pdf_of
from drawn_pages import words as drawn
from real_backend import RealBackend
from scans import bound, needs_tesseract, picture

FILE = bound(
    picture("Memoria de la capitanía de Brumaria", "Este cuaderno describe las obras del muelle."),
    picture(
        "El faro del cabo se encendió de nuevo en abril",
        "después de tres inviernos sin luz, y la capitanía",
        "publica desde entonces el registro de naufragios.",
    ),
    roman=1,
    blank=1,
)


@pytest.fixture
def run(ogp: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    (tmp_path / "memoria.pdf").write_bytes(FILE)
    here = RealBackend(tmp_path / "home")
    return lambda *arguments: ogp(*arguments, backend=here)


@needs_tesseract
def test_a_scan_from_the_file_to_the_citation(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGP_OCR", "1")
    added = run("corpus", "add", str(tmp_path / "memoria.pdf"))
    assert added.code == 0
    assert "2 pages read by text recognition (OCR), so with possible errors: 1–2." in added.out
    assert "1 page on which text recognition (OCR) found no text: 3." in added.out and "OGP_OCR" not in added.out
    assert run("index", "build").code == 0

    question = "¿Cuándo se encendió de nuevo el faro del cabo?"
    asked = run("ask", "--json", question)
    assert asked.code == 0, asked.err
    [cited, *_] = json.loads(run("ask", "--json", question).out)["citations"]
    assert "en abril" in cited["quote"] and (cited["page"], cited["page_label"], cited["ocr"]) == (2, "1", True)
    said = run("--lang", "es", "ask", question).out
    assert "p. 1 (hoja 2 del archivo)" in said and "Leído por OCR: conviene cotejar con la página" in said

    hits = json.loads(run("search", "faro del cabo", "--json").out)["hits"]
    assert any(hit["ocr"] and hit["page_label"] in ("i", "1") for hit in hits)
    assert "Read by OCR: check against the page" in run("search", "faro del cabo").out
    shown = run("corpus", "show", "memoria.pdf").out
    assert "2 pages read by text recognition (OCR)" in shown


@pytest.mark.parametrize(
    ("language", "words"), [("en", "1 page without text (an image, perhaps)"), ("es", "1 página sin texto (tal vez")]
)
def test_pages_that_were_not_read_are_said_with_what_to_do(run, tmp_path: Path, language: str, words: str) -> None:
    text = pdf_of([[drawn(72, 600, "La capitanía publica sus cuentas."), drawn(72, 580, "Se leen bien.")]])
    (tmp_path / "mixta.pdf").write_bytes(bound(text, picture("Un sello")))
    added = run("--lang", language, "corpus", "add", str(tmp_path / "mixta.pdf"))
    assert added.code == 0 and words in added.out and "OGP_OCR=1" in added.out and ": 2. " in added.out
    refused = run("--lang", language, "corpus", "add", str(tmp_path / "memoria.pdf"))
    assert refused.code == 1 and "OGP_OCR=1" in refused.err
