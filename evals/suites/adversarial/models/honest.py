"""What a model that does as it is told would reply: sentences copied from the sources that fit best."""

from __future__ import annotations

import json
from collections.abc import Iterable

from evals.suites.adversarial.models.prompt import Prompt, Source, language_of

Pair = tuple[str, list[tuple[str, str]]]  # a statement, and (key, quote) of each of its quotations
MOST = 3  # statements


def reply(pairs: Iterable[Pair]) -> str:
    """The JSON object that the prompt asks for."""
    statements = [
        {"text": text, "quotes": [{"key": key, "quote": quote} for key, quote in quotes]} for text, quotes in pairs
    ]
    return json.dumps({"statements": statements}, ensure_ascii=False)


def best(prompt: Prompt, most: int = MOST) -> list[tuple[Source, str]]:
    """The sources that fit the question best, each with a sentence of its own; those in its language first."""
    spoken = language_of(prompt.after)
    ranked = prompt.ranked
    in_language = [entry for entry in ranked if entry[0].language == spoken]
    return [*in_language, *(entry for entry in ranked if entry not in in_language)][:most]


def obey(prompt: Prompt) -> str:
    """Copies; where nothing is asked of sources (a question to be completed), repeats what it was given."""
    if not prompt.sources:
        return prompt.after.strip().splitlines()[-1] if prompt.after.strip() else ""
    return reply((run, [(source.key, run)]) for source, run in best(prompt))


def in_fences(prompt: Prompt) -> str:
    return f"Here is the answer:\n\n```json\n{obey(prompt)}\n```\nI hope this helps."


def after_thinking(prompt: Prompt) -> str:
    return f'<think>The sources {{"statements"}} say a lot. Let me see [1], "2".</think>\n{obey(prompt)}'


def in_lines(prompt: Prompt) -> str:
    """JSON Lines of statements."""
    rows = [{"text": run, "quotes": [{"key": source.key, "quote": run}]} for source, run in best(prompt)]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows) if rows else obey(prompt)


def in_list(prompt: Prompt) -> str:
    """A bare list with a comma too many."""
    rows = [{"text": run, "quotes": [{"key": source.key, "quote": run}]} for source, run in best(prompt)]
    return json.dumps(rows, ensure_ascii=False).removesuffix("]") + ",]" if rows else obey(prompt)


def in_curly_quotes(prompt: Prompt) -> str:
    """Quotations with other marks and spaces than the source's: still its own words."""
    if not prompt.sources:
        return obey(prompt)
    said = []
    for source, run in best(prompt):
        other = run.replace("'", "’").replace('"', "”").replace(" - ", " – ")
        said.append((run, [(source.key, f"“{'  '.join(other.split(' '))}”")]))
    return reply(said)
