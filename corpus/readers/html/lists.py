"""The numbers that a browser draws before the items of a counted list."""

from __future__ import annotations

from typing import Any

from corpus.structure.lists import letters, roman

_KEY = "data-number-that-is-drawn"
_MOST = 99_999


def write_numbers(ol: Any) -> None:
    """Keep with each item the number before it. Lists with a class of their own may well be drawn otherwise, unless
    they say how they count."""
    for item in ol.iterchildren("li"):
        item.attrib.pop(_KEY, None)
    counted = any(ol.get(name) is not None for name in ("start", "type"))
    if (ol.get("class") and not counted) or "none" in (ol.get("style") or ""):
        return
    kind = ol.get("type") or "1"
    write = {"a": letters, "i": roman}.get(kind.lower(), str)
    count = _whole(ol.get("start"), 1) - 1
    for item in ol.iterchildren("li"):
        count = min(_whole(item.get("value"), count + 1), _MOST)
        text = write(count)
        item.set(_KEY, f"{text.upper() if kind.isupper() else text.lower()}.")


def drawn_number(item: Any) -> str:
    """The number before an item; "" where none is drawn."""
    return "" if item.tag != "li" or item.getparent().tag != "ol" else item.get(_KEY) or ""


def _whole(text: str | None, default: int) -> int:
    return int(text[:6]) if text and text.isdecimal() else default
