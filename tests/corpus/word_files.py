"""Word documents made for tests, with what python-docx itself does not write: lists, foot notes, marks of runs."""

from __future__ import annotations

import io
from typing import Any

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from makers import check

from corpus.model import Document
from corpus.read import read_bytes

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def read_word(document: Any) -> Document:
    out = io.BytesIO()
    document.save(out)
    read = read_bytes(out.getvalue(), "plan.docx", {"language": "es", "kind": "other"})
    check(read)
    return read


def add_run(paragraph: Any, words: str, **properties: str) -> Any:
    """A run with properties such as `strike="1"`, `vertAlign="superscript"`."""
    run = paragraph.add_run(words)
    for name, value in properties.items():
        node = OxmlElement(f"w:{name}")
        node.set(qn("w:val"), value)
        run._r.get_or_add_rPr().append(node)
    return run


def add_list(document: Any, number: int, *levels: str, extra: str = "") -> None:
    """A list whose levels are given as XML inside w:lvl."""
    root = document.part.numbering_part.element
    inner = "".join(f'<w:lvl w:ilvl="{at}">{level}</w:lvl>' for at, level in enumerate(levels))
    first = root.find(qn("w:num"))
    first.addprevious(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>'))
    add_instance(document, number, number, extra)


def add_instance(document: Any, number: int, of: int, extra: str = "") -> None:
    root = document.part.numbering_part.element
    inner = f'<w:abstractNumId w:val="{of}"/>{extra}'
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{inner}</w:num>'))


def level(text: str, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'


def numbered(paragraph: Any, number: int, at: int = 0) -> Any:
    properties = paragraph._p.get_or_add_pPr() if hasattr(paragraph, "_p") else paragraph.element.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'))
    return paragraph


def add_part(document: Any, kind: str, xml: str) -> None:
    """A part such as "footnotes" beside the document."""
    blob = f'<?xml version="1.0"?><w:{kind} {nsdecls("w")}>{xml}</w:{kind}>'.encode()
    part = Part(PackURI(f"/word/{kind}.xml"), _TYPE.format(kind), blob, document.part.package)
    document.part.relate_to(part, f"{_RELATIONS}/{kind}")


def note(number: int, words: str, kind: str = "footnote") -> str:
    run = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    return f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run}</w:p></w:{kind}>'


def refer(paragraph: Any, number: int, kind: str = "footnote", mark: str = "") -> None:
    custom = ' w:customMarkFollows="1"' if mark else ""
    inner = f'<w:{kind}Reference w:id="{number}"{custom}/>' + (f"<w:t>{mark}</w:t>" if mark else "")
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))
