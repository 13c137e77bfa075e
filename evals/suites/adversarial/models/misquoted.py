"""Replies whose quotations are not what the sources say, each wrong in one way."""

from __future__ import annotations

from collections.abc import Callable

import regex

from evals.suites.adversarial.models.honest import best, reply
from evals.suites.adversarial.models.prompt import Prompt, language_of, planted

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


def one_digit(run: str) -> str:
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


misquoted_digit = _misquote(one_digit)
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
