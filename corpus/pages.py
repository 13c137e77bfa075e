"""The pages of a file: where each begins in the text, what is printed on it, and which were read by OCR."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any, TypedDict


class OnPage(TypedDict):
    """What a citation says of the page it stands on.

    `page` counts the sheets of the file from 1, None for files without pages. `page_label` is what the file says is
    printed there ("iv"), None where that is the same number or nothing is known. `ocr` is True where some of the run
    was read off a picture of the page.
    """

    page: int | None
    page_label: str | None
    ocr: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """`starts[i]` is where page `i + 1` begins, `labels[i]` what is printed on it, "" where that is unknown; no labels
    at all where the file gives none. `ocr` holds the numbers of the pages that were read by OCR."""

    starts: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    ocr: frozenset[int] = frozenset()

    def at(self, offset: int) -> int | None:
        """Page number (from 1) that holds the character at `offset`; None for files without pages."""
        return bisect_right(self.starts, offset) or 1 if self.starts else None

    def label(self, page: int | None) -> str | None:
        """What is printed on a page, None where it is the page's number or not known."""
        label = self.labels[page - 1] if page is not None and page <= len(self.labels) else ""
        return label if label and label != str(page) else None

    def by_ocr(self, start: int, end: int) -> bool:
        """Whether any of the characters [start, end) stands on a page that was read by OCR."""
        return any(max(start, first) < min(end, last) for first, last in map(self._extent, self.ocr))

    def place(self, start: int, end: int) -> OnPage:
        """The page of the run [start, end): the one on which it begins."""
        page = self.at(start)
        return {"page": page, "page_label": self.label(page), "ocr": self.by_ocr(start, end)}

    def to_json(self) -> dict[str, Any]:
        return {"starts": self.starts, "labels": self.labels, "ocr": sorted(self.ocr)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Pages:
        return cls(tuple(data["starts"]), tuple(data["labels"]), frozenset(data["ocr"]))

    def _extent(self, page: int) -> tuple[float, float]:
        """Where a page begins and ends; the last one has no end."""
        if not 0 < page <= len(self.starts):
            return 0, 0
        return self.starts[page - 1], self.starts[page] if page < len(self.starts) else float("inf")
