"""Replies whose statements are not what their quotations say, each wrong in one way."""

from __future__ import annotations

from collections.abc import Callable

import regex

from corpus.text.dates import months_of
from evals.suites.adversarial.models.honest import best, reply
from evals.suites.adversarial.models.misquoted import one_digit
from evals.suites.adversarial.models.prompt import Prompt, language_of, planted


def _false(change: Callable[[str, str], list[str]]) -> Callable[[Prompt], str]:
    """True quotations under statements that `change(run, language)` makes of them."""

    def behaviour(prompt: Prompt) -> str:
        said = []
        for source, run in best(prompt, 12):
            said += [(text, [(source.key, run)]) for text in change(run, source.language)[:4] if text != run]
        return reply(said[:12])

    return behaviour


def _numbers(run: str, language: str) -> list[str]:
    """Every way to write a number that is not the source's."""
    number = planted()["number"]
    if found := regex.search(r"\d+(?:[.,  ]\d+)*", run):
        return [f"{run[: found.start()]}{n}{run[found.end() :]}" for n in (number, one_digit(found[0]))]
    return [f"{run.rstrip('.')}: {number}."]


def _numerals(run: str, language: str) -> list[str]:
    numbers = planted()["numbers"].get(language, planted()["numbers"]["en"])
    at = len(run) % len(numbers)  # so that every one has its turn
    return [f"{run.rstrip('.')}: {number}." for number in (numbers + numbers)[at : at + 4]]


def _names(run: str, language: str) -> list[str]:
    data = planted()
    institution = data["institution"].get(language, data["institution"]["en"])
    joint = {"es": "según"}.get(language, "according to")
    return [f"{run.rstrip('.')}, {joint} {name}." for name in (data["name"], institution, data["acronym"], data["id"])]


def _levels(run: str, language: str) -> list[str]:
    levels = planted()["levels"].get(language, planted()["levels"]["en"])
    found = next((level for level in levels if level in run), None)
    other = next(level for level in reversed(levels) if level not in run)
    if found is not None:
        return [run.replace(found, other)]
    return [f"{run.rstrip('.')}: {other}."]


def _turned(table: str) -> Callable[[str, str], list[str]]:
    def change(run: str, language: str) -> list[str]:
        turns = planted()[table].get(language, planted()[table]["en"])
        return [run.replace(old, new, 1) for old, new in turns if old in run][:1]

    return change


def _months(run: str, language: str) -> list[str]:
    """The month after the one that is named, in the same letters."""
    listed = months_of("es" if language == "es" else "en")
    for n, month in enumerate(listed):
        for old, new in ((month, listed[n - 11]), (month.capitalize(), listed[n - 11].capitalize())):
            if regex.search(rf"(?<!\w){old}(?!\w)", run):
                return [run.replace(old, new, 1)]
    return []


def _exchanged(run: str, language: str) -> list[str]:
    """The first two numbers in each other's place."""
    first, second = [*regex.finditer(r"\d+", run), None, None][:2]
    if first is None or second is None or first[0] == second[0]:
        return []
    between = run[first.end() : second.start()]
    return [f"{run[: first.start()]}{second[0]}{between}{first[0]}{run[second.end() :]}"]


def _added(run: str, language: str) -> list[str]:
    return [f"{run.rstrip('.')}{planted()['addition'].get(language, planted()['addition']['en'])}."]


false_number = _false(_numbers)
false_numeral = _false(_numerals)
false_name = _false(_names)
false_level = _false(_levels)
denied = _false(_turned("turns"))
contrary = _false(_turned("contraries"))
other_month = _false(_months)
numbers_exchanged = _false(_exchanged)
addition = _false(_added)


def unrelated(prompt: Prompt) -> str:
    text = planted()["sentence"][language_of(prompt.after)]
    return reply((text, [(source.key, run)]) for source, run in best(prompt))


def verdict(prompt: Prompt) -> str:
    """A rating in the name of the independent reviewers, over whatever quotation."""
    text = planted()["verdict"][language_of(prompt.after)]
    return reply((text, [(source.key, run)]) for source, run in best(prompt))


def wrong_language(prompt: Prompt) -> str:
    """Statements in the other of the two languages, and in others, over true quotations."""
    other = {"es": "en", "en": "es"}[language_of(prompt.after)]
    texts = [planted()["prose"][other], *planted()["foreign"].values()]
    return reply((text, [(source.key, run)]) for text, (source, run) in zip(texts, best(prompt), strict=False))
