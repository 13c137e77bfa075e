"""What the reader reaches on articles of XQuAD that it was not trained on, in all four directions."""

from __future__ import annotations

from assistant.reading.reader import Reader
from evals.bench.figures import Figure, Skipped
from evals.bench.homes import Homes
from evals.reader.measure import Measured, measured
from evals.reader.mixture import xquad

PART = "reading"
WITHIN, ACROSS = 0.90, 0.87


def measure(homes: Homes) -> list[Figure]:
    """The share of questions whose right sentence fits best within the right paragraph."""
    folder = homes.shared / "bench" / "xquad"
    if not folder.is_dir():
        raise Skipped("XQuAD is not on this machine")
    _, held_out = xquad(folder)
    homes.tell(f"reading {len(held_out)} paragraphs of XQuAD")
    return [_figure(one) for one in measured(Reader.load(), held_out)]


def _figure(one: Measured) -> Figure:
    direction = one.source.split()[-1]
    asked, told = direction.split("-")
    return Figure(
        part=PART,
        name=f"right sentence of the right paragraph, {asked}→{told}",
        value=one.sentence,
        target=WITHIN if asked == told else ACROSS,
        detail=f"articles held out of training · its best words meet the answer in {one.run or 0:.3f}"
        f" · {one.blocks} questions",
        numbers={"questions": one.blocks},
    )
