"""What documents are taken for, against what they are: real ones, and forty written for this."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ReadError
from corpus.kinds import kind as described
from corpus.model import Metadata
from corpus.read import read_bytes, read_file
from evals.suites.figures import Figure, share
from evals.suites.homes import Homes
from evals.suites.kind_files import load

REAL = Path(__file__).parent / "data" / "kinds_real.toml"
FIELDS = ("country", "cycle", "date")


@dataclass(frozen=True, slots=True)
class Taken:
    """One document: what it was taken for, and what it is. `told` are the fields of FIELDS that its head says, None of
    a real document, of which only the kind is known here."""

    source: str
    metadata: Metadata
    kind: str
    open: bool
    told: dict[str, str | None] | None = None

    @property
    def in_doubt(self) -> bool:
        return "kind" in self.metadata.doubtful

    @property
    def right(self) -> bool:
        """The kind is right, or rightly in doubt."""
        return self.in_doubt if self.open and self.in_doubt else self.metadata.kind == self.kind

    @property
    def wrong_voice(self) -> bool:
        """Its words would be headed as those of somebody whose they are not; "the document says" is never wrong."""
        shown = "context" if self.in_doubt else described(self.metadata.kind).voice
        return shown not in ("context", described(self.kind).voice)

    def wrong_fields(self) -> list[str]:
        """The fields that are wrong, or concluded from nothing, or missed."""
        return [name for name, value in (self.told or {}).items() if getattr(self.metadata, name) != value]


def real(shared: Path) -> Iterator[Taken]:
    """The real documents in the shared folder's corpus, read as if nobody had said anything of them; those that cannot
    be read are passed over."""
    truth = tomllib.loads(REAL.read_text(encoding="utf-8"))
    for file in sorted((shared / "corpus").rglob("*")):
        known = truth.get(file.name)
        if known is None:
            continue
        try:
            document = read_file(file, {})
        except ReadError:
            continue
        yield Taken(file.name, document.metadata, known["kind"], known.get("open", False))


def written() -> Iterator[Taken]:
    """The forty written documents."""
    for one in load():
        document = read_bytes(one.content(), one.source, {})
        told = {name: getattr(one, name) for name in FIELDS}
        yield Taken(one.source, document.metadata, one.kind, one.open, told)


PART = "kinds"
RIGHT = 0.9


def measure(homes: Homes) -> list[Figure]:
    """Over the real documents, where they are here, and the forty written ones."""
    homes.tell("reading documents for what they are")
    made = list(written())
    found = list(real(homes.shared)) if (homes.shared / "corpus").is_dir() else []
    every = [*found, *made]
    missed = tuple(f"{one.source}: {one.metadata.kind}, not {one.kind}" for one in every if not one.right)
    fields = [name for one in made for name in one.wrong_fields()]
    wrong = tuple(f"{one.source}: {', '.join(one.wrong_fields())}" for one in made if one.wrong_fields())
    return [
        Figure(PART, "kind right, or rightly in doubt", share(_right(every), len(every)), target=RIGHT,
               detail=f"real {_right(found)} of {len(found)} · written {_right(made)} of {len(made)}", missed=missed),
        Figure(PART, "wrong voice shown", float(sum(one.wrong_voice for one in every)), unit="count", target=0.0,
               at_most=True, missed=tuple(one.source for one in every if one.wrong_voice)),
        Figure(PART, "country, plan and date right", 1 - share(len(fields), len(made) * len(FIELDS)), missed=wrong,
               detail=f"written documents, left open where nothing says it · {'; '.join(wrong) or 'all'}"),
    ]  # fmt: skip


def _right(found: Sequence[Taken]) -> int:
    return sum(one.right for one in found)
