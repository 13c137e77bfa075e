"""Forms and buttons of a page: which of their words are the page's own, and which only ask or open something."""

from __future__ import annotations

import re
from typing import Any

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ASKING = ("button", "input", "select", "textarea", "label", "legend", "option", "a", "script", "style")
_UNTOLD = frozenset({"hidden", "password", "submit", "reset", "button", "image", "file", "search"})
_BOXES = ("checkbox", "radio")
_SEARCH = re.compile(r"search|busca|query|^q$", re.I)
_TOGGLE = re.compile(r"accordion|acorde[oó]n|collaps|toggle|tab\b|faq|desplega", re.I)
_DRAWN = ("a", "div", "span", "li")  # elements that a page may draw as buttons
_BY_ID = ("aria-controls", "popovertarget", "commandfor")
_FEW_WORDS = 8  # of a form that only asks: a hint beside its fields


def ticked_groups(root: Any) -> frozenset[str]:
    """The names of the groups of boxes of which one is ticked at least."""
    return frozenset(
        box.get("name") or ""
        for box in root.iter("input")
        if (box.get("type") or "").lower() in _BOXES and box.get("checked") is not None
    )


def is_asking(form: Any, ticked: frozenset[str]) -> bool:
    """Whether a form only asks (search, log-in, newsletter). Some sites put the whole page inside one form."""
    if form.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6|.//table|.//*[@role='heading' or @aria-expanded]"):
        return False
    if any(field_value(field, ticked) for field in form.iter("input", "select", "textarea")):
        return False
    return len(" ".join(words_outside(form, _ASKING)).split()) < _FEW_WORDS


def field_value(field: Any, ticked: frozenset[str]) -> str:
    """What a filled field shows; "" for fields that are empty, or of which the page shows no words.

    `ticked` are the groups with a ticked box.
    """
    named = f"{field.get('name') or ''} {field.get('id') or ''}"
    if _SEARCH.search(named):
        return ""
    if field.tag == "textarea":
        return "".join(field.itertext()).strip()
    if field.tag == "select":
        options = list(field.iter("option"))
        # The first one is what a form shows before anybody has chosen.
        chosen = [option for option in options[1:] if option.get("selected") is not None]
        return ", ".join("".join(option.itertext()).strip() for option in chosen)
    kind = (field.get("type") or "text").lower()
    if kind in _BOXES:
        return _box(field, ticked)
    return "" if kind in _UNTOLD else (field.get("value") or "").strip()


def _box(field: Any, ticked: frozenset[str]) -> str:
    """A ticked box, or an empty one beside it; where none is ticked, nobody has filled them in."""
    if field.get("checked") is not None:
        return "☒"
    return "☐" if field.get("name") and field.get("name") in ticked else ""


def is_button(node: Any) -> bool:
    return node.tag == "button" or (node.tag in _DRAWN and (node.get("role") == "button" or is_tab(node)))


def is_tab(node: Any) -> bool:
    return node.get("role") == "tab" or {node.get("data-toggle"), node.get("data-bs-toggle")} & {"tab", "pill"} != set()


def is_toggle(node: Any) -> bool:
    named = " ".join(node.get(name) or "" for name in ("class", "data-toggle", "data-bs-toggle", "role"))
    return node.get("aria-expanded") is not None or bool(controlled(node)) or bool(_TOGGLE.search(named))


def controlled(node: Any) -> str:
    """The id of what a button or link opens; "" where it names none."""
    for name in (*_BY_ID, "data-target", "data-bs-target", "href"):
        value = (node.get(name) or "").strip()
        if value and (name in _BY_ID or value.startswith("#")):
            return value.removeprefix("#").split()[0] if value.removeprefix("#") else ""
    return ""


def is_menu(node: Any) -> bool:
    """Whether all its words lead elsewhere."""
    return not any(text.strip() for text in words_outside(node, ("a", "button", "script", "style", "option")))


def is_site_menu(node: Any) -> bool:
    """Whether a list at the head of the page only leads elsewhere."""
    return node.tag == "ul" and any(True for _ in node.iterancestors("header")) and is_menu(node)


def is_way_back(node: Any) -> bool:
    """Whether a link leads from a note back to its mark."""
    if node.get("role") == "doc-backlink":
        return True
    return node.tag == "a" and "".join(node.itertext()).strip("\ufe0e\ufe0f \n") in ("↩", "↑", "^")


def words_outside(node: Any, tags: tuple[str, ...]) -> list[str]:
    """The words below `node` that stand in none of these tags."""
    if not isinstance(node.tag, str) or node.tag in tags:
        return []
    parts = [node.text or ""]
    for child in node:
        parts += words_outside(child, tags)
        parts.append(child.tail or "")
    return parts


def stands_in_heading(node: Any) -> bool:
    return any(
        parent.tag in (*_HEADINGS, "summary", "dt") or parent.get("role") == "heading"
        for parent in node.iterancestors()
    )
