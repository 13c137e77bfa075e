"""How models write JSON: where it begins, where its strings and words end, what they stand for."""

from __future__ import annotations

import re

import regex

CLOSING = {'"': '"', "'": "'", "“": "”"}
RUN = {end: re.compile(rf"[^\\{end}]+") for end in CLOSING.values()}
COMMENTS = {"//": "\n", "#": "\n", "/*": "*/"}
_COMMENT = r"//|/\*"
_NAME = r"""(?:["'“][^"'“”\n]{1,64}["'”]\s{0,9}:|[A-Za-z_]\w{0,30}\s{0,9}:\s{0,9}["'“\[{])"""
# Where JSON begins; braces and brackets in prose are none. It waits for more text where that could still tell.
OPENING = (
    rf"\{{\s{{0,200}}(?:[\"'“}}\#]|{_COMMENT}|[A-Za-z_]\w{{0,30}}\s{{0,9}}:)|\[\s{{0,200}}(?:[\{{\]\#]|{_COMMENT})"
)
# Elements in which models think aloud before they answer.
_THINKING = "think|thinking|thought|reasoning|reflection|scratchpad"
SPECIAL = regex.compile(rf"(?i:<(?P<closes>/?)(?P<element>{_THINKING})>)|{OPENING}")
# A quotation mark ends a string only before what may follow one, in an object and in a list: else it is part of it.
_BEHIND = {
    dict: rf"\s{{0,200}}(?:[}}\]]|{_COMMENT}|,\s{{0,200}}(?:[}}\]\{{\[\#]|{_COMMENT}|{_NAME}))"
    rf"|\s{{0,99}}\n\s{{0,99}}{_NAME}",
    list: rf"\s{{0,200}}(?:[}}\]]|{_COMMENT}|,\s{{0,200}}[}}\]\{{\[\#\"'“\d/nNtTfF])|\s{{0,99}}\n\s{{0,99}}[\"'“\{{\[]",
}
WAITED = 200  # characters of blank space; behind more a string has ended
ENDS = {kind: regex.compile(rf".(?:\s{{{WAITED}}}|{behind})", regex.DOTALL) for kind, behind in _BEHIND.items()}
LONGEST_WORD = 64
TOKEN = re.compile(
    rf"""(?P<open>[{{\[])|(?P<shut>[}}\]])|(?P<mark>["'“])|(?P<comment>//|/\*|\#)|[\s”]+|[,:/]"""
    rf"""|(?P<word>[^\s,:{{}}\[\]"'“”]{{1,{LONGEST_WORD}}})"""
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
NULL = frozenset({"null", "None", "undefined"})


class Bare(str):
    """A value that stood there without quotes: a number, true, a forgotten quotation mark."""

    __slots__ = ()


def unescaped(text: str) -> str:
    """What the inside of a string says, with each escape as the character that it stands for."""
    text = _ESCAPE.sub(lambda m: chr(int(m[1][1:], 16)) if len(m[1]) == 5 else _ESCAPED.get(m[1], m[1]), text)
    # two halves of one character, or half of one
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
