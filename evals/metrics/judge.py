"""Who says whether a nugget stands in an answer.

The wordings of the gold do by default. A chat model may be asked instead, for answers in words that nobody foresaw; no
committed score and no gate rests on it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Protocol

from evals.cases import Nugget


class Judge(Protocol):
    def stands(self, nugget: Nugget, answer: str) -> bool:
        """Whether `answer`, plain text, says what `nugget` does."""
        ...


class WordingJudge:
    """A nugget stands where one of its wordings does."""

    def stands(self, nugget: Nugget, answer: str) -> bool:
        return nugget.stands_in(answer)


class ModelJudge:
    """Asks a chat model, once for each nugget and answer; `ask` takes a prompt and returns what the model says.

    What begins with neither yes nor no counts as no. Errors: those of `ask`.
    """

    def __init__(self, ask: Callable[[str], str]) -> None:
        self._ask = ask
        self._judged: dict[tuple[Nugget, str], bool] = {}
        self._unclear = 0

    @property
    def unclear(self) -> int:
        """How many verdicts were neither yes nor no."""
        return self._unclear

    def stands(self, nugget: Nugget, answer: str) -> bool:
        key = (nugget, answer)
        if key not in self._judged:
            self._judged[key] = self._verdict(self._ask(prompt(nugget, answer)))
        return self._judged[key]

    def _verdict(self, said: str) -> bool:
        words = re.findall(r"[^\W_]+", said.casefold())
        word = words[0] if words else ""
        if word not in {"yes", "no"}:
            self._unclear += 1
        return word == "yes"


def prompt(nugget: Nugget, answer: str) -> str:
    """What the model is asked. Wordings and answer stand in it as JSON, so that neither can end its own quotation."""
    wordings = json.dumps(list(nugget.alternatives), ensure_ascii=False)
    return _template().format(wordings=wordings, answer=json.dumps(answer, ensure_ascii=False))


@cache
def _template() -> str:
    data = tomllib.loads((files("evals.metrics") / "judge.toml").read_text(encoding="utf-8"))
    return str(data["nugget"]["prompt"])
