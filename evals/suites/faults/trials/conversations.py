"""Many conversations at once: none sees anything of another."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

from evals.suites.faults.frame import Outcome, Server, Workplace, new_visitor, trial

CONVERSATIONS, AT_ONCE = 48, 8  # fewer at once than one address may have waiting
FIRST = [
    (language, question.format(country=country, n=n))
    for country in ("Valdoria", "Tamaria")
    for n in (1, 2, 3)
    for language, question in (
        ("en", "What did the IRM say of commitment {n} of {country}?"),
        ("es", "¿Qué prometió {country} en el compromiso {n}?"),
    )
]
NEXT = {"en": "And what did the government report?", "es": "¿Y qué informó el gobierno?"}
_SECONDS = re.compile(r"\d+[.,]\d+ s\b")


@trial(
    "C1",
    "conversations at once, with follow-up questions",
    must="each as if it were alone; no words of another",
)
def apart(place: Workplace) -> Outcome:
    with place.serve() as server:
        alone = {first: _conversation(server, first, "")[:2] for first in FIRST}
        secrets = [f"zq{new_visitor()}" for _ in range(CONVERSATIONS)]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            jobs = [(FIRST[n % len(FIRST)], secret) for n, secret in enumerate(secrets)]
            found = list(pool.map(lambda job: _conversation(server, *job), jobs))
    other = sum(texts[:2] != alone[first] for (first, _), texts in zip(jobs, found, strict=True))
    leaks = sum(
        any(secret in text for text in texts for secret in secrets if secret != own)
        for own, texts in zip(secrets, found, strict=True)
    )
    kept = sum(own in texts[-1] for own, texts in zip(secrets, found, strict=True))
    figure = f"{CONVERSATIONS} conversations, {leaks} leaks, {other} answered otherwise, {kept} with their own words"
    return Outcome(not leaks and not other and kept == CONVERSATIONS, figure)


def _conversation(server: Server, first: tuple[str, str], secret: str) -> list[str]:
    """The answers to the first question and the next, and then all that was sent for one that holds the secret."""
    language, question = first
    visitor = new_visitor()
    texts = [
        _SECONDS.sub("", server.ask(asked, visitor=visitor, language=language, timeout=120).chat)
        for asked in (question, NEXT[language])
    ]
    if secret:
        texts.append(repr(server.ask(f"{question} {secret}", visitor=visitor, language=language, timeout=120).events))
    return texts
