"""How much of the encoder's own speed is left while an index is built."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from statistics import median

from corpus.library.library import Library
from evals.suites.figures import Figure, Skipped
from evals.suites.homes import Homes
from index.building.build import build_index
from index.encoding.embedder import Embedder, Vectors
from index.encoding.encoder import OnnxEncoder

PART = "encoder"
LEAST = 0.85
ROUNDS = 5
STARTER_DOCUMENTS = 12  # about as many texts as the seeds make


class Fresh:
    """An embedder under a fingerprint of its own, for which no vector is in the cache; keeps what it was given."""

    def __init__(self, inner: Embedder, number: int, clock: Callable[[], float] = time.perf_counter) -> None:
        self._inner = inner
        self._clock = clock
        self.name = inner.name
        self.languages = inner.languages
        self.fingerprint = f"{inner.fingerprint}:fresh-{number}"
        self.texts: list[str] = []
        self.calls: list[tuple[int, float]] = []  # how many texts each call was given, and its seconds

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += texts
        started = self._clock()
        vectors = self._inner.encode(texts)
        self.calls.append((len(texts), self._clock() - started))
        return vectors

    def seconds_of_first(self, texts: int) -> float:
        """Seconds spent on the calls that the first `texts` texts came in."""
        spent, seen = 0.0, 0
        for count, seconds in self.calls:
            if seen >= texts:
                break
            seen += count
            spent += seconds
        return spent


class EmbedStage:
    """A progress callback that measures the seconds of the stage "embed" and counts its texts."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._started: float | None = None
        self.seconds = 0.0
        self.texts = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != "embed":
            return
        now = self._clock()
        self._started = now if self._started is None else self._started
        self.texts = total
        if done == total:
            self.seconds = now - self._started


def measure(homes: Homes) -> list[Figure]:
    """Builds and bare encodings of the same texts by turns; translations are at hand, vectors never."""
    name = homes.seeds_or_starter
    home = homes.folder / "encoder"
    shutil.copytree(homes.home(name), home)
    documents = Library(home).documents()
    documents = documents if name == "seeds" else documents[:STARTER_DOCUMENTS]
    if not isinstance(homes.embedder, OnnxEncoder):
        raise Skipped("another embedder than the one that comes with the product is set")
    model = homes.embedder
    building: list[float] = []
    inside: list[float] = []
    bare: list[float] = []
    texts: list[str] = []

    def build(number: int) -> None:
        embedder, stage = Fresh(homes.embedder, number), EmbedStage()
        build_index(home, progress=stage, embedder=embedder, bridge=homes.bridge, documents=documents)
        texts[:] = embedder.texts[: stage.texts]  # after them come the questions of the build's own check
        building.append(stage.seconds)
        inside.append(embedder.seconds_of_first(stage.texts))

    def encode() -> None:
        started = time.perf_counter()
        model.encode(texts)
        bare.append(time.perf_counter() - started)

    for number in range(ROUNDS):
        homes.tell(f"encoder, round {number + 1} of {ROUNDS}")
        # by turns first, so that a machine that slows down or speeds up favours neither
        if number % 2 and texts:
            encode()
            build(number)
        else:
            build(number)
            encode()
    return [figure(len(texts), building, bare, inside)]


def figure(texts: int, building: Sequence[float], bare: Sequence[float], inside: Sequence[float]) -> Figure:
    """`building` and `bare` are seconds for the same texts, in pairs measured side by side; `inside` is what the
    encoder had of the building's. A low ratio with a busy encoder is the machine's other work, not the index's."""
    ratios = [b / a for a, b in zip(building, bare, strict=True)]
    busy = median(i / a for a, i in zip(building, inside, strict=True))
    speed, alone = texts / median(building), texts / median(bare)
    listed = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    speeds = f"{speed:.0f} against {alone:.0f} texts a second"
    return Figure(
        part=PART,
        name="encoder throughput while indexing ÷ bare encoding",
        value=median(ratios),
        unit="ratio",
        target=LEAST,
        detail=f"median of {listed} · {speeds}, encoder busy {busy:.3f} of the stage · {texts} texts",
        numbers={
            "indexing_per_second": speed,
            "bare_per_second": alone,
            "encoder_busy": busy,
            "texts": texts,
            **{f"round_{n}": ratio for n, ratio in enumerate(ratios, start=1)},
        },
    )
