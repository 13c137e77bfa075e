"""What a document is, in a line for people: what nobody stated is marked as inferred, what is in doubt is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ui.terminal.session import Session

if TYPE_CHECKING:
    from corpus.model import Metadata

SHOWN = ("kind", "country", "cycle", "date")  # what decides whose words they are, of where and when
_LEAVE_THE_REST = "0"


def facts_line(session: Session, data: Metadata) -> str:
    """ "IRM report, UY, 2021-2023, es — inferred: kind, country"."""
    kind = session.backend.kind_label(data.kind, session.texts.language)
    facts = ", ".join(part for part in (kind, data.country, data.cycle, data.date, data.language) if part)
    doubtful = [name for name in (*SHOWN, "title") if name in data.doubtful]
    inferred = [name for name in SHOWN if name in data.inferred and name not in doubtful]
    for key, names in (("corpus.inferred_fields", inferred), ("corpus.doubtful_fields", doubtful)):
        if names:
            fields = ", ".join(session.texts(f"field.{name}").lower() for name in names)
            facts += f" — {session.texts(key, fields=fields)}"
    return facts


def added_lines(session: Session, outcome: Any) -> list[str]:
    """What an added document was taken for, how to correct that, and a document whose file has the same name."""
    data, texts = outcome.metadata, session.texts
    if data is None or outcome.status == "unchanged":
        return []
    lines = [facts_line(session, data)]
    if "kind" in data.doubtful:
        lines.append(texts("corpus.kind_doubtful", id=data.id))
    elif set(SHOWN) & set(data.inferred):
        lines.append(texts("corpus.correct", id=data.id))
    if outcome.claimed:
        fields = ", ".join(texts(f"field.{name}").lower() for name in outcome.claimed)
        lines.append(texts("corpus.claimed", fields=fields, id=data.id))
    if not data.country:
        lines.append(texts("corpus.no_country", id=data.id))
    if outcome.namesake:
        lines.append(texts("corpus.namesake", id=data.id, other=outcome.namesake, path=outcome.path))
    return lines


def ask_what_is_open(session: Session, library: Any, outcomes: Sequence[Any]) -> None:
    """Ask the person at the terminal what the documents are whose kind is in doubt, and of which country those that
    name none. Nobody is asked elsewhere."""
    added = [one for one in outcomes if one.status in ("added", "updated") and one.metadata]
    if not session.console.interactive:
        return
    doubtful = [one for one in added if "kind" in one.metadata.doubtful]
    if doubtful:
        _ask_kinds(session, library, doubtful)
    nowhere = [one for one in added if not one.metadata.country]
    if nowhere:
        code_of = session.backend.country_code
        _ask_each(session, library, nowhere, "country", code_of, session.texts("corpus.ask_country_again"))


def _ask_kinds(session: Session, library: Any, doubtful: Sequence[Any]) -> None:
    console, texts = session.console, session.texts
    kinds = session.backend.kinds()
    for number, name in enumerate(kinds, 1):
        console.note(f"{number:>3}  {session.backend.kind_label(name, texts.language)}")

    def chosen(said: str) -> str | None:
        name = kinds[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(kinds) else said
        return name if name in kinds else None

    _ask_each(session, library, doubtful, "kind", chosen, texts("corpus.ask_again", last=len(kinds)))


def _ask_each(
    session: Session,
    library: Any,
    outcomes: Sequence[Any],
    field: str,
    value_of: Callable[[str], str | None],
    again: str,
) -> None:
    """Ask for the field of each document; `value_of` is what an answer means, None where it means nothing (`again` is
    said, and it is asked once more)."""
    console, texts = session.console, session.texts
    for outcome in outcomes:
        while True:
            said = console.ask(texts(f"corpus.ask_{field}", id=outcome.document_id, title=outcome.metadata.title))
            if said in (None, _LEAVE_THE_REST):
                return
            if said == "":
                break
            value = value_of(said)
            if value is not None:
                library.correct(outcome.document_id, {field: value})
                told = session.backend.kind_label(value, texts.language) if field == "kind" else value
                console.show(texts("corpus.set", id=outcome.document_id, field=texts(f"field.{field}"), value=told))
                break
            console.note(again)
