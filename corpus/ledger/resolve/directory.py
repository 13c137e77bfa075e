"""The institutions of a country: the authority file, and what its documents say their acronyms mean."""

from __future__ import annotations

from collections.abc import Iterable

import regex

from corpus.data import table
from corpus.ledger.extract.profile import Profile
from corpus.model import Document
from corpus.text.acronyms import expansion_of
from corpus.text.institutions import Directory, plain_name

_ACRONYM = r"\p{Lu}[\p{Lu}\d]{1,9}"
_EXPANDED = regex.compile(rf"\s\((?P<acronym>{_ACRONYM})\)")
_BEFORE = regex.compile(r"[^()\n\t;:]+$")
_LONGEST = 160  # letters of a name
_LISTED = regex.compile(rf"^(?P<acronym>{_ACRONYM})\s*[:=–—-]\s*(?P<name>\p{{Lu}}[^\n(;]{{5,120}}?)(?:\s*\(|$)")


def directory(country: str, documents: Iterable[tuple[Document, Profile | None]]) -> Directory:
    """The authority file's entries of a country, and what its documents say their acronyms mean."""
    names: dict[str, str] = {}
    acronyms: dict[str, str] = {}
    whole: set[str] = set()
    entries = table("corpus.text", "institutions")
    for key, known in entries.get(country, {}).items() if country != "names" else ():
        names.update({plain_name(name): key for name in known})
        whole.update(plain_name(name) for name in known if "," in name)
        if regex.fullmatch(_ACRONYM, key) or regex.fullmatch(r"\p{Lu}\p{L}*\p{Lu}\p{L}*\d*", key):
            acronyms[key] = key
            names.setdefault(plain_name(key), key) if len(key) > 4 else None
    expanded: dict[str, dict[str, int]] = {}
    for document, profile in documents:
        for acronym, name in expansions(document, profile):
            expanded.setdefault(acronym, {}).setdefault(name, 0)
            expanded[acronym][name] += 1
    for acronym in sorted(expanded):
        known_as = next((names[plain_name(name)] for name in expanded[acronym] if plain_name(name) in names), None)
        key = acronyms.get(acronym) or known_as or acronym
        acronyms.setdefault(acronym, key)
        for name in expanded[acronym]:
            names.setdefault(plain_name(name), key)
            whole.update({plain_name(name)} if "," in name else ())
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
