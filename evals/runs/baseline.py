"""The committed scores: `baseline.toml`, read and written."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.errors import BaselineUnread, reason

BASELINE = Path(__file__).parents[1] / "baseline.toml"

Place = tuple[str, str, str]  # suite, library, language
Key = tuple[str, str, str, str]  # and the metric


@dataclass(frozen=True, slots=True)
class Rate:
    """A committed rate, or one measured now."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Baseline:
    """`right` holds the ids of the questions that were right, by suite, library and language.

    What is only known of a measurement just made: the questions `asked`, those that count against a rate (`bad`), and
    the libraries that were `absent`.
    """

    conditions: Mapping[str, str]
    rates: Mapping[Key, Rate]
    right: Mapping[Place, frozenset[str]]
    asked: Mapping[Place, frozenset[str]] = field(default_factory=dict)
    bad: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()


def read_baseline(path: Path = BASELINE) -> Baseline:
    """Errors: BaselineUnread."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Baseline(
            conditions=data["conditions"],
            rates={_key(name): Rate(*values) for name, values in data["rates"].items()},
            right={_place(name): frozenset(ids) for name, ids in data["right"].items()},
        )
    except OSError as error:
        raise BaselineUnread(file=path.name, reason=error.strerror or reason("unreadable")) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BaselineUnread(file=path.name, reason=reason("not_a_baseline", detail=error)) from error


def write_baseline(baseline: Baseline, path: Path = BASELINE) -> None:
    lines = [
        "# The scores that `ogp evals gate` holds the assistant to, written by `ogp evals gate --update`.",
        "# suite/library/language/metric = [value, low, high, questions]; low and high bound it by 95 %.",
        "",
        *_section("conditions", baseline.conditions),
        *_section(
            "rates",
            {
                "/".join(k): [round(r.value, 4), round(r.low, 4), round(r.high, 4), r.n]
                for k, r in baseline.rates.items()
            },
        ),
        "# The questions that were right.",
        *_section("right", {"/".join(key): sorted(ids) for key, ids in baseline.right.items()}),
    ]
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def _key(name: str) -> Key:
    suite, library, language, metric = name.split("/")
    return suite, library, language, metric


def _place(name: str) -> Place:
    suite, library, language = name.split("/")
    return suite, library, language


def _section(name: str, values: Mapping[str, Any]) -> Sequence[str]:
    """A TOML table: JSON's strings, numbers and arrays are TOML's too."""
    return [f"[{name}]", *(f"{json.dumps(key)} = {json.dumps(value)}" for key, value in values.items()), ""]
