"""The commitment that a question is about without naming it: what one document calls school meals is a canteen in the
next, and the ledger knows that they are the same commitment."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.ledger import Ledger
from index.search import Hit, Searcher

MOST = 24  # passages of one commitment that are looked at


class Topics:
    """Which passages are about the same commitment, over all documents of an open generation."""

    def __init__(self, searcher: Searcher, ledger: Ledger) -> None:
        self._searcher = searcher
        numbers = {metadata.id: n for n, metadata in searcher.documents().items()}
        self._keys: dict[tuple[int, int | str], str] = {}
        self._labels: dict[str, set[tuple[int, int | str]]] = {}
        for commitment in ledger.commitments.values():
            for document in {at.document for at in commitment.named}:
                for label in (commitment.number, commitment.id):
                    if label is not None and document in numbers:
                        self._keys.setdefault((numbers[document], label), commitment.key)
                        self._labels.setdefault(commitment.key, set()).add((numbers[document], label))

    def of(self, hit: Hit) -> str | None:
        """The key of the commitment that the passage is about, None where it is about none."""
        stored = hit.stored
        for label in (stored.commitment, stored.number):
            if label is not None and (stored.document, label) in self._keys:
                return self._keys[stored.document, label]
        return None

    def passages(self, key: str) -> list[int]:
        """Passages that are about that commitment, whichever document they are of."""
        labels = self._labels.get(key, set())
        number = next((label for _, label in labels if isinstance(label, int)), None)
        identifier = next((label for _, label in labels if isinstance(label, str)), None)
        rows: set[int] = set()
        if number is not None:
            rows.update(self._searcher.content.passages_about(number, None))
        if identifier is not None:
            rows.update(self._searcher.content.passages_about(None, identifier))
        return [hit.n for hit in self._searcher.hits(sorted(rows), 0.0) if self.of(hit) == key][:MOST]


def leading(keys: Sequence[str | None], scores: Sequence[float], gap: float) -> tuple[str, ...]:
    """The commitments of the best candidates: that of the best one, and of those next to it that score at most `gap`
    less; none where the best one is about none. `keys` and `scores` are of candidates, best first."""
    found: dict[str, None] = {}
    for key, score in list(zip(keys, scores, strict=True))[:4]:
        if key is None or score < scores[0] - gap:
            break
        found[key] = None
    return tuple(found)[:2]
