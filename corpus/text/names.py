"""Proper names in running text, and the names of institutions that a list holds, known and unknown."""

from __future__ import annotations

from functools import cache

import regex

from corpus.text.institutions import Directory, Mention, name_words
from corpus.text.normalize import fitting, fold

# Small words inside a name: "Secretaría de la Función Pública", "Center for Democratic Governance and Innovation".
_SMALL = r"(?:de|del|la|las|los|el|en|para|por|a|of|the|for|in|on|to|at)"
_CAPITAL = r"(?:\p{Lu}\.){2,}|\p{Lu}[\p{L}\p{M}\p{N}’'&.-]*[\p{L}\p{N}]|\p{Lu}"
_NAME = regex.compile(rf"(?<![\w])(?:{_CAPITAL})(?:\s+(?:(?:{_SMALL})\s+){{0,3}}(?:{_CAPITAL}))*(?!\w)")
_OPENING = regex.compile(
    r"(?:(?:El|La|Las|Los|Un|Una|En|De|Al|Del|Por|Para|Según|The|An?|In|On|At|For|By|From|To|Of|As)\s+)"
    rf"(?:{_SMALL}\s+)*"
)
_STARTS = regex.compile(r"(?:^|[.!?…:;]\s*|[\n\t]\s*|[«“\"'(\[]\s*|^\W+|^\W*[\dIVX]+(?:\.\d+)*[.):]?\s*)$")


def names(text: str) -> list[tuple[int, int]]:
    """Spans of the proper names in `text`, in order.

    One capitalised word at the start of a sentence is no sign of a name; two or more in a row are, there as anywhere,
    less an article or preposition they begin with.
    In a text that is mostly capitals (a heading) nothing can be told, and nothing is returned.
    """
    letters = [character for character in text if character.isalpha()]
    if not letters or sum(character.isupper() for character in letters) > 0.5 * len(letters):
        return []
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        first = _STARTS.search(text[:start]) is not None
        opening = _OPENING.match(text, start, end)
        if first and opening:
            start = opening.end()
        elif first and " " not in match.group():
            continue
        found.append((start, end))
    return found


_MAX_WORDS = 12
_BREAK = regex.compile(
    r"[;:\n\t]|,(?:\s+(?:y|e|and)(?=\s))?|(?<!\b\p{Lu})\.(?=\s|$)|\s(?:y|e|and)\s+(?=(?:el|la|los|las|the)\s+)"
)
_CONNECTORS = frozenset([*name_words()["small"], *name_words()["joining"]])


def institution_heads() -> str:
    """The words that begin the name of an institution ("ministerio", "ministry"): alternatives of a pattern for folded
    text."""
    return "|".join(name_words()["heads"])


@cache
def _opening(kind: str) -> regex.Pattern[str]:
    """What begins a name (`kind` "heads") or what belongs to the name before it ("appositions")."""
    return regex.compile("(?:" + "|".join(name_words()[kind]) + r")(?!\w)")


@cache
def _generic() -> regex.Pattern[str]:
    """What names no body in particular, and heads of names that stand alone."""
    names = name_words()
    return fitting([*names["generic"], *names["heads"], *names["plurals"]])


@cache
def _around() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    words = name_words()["around"]
    joined = "|".join(sorted(words, key=len, reverse=True))
    return regex.compile(rf"(?:{joined})(?!\w)[\s,:]*"), regex.compile(rf"[\s,]+(?:{joined})$"), fitting(words)


@cache
def _helpers() -> regex.Pattern[str]:
    return regex.compile("|".join(name_words()["helpers"]))


def leaders_end(text: str) -> tuple[int, int]:
    """Where those who lead end, and where those who help them begin ("A, with the support of B"); twice the length of
    the text where it names no helpers."""
    match = _helpers().search(fold(text))
    return match.span() if match and match.start() > 3 else (len(text), len(text))


