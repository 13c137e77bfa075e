"""Tables of contents."""

from __future__ import annotations

from pathlib import Path

from makers import LONG, read_text, texts


def test_tables_of_contents_are_left_out(tmp_path: Path) -> None:
    document = read_text(
        tmp_path,
        f"Índice\n\nSección I: Los faros.....\t2\nSección II: Las boyas -------- 14\n\n"
        f"Sección I: Los faros\n\n{LONG}\n",
    )
    assert texts(document) == ["Sección I: Los faros", LONG.strip()]
