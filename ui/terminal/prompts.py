"""Questions to the person at the terminal: what a new document is, where nothing says it for certain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ui.terminal.session import Session

_LEAVE_THE_REST = "0"


def ask_what_is_open(session: Session, library: Any, outcomes: Sequence[Any]) -> None:
    """Ask the person at the terminal what the documents are whose kind is in doubt, and of which country those that
    name none. Nobody is asked elsewhere."""
    if not session.console.interactive:
        return
    added = [outcome for outcome in outcomes if outcome.status in ("added", "updated") and outcome.metadata]
    if doubtful := [outcome for outcome in added if "kind" in outcome.metadata.doubtful]:
        _ask_each(session, library, doubtful, "kind", _kind_menu(session))
    if countryless := [outcome for outcome in added if not outcome.metadata.country]:
        _ask_each(session, library, countryless, "country", session.backend.country_code)


def _kind_menu(session: Session) -> Callable[[str], str | None]:
    """Shows the kinds with their numbers; returns what finds the kind that an answer, a number or a key, means."""
    kinds = session.backend.kinds()
    for number, kind in enumerate(kinds, 1):
        session.console.note(f"{number:>3}  {session.kind_label(kind)}")

    def kind_of(answer: str) -> str | None:
        kind = kinds[int(answer) - 1] if answer.isdecimal() and 0 < int(answer) <= len(kinds) else answer
        return kind if kind in kinds else None

    return kind_of


def _ask_each(
    session: Session, library: Any, outcomes: Sequence[Any], field: str, value_of: Callable[[str], str | None]
) -> None:
    """Ask for the field of each document; `value_of` is what an answer means, None where it means nothing, and the
    question is put once more."""
    console, texts = session.console, session.texts
    for outcome in outcomes:
        while True:
            answer = console.ask(texts(f"corpus.ask_{field}", id=outcome.document_id, title=outcome.metadata.title))
            if answer in (None, _LEAVE_THE_REST):
                return
            if answer == "":
                break
            value = value_of(answer)
            if value is not None:
                library.correct(outcome.document_id, {field: value})
                shown = session.kind_label(value) if field == "kind" else value
                console.show(texts("corpus.set", id=outcome.document_id, field=texts(f"field.{field}"), value=shown))
                break
            console.note(texts(f"corpus.ask_{field}_again", last=len(session.backend.kinds())))