def listed_institutions(text: str, directory: Directory) -> list[str]:
    """Keys (or names, where no key is known) of the institutions a list names, each once, in order."""
    known = directory.mentions(text)
    found = list(known)
    at = 0
    for mention in [*known, Mention("", len(text), len(text))]:
        found += _unknown(text, at, mention.start, known)
        at = mention.end
    ordered = sorted(found, key=lambda mention: mention.start)
    return list(dict.fromkeys(mention.key for mention in ordered))


def _unknown(text: str, start: int, end: int, known: list[Mention]) -> list[Mention]:
    """Names in a stretch that holds no known one."""
    pieces: list[tuple[int, int]] = []
    left = start
    for match in _BREAK.finditer(text, start, end):
        pieces.append((left, match.start()))
        left = match.end()
    pieces.append((left, end))
    if any(mention.end == start for mention in known) and regex.fullmatch(r" \p{L}+[ .]?", text[slice(*pieces[0])]):
        pieces = pieces[1:]  # the last word of the known name before it
    pieces = [part for piece in pieces for part in _at_heads(text, *piece)]
    named = [span for piece in pieces if (span := _name(text, *piece))]
    joined: list[tuple[int, int]] = []
    for span in named:
        between = text[joined[-1][1] : span[0]] if joined else ""
        short = joined and " " not in text[slice(*joined[-1])]
        if (
            joined
            and short
            and regex.fullmatch(r",\s+(?:la\s+)?", between)
            and _opening("appositions").match(fold(text[slice(*span)]))
        ):
            joined[-1] = (joined[-1][0], span[1])
        else:
            joined.append(span)
    return [Mention(" ".join(text[left:right].split()), left, right) for left, right in joined]


def _at_heads(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut "A and Office of B" where what follows the "and" begins like an institution."""
    parts = []
    left = start
    for match in regex.finditer(r"\s(?:y|e|and)\s+", text, pos=start, endpos=end):
        sides = (text[left : match.start()].split(), text[match.end() : end].rstrip(" .").split())
        two_names = all(len(side) > 1 and all(word[0].isupper() for word in side[-2:]) for side in sides)
        two_names = two_names and all(word[0].isupper() for word in sides[1])
        begins = _opening("heads").match(fold(text[match.end() : end])) and text[match.end()].isupper()
        if begins or two_names:
            parts.append((left, match.start()))
            left = match.end()
    return [*parts, (left, end)]


def _name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name in a piece: from its first capital, without words around it; None where there is none."""
    before, after, _ = _around()
    piece = text[start:end]
    folded = fold(piece)
    left = len(piece) - len(piece.lstrip(' ,(“"«'))
    while match := before.match(folded, left):
        if match.end() == left:
            break
        left = match.end()
    right = len(piece.rstrip(' ,.)”"»'))
    while match := after.search(folded, left, right):
        right = match.start()
    inside = piece[left:right]
    words = inside.split()
    if not words or not (inside[0].isupper() or inside[0].isdigit()) or len(words) > _MAX_WORDS:
        return None
    # A name is capitals and small words; running text has verbs and nouns in lower case between them.
    capital = [word for word in words if not word[0].islower()]
    lower = [word for word in words if word[0].islower() and word.strip(".,") not in _CONNECTORS]
    if (
        len(lower) > max(1, len(words) // 2)
        or inside.count("(") != inside.count(")")
        or _generic().fullmatch(fold(inside))
    ):
        return None
    if len(words) > 1 and len(capital) == 1 and lower:
        if words[0].isupper():  # "NOSCA con las organizaciones": an acronym and what is said of it
            return start + left, start + left + len(words[0])
        if not _opening("heads").match(fold(inside)):
            return None
    whole = len(words)
    while words[-1].lower() in _CONNECTORS and len(words) > 1:
        right -= len(words.pop()) + 1
    if len(words) == 1 and whole > 1:  # "Role of the", before a known name
        return None
    return start + left, start + right
