"""Spanish ↔ English through the rule-based translator Apertium.

Source of the mode files: Debian package `apertium-eng-spa`.
"""

from __future__ import annotations

import shlex
import shutil
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol, runtime_checkable

from index.translation.pipeline import Pipeline, known_in


@cache
def can_run(mode_file: Path) -> bool:
    """Is the mode there, with every program it names?"""
    try:
        stages = stages_of(mode_file)
    except (OSError, ValueError):
        return False
    return bool(stages) and all(shutil.which(stage[0]) for stage in stages)


def stages_of(mode_file: Path) -> list[list[str]]:
    """The commands of a mode file, each flushing at NUL; unknown words are left unmarked.

    Errors: OSError, ValueError for a file that cannot be read.
    """
    line = next((line for line in mode_file.read_text().splitlines() if line.strip()), "")
    stages = []
    for stage in filter(str.strip, line.split("|")):
        # $1 is the generator's option (-n: no marks on unknown words), $2 the tagger's, empty here
        words = [word for word in shlex.split(stage.replace("$1", "-n").replace("$2", "")) if word]
        stages.append([words[0], "-z", *words[1:]])
    return stages


MODES = Path("/usr/share/apertium/modes")
PAIRS = {("es", "en"): "spa-eng", ("en", "es"): "eng-spa"}
PACKAGE = "apertium-eng-spa"


class Bridge(Protocol):
    """What the index and the assistant need of a translator."""

    def translates(self, source: str, target: str) -> bool: ...

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        """Translations in order; None where a text could not be translated."""
        ...


@runtime_checkable
class Dictionary(Protocol):
    """A translator that also tells which words it knows."""

    def known(self, words: Sequence[str], language: str) -> frozenset[str]: ...


class NoBridge:
    """The translator of a machine that has none: says so, translates nothing."""

    def translates(self, source: str, target: str) -> bool:
        return source == target

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        return [text if source == target else None for text in texts]


class Apertium:
    """A `Bridge` over Debian's Apertium. Pipelines start on first use and are safe to share between threads."""

    def __init__(self, modes: Path = MODES, timeout: float = 20.0) -> None:
        self._modes = modes
        self._timeout = timeout
        self._pipelines: dict[tuple[str, str], Pipeline] = {}
        self._dictionaries: dict[str, Pipeline] = {}
        self._lock = threading.Lock()

    def translates(self, source: str, target: str) -> bool:
        if source == target:
            return True
        name = PAIRS.get((source, target))
        return name is not None and can_run(self._modes / f"{name}.mode")

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str | None]:
        if source == target:
            return list(texts)
        if not self.translates(source, target):
            return [None] * len(texts)
        with self._lock:
            pipeline = self._pipelines.get((source, target))
            if pipeline is None:
                stages = stages_of(self._modes / f"{PAIRS[source, target]}.mode")
                pipeline = self._pipelines[source, target] = Pipeline(stages, self._timeout)
        return pipeline.run(texts)

    def known(self, words: Sequence[str], language: str) -> frozenset[str]:
        """Those of the words that its dictionary of that language has, in any of their forms."""
        mode = next((name for (source, _), name in PAIRS.items() if source == language), None)
        if not words or mode is None or not can_run(self._modes / f"{mode}.mode"):
            return frozenset()
        with self._lock:
            pipeline = self._dictionaries.get(language)
            if pipeline is None:
                stages = stages_of(self._modes / f"{mode}.mode")[:1]  # the first one looks words up
                pipeline = self._dictionaries[language] = Pipeline(stages, self._timeout)
        return known_in(pipeline.run([" ".join(words)])[0] or "")

    def close(self) -> None:
        with self._lock:
            for pipeline in (*self._pipelines.values(), *self._dictionaries.values()):
                pipeline.close()
            self._pipelines.clear()
            self._dictionaries.clear()


def open_bridge(bridge: Bridge | None = None) -> Bridge:
    """The machine's translator, or `NoBridge` where it is not installed or does not get a word across."""
    bridge = bridge or Apertium()
    for source, target, word in (("es", "en", "agua"), ("en", "es", "water")):
        if not bridge.translates(source, target) or not any(bridge.translate([word], source, target)):
            return NoBridge()
    if isinstance(bridge, Apertium):
        bridge.close()  # it starts again on first use, in the thread and at the time that needs it
    return bridge
