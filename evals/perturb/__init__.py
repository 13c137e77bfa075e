"""The same question asked less neatly: perturbations for the robustness suite.

Each variant is deterministic: case, language and variant alone decide what becomes of the question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evals.cases import LANGUAGES, Case, Language
from evals.perturb.slips import misspelt, upper, with_noise, without_accents
from evals.perturb.synonyms import in_other_words

# How the (last) question of a case is rewritten. The other language is no rewriting: the case holds it.
_REWRITINGS: dict[str, Callable[[Case, Language], str]] = {
    "accents": without_accents,
    "typos": misspelt,
    "upper": upper,
    "synonyms": in_other_words,
    "noise": with_noise,
}
VARIANTS: tuple[str, ...] = ("accents", "typos", "upper", "synonyms", "language", "noise")


@dataclass(frozen=True, slots=True)
class Perturbed:
    """What is asked instead; `history` holds the questions before it, `language` is the one it is asked in now."""

    question: str
    history: tuple[str, ...]
    language: Language


def perturb(variant: str, case: Case, language: Language) -> Perturbed | None:
    """The case's question of that language perturbed, None where the variant leaves it as it was.

    Of a conversation only the last question is rewritten; "language" puts all of it into the other language.
    Errors: ValueError for a variant that is not one of `VARIANTS`.
    """
    asked = case.question(language)
    if variant == "language":
        other = next(code for code in LANGUAGES if code != language)
        changed = Perturbed(case.question(other), case.earlier(other), other)
    elif variant in _REWRITINGS:
        changed = Perturbed(_REWRITINGS[variant](case, language), case.earlier(language), language)
    else:
        raise ValueError(f"no perturbation is called {variant!r}; known: {', '.join(VARIANTS)}")
    return None if changed.question == asked else changed
