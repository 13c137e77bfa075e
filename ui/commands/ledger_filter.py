"""The options that choose a part of the ledger: what belongs to it besides commitments, and what to say where nothing
does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ui.terminal.session import Session

_KNOWN = 12  # values that are named of each option


def with_plans(ledger: Any, findings: Iterable[Any], chosen: Mapping[str, str | None]) -> tuple[Any, ...]:
    """`findings` and what is said of whole plans of the country, cycle and voice chosen, in the ledger's order."""
    wanted = set(findings)
    return tuple(
        finding
        for finding in ledger.findings
        if finding in wanted or (finding.commitment not in ledger.commitments and _fits(finding, chosen))
    )


def _fits(finding: Any, chosen: Mapping[str, str | None]) -> bool:
    country, _, year = finding.commitment.partition("-")
    return (chosen["country"] in (None, "") or country.upper() == str(chosen["country"]).strip().upper()) and (
        (chosen["cycle"] in (None, "") or year[:4] == str(chosen["cycle"])[:4])
        and chosen["voice"] in (None, finding.voice)
    )


def announce_none(session: Session, ledger: Any, chosen: Mapping[str, str | None], found: int) -> None:
    """Where nothing fits the options: for each of those that fits nothing by itself, what the ledger has of it."""
    if found or not any(chosen.values()):
        return
    texts = session.texts
    session.console.note(texts("ledger.none_fits"))
    known = _known(ledger, texts.language)
    for name, values in known.items():
        written = chosen.get(name)
        if written and values and not _one_of(name, written, values):
            listed = [shown for shown in dict.fromkeys(values.values()) if shown]
            more = "…" if len(listed) > _KNOWN else ""
            told = ", ".join(listed[:_KNOWN]) + more
            session.console.note(texts("ledger.known_values", option=f"--{name}", written=written, known=told))


def _known(ledger: Any, language: str) -> dict[str, dict[str, str]]:
    """For each option, the values in the ledger with how they are shown."""
    from corpus.ledger.labels import level_label

    commitments = ledger.commitments.values()
    statuses = sorted({(f.field, f.value) for f in ledger.findings if f.field in ("status", "completion")})
    areas = sorted({area for commitment in commitments for area in commitment.policy_areas})
    named = {value: level_label(field, value, language) for field, value in statuses}
    return {
        "country": {country: country for country in sorted({one.country for one in commitments})},
        "cycle": {cycle: cycle for cycle in sorted({one.cycle for one in commitments if one.cycle})},
        # words that are no level stand as their document has them
        "status": {value: f"{value} ({name})" for value, name in named.items() if value != name},
        "area": {area: area for area in areas},
    }


def _one_of(name: str, written: str, values: Mapping[str, str]) -> bool:
    from corpus.ledger.labels import level_key
    from corpus.text.normalize import fold

    if name == "status":
        return (level_key(written) or written) in values
    if name == "cycle":
        return any(written in (value, value[:4]) for value in values)
    return any(fold(written) == fold(value) for value in values)
