"""A follow-up completed by the model, kept only where it adds nothing of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

from assistant.llm.client import Left, Request, Usage
from assistant.llm.generate import ModelComposer
from assistant.llm.status import ModelFailed
from assistant.message.clean import clean
from assistant.message.followup import Resolved, language_of
from assistant.prompts import load_prompt
from assistant.texts import say
from assistant.verification.names import named, other_forms
from assistant.verification.safety import active
from corpus.text.normalize import fold
from corpus.text.running_numbers import figures, ids
from index.bm25 import words

LONGEST = 300  # characters of a question
SHARE = 0.25  # of the time for an answer


def rewritten(
    composer: ModelComposer,
    resolved: Resolved,
    message: str,
    earlier: Sequence[str],
    usage: Usage,
    stop: Callable[[], bool],
) -> Resolved:
    """The follow-up as a question that stands alone, as the model puts it; as it was where the model fails, changes the
    language, or names and numbers what nobody did."""
    if not resolved.changed or not earlier or resolved.text in earlier:
        return resolved
    chat, _ = composer.opened()
    if chat is None:
        return resolved
    language = resolved.language
    prompt = load_prompt("rewrite", language).fill(
        earlier="\n".join(f"- {one}" for one in earlier[-4:]),
        message=message,
        language_name=say(f"model_language.{language}", language),
    )
    until = time.monotonic() + SHARE * composer.settings.seconds
    pieces = composer.caller.words(chat, Request(prompt, until, stop, structured=False), usage)
    try:
        with closing(pieces):
            reply = "".join(pieces)
    except (ModelFailed, Left):
        return resolved
    question = _question(reply)
    if not question or not _faithful(question, [message, *earlier, resolved.text], language):
        return resolved
    return replace(resolved, text=question, ask=question)


def _question(reply: str) -> str | None:
    """The question of the reply's JSON object, None where there is none."""
    start, end = reply.find("{"), reply.rfind("}")
    try:
        told = json.loads(reply[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        return None
    question = told.get("question") if isinstance(told, dict) else None
    if not isinstance(question, str):
        return None
    question = clean(question)
    return question if 0 < len(question) <= LONGEST and any(c.isalpha() for c in question) else None


def _faithful(question: str, said: Sequence[str], language: str) -> bool:
    """Does it keep the language, and every word that means something, figure, id and name to what was said?"""
    if language_of(question, language) != language or active(question):
        return False
    told = set(words(" ".join(said), language))
    if set(words(question, language)) - told:
        return False
    before = " ".join([*said, *other_forms(" ".join(said))])
    if figures(question) - figures(before) or ids(question) - ids(before):
        return False
    given = fold(before)
    return all(name in given for name in named(question))
