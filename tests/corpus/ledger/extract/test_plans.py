"""What a document says of the whole plan."""

from __future__ import annotations

from ledger_makers import ledger, of_field, page, said


def test_a_plan_level_sheet() -> None:
    built = ledger(
        page(
            """
            # Cuarto Plan de Acción

            Este cuarto plan se cumplirá entre abril de 2020 y marzo de 2022. El próximo plan tendrá nueve compromisos.

            Total de compromisos: 7

            Se crearon 5 compromisos proactivos.
            """,
            kind="action_plan",
            language="es",
        )
    )
    assert said(built, "xz-2020", "start") == [("2020-04", "promised")]
    assert said(built, "xz-2020", "end") == [("2022-03", "promised")]
    assert [(f.value, f.about) for f in of_field(built, "xz-2020", "count")] == [
        ("7", "compromisos"),
        ("5", "compromisos proactivos"),
    ]
