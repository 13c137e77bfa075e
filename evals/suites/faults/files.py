"""Hostile files in every format, made from a seed (but for the time that packages carry): sound ones with
something changed, and some made to do harm."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from random import Random

from evals.suites.faults.documents import plan

SOUND = "The Office of Archives will publish the register of 42 archives of the harbour every month."
EACH = 8  # altered files of each format that is packed or drawn
TEXTS = 24


def hostile_files(chance: Random) -> Iterator[tuple[str, bytes]]:
    """Names, each with its format's ending, and contents."""
    for suffix, make in SOUND_FILES.items():
        data = make()
        for n in range(EACH):
            yield f"altered-{n}{suffix}", _altered(data, chance)
        yield f"cut{suffix}", data[: len(data) // 2]
        yield f"picture{suffix}", b"\x89PNG\r\n\x1a\n" + chance.randbytes(400)
    for n in range(TEXTS):
        suffix = (".txt", ".md", ".html", ".csv")[n % 4]
        yield f"strange-{n}{suffix}", _strange(n // 4, suffix, chance)
    yield "unpacks.xlsx", _replaced(xlsx_bytes(), "xl/worksheets/sheet1.xml", b"<row/>" * 8_000_000)
    yield "unpacks.docx", _replaced(docx_bytes(), "word/document.xml", b" " * 200_000_000)
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    grows = b'<!DOCTYPE d [<!ENTITY e0 "boo">' + entities + b"]>"
    outside = b'<!DOCTYPE d [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>'
    for name, declared in (("grows", grows), ("outside", outside)):
        words = docx_bytes(declared=declared, word="&e9;")
        yield f"{name}.docx", words
    yield "deep.docx", docx_bytes(word="<w:r>" * 5_000 + "</w:r>" * 5_000)
    yield "itself.pdf", pdf_bytes().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    yield "deep.pdf", b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer << /Root 1 0 R >>"
    yield "paths.xlsx", _replaced(xlsx_bytes(), "../../outside.txt", b"x")


def pdf_bytes() -> bytes:
    """A page with the sentence."""
    words = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % SOUND.encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
    ]
    data, starts = b"%PDF-1.4\n", []
    for n, content in enumerate(objects, start=1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    rows = b"".join(b"%010d 00000 n \n" % start for start in starts)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(starts) + 1, rows)
    return data + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(starts) + 1, len(data))


def docx_bytes(*, declared: bytes = b"", word: str = "") -> bytes:
    """`declared` stands before the root of the document's part; `word` in place of its last word, as it is."""
    from docx import Document

    document = Document()
    document.add_heading("Action plan", 1)
    document.add_paragraph(SOUND + " LASTWORD")
    stream = io.BytesIO()
    document.save(stream)
    if not (declared or word):
        return stream.getvalue()
    part = zipfile.ZipFile(stream).read("word/document.xml").replace(b"LASTWORD", word.encode())
    if word.startswith("<w:r>"):  # beside the run, not in its text
        part = part.replace(word.encode(), b"").replace(b"</w:p>", word.encode() + b"</w:p>", 1)
    start = part.index(b"<w:document")
    return _replaced(stream.getvalue(), "word/document.xml", part[:start] + declared + part[start:])


def xlsx_bytes() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in (["Commitment", "Text"], [1, SOUND], [2, SOUND]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pptx_bytes() -> bytes:
    from pptx import Presentation

    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text = "Action plan"
    slide.placeholders[1].text = SOUND
    stream = io.BytesIO()
    slides.save(stream)
    return stream.getvalue()


SOUND_FILES: dict[str, Callable[[], bytes]] = {
    ".pdf": pdf_bytes, ".docx": docx_bytes, ".xlsx": xlsx_bytes, ".pptx": pptx_bytes
}  # fmt: skip


def _altered(data: bytes, chance: Random) -> bytes:
    """With one to four things changed; of a packed file, in one of its parts, so that the package itself opens."""
    if data[:2] == b"PK" and chance.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            name = chance.choice([name for name in package.namelist() if name.endswith(".xml")])
            return _replaced(data, name, _altered(package.read(name), chance))
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(changed)), chance.choice([1, 2, 8, 40, 300])
        match chance.randrange(4):
            case 0:
                changed[at : at + length] = chance.randbytes(length)
            case 1 if len(changed) > 1000:
                del changed[at : at + length]
            case 2:
                numbers = list(re.finditer(rb"\d+", changed))
                if numbers:
                    start, end = chance.choice(numbers).span()
                    changed[start:end] = chance.choice([b"-1", b"0", b"99999999999", b"1e9"])
            case _:
                changed[at:at] = changed[at : at + length] * chance.randint(1, 5)
    return bytes(changed)


def _strange(kind: int, suffix: str, chance: Random) -> bytes:
    """Text as no person writes it, in one of the formats that hold text."""
    text = plan("strange", chance)
    if suffix == ".html":
        text = f"<html><body><h1>Plan</h1><p>{text}</p><table><tr><td>1<td>2</table></body></html>"
    if suffix == ".csv":
        text = "Commitment,Text\n" + "".join(f'{n},"{SOUND}"\n' for n in range(5))
    match kind:
        case 0:
            return text.encode("utf-16")
        case 1:
            return text.encode()[:500] + chance.randbytes(500) + text.encode()[500:]
        case 2:
            return text.replace(" ", "\0\u202e\u200b", 40).encode()
        case 3:
            return (text + "\n" + chance.choice(["a", '"', "<b>", "|"]) * 200_000).encode()
        case 4:
            return ("---\ntitle: [\n---\n" + text.replace("\n", "\r")).encode()
        case _:
            return ("\ufeff" + text).encode() + b"\xed\xa0\x80\xff\xfe"


def _replaced(data: bytes, name: str, content: bytes) -> bytes:
    """A package with one part exchanged, or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()
