"""Style sheets, taken apart into their rules (CSS Syntax, Nesting): what applies to a page on the screen of a desk."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from corpus.readers.html.css.media import applies
from corpus.readers.html.css.selectors import split_list

_TOKEN = re.compile(
    r'/\*.*?(?:\*/|\Z)|"(?:[^"\\\n]|\\.)*"?|\'(?:[^\'\\\n]|\\.)*\'?|\\.|url\(\s*[^"\'\s)][^)]*\)|<!--|-->|'
    r"[^\"'/\\{};()\[\]u<-]+|.",
    re.S,
)
_DEEPEST = 12
_MOST_IMPORTS = 5
_DATA = re.compile(r"data:text/css[^,]*,", re.I)
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?(data:[^\"')]*)[\"']?\s*\)?\s*(.*)", re.I | re.S)
_AT = re.compile(r"@(-?[\w-]+)\s*(.*)", re.S)
_WITHOUT_QUERY = ("layer", "scope", "starting-style")


@dataclass(slots=True)
class Node:
    """What stands before a brace or a semicolon, and what the braces hold (None: there are none)."""

    head: str
    inner: list[Node] | None = None


@dataclass(frozen=True, slots=True)
class RuleText:
    """A selector and its declarations (name and value each), and whether the rule is in a layer. `surely` is false for
    one below a question that cannot be told here."""

    selector: str
    said: tuple[tuple[str, str], ...]
    layered: bool = False
    surely: bool = True


@dataclass(slots=True)
class Sheet:
    rules: list[RuleText] = field(default_factory=list)
    moves: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """What the last picture of an animation says, by its name."""


def sheets_of(root: Any) -> Sheet:
    """All rules that a page itself brings, in their order."""
    sheet = Sheet()
    for node in root.iter("style", "link"):
        if any(one.tag in ("template", "noscript") for one in node.iterancestors()):
            continue
        if node.tag == "style":
            text = node.text or "" if (node.get("type") or "text/css").strip().lower() == "text/css" else ""
        else:
            rel = (node.get("rel") or "").lower().split()
            is_sheet = "stylesheet" in rel and "alternate" not in rel and node.get("disabled") is None
            text = _of_data(node.get("href") or "") if is_sheet else ""
        if text and applies(node.get("media") or "") is not False:
            _read(text, sheet, 0)
    return sheet


def is_elsewhere(link: Any) -> bool:
    """Whether a link names a style sheet that is not at hand."""
    return "stylesheet" in (link.get("rel") or "").lower() and not _DATA.match((link.get("href") or "").strip())


def declarations(text: str) -> tuple[tuple[str, str], ...]:
    """What a `style` attribute says."""
    return _said(parse(text))


def _of_data(address: str) -> str:
    match = _DATA.match(address.strip())
    if not match:
        return ""
    data = unquote_to_bytes(address.strip()[match.end() :])
    if ";base64" in match[0].lower():
        try:
            data = base64.b64decode(data)
        except binascii.Error:
            return ""
    return data.decode("utf-8", "replace")


def parse(text: str) -> list[Node]:
    """The statements of a style sheet, those in braces in each other."""
    top: list[Node] = []
    open_: list[list[Node]] = [top]
    head: list[str] = []
    brackets = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.startswith("/*"):
            head.append(" ")
            continue
        if token in ("<!--", "-->"):
            continue
        if token in ("(", "["):
            brackets += 1
        elif token in (")", "]"):
            brackets = max(0, brackets - 1)
        if token == "{" and not brackets:
            node = Node("".join(head).strip(), [])
            open_[-1].append(node)
            # What is nested more deeply than anybody writes is read as if it were not.
            open_.append(node.inner if node.inner is not None and len(open_) < _DEEPEST else open_[-1])
            head = []
        elif (token in (";", "}") and not brackets) or (token == "}" and len(open_) > 1):
            if words := "".join(head).strip():
                open_[-1].append(Node(words))
            head, brackets = [], 0
            if token == "}" and len(open_) > 1:
                open_.pop()
        else:
            head.append(token)
    if words := "".join(head).strip():
        open_[-1].append(Node(words))
    return top


def _read(text: str, sheet: Sheet, depth: int) -> None:
    nodes = parse(text)
    for node in nodes:
        match = _IMPORT.fullmatch(node.head) if node.inner is None else None
        if match and depth < _MOST_IMPORTS and applies(match[2].strip()) is not False:
            _read(_of_data(match[1]), sheet, depth + 1)
    _collect(nodes, sheet, "", False, True)


def _collect(nodes: list[Node], sheet: Sheet, above: str, layered: bool, surely: bool) -> None:
    """`above` is the selector of the rule in which these stand."""
    if above and (said := _said(nodes)):
        sheet.rules += [RuleText(one, said, layered, surely) for one in split_list(above)]
    for node in nodes:
        if node.inner is None:
            continue
        at = _AT.fullmatch(node.head)
        if at is None:
            _collect(node.inner, sheet, ", ".join(_nested(above, node.head)), layered, surely)
            continue
        name, asked = at[1].lower(), at[2].strip().lower()
        if name.endswith("keyframes"):
            last = [
                one for one in node.inner if one.inner and {"to", "100%"} & set(re.split(r"[\s,]+", one.head.lower()))
            ]
            sheet.moves[at[2].strip().strip("\"'")] = _said([said for one in last for said in one.inner or ()])
        elif name == "media":
            if (told := applies(asked)) is not False:
                _collect(node.inner, sheet, above, layered, surely and told is True)
        elif name == "supports":
            if not asked.startswith("not"):  # of a thing that the page's writer wants to do without, and browsers can
                _collect(node.inner, sheet, above, layered, surely)
        elif name in _WITHOUT_QUERY:
            _collect(node.inner, sheet, above, layered or name == "layer", surely and name != "starting-style")
        elif name == "container":
            _collect(node.inner, sheet, above, layered, False)


def _nested(above: str, own: str) -> Iterator[str]:
    for one in split_list(own):
        if not above:
            yield one
        elif "&" in one:
            yield one.replace("&", above if "," not in above and len(above.split()) == 1 else f":is({above})")
        else:
            yield f":is({above}) {one}"


def _said(nodes: list[Node]) -> tuple[tuple[str, str], ...]:
    pairs = (node.head.partition(":") for node in nodes if node.inner is None and not node.head.startswith("@"))
    return tuple((name.strip(), value.strip()) for name, sign, value in pairs if sign)
