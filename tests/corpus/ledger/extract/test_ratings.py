"""Levels that a run of text gives, and who gives them."""

from __future__ import annotations

import pytest
from ledger_makers import ledger, of_field, page, said


@pytest.mark.parametrize(
    ("header", "row", "voices"),
    [
        (
            "| Commitment | Objective | Results | Rating |",
            "| 4: Fair queues | Short waits. | 12 screens. | The IRM found completion limited. "
            "In the self-assessment it was considered complete. |",
            [("limited", "assessed"), ("complete", "self_reported")],
        ),
        (
            "| Compromiso | Objetivo | Logros | Calificación |",
            "| 4. Colas justas | Esperas cortas. | 12 pantallas. | Para el MRI, el avance fue limitado. "
            "El gobierno considera el compromiso completado. |",
            [("limited", "assessed"), ("complete", "self_reported")],
        ),
        (
            "| Compromiso | Cumplimiento según el IRM | Cumplimiento según el gobierno |",
            "| 4. Colas justas | Limitado | Completo |",
            [("limited", "assessed"), ("complete", "self_reported")],
        ),
    ],
)
def test_a_cell_of_several_voices(header: str, row: str, voices: list[tuple[str, str]]) -> None:
    rule = "|" + "---|" * (header.count("|") - 1)
    built = ledger(page(f"# Report\n\n{header}\n{rule}\n{row}", kind="self_assessment"))
    assert said(built, "xz-2020-4", "completion") == voices
    for finding in of_field(built, "xz-2020-4", "completion"):
        assert finding.at.column in header and finding.wording in row


def test_what_a_voice_says_besides_a_rating_is_kept_with_its_voice() -> None:
    built = ledger(
        page(
            """
            # Reporte

            | Compromiso | Calificación |
            |---|---|
            | 1. Ríos | El IRM no vio resultados. Recomienda medir más. En la autoevaluación se consideró inactivo. |
            | 2. Montes | El IRM no se pronunció. Inactivo desde marzo. |
            """,
            kind="self_assessment",
            language="es",
        )
    )
    assert [(f.field, f.voice) for f in built.of("xz-2020-1")][1:] == [
        ("result", "assessed"),
        ("next", "recommended"),
        ("status", "self_reported"),
    ]
    assert said(built, "xz-2020-2", "other") == [("El IRM no se pronunció.", "assessed")]
