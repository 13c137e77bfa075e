"""Files made to do harm: each has a named outcome, none takes the process down, none leaves half a document behind."""

from __future__ import annotations

import io
import random
import re
from pathlib import Path

import pytest
from drawn_pages import bomb, pdf_of, pdf_of_streams, table, words
from makers import check, page, pdf_bytes
from pypdf import PdfReader, PdfWriter

from corpus.errors import (
    FileDamaged,
    FileEncrypted,
    FileTimeout,
    FileTooComplex,
    FileWrongType,
    NoText,
    OgpError,
    ReadError,
)
from corpus.library.library import Library
from corpus.readers.limits import Limits
from corpus.readers.sandbox import Sandbox

BODY = (
    "La autoridad portuaria publica cada mes los datos de sus faros y",
    "de sus boyas, con el nombre de quien los cuida y la fecha de la",
    "última visita de mantenimiento.",
)
MUTANTS = 1000
LINE = words(72, 580, "Cada faro tiene un registro que se publica en el puerto cada mes.")


def bases() -> list[bytes]:
    """Small sound files of several makes."""
    rows = [["Faro", "Quién lo cuida", "Altura"], ["Norte", "La autoridad|portuaria", "31"], ["Sur", "El puerto", "28"]]
    ruled = pdf_of([table([72, 200, 400, 500], 700, rows), table([72, 200, 400, 500], 740, rows)], packed=True)
    turned = pdf_of(
        [[LINE], [LINE, LINE]], page_extra=b"/Rotate 90 ", extra=b"/PageLabels << /Nums [0 << /S /r >>] >> "
    )
    plain = pdf_bytes([page("# Informe de los faros", "", *BODY), page("# Boyas", "", *BODY)], title="Faros")
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
    writer.add_outline_item(title="Boyas", page_number=1)
    for written in writer.pages:
        written.compress_content_streams()
    outlined = io.BytesIO()
    writer.write(outlined)
    writer.encrypt(user_password="", owner_password="owner", algorithm="AES-128")
    locked = io.BytesIO()
    writer.write(locked)
    return [plain, ruled, turned, outlined.getvalue(), locked.getvalue()]


def mutant(base: bytes, chance: random.Random) -> bytes:
    """The file with one to four things changed: bytes, numbers, names, order, length."""
    data = bytearray(base)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(9, len(data))
        length = chance.choice([1, 2, 8, 40, 300])
        match chance.randrange(6):
            case 0:
                data[at : at + length] = chance.randbytes(length)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * chance.randint(1, 5)
            case 3:
                number = chance.choice([b"-1", b"0", b"99999999999", b"1e9", b"2147483648", b"3 0 R"])
                found = list(re.finditer(rb"\d+", data))
                if found:
                    start, end = chance.choice(found).span()
                    data[start:end] = number
            case 4:
                found = list(re.finditer(rb"/[A-Z][A-Za-z]+", data))
                if len(found) > 1:
                    start, end = chance.choice(found).span()
                    data[start:end] = chance.choice(found)[0]
            case 5:
                other = chance.randrange(9, len(data))
                data[at : at + length] = data[other : other + length]
        if len(data) < 20:
            break
    if chance.random() < 0.1:
        del data[chance.randrange(9, max(10, len(data))) :]
    return bytes(data)


def test_a_thousand_damaged_files(home: Path, tmp_path: Path) -> None:
    chance = random.Random(20240901)
    sources = bases()
    folder = tmp_path / "damaged"
    folder.mkdir()
    for number in range(MUTANTS):
        (folder / f"{number:04}.pdf").write_bytes(mutant(sources[number % len(sources)], chance))
    library = Library(home)
    outcomes = library.add([folder])
    assert len(outcomes) == MUTANTS
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    assert all(isinstance(outcome.error, ReadError) for outcome in failed)
    assert all(outcome.path.name in str(outcome.error) for outcome in failed)
    assert 50 < len(failed) < MUTANTS - 50, "both kinds of outcome are tried"
    added = {outcome.document_id for outcome in outcomes if outcome.status != "failed"}
    documents = Library(home).documents()
    assert {document.id for document in documents} == added
    for document in documents:
        check(document)
    stored = [path.name for path in (home / "corpus").iterdir() if path.is_file()]
    assert len([name for name in stored if name.endswith(".json")]) == len(added)
    assert not [name for name in stored if name.endswith((".tmp", ".part"))]


HARMFUL = {
    "unpacks.pdf": (pdf_of_streams([bomb(200, piece=b" ")]), FileTooComplex),
    "unpacks-twice.pdf": (pdf_of_streams([bomb(200, layers=2, piece=b" ")]), FileTooComplex),
    "draws.pdf": (pdf_of_streams([bomb(30, piece=b"1 2 3 4 re S ")]), FileTimeout),
    "says.pdf": (pdf_of_streams([bomb(40, piece=b"BT /F1 9 Tf 72 600 Td (words) Tj ET ")]), FileTimeout),
    "nothing.pdf": (pdf_of([[], []]), NoText),
    "itself.pdf": (pdf_of([[LINE]]).replace(b"/Kids [6 0 R]", b"/Kids [2 0 R]"), FileDamaged),
    "no-pages.pdf": (pdf_of([]), FileDamaged),
    "deep.pdf": (b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer << /Root 1 0 R >>", FileDamaged),
    "head.pdf": (b"%PDF-1.7\n", FileDamaged),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + bytes(100), FileWrongType),
    "page.pdf": (b"<!doctype html><html><body><p>Faros</p></body></html>", FileWrongType),
    "letter.docx": (pdf_of([[LINE]]), FileWrongType),
}


def test_files_made_to_do_harm(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGP_READ_SECONDS", "1.5")
    for name, (data, _) in HARMFUL.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "sound.pdf").write_bytes(pdf_of([[LINE]]))
    outcomes = Library(home).add([tmp_path / name for name in [*HARMFUL, "sound.pdf"]])
    assert {outcome.path.name: type(outcome.error) for outcome in outcomes} == {
        **{name: error for name, (_, error) in HARMFUL.items()},
        "sound.pdf": type(None),
    }
    assert [document.metadata.source for document in Library(home).documents()] == ["sound.pdf"]


def test_a_file_that_needs_a_password(tmp_path: Path, home: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of([[LINE]]))))
    writer.encrypt(user_password="secret", algorithm="AES-256")
    writer.write(tmp_path / "locked.pdf")
    (outcome,) = Library(home).add([tmp_path / "locked.pdf"])
    assert isinstance(outcome.error, FileEncrypted) and Library(home).is_empty


def test_a_file_of_five_thousand_pages() -> None:
    text = "El faro número {} se publica en el registro del puerto."
    data = pdf_of([[words(72, 600, text.format(number)), LINE] for number in range(5000)])
    with Sandbox() as sandbox:
        body = sandbox.read("pdf", data, "long.pdf")
        assert len(body.page_offsets) == 5000 and "número 4999 se" in body.text
    with Sandbox(Limits(seconds=0.8)) as sandbox, pytest.raises(OgpError, match=r"long\.pdf.*0\.8 seconds"):
        sandbox.read("pdf", data, "long.pdf")
