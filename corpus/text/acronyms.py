"""Initials and what they stand for, where a text gives both (in the manner of Schwartz and Hearst)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from corpus.data import table
from corpus.text.institutions import name_words
from corpus.text.normalize import fold

_HEAD = regex.compile(r"\p{Lu}\p{L}+ (?:of|for|de|del|para)(?: the| la| el| los| las)? $")
_SMALL = frozenset([*name_words()["small"], *name_words()["articles"]])
_NAME_LETTERS = 160  # letters of a name
_CAPITALS = 2  # letters that make initials of a word
_INSIDE = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "para", "por", "en", "of", "the", "for", "and"})
_NAME_END = regex.compile(r"[^\n\t;:()]*$")
_OF = regex.compile(r"\p{Lu}\p{L}+ (?:of|for|de|del|para)(?: the| la| el| los| las)? (?=\p{Lu})")
_WORD = regex.compile(r"[\p{L}\d@’'&-]+")


def expansion_of(acronym: str, before: str) -> str | None:
    """The name right before "(ACRONYM)": the shortest run of words that begins with a capital and whose words give
    the acronym's letters in order (several letters of a word count), else None."""
    words = list(regex.finditer(r"[\p{L}\d@’'.&-]+", before))
    letters = fold(acronym)
    for at in range(len(words) - 1, max(-1, len(words) - 15), -1):
        word = words[at].group()
        name = before[words[at].start() :].strip()
        if (
            word[0].isupper()
            and fold(word)[0] == letters[0]
            and _spells(letters, [fold(w.group()) for w in words[at:]])
        ):
            # "Department of Veterans Affairs (VA)": what the body is stands before the letters
            body = _HEAD.search(before[: words[at].start()])
            return (body.group() + name if body else name) if len(words) - at > 1 or body else None
    return None


def _spells(letters: str, words: list[str]) -> bool:
    """Whether the words give these letters in order: most words their first, some of them more, small words maybe."""
    at = 0
    skipped = 0
    for number, word in enumerate(words):
        if at < len(letters) and word[0] == letters[at]:
            at += 1
            later = {other[0] for other in words[number + 1 :]}
            for letter in word[1:]:
                if at < len(letters) and letter == letters[at] and letter not in later:
                    at += 1
        elif word not in _SMALL:
            skipped += 1
    return at == len(letters) and skipped <= max(1, len(words) // 3)


def spelled_out(text: str, short: str) -> Iterator[tuple[str, str, int, int]]:
    """(initials as they are written, name, start, end) of the runs of a text that give initials with what they stand
    for.

    "Ministry of Health (MOH)", "Ministry of Health (MOH, for its initials)", "MOH (Ministry of Health)",
    "MOH, Ministry of Health" and "MOH: Ministry of Health".
    """
    for match in regex.finditer(rf"(?<![\w@]){regex.escape(short)}(?![\w@])", text, regex.IGNORECASE):
        written = match.group()
        if sum(letter.isupper() for letter in written) < _CAPITALS:
            continue
        for find in (_behind_name, _before_name):
            for name, start, end in find(text, match.start(), match.end(), written):
                if len(name.split()) > 1:
                    yield written, name, start, end


def _behind_name(text: str, start: int, end: int, short: str) -> Iterator[tuple[str, int, int]]:
    marked = _marked().match(fold(text[end : end + 60]))
    opened = regex.search(r"\s?\(\s*$", text[max(0, start - 3) : start])
    closed = text[end : end + 1] == ")" or (marked is not None and text[end + marked.end() :][:1] == ")")
    comma = regex.search(r"(?:,| [-–—])\s$", text[max(0, start - 4) : start])
    ended = closed if opened else regex.match(r"[,;.)\n]|$| [-–—]", text[end : end + 2])
    gap = opened or comma
    if gap is None or not ended:
        return
    upto = start - len(gap.group())
    near = _NAME_END.search(text[max(0, upto - _NAME_LETTERS) : upto])
    before = near.group() if near else ""
    name = expansion_of(short, before)
    if opened and not name:
        name = _capitals(before) if marked else None
        name = name or _in_any_order(short, before)
    if name and (opened or len(short) > _CAPITALS):
        name = _bare(name, short)
        left = upto - len(before) + before.rindex(name)
        right = end + (marked.end() if opened and marked else 0) + (1 if opened else 0)
        yield name, left, right


def _before_name(text: str, start: int, end: int, short: str) -> Iterator[tuple[str, int, int]]:
    bracket = regex.compile(r" \((?P<name>[^()\n\t]{5,160})\)").match(text, end)
    if bracket:
        if _stands_for(short, bracket.group("name")):
            yield bracket.group("name").strip(), start, bracket.end()
        return
    listed = start == 0 or text[start - 1] in "\n\t•"
    behind = regex.compile(r"(?P<gap>\s?[:=\t–—-]\s?|, )(?P<name>\p{Lu}[^\n\t;()]{4,160})").match(text, end)
    if not behind:
        return
    whole = behind.group("name")
    words = list(_WORD.finditer(whole))
    for count in range(2, len(words) + 1):
        name = whole[: words[count - 1].end()]
        if not _stands_for(short, name):
            continue
        if listed and "." not in whole.strip(" .") and _stands_for(short, whole):
            name = whole.rstrip(" .,")
        else:
            for word in words[count:]:  # the name may go on: "…, Access to Information and Data Protection"
                between = whole[len(name) : word.start()]
                if between.strip() or not (word.group()[0].isupper() or word.group() in _INSIDE):
                    break
                name = whole[: word.end()]
            while name.split()[-1] in _INSIDE:
                name = name.rsplit(None, 1)[0]
        yield name, start, behind.start("name") + len(name)
        return


def _stands_for(short: str, name: str) -> bool:
    return name[:1].isupper() and expansion_of(short, name) == name.strip()


def _bare(name: str, short: str) -> str:
    """Without an article, and without what the thing belongs to where the rest gives three initials or more: "Council
    of the Open Data Alliance (ODA)"."""
    first, _, rest = name.partition(" ")
    if first.lower() in _INSIDE and rest[:1].isupper():
        return rest
    head = _OF.match(name)
    behind = name[head.end() :] if head else ""
    return behind if len(short) > _CAPITALS and behind and _stands_for(short, behind) else name


def _in_any_order(short: str, before: str) -> str | None:
    """A name whose words have the initials in another order: initials of one language behind a name in the other."""
    words = [word for word in _WORD.finditer(before)]
    wanted = sorted(fold(short))
    for at in range(len(words) - 1, max(-1, len(words) - 12), -1):
        name = before[words[at].start() :].strip()
        content = [fold(w.group()) for w in words[at:] if w.group().lower() not in _INSIDE]
        if name[0].isupper() and len(wanted) > _CAPITALS and sorted(word[0] for word in content) == wanted:
            return name
    return None


def _capitals(before: str) -> str | None:
    """The run of words in capitals, with small words between them, at the end of a text: two at least."""
    words = list(_WORD.finditer(before))
    first = None
    for word in reversed(words):
        if word.group()[0].isupper():
            first = word
        elif word.group() not in _INSIDE:
            break
    name = before[first.start() :].strip() if first else ""
    return name if sum(word[0].isupper() for word in name.split()) > 1 else None


@cache
def _marked() -> regex.Pattern[str]:
    return regex.compile(table("corpus.text", "acronyms")["marked"])
