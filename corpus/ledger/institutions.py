"""Institutions: the authority file, the acronyms that documents expand, and where a text names one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from corpus.ledger.data import table
from corpus.ledger.profile import Profile
from corpus.model import Document
from corpus.terms import fold

_ACRONYM = r"\p{Lu}[\p{Lu}\d]{1,9}"
_EXPANDED = regex.compile(rf"\s\((?P<acronym>{_ACRONYM})\)")
_BEFORE = regex.compile(r"[^()\n\t;:]+$")
_LONGEST = 160  # letters of a name
_LISTED = regex.compile(rf"^(?P<acronym>{_ACRONYM})\s*[:=–—-]\s*(?P<name>\p{{Lu}}[^\n(;]{{5,120}}?)(?:\s*\(|$)")
_HEAD = regex.compile(r"\p{Lu}\p{L}+ (?:of|for|de|del|para)(?: the| la| el| los| las)? $")
_NAMES = table("institutions")["names"]
_SMALL = frozenset([*_NAMES["small"], *_NAMES["articles"]])


@dataclass(frozen=True, slots=True)
class Mention:
    """An institution named at [start, end)."""

    key: str
    start: int
    end: int


class Directory:
    """The names and acronyms of one country's institutions, each with its key."""

    def __init__(self, names: dict[str, str], acronyms: dict[str, str], whole: frozenset[str] = frozenset()) -> None:
        """`names`: plain name → key. `acronyms`: acronym as it is written → key. `whole`: names that hold commas."""
        self.names = names
        self.acronyms = acronyms
        self.whole = whole

    def key_of(self, name: str) -> str | None:
        return self.acronyms.get(name.strip()) or self.names.get(_plain(name))

    @cached_property
    def _pattern(self) -> regex.Pattern[str]:
        ordered = sorted(self.names, key=lambda name: (-len(name), name))
        return regex.compile(
            r"(?<![\w@])(?:" + "|".join(map(self._loose, ordered)) + r")(?![\w@])" if ordered else "(?!)"
        )

    @cached_property
    def _short(self) -> regex.Pattern[str]:
        ordered = sorted(self.acronyms, key=lambda name: (-len(name), name))
        return regex.compile(r"(?<!\w)(?:" + "|".join(map(regex.escape, ordered)) + r")(?!\w)" if ordered else "(?!)")

    def _loose(self, name: str) -> str:
        """A pattern for a plain name that lets full stops and hyphens stand between its words, and commas where they
        belong: "Treasury, Department of Labor" is not the Treasury Department."""
        between = r"[^\p{L}\d@\n;()]{1,3}" if name in self.whole else r"[^\p{L}\d@\n;(),]{1,3}"
        return between.join(regex.escape(word) for word in name.split())

    def mentions(self, text: str) -> list[Mention]:
        """Institutions that `text` names, in order, not overlapping; "Name (ACRONYM)" is one mention."""
        folded = fold(text)
        found: list[Mention] = []
        for match in self._pattern.finditer(folded):
            key = self.names.get(_plain(match.group()))
            # a name that is also a word ("balance", "ethos") must be written as a name
            if key and text[match.start()].isupper():
                found.append(Mention(key, *match.span()))
        found += list(self._shared_heads(folded))
        found += [Mention(self.acronyms[m.group()], *m.span()) for m in self._short.finditer(text)]
        return _merged(text, found)

    def _shared_heads(self, folded: str) -> Iterator[Mention]:
        """ "las Secretarías de Marina, Defensa Nacional": the names that go on where a plural head left off."""
        for plural, singular in table("institutions")["names"]["plurals"].items():
            tails = {
                regex.sub(r"^(?:del?|of|de la)\s+(?:la\s+|the\s+)?", "", name[len(singular) :].strip()): key
                for name, key in self.names.items()
                if name.startswith(singular + " ")
            }
            if not tails:
                continue
            tail = "|".join(self._loose(name) for name in sorted(tails, key=lambda name: (-len(name), name)))
            one = rf"(?:(?:del?|of)\s+(?:la\s+|el\s+|the\s+)?)?(?P<tail>{tail})(?:\s*\([^()]*\))?(?!\w)"
            for head in regex.finditer(rf"(?<!\w){plural}\s+", folded):
                at = head.end()
                while match := regex.compile(one).match(folded, at):
                    yield Mention(tails[_plain(match.group("tail"))], match.start("tail"), match.end("tail"))
                    gap = regex.compile(r"\s*(?:,\s*(?:y|e|and)?|y|e|and)\s+").match(folded, match.end())
                    at = gap.end() if gap else len(folded)


def _merged(text: str, found: Iterable[Mention]) -> list[Mention]:
    """Longest first at each place; an acronym in brackets behind its name joins it."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.key)):
        if kept and mention.start < kept[-1].end:
            continue
        if kept and kept[-1].key == mention.key and regex.fullmatch(r",?\s*\(", text[kept[-1].end : mention.start]):
            close = mention.end + 1 if text[mention.end : mention.end + 1] == ")" else mention.end
            kept[-1] = Mention(mention.key, kept[-1].start, close)
        else:
            kept.append(mention)
    return kept


def _plain(name: str) -> str:
    return " ".join(regex.sub(r"[^\p{L}\d@&]+", " ", fold(name)).split())


def directory(country: str, documents: Iterable[tuple[Document, Profile | None]]) -> Directory:
    """The authority file's entries of a country, and what its documents say their acronyms mean."""
    names: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    whole: set[str] = set()
    entries = table("institutions")
    for key, known in entries.get(country, {}).items() if country != "names" else ():
        names.update({_plain(name): key for name in known})
        whole.update(_plain(name) for name in known if "," in name)
        if regex.fullmatch(_ACRONYM, key) or regex.fullmatch(r"\p{Lu}\p{L}*\p{Lu}\p{L}*\d*", key):
            acronyms[key] = key
            names.setdefault(_plain(key), key) if len(key) > 4 else None
    expanded: dict[str, dict[str, int]] = {}
    for document, profile in documents:
        for acronym, name in expansions(document, profile):
            expanded.setdefault(acronym, {}).setdefault(name, 0)
            expanded[acronym][name] += 1
    for acronym in sorted(expanded):
        known_as = next((names[_plain(name)] for name in expanded[acronym] if _plain(name) in names), None)
        key = acronyms.get(acronym) or known_as or acronym
        acronyms.setdefault(acronym, key)
        for name in expanded[acronym]:
            names.setdefault(_plain(name), key)
            whole.update({_plain(name)} if "," in name else ())
    return Directory(names, acronyms, frozenset(whole))


def expansions(document: Document, profile: Profile | None) -> list[tuple[str, str]]:
    """(acronym, name) pairs that a document gives: "Ministry of Health (MOH)", or a list of acronyms."""
    pairs = []
    for block in document.blocks:
        text = document.text[block.start : block.end]
        for match in _EXPANDED.finditer(text):
            before = _BEFORE.search(text[max(0, match.start() - _LONGEST) : match.start()])
            name = expansion_of(match.group("acronym"), before.group()) if before else None
            if name:
                pairs.append((match.group("acronym"), name))
        listed = _LISTED.match(text)
        if listed and profile and block.section and profile.role_of(block.section[-1]) == "acronyms":
            pairs.append((listed.group("acronym"), listed.group("name").strip(" .,")))
    return pairs


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
