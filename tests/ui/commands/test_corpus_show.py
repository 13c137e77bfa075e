"""`ogp corpus show`."""

from __future__ import annotations

from dataclasses import replace

from ui_fakes import FakeBackend, document


def test_sections_are_shown_with_the_page_as_it_is_printed(ogp) -> None:
    labelled = replace(document(), page_offsets=(0, 19), page_labels=("iv", "2"))
    backend = FakeBackend(documents=[labelled])
    shown = ogp("corpus", "show", "freedonia-plan", backend=backend).out
    assert "Plan de Freedonia  (p. iv (sheet 1 of the file))\n" in shown and "Compromiso 4  (p. 2)\n" in shown
    assert "p. iv (hoja 1 del archivo)" in ogp("--lang", "es", "corpus", "show", "freedonia-plan", backend=backend).out
