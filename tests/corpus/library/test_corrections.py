"""What people say of a document in place of what was inferred."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_makers import plan, put

from corpus.errors import DocumentUnknown, FieldUnknown, KindUnknown, ValueWrong
from corpus.library.library import Library


@pytest.fixture
def towns(tmp_path: Path) -> tuple[Path, Path]:
    return put(tmp_path / "norte", "plan.md", plan("Villa Norte")), put(tmp_path / "sur", "plan.md", plan("Villa Sur"))


def test_what_a_person_says_holds(home: Path, tmp_path: Path) -> None:
    chat = put(tmp_path, "chat.md", "# Chat del foro\n\nEl informe del MRI no ha salido, dicen.\n")
    library = Library(home)
    library.add([chat])
    before = library.fingerprint()
    said = library.correct("chat", {"kind": "guide", "country": "uy", "date": "2024-05"}).metadata
    assert (said.kind, said.country, said.date) == ("guide", "UY", "2024-05")
    assert not {"kind", "country", "date"} & set(said.inferred) and not said.doubtful
    assert library.get("chat").metadata == said and library.fingerprint() != before
    assert library.add([chat])[0].status == "unchanged"
    put(tmp_path, "chat.md", "# Chat del foro\n\nEl informe del MRI ya salió, dicen.\n")
    assert library.add([chat])[0].status == "updated"
    assert library.get("chat").metadata.kind == "guide" and library.get("chat").metadata.country == "UY"


def test_what_was_concluded_wrongly_can_be_taken_away(home: Path, towns: tuple[Path, Path]) -> None:
    library = Library(home)
    library.add([towns[0]])
    assert library.get("plan").metadata.cycle == "2023-2025"
    library.correct("plan", {"cycle": ""})
    put(towns[0].parent, "plan.md", plan("Villa Norte", "Otro."))
    library.add([towns[0]])
    assert library.get("plan").metadata.cycle is None


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"kind": "novel"}, KindUnknown),
        ({"kind": ""}, ValueWrong),
        ({"country": "Uruguay"}, ValueWrong),
        ({"cycle": "2023"}, None),
        ({"cycle": "last"}, ValueWrong),
        ({"date": "2024-13"}, ValueWrong),
        ({"language": "Spanish"}, ValueWrong),
        ({"url": "javascript:x"}, ValueWrong),
        ({"id": "other"}, FieldUnknown),
        ({"sha256": "0"}, FieldUnknown),
    ],
)
def test_what_cannot_be_right_is_refused(
    home: Path, towns: tuple[Path, Path], values: dict[str, str], error: type[Exception] | None
) -> None:
    library = Library(home)
    with pytest.raises(DocumentUnknown):
        library.correct("plan", {"kind": "guide"})
    library.add([towns[0]])
    before = library.get("plan")
    if error is None:
        library.correct("plan", values)
        return
    with pytest.raises(error):
        library.correct("plan", values)
    assert library.get("plan") == before
