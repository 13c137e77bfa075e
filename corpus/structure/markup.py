"""Markdown and HTML inside plain text: what it says is kept, the marks are not."""

from __future__ import annotations

import html
import re

from corpus.structure.raised import note_letters, raised, without_typed_marks
from corpus.text.normalize import clean, squeeze

# Only tags of this list are markup: "<5 %" and "<nombre>" are words of the document.
_TAG_NAMES = (
    "a|abbr|article|aside|b|big|blockquote|body|br|caption|center|code|col|colgroup|dd|del|div|dl|dt|em|figcaption|"
    "figure|font|footer|h[1-6]|head|header|hr|html|i|img|ins|label|li|main|mark|meta|nav|ol|p|pre|q|s|section|small|"
    "span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|title|tr|tt|u|ul"
)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_ITEM = re.compile(r"<li\b[^<>]*>(.*?)(?=</li>|<li\b|</[uo]l>|\Z)", re.I | re.S)
_LIST = re.compile(r"<(/?)([uo]l)\b[^<>]*>", re.I)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>", re.I)
_TABLE_START, _TABLE_END = re.compile(r"<table\b", re.I), re.compile(r"</table\b", re.I)
_BOLD_RUN = re.compile(r"(?:<(?:b|strong)>((?:(?!<(?:b|strong)>).)*?)</(?:b|strong)>|\*\*(.+?)\*\*)", re.I | re.S)
_WHOLE_BOLD = re.compile(r"\s*(?:<(b|strong|th)>(?:(?!</?\1>).)+</\1>|(\*\*|__)(?:(?!\2).)+\2)\s*:?\s*", re.I | re.S)
_BULLET_MARK = re.compile(r"^[●•▪■◦○‣⁃∙·➢✓–—*-]\s+")

