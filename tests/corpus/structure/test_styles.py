"""What makes a line look like a heading."""

from __future__ import annotations

from pathlib import Path

import pytest
from makers import LONG, outline, read_text


@pytest.mark.parametrize(
    "heading",
    [
        "Recomendación 1: Abrir los registros de los puertos y capitanías a toda la ciudadanía del país.",
        "ÁREA 2. Faros y boyas",
        "Sección II: Diseño del plan",
        "3— Sobre la consulta",
        "1. Presupuesto abierto de los puertos",
        "RENDICIÓN DE CUENTAS EN LOS PUERTOS",
        "Diseño:",
        "¿Cómo se medirá el avance?",
        "Recursos útiles",
        "Step 3. Publish the register",
    ],
)
def test_headings_without_marks(tmp_path: Path, heading: str) -> None:
    document = read_text(tmp_path, f"{LONG}\n\n{heading}\n\n{LONG}\n")
    assert outline(document) == [(1, heading)]


@pytest.mark.parametrize(
    "line",
    [
        "Estado: Activo",
        "Esta línea termina en punto.",
        "https://example.org/puertos",
        "Figura 2. Entradas de barcos por mes",
        "El proceso se desarrollará mediante tres acciones:",
    ],
)
def test_lines_that_are_no_headings(tmp_path: Path, line: str) -> None:
    assert outline(read_text(tmp_path, f"{LONG}\n\n{line}\n\n{LONG}\n")) == []
