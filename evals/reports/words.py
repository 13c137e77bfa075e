"""The words of the report: `es.toml` and `en.toml`, same keys and same placeholders (a test holds this)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.text.normalize import clean, squeeze
from evals.cases import Language
from evals.runs.baseline import Rate

NOTHING = "–"
_LONGEST = 40  # characters of a name that is not ours


class Words:
    """The texts of one language by dotted key ("page.title"), and its way of writing figures."""

    def __init__(self, language: Language, texts: Mapping[str, str]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, /, **values: object) -> str:
        """The text with its placeholders filled. KeyError for an unknown key: that is a mistake of ours."""
        text = self._texts[key]
        return text.format_map(values) if values else text

    def named(self, section: str, name: str) -> str:
        """A word for a name that comes from data (a kind, a system); the name itself where there is none, on one line
        and not too long for a picture."""
        return self._texts.get(f"{section}.{name}") or short(name)

    def counted(self, key: str, n: int, /, **values: object) -> str:
        """`key.one` or `key.many`, whichever fits `n`."""
        return self(f"{key}.{'one' if n == 1 else 'many'}", n=n, **values)

    def metric(self, name: str) -> str:
        return self._texts.get(f"metrics.{name}.name") or short(name)

    def library(self, name: str) -> str:
        from evals.names import described

        if entry := described().get(name):
            return entry.es if self.language == "es" else entry.en
        return self.named("libraries", name)

    def names(self) -> list[str]:
        """Every key, in the order of the file."""
        return list(self._texts)

    def percent(self, value: float | None, *, digits: int = 1) -> str:
        return NOTHING if value is None else self("figures.percent", n=f"{100 * value:.{digits}f}")

    def interval(self, rate: Rate) -> str:
        """The 95 % interval, in per cent."""
        return f"{100 * rate.low:.1f}–{100 * rate.high:.1f}"

    def points(self, value: float) -> str:
        """A difference of two rates, with its sign."""
        return self("figures.points", n=signed(100 * value))

    def point_interval(self, rate: Rate) -> str:
        return self("figures.to", low=signed(100 * rate.low), high=signed(100 * rate.high))

    def seconds(self, value: float) -> str:
        return f"{1000 * value:.0f} ms" if value < 0.9995 else f"{value:.1f} s"


def short(name: str) -> str:
    """A stranger's name in one line, without invisible characters."""
    line = squeeze(clean(name))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"


def signed(value: float) -> str:
    """With one decimal and a sign; nothing has none."""
    rounded = round(value, 1)
    return "0.0" if not rounded else f"{'+' if rounded > 0 else '−'}{abs(rounded):.1f}"


@cache
def words(language: Language) -> Words:
    path = files("evals") / "reports" / f"{language}.toml"
    return Words(language, dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")))))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield prefix + key, value
        else:
            yield from _flat(value, f"{prefix}{key}.")
