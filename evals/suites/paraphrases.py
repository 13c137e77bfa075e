"""How many honest paraphrases do the checks of a model's claims drop, and how many false ones do they let through?

Claims written by hand over the documents of two fictional countries, half of them true and half with one flaw each, are
put to `assistant.llm.claims.Checker`. Those with an odd number in their id are for development, the others for the
test: whoever changes the checks looks at the first alone."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from statistics import median, quantiles

from assistant.llm.claims import Checker
from assistant.llm.reply import Claim, Quote
from assistant.prompts import load_prompt
from assistant.verification.safety import Secrets
from assistant.writing.render import Names
from evals.cases import LANGUAGES
from evals.libraries import Libraries, OpenLibrary
from evals.suites.claims import FLAWS, HALVES, LabelledClaim, Quotable, load_claims, stand_in
from evals.suites.figures import Figure, Tell, Wanted, share
from index.encoding.embedder import Embedder, Vectors, open_embedder

INTRODUCTION = """\
# What the checks of a model's claims let through

What `python -m evals.suites paraphrases --markdown docs/paraphrases.md` measured last: claims about two fictional
countries, written by hand, half of them true in other words than their quotation, half of them false in one respect.
The checks were tuned on the development half; those who wrote the claims wrote the test half too, which makes it easier
than what a stranger would write.

"""
PARTS = HALVES
LIBRARIES = ("valdoria", "corvenia")
_CANARY = "cn0000000000000000"
_WORDS = 180  # room for one claim, as in an answer


@dataclass(frozen=True, slots=True)
class Decision:
    """`dropped` is the reason, None where the claim passed. `seconds` are those of the check without the embedder's,
    by the wall clock."""

    claim: LabelledClaim
    quote: str
    dropped: str | None
    seconds: float

    @property
    def right(self) -> bool:
        return (self.dropped is None) == (self.claim.flaw is None)


class TimedEmbedder:
    """An embedder that counts the seconds it takes."""

    def __init__(self, inner: Embedder) -> None:
        self._inner = inner
        self.name = inner.name
        self.fingerprint = inner.fingerprint
        self.languages = inner.languages
        self.seconds = 0.0

    def encode(self, texts: Sequence[str]) -> Vectors:
        started = time.perf_counter()
        try:
            return self._inner.encode(texts)
        finally:
            self.seconds += time.perf_counter() - started


def measure(wanted: Wanted, tell: Tell) -> tuple[list[Figure], dict[str, str]]:
    embedder = TimedEmbedder(open_embedder())
    tell("deciding on claims")
    with closing(Libraries(wanted.kept / "libraries", embedder=embedder)) as libraries:
        decisions = decide(libraries, load_claims(), embedder)
    told = [1000 * one.seconds for one in decisions]
    rows = [row for row in figures(decisions) if row.part in (wanted.only or PARTS)]
    return rows, {
        "a check, apart from the embedder": f"{median(told):.1f} ms (median), {quantiles(told, n=20)[-1]:.1f} ms (95 %)"
    }


def decide(libraries: Libraries, claims: Sequence[LabelledClaim], embedder: TimedEmbedder) -> list[Decision]:
    """A decision on each claim, in the order of the libraries, each on its own. `embedder` is the libraries' own.

    Errors: GoldError where a claim quotes what no document of theirs holds, and those of opening a library.
    """
    found: list[Decision] = []
    texts: dict[str, str] = {}
    for name in LIBRARIES:
        library = libraries.open(name)
        with closing(library):
            texts |= {document.metadata.source: document.text for document in library.documents}
            found += _of_library(library, claims, embedder)
    stand_in(claims, texts)
    order = {claim.id: place for place, claim in enumerate(claims)}
    return sorted(found, key=lambda decision: order[decision.claim.id])


def _of_library(library: OpenLibrary, claims: Sequence[LabelledClaim], embedder: TimedEmbedder) -> Iterator[Decision]:
    searcher = library.assistant.searcher
    quotable = Quotable(searcher)
    for claim in claims:
        if claim.source not in quotable:
            continue
        source, quote = quotable.of(claim)
        names = Names(searcher.documents().values(), claim.language)
        secrets = Secrets(_CANARY, frozenset({source.key}), load_prompt("answer", claim.language).system)
        checker = Checker(searcher, {source.key: source}, claim.language, secrets, names, _WORDS)
        before, started = embedder.seconds, time.perf_counter()
        passed = checker.take(Claim(claim.text, (Quote(source.key, quote),)))
        seconds = time.perf_counter() - started - (embedder.seconds - before)
        yield Decision(claim, quote, None if passed else checker.dropped[-1], seconds)


PASSED = 0.9  # of the true claims
# Of the false ones, by flaw. Flaws that take understanding to see have no target: what is reached is told.
DROPPED = {"number": 0.97, "date": 0.97, "name": 0.97, "level": 0.97, "negation": 0.8}


def figures(decisions: Sequence[Decision]) -> list[Figure]:
    """By half: true claims in each language, false ones in each language, then by flaw."""
    found = []
    for half in HALVES:
        of_half = [one for one in decisions if one.claim.half == half]
        true = [one for one in of_half if one.claim.flaw is None]
        false = [one for one in of_half if one.claim.flaw is not None]
        for language in LANGUAGES:
            found.append(_figure(half, f"true, {language}: passed", _in(true, language), PASSED))
        for language in LANGUAGES:
            found.append(_figure(half, f"false, {language}: dropped", _in(false, language), None))
        for flaw in FLAWS:
            told = [one for one in false if one.claim.flaw == flaw]
            found.append(_figure(half, f"{flaw}: dropped", told, DROPPED.get(flaw), by_language=True))
    return found


def _figure(
    half: str, name: str, decisions: Sequence[Decision], target: float | None, *, by_language: bool = False
) -> Figure:
    """The share of right decisions, with the reasons that were given."""
    right = sum(one.right for one in decisions)
    parts = [f"{right} of {len(decisions)}"]
    if by_language:
        parts += [_of(_in(decisions, language), language) for language in LANGUAGES]
    reasons = Counter(one.dropped for one in decisions if one.dropped)
    if reasons:
        parts.append("dropped for " + ", ".join(f"{name} {n}" for name, n in sorted(reasons.items())))
    return Figure(
        part=half,
        name=name,
        value=share(right, len(decisions)) if decisions else None,
        target=target,
        detail=" · ".join(parts),
        numbers={"right": right, "claims": len(decisions)},
        missed=tuple(one.claim.id for one in decisions if not one.right) if half == HALVES[0] else (),
    )


def _in(decisions: Iterable[Decision], language: str) -> list[Decision]:
    return [one for one in decisions if one.claim.language == language]


def _of(decisions: Sequence[Decision], language: str) -> str:
    return f"{language} {sum(one.right for one in decisions)}/{len(decisions)}"
