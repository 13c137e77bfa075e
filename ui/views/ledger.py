"""The ledger of commitments as lines and rows for people and programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ui.views.text import one_line, page_text, shortened
from ui.wording import Wording

if TYPE_CHECKING:
    from corpus.ledger import Commitment, Disagreement, Finding, Ledger, Locator
    from corpus.model import Metadata

SHORT = 160  # characters of a quotation in a line
VOICES = ("promised", "self_reported", "assessed", "recommended", "proposed", "context")
RATED = ("completion", "openness", "status")
OTHERS = tuple(f"{field}_other" for field in RATED)  # what neither the government nor the IRM says
# The columns of rows, in order: what programs that read them may rely on.
ROW_COLUMNS = (
    *("key", "country", "cycle", "number", "title", "policy_areas"),
    *(f"{field}_{voice}" for field in RATED for voice in ("self_reported", "assessed")),
    *OTHERS,
    *("findings", "disagreements"),
)
LOCATION_COLUMNS = ("document", "source", "section", "column", "page", "start", "end", "page_label", "ocr")
FINDING_COLUMNS = ("commitment", "field", "about", "value", "voice", "wording", *LOCATION_COLUMNS)


def location_row(at: Locator) -> dict[str, Any]:
    """Where something stands, by `LOCATION_COLUMNS`."""
    return {**{name: getattr(at, name) for name in LOCATION_COLUMNS}, "section": " › ".join(at.section)}


def finding_row(finding: Finding) -> dict[str, Any]:
    """One finding as a flat row, by `FINDING_COLUMNS`."""
    return {name: getattr(finding, name) for name in FINDING_COLUMNS[:6]} | location_row(finding.at)


class LedgerView:
    """A ledger in one language. `documents` tell the titles of the documents it quotes, by id."""

    def __init__(self, ledger: Ledger, documents: Mapping[str, Metadata], texts: Wording) -> None:
        self._ledger = ledger
        self.documents = documents
        self._texts = texts

    def find(self, name: str) -> str | None:
        """The key of the commitment, or of the plan, that a person means by `name`; None where none is."""
        wanted = name.strip().upper().replace(" ", "")
        keys = dict.fromkeys((*self._ledger.commitments, *(finding.commitment for finding in self._ledger.findings)))
        return next((key for key in keys if key.upper() == wanted), None)

    def title(self, key: str) -> str:
        """What a commitment is called, in this language where documents say so; a plan has its key."""
        commitment = self._ledger.commitments.get(key)
        if commitment is None:
            return key
        titles = commitment.titles
        return titles.get(self._texts.language) or next(iter(titles.values()), key)

    def head(self, key: str) -> str:
        commitment = self._ledger.commitments.get(key)
        if commitment is None:
            return self._texts("ledger.plan", key=key)
        number = "" if commitment.number is None else self._texts("ledger.number", number=commitment.number)
        facts = " · ".join(part for part in (commitment.country, commitment.cycle, number) if part)
        return f"{key} — {self.title(key)}\n{facts}"

    def row(self, commitment: Commitment) -> dict[str, Any]:
        """One line of the list, by `ROW_COLUMNS`: what the two sides say of how it went."""
        findings = self._ledger.of(commitment.key)
        rated: dict[str, dict[str, None]] = {column: {} for column in ROW_COLUMNS if column.startswith(RATED)}
        for finding in findings:
            if finding.field in RATED:
                voice = finding.voice if finding.voice in ("self_reported", "assessed") else "other"
                rated[f"{finding.field}_{voice}"][finding.value] = None
        return {
            "key": commitment.key,
            "country": commitment.country,
            "cycle": commitment.cycle,
            "number": commitment.number,
            "title": self.title(commitment.key),
            "policy_areas": "; ".join(commitment.policy_areas),
            **{column: "; ".join(values) for column, values in rated.items()},
            "findings": len(findings),
            "disagreements": sum(d.commitment == commitment.key for d in self._ledger.disagreements),
        }

    def sources_elsewhere(self, filters: Mapping[str, str | None]) -> frozenset[str]:
        """The sources of the documents that state another country or cycle than the one chosen."""
        country, cycle = ((filters.get(name) or "").strip().upper() for name in ("country", "cycle"))
        return frozenset(
            metadata.source
            for metadata in self.documents.values()
            if (country and metadata.country and metadata.country.upper() != country)
            or (cycle and metadata.cycle and metadata.cycle[:4] != cycle[:4])
        )

    def finding_lines(self, findings: Iterable[Finding]) -> Iterator[str]:
        """Findings by field, each with who says it, its own words and where they stand."""
        by_field: dict[str, list[Finding]] = {}
        for finding in findings:
            by_field.setdefault(finding.field, []).append(finding)
        for field, found in by_field.items():
            yield f"\n{self._field_name(field)}"
            for one in sorted(found, key=lambda finding: VOICES.index(finding.voice)):
                yield f"  {self._texts.named('voice', one.voice)}{self._value_if_it_differs(one)}"
                yield f"    «{_short_line(one.wording)}» — {self.location(one.at)}"

    def disagreement_lines(self, disagreements: Iterable[Disagreement]) -> Iterator[str]:
        """Each disagreement with all its sides and their places."""
        for one in disagreements:
            about = self._about(one.about)
            key = "ledger.differs_within" if one.within else "ledger.differs"
            yield f"\n{self._texts(key, field=self._field_name(one.field) + about)}"
            for side in one.sides:
                voice = self._texts.named("voice", side.voice)
                yield f"  {self.value(side)} — {voice}"
                yield f"    «{_short_line(side.wording)}» — {self.location(side.at)}"

    def _value_if_it_differs(self, finding: Finding) -> str:
        """What it comes to, where that is not what the document says anyway."""
        about = self._about(finding.about)
        same = " ".join(finding.value.split()) == " ".join(finding.wording.split())
        return about if same else f": {self.value(finding)}{about}"

    def value(self, finding: Finding) -> str:
        from corpus.ledger.labels import value_label

        return _short_line(value_label(finding, self._texts.language))

    def with_level_names(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row of the list with the official levels by their names."""
        from corpus.ledger.labels import level_label

        def named(column: str, value: Any) -> Any:
            scale = next((field for field in RATED if column.startswith(f"{field}_")), None)
            if scale is None or not value:
                return value
            return "; ".join(level_label(scale, key, self._texts.language) for key in value.split("; "))

        return {column: named(column, value) for column, value in row.items()}

    def _about(self, about: str) -> str:
        from corpus.ledger.labels import about_label

        return f" ({about_label(about, self._texts.language)})" if about else ""

    def _field_name(self, field: str) -> str:
        from corpus.ledger.labels import field_label

        return field_label(field, self._texts.language)

    def location(self, at: Locator) -> str:
        """Where it stands, for a person."""
        metadata = self.documents.get(at.document)
        title = metadata.title if metadata is not None else at.source
        page = page_text(self._texts, at.page, at.page_label, "ledger.page")
        ocr = self._texts("ledger.ocr") if at.ocr else ""
        return ", ".join(part for part in (title, *at.section[-1:], at.column, page, ocr) if part)


def _short_line(text: str) -> str:
    return shortened(one_line(text), SHORT)