# Emphasis may run over one line end, never over a blank line.
_RUN = r"(?=\S)((?:(?!\n\s*\n).){1,1500}?)(?<=\S)"
_MARKDOWN = (
    (re.compile(r"!\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"\[\^[^\]\s]+\](?!:)"), ""),
    (re.compile(r"^\[\^(\d+)\]:\s*", re.M), r"\1 "),  # a foot note, with the number that pages show
    (re.compile(r"^\[\^[^\]\s]+\]:\s*", re.M), ""),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    (re.compile(rf"(?<!\*)\*\*\*{_RUN}\*\*\*(?!\*)", re.S), r"\1"),
    (re.compile(rf"(?<!\*)\*\*{_RUN}\*\*", re.S), r"\1"),
    (re.compile(rf"(?<![\w_])__{_RUN}__(?![\w_])", re.S), r"\1"),
    (re.compile(rf"(?<![\w*\\])\*(?!\s|\*){_RUN}\*(?![\w*])", re.S), r"\1"),
    (re.compile(rf"(?<![\w_/\\])_(?!\s|_){_RUN}_(?![\w_])", re.S), r"\1"),
    (re.compile(r"(?<!`)`([^`\n]+)`(?!`)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])"), r"\1"),
)


_STRUCK = re.compile(
    r"<(del|s|strike)\b[^<>]*>((?:(?!\n[^\S\n]{0,99}\n).){0,4000}?)</\1\s*>|(?<!~)~~(?=[^\s~])([^\n]{1,2000}?)(?<=[^\s~])~~(?!~)",
    re.I | re.S,
)
_CONTEXT = 200  # characters around a raised one that tell what it is
_RAISED = re.compile(r"<sup\b[^<>]{0,500}>(.{0,500}?)</sup\s*>", re.I)


def without_struck(text: str) -> tuple[str, int]:
    """Text without what is struck through, and how many words that were. Line ends stay, for they part blocks."""
    words = sum(len(inline(match[2] or match[3] or "").split()) for match in _STRUCK.finditer(text))
    return (_STRUCK.sub(lambda match: "\n" * match[0].count("\n"), text), words) if words else (text, 0)


def without_note_marks(text: str) -> str:
    """Text whose raised characters are either gone, as marks of notes, or words like others."""
    lines = text.split("\n")
    letters = (
        note_letters(_TAG.sub("", line[:_CONTEXT]).strip() for line in lines) if "<sup" in text.lower() else frozenset()
    )
    return "\n".join(without_typed_marks(_lowered(line, letters)) for line in lines)


def _lowered(line: str, letters: frozenset[str]) -> str:
    parts: list[str] = []
    before = ""
    at = 0
    for match in _RAISED.finditer(line):
        parts.append(line[at : match.start()])
        before = (before + _TAG.sub("", parts[-1]))[-_CONTEXT:]
        after = line[match.end() : match.end() + _CONTEXT]
        parts.append(raised(before, _TAG.sub("", match[1]), _TAG.sub("", after), letters))
        before += parts[-1]
        at = match.end()
    return "".join(parts) + line[at:] if parts else line


def is_bold(raw: str) -> bool:
    """Whether the whole of a line or cell is marked bold."""
    return bool(_WHOLE_BOLD.fullmatch(raw))


def bold_runs(raw: str) -> list[str]:
    """The texts of the bold runs of a cell that consists of nothing else; [] where other words stand
    between."""
    runs = [first or second for first, second in _BOLD_RUN.findall(raw)]
    return [] if _BOLD_RUN.sub("", raw).strip() else [inline(run) for run in runs]


def without_comments(text: str) -> str:
    """Text without <!-- … -->. An open comment is left: it may be words."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join(parts) + text[at:] if parts else text


def strip_html(text: str) -> str:
    """Text without HTML tags and comments; entities decoded. Lists become one line, items set off by
    semicolons."""
    text = without_comments(text)
    if "</ul" in text or "</ol" in text:
        text = _lists_as_lines(text)
    text = _TAG.sub("", _BREAK.sub(" ", text))
    return html.unescape(text)


_BLOCK = re.compile(
    r"<(/?)(p|div|br|h[1-6]|li|ul|ol|hr|section|article|main|blockquote|figure|header|footer|body|html)\b[^<>]*>",
    re.I,
)


def expand_blocks(text: str) -> str:
    """HTML blocks between lines of plain text, written as lines of Markdown; lines with cells are left
    alone."""
    text = without_comments(text)
    if "<" not in text:
        return text
    depth, left = 0, len(_TABLE_END.findall(text))  # ends that are still to come: without any, no line is inside
    lines: list[str] = []
    for line in text.split("\n"):
        opens, closes = len(_TABLE_START.findall(line)), len(_TABLE_END.findall(line))
        depth += opens
        in_table = depth > 0 and (left > 0 or opens > 0)
        depth, left = depth - closes, left - closes
        if in_table or "\t" in line or "|" in line or "<" not in line:
            lines.append(line)
        else:
            lines += _BLOCK.sub(_block_mark, line).split("\n")
    return "\n".join(lines)


def _block_mark(match: re.Match[str]) -> str:
    closing, name = bool(match[1]), match[2].lower()
    if name == "li":
        return "" if closing else "\n- "
    if name == "br":
        return "\n"
    if name[0] == "h" and name[1:].isdigit() and not closing:
        return "\n\n" + "#" * int(name[1]) + " "
    return "\n\n"


def inline_html(text: str) -> str:
    """One line without tags, entities decoded."""
    return clean(html.unescape(_TAG.sub("", text))) if "<" in text or "&" in text else text


def strip_markdown(text: str) -> str:
    """Text without Markdown's inline marks; the number of lines stays the same."""
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return text


def inline(raw: str) -> str:
    """One line of plain words from a run of text with Markdown or HTML marks."""
    return squeeze(clean(strip_html(strip_markdown(raw))))


def _lists_as_lines(text: str) -> str:
    """Each list that is closed as one line, those inside others first; what is never closed stays as it is."""
    parts: list[list[str]] = [[]]  # what stands in the open lists, each inside the one before, its tag first
    at = 0
    for match in _LIST.finditer(text):
        parts[-1].append(text[at : match.start()])
        at = match.end()
        if not match[1]:
            parts.append([match[0]])
        elif len(parts) > 1:
            items = "".join(parts.pop()[1:])
            parts[-1].append(f" {_list_line(items)} ")
    parts[-1].append(text[at:])
    return "".join("".join(part) for part in parts)


def _list_line(items: str) -> str:
    """`<li>` items as one line. An item that brings its own mark or a joining word gets no semicolon."""
    texts = [_BULLET_MARK.sub("", squeeze(_TAG.sub("", item))) for item in _ITEM.findall(items)]
    return join_items([text for text in texts if text])


def join_items(texts: list[str]) -> str:
    """List items in one line of text, their own words intact."""
    line = ""
    for text in texts:
        if not line:
            line = text
        elif line[-1] in ",;:." or line.endswith((" y", " e", " o", " and", " or")):
            line += " " + text
        else:
            line += "; " + text
    return line
