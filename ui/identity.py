"""What a document is, in a line for people: what nobody stated is marked as inferred, what is in doubt is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ui.session import Session

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
    if outcome.namesake:
        lines.append(texts("corpus.namesake", id=data.id, other=outcome.namesake, path=outcome.path))
    return lines


def ask_kinds(session: Session, library: Any, outcomes: Sequence[Any]) -> None:
    """Ask the person at the terminal what the documents are whose kind is in doubt. Nobody is asked elsewhere."""
    console, texts = session.console, session.texts
    doubtful = [
        one
        for one in outcomes
        if one.status in ("added", "updated") and one.metadata and "kind" in one.metadata.doubtful
    ]
    if not doubtful or not console.interactive:
        return
    kinds = session.backend.kinds()
    for number, name in enumerate(kinds, 1):
        console.note(f"{number:>3}  {session.backend.kind_label(name, texts.language)}")
    for outcome in doubtful:
        while True:
            said = console.ask(texts("corpus.ask_kind", id=outcome.document_id, title=outcome.metadata.title))
            if said in (None, _LEAVE_THE_REST):
                return
            if said == "":
                break
            name = kinds[int(said) - 1] if said.isdecimal() and 0 < int(said) <= len(kinds) else said
            if name in kinds:
                library.correct(outcome.document_id, {"kind": name})
                kind = session.backend.kind_label(name, texts.language)
                console.show(texts("corpus.set", id=outcome.document_id, field=texts("field.kind"), value=kind))
                break
            console.note(texts("corpus.ask_again", last=len(kinds)))
