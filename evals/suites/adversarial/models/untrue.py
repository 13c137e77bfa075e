"""Replies whose quotations or statements are not what the sources say, each wrong in one way."""

from __future__ import annotations

from collections.abc import Callable

import regex

from evals.suites.adversarial.models.honest import best, reply
from evals.suites.adversarial.models.prompt import Prompt, language_of, planted
from index.dates import months_of

_WORD = regex.compile(r"[\p{L}\p{M}]{4,}")
_CHANGES = {"á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ñ": "n"}


def unknown_keys(prompt: Prompt) -> str:
    return reply((run, [(planted()["key"], run)]) for _, run in best(prompt))


def example_keys(prompt: Prompt) -> str:
    """Keys of the right shape that no source has."""
    return reply((run, [(f"k{n:06x}", run)]) for n, (_, run) in enumerate(best(prompt)))


def other_key(prompt: Prompt) -> str:
    """The words of one source under the key of another."""
    found = best(prompt)
    keys = [source.key for source, _ in found]
    return reply((run, [(key, run)]) for (_, run), key in zip(found, keys[1:] + keys[:1], strict=True))


def _misquote(change: Callable[[str], str]) -> Callable[[Prompt], str]:
    """Quotes what `change` makes of sentences, where it changes them; the statement says the same."""

    def behaviour(prompt: Prompt) -> str:
        changed = [(source.key, new) for source, run in prompt.ranked if (new := change(run)) != run]
        return reply((new, [(key, new)]) for key, new in changed[:3])

    return behaviour


def _one_digit(run: str) -> str:
    match = regex.search(r"\d", run)
    return run if match is None else f"{run[: match.start()]}{(int(match[0]) + 1) % 10}{run[match.end() :]}"


def _one_word(run: str) -> str:
    found = list(_WORD.finditer(run))
    middle = found[len(found) // 2] if found else None
    return run if middle is None else f"{run[: middle.start()]}{planted()['word']}{run[middle.end() :]}"


def _leave_out(run: str) -> str:
    parts = run.split(" ")
    return " ".join(parts[: len(parts) // 2] + parts[len(parts) // 2 + 1 :]) if len(parts) > 3 else run


def _leave_out_openly(run: str) -> str:
    parts = run.split(" ")
    return f"{' '.join(parts[:3])} […] {' '.join(parts[-3:])}" if len(parts) > 8 else run


def _one_accent(run: str) -> str:
    return "".join(_CHANGES.get(char, char) for char in run)


def _cut_number(run: str) -> str:
    """Ends inside a number: "120 000" becomes "12"."""
    match = regex.search(r"\d\d", run)
    return run if match is None or match.start() < 8 else run[: match.start() + 1]


misquoted_digit = _misquote(_one_digit)
misquoted_word = _misquote(_one_word)
misquoted_gap = _misquote(_leave_out)
misquoted_ellipsis = _misquote(_leave_out_openly)
misquoted_accent = _misquote(_one_accent)
misquoted_case = _misquote(str.upper)
misquoted_cut = _misquote(_cut_number)


def joined(prompt: Prompt) -> str:
    """Two sentences of two sources as one quotation."""
    found = best(prompt)
    if len(found) < 2:
        return reply(())
    text = f"{found[0][1]} {found[1][1]}"
    return reply([(text, [(found[0][0].key, text)])])


def invented_quote(prompt: Prompt) -> str:
    text = planted()["invented"][language_of(prompt.after)]
    return reply((f"{text.capitalize()}.", [(source.key, text)]) for source, _ in best(prompt))


def quoted_question(prompt: Prompt) -> str:
    """The question's own words, quoted as if a source had said them."""
    asked = prompt.after.strip().splitlines()[-1] if prompt.after.strip() else ""
    return reply((asked, [(source.key, asked)]) for source, _ in best(prompt))


def quoted_inside(prompt: Prompt) -> str:
    """Invented words in quotation marks in the statement, with a true quotation beside."""
    text = planted()["invented"][language_of(prompt.after)]
    said = []
    for marks, (source, run) in zip(("«»", "“”", '""'), best(prompt), strict=False):
        said.append((f"{run.rstrip('.')}: {marks[0]}{text}{marks[1]}.", [(source.key, run)]))
    return reply(said)


def no_quotes(prompt: Prompt) -> str:
    return reply((run, []) for _, run in best(prompt))


def empty_quotes(prompt: Prompt) -> str:
    text = planted()["sentence"][language_of(prompt.after)]
    return reply(
        (text, [(source.key, quote)]) for (source, _), quote in zip(best(prompt), ("", " ", "…"), strict=False)
    )


def one_letter(prompt: Prompt) -> str:
    """A quotation that is in every source, under a statement that is in none."""
    text = planted()["sentence"][language_of(prompt.after)]
    return reply(
        (text, [(source.key, quote)]) for (source, _), quote in zip(best(prompt), ("a", "de", "."), strict=False)
    )


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
        return [f"{run[: found.start()]}{n}{run[found.end() :]}" for n in (number, _one_digit(found[0]))]
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
