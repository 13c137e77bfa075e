"""What a PDF file says of its own parts: the titles of its outline, the labels of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.text.normalize import clean, comparable, squeeze

_MOST = 5000  # entries; an outline that goes round in a circle has more
_LONGEST = 24  # characters of a label that a person could look for; longer ones are a program's own names


@dataclass(frozen=True, slots=True)
class Outline:
    """Titles of the outline with the page each points to (0: not known), and the printed label of each page."""

    titles: frozenset[tuple[str, int]] = frozenset()
    labels: tuple[str, ...] = field(default=())

    def names(self, text: str, page: int) -> bool:
        """Whether a line of that page is the title of an entry; one of a single word must stand on the entry's page."""
        words = comparable(text)
        return (words, page) in self.titles or (len(words.split()) > 1 and (words, 0) in self.titles)

    def is_label(self, text: str, page: int) -> bool:
        """Whether a line is nothing but the label of its page."""
        return page <= len(self.labels) and text.strip(" -–—|") == self.labels[page - 1]

    def printed(self) -> tuple[str, ...]:
        """The labels where they say more than the number of each page; "" for a page that has none of use."""
        told = tuple(label if len(label) <= _LONGEST else "" for label in self.labels)
        counted = all(label in ("", str(number)) for number, label in enumerate(told, 1))
        same = len(told) > 1 and len(set(told)) == 1  # one name for all pages leads to none of them
        return () if counted or same else told


def outline_of(reader: Any) -> Outline:
    """The outline of a file opened by pypdf; a broken one is no reason to give the file up."""
    titles: set[tuple[str, int]] = set()
    try:
        for title, page in _entries(reader):
            titles.update(((title, page), (title, 0)))
            if len(titles) > 2 * _MOST:
                break
    except Exception:
        titles = set()
    try:
        labels = tuple(squeeze(clean(str(label))) for label in reader.page_labels) if _has_labels(reader) else ()
    except Exception:
        labels = ()
    return Outline(frozenset(titles), labels)


def _entries(reader: Any) -> Iterator[tuple[str, int]]:
    open_lists = [reader.outline]
    while open_lists:
        for entry in open_lists.pop():
            if isinstance(entry, list):
                open_lists.append(entry)
                continue
            title = comparable(squeeze(clean(str(entry.title or ""))))
            if title:
                number = reader.get_destination_page_number(entry)
                yield title, (number + 1 if number is not None and number >= 0 else 0)


def _has_labels(reader: Any) -> bool:
    return "/PageLabels" in reader.root_object
