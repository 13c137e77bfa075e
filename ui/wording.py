"""The screen texts: `ui/texts/es.toml` and `en.toml`, same keys and same placeholders (a test holds this)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from corpus.data import table


class Wording:
    """The texts of one language, by dotted key ("ask.sources")."""

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, /, **values: object) -> str:
        """The text with its placeholders filled. KeyError for an unknown key: that is a mistake of ours."""
        text = self._texts[key]
        return text.format_map(values) if values else text

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def count(self, key: str, n: int, /, **values: object) -> str:
        """`key.one` or `key.many`, whichever fits `n`; `{n}` is filled in."""
        return self(f"{key}.{'one' if n == 1 else 'many'}", n=n, **values)

    def named(self, section: str, name: str) -> str:
        """A word for a name that comes from data (a voice, a status); the name itself where we have no
        word.
        """
        return self._texts.get(f"{section}.{name}", name)

    def listed(self, section: str) -> list[str]:
        """The texts of one section, in the order of the file."""
        return [text for key, text in self._texts.items() if key.startswith(f"{section}.")]

    def names(self) -> list[str]:
        """Every key, in the order of the file."""
        return list(self._texts)


@cache
def wording(language: str, *packages: str) -> Wording:
    """The texts of `language` ("es" or "en"): ours, and those that `packages` ("evals.texts") add.

    Errors: ValueError where a key is there twice.
    """
    texts: dict[str, str] = {}
    for package in ("ui.texts", *packages):
        added = dict(_flat(table(package, language)))
        if twice := texts.keys() & added.keys():
            raise ValueError(f"{package} has texts that are there already: {', '.join(sorted(twice))}")
        texts |= added
    return Wording(language, texts)


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        else:
            yield from _flat(value, f"{prefix}{key}.")
