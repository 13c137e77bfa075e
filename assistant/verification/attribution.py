"""Whose words does a claim say that it tells, and are they those of its quotations?"""

from __future__ import annotations

from functools import cache

import regex

from assistant.verification.comparison import Sides, alternatives, vocabulary
from corpus.text.normalize import fold

# Who may be given the word: what he is called, frames of his alone, and the voices in which he speaks.
_IRM = (
    r"irm|mri|mecanismo (?:de revision independiente|independiente de revision)(?: \((?:irm|mri)\))?"
    r"|independent (?:reporting|review) mechanism(?: \(irm\))?",
    [r"para (?:el )?{who}", r"for (?:the )?{who}"],
    {"assessed", "recommended"},
)
_GOVERNMENTS = {"self_reported", "promised", "proposed", "context"}
_SELF_ASSESSMENT = (
    r"auto-?evaluacion|self.?assessment",
    [r"(?:en|para) (?:la |su )?(?:propia )?{who}", r"(?:in|for) (?:the |its )?(?:own )?{who}"],
    _GOVERNMENTS,
)
_GOVERNMENT = (
    r"gobierno(?! abierto)(?: federal| nacional)?|(?<!open )government(?! partnership)|autoridades|authorities"
    r"|instituciones responsables|lead institutions",
    list[str](),
    _GOVERNMENTS,
)
_SPEAKERS = (_IRM, _SELF_ASSESSMENT, _GOVERNMENT)
# How anybody is given it: "according to …", "… reports".
_FRAMES = (
    r"(?:segun|de acuerdo con|conforme a|a juicio de|en opinion de"
    r"|(?:tal )?como (?:dice|senala|indica|informa|reporta)) ?(?:el |la |los |las |l )?(?:propi[oa] )?{who}",
    r"(?:according to|in the (?:view|opinion|judge?ment|words) of|as (?:reported|stated|found|noted) by)"
    r" (?:the |its )?(?:own )?{who}",
    r"{who}(?: final| (?:of|de) \d{4})? (?:tambien |solo |ya |si |mismo |misma )?(?:{es})",
    r"{who}(?: of \d{4})? (?:also |only |itself |has |have )?(?:{en})",
)


def other_speaker(sides: Sides, voice: str) -> bool:
    """Does it give the word to somebody else than those whose `voice` its quotations have, or who is named there?"""
    return any(
        voice not in voices and not any(named.search(side.folded) for side in sides.given)
        for named, gives_word, voices in _speakers()
        if gives_word.search(sides.said.folded)
    )


def attributes(text: str) -> bool:
    """Does it give somebody the word ("According to the IRM")?"""
    folded = fold(text)
    return any(gives_word.search(folded) for _, gives_word, _ in _speakers())


@cache
def _speakers() -> tuple[tuple[regex.Pattern[str], regex.Pattern[str], set[str]], ...]:
    """For each speaker: where he is named, where he is given the word, and his voices."""
    verbs = {language: alternatives(vocabulary()["speaking"][language]) for language in ("es", "en")}
    found = []
    for names, own, voices in _SPEAKERS:
        frames = "|".join([*_FRAMES, *own]).replace("{who}", f"(?:{names})")
        for language, forms in verbs.items():
            frames = frames.replace(f"{{{language}}}", forms)
        found.append((_whole(names), _whole(frames), voices))
    return tuple(found)


def _whole(pattern: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
