"""The part of the ledger that the options of `ogp ledger` ask for, and what to say where nothing fits them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from ui.terminal.session import Decorator, Session
from ui.views.ledger import VOICES, LedgerView

Filters = Mapping[str, str | None]
OPTIONS = ("country", "cycle", "status", "area", "institution")
FORMATS = ("table", "json", "csv", "excel")
_LISTED = 12  # values that are named of each option


def filter_options(session: Session) -> Decorator:
    """Decorator: the options that choose a part of the ledger, `OPTIONS` and "voice"."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        voices = click.Choice(VOICES)
        function = session.option("--voice", help="ledger_voice", metavar="voice", type=voices)(function)
        for name in reversed(OPTIONS):
            function = session.option(f"--{name}", help=f"ledger_{name}", metavar=name)(function)
        return function

    return add


def format_option(session: Session, default: str) -> Decorator:
    known = FORMATS if default == "table" else FORMATS[1:]
    return click.option(
        "--format",
        "form",
        type=click.Choice(known),
        default=default,
        metavar=f"[{'|'.join(known)}]",
        help=session.texts("help.ledger_format", default=default),
    )


def open_filtered(session: Session, filters: Filters) -> tuple[LedgerView, Any, tuple[Any, ...]]:
    """The view, the ledger, and the commitments that fit the options."""
    from corpus.ledger import commitments_where
    from corpus.ledger.labels import level_key

    ledger, documents = session.backend.ledger(session.home())
    voice: Any = filters["voice"]
    commitments = commitments_where(
        ledger,
        country=filters["country"],
        cycle=filters["cycle"],
        status=filters["status"] and (level_key(filters["status"]) or filters["status"]),
        policy_area=filters["area"],
        institution=filters["institution"],
        voice=voice,
    )
    return LedgerView(ledger, documents, session.texts), ledger, commitments


def with_plan_findings(ledger: Any, findings: Iterable[Any], filters: Filters) -> tuple[Any, ...]:
    """`findings` and what is said of whole plans of the country, cycle and voice chosen, in the ledger's order. A part
    chosen by what only commitments have (status, area, institution) holds no plans."""
    if any(filters[name] for name in ("status", "area", "institution")):
        return tuple(findings)
    wanted = set(findings)
    return tuple(
        finding
        for finding in ledger.findings
        if finding in wanted or (finding.commitment not in ledger.commitments and _fits(finding, filters))
    )


def _fits(finding: Any, filters: Filters) -> bool:
    country, _, year = finding.commitment.partition("-")
    return (filters["country"] in (None, "") or country.upper() == str(filters["country"]).strip().upper()) and (
        (filters["cycle"] in (None, "") or year[:4] == str(filters["cycle"])[:4])
        and filters["voice"] in (None, finding.voice)
    )


def announce_nothing_fits(session: Session, ledger: Any, filters: Filters) -> None:
    """For each option that fits nothing by itself, what the ledger has of it."""
    if not any(filters.values()):
        return
    texts = session.texts
    session.console.note(texts("ledger.none_fits"))
    for name, values in _known_values(ledger, texts.language).items():
        written = filters.get(name)
        if written and values and not _is_known(name, written, values):
            listed = [shown for shown in dict.fromkeys(values.values()) if shown]
            known = ", ".join(listed[:_LISTED]) + ("…" if len(listed) > _LISTED else "")
            session.console.note(texts("ledger.known_values", option=f"--{name}", written=written, known=known))


def _known_values(ledger: Any, language: str) -> dict[str, dict[str, str]]:
    """For each option, the values in the ledger with how they are shown."""
    from corpus.ledger.labels import level_label

    commitments = ledger.commitments.values()
    statuses = sorted({(f.field, f.value) for f in ledger.findings if f.field in ("status", "completion")})
    labels = {value: level_label(field, value, language) for field, value in statuses}
    lists = {
        "country": {commitment.country for commitment in commitments},
        "cycle": {commitment.cycle for commitment in commitments if commitment.cycle},
        "area": {area for commitment in commitments for area in commitment.policy_areas},
    }
    return {
        **{name: {value: value for value in sorted(values)} for name, values in lists.items()},
        # words that are no level stand as their document has them
        "status": {value: f"{value} ({label})" for value, label in labels.items() if value != label},
    }


def _is_known(name: str, written: str, values: Mapping[str, str]) -> bool:
    from corpus.ledger.labels import level_key
    from corpus.text.normalize import fold

    if name == "status":
        return (level_key(written) or written) in values
    if name == "cycle":
        return any(written in (value, value[:4]) for value in values)
    return any(fold(written) == fold(value) for value in values)
