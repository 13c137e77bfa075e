"""The figures this project promises: its parts in the order of the table, each with where it is measured."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module

from evals.suites.figures import Figure, Tell, Wanted, each

INTRODUCTION = """\
# Figures

What `make bench` measured last, written by `python -m evals.suites bench --markdown docs/figures.md`.
`evals/suites/bench.py` says which module measures each part. Shares and intervals come out the same each time; times
depend on the machine and on what else it does. Rows without a target are for information.

"""
PARTS: Mapping[str, tuple[str, str]] = {
    "xquad": ("rates", "measure_xquad"),
    "reading": ("rates", "measure_reading"),
    "search": ("rates", "measure_search"),
    "answers": ("rates", "measure_answers"),
    "warm": ("speed.answers", "measure_warm"),
    "kinds": ("kinds", "measure"),
    "conditions": ("conditions", "measure"),
    "pages": ("pages.measure", "measure"),
    "commands": ("speed.answers", "measure_commands"),
    "models": ("speed.memory", "measure"),
    "encoder": ("speed.indexing", "measure"),
    "parsing": ("speed.answers", "measure_parsing"),
}


def measure(wanted: Wanted, tell: Tell) -> tuple[list[Figure], dict[str, str]]:
    """The figures of the wanted parts, and what they were measured with."""
    from evals.suites.homes import Homes

    homes = Homes(wanted.scratch, wanted.shared, tell)
    chosen = {name: place for name, place in PARTS.items() if name in (wanted.only or PARTS)}
    figures = each({name: partial(_measured, *place, homes) for name, place in chosen.items()})
    conditions = {"translator": "yes" if homes.bridge.translates("es", "en") else "no"}
    if "embedder" in vars(homes):  # not loaded only to be named
        conditions["model"] = homes.embedder.name
    return figures, conditions


def _measured(module: str, name: str, homes: object) -> list[Figure]:
    found: list[Figure] = getattr(import_module(f"evals.suites.{module}"), name)(homes)
    return found
