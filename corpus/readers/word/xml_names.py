"""What the modules of the Word reader share: names of elements, values of properties, parts of the package."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")


def value(properties: Any, tag: str) -> str:
    """The value of a property ("" where it is not set)."""
    found = properties.find(f"{W}{tag}") if properties is not None else None
    return (found.get(f"{W}val") or "") if found is not None else ""


def number(properties: Any, tag: str, most: int = 100) -> int | None:
    """A property that is a whole number."""
    text = value(properties, tag)
    return min(int(text[:6]), most) if text.isdecimal() else None


def is_on(flag: Any) -> bool:
    """Whether a property that is there or not is there, and not switched off."""
    return flag is not None and flag.get(f"{W}val") not in _OFF


def part(document: Any, kind: str) -> Any:
    """The root of another part of the package ("footnotes", "numbering"); None where there is none."""
    from lxml import etree

    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.fromstring(relation.target_part.blob, parser)
    return None
