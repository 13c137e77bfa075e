"""Questions as people type them: without accents, signs or capitals, with slips of the finger."""

from __future__ import annotations

import random
import unicodedata

SHARE = 0.15  # of the questions of public sets; those written for this have careless wordings of their own


def careless(question: str, chance: random.Random) -> str:
    """The question as it is, or, for `SHARE` of them, as somebody in a hurry would type it."""
    if chance.random() >= SHARE:
        return question
    if chance.random() < 0.7:
        decomposed = unicodedata.normalize("NFD", question)
        question = "".join(c for c in decomposed if not unicodedata.combining(c) or c == "\u0303")
        question = unicodedata.normalize("NFC", question)
    if chance.random() < 0.6:
        question = question.strip("¿?").lower()
    if chance.random() < 0.5 and len(question) > 12:
        at = chance.randrange(1, len(question) - 2)
        question = chance.choice(
            [
                question[:at] + question[at + 1 :],
                question[:at] + question[at + 1] + question[at] + question[at + 2 :],
                question[:at] + question[at] + question[at:],
            ]
        )
    return question
