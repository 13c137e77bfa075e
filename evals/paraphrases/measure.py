"""What becomes of each claim, with the index, the model and the translator that the product uses."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from assistant.llm.claims import Checker
from assistant.llm.reply import Claim, Quote
from assistant.prompts import load_prompt
from assistant.verification.safety import Secrets
from assistant.writing.render import Names
from evals.libraries import Libraries, OpenLibrary
from evals.paraphrases.claims import LabelledClaim, stand_in
from evals.paraphrases.quoted import Quotable
from index.embed import Embedder, Vectors

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
