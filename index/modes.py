"""Apertium's mode files: which programs, with which data, make up the translator of one language pair."""

from __future__ import annotations

import shlex
import shutil
from functools import cache
from pathlib import Path


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
