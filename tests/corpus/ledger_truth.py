"""Measure a ledger of the seed documents against what a careful reader wrote down (`tests/data/ledger/`).

How a finding is matched with a row of the truth: same document, one of the row's commitments, fields and voices, and
the shorter of the two places (the finding's, the row's) lies at least half inside the longer one; then

- a value of a scale, a number, a date or a status is one of the row's values (numbers as numbers, else without case,
  accents and punctuation);
- of institutions and policy areas each one counts by itself, under any of its names (`institutions.toml`);
- running text needs no more than its place, but is never the value of a scale.

Recall is over what the rows require, at the row's anchor. Precision is over the ledger's findings in the fields that
`complete.toml` declares complete; there a row's place reaches from its anchor to its `until`.

`python tests/corpus/ledger_truth.py` prints the figures and what is missing or wrong.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from corpus.ledger.model import Disagreement, Finding, Ledger, Locator, Proposal
from corpus.library.catalog import load_catalog
from corpus.model import Document
from corpus.read import read_file

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "ledger"
SETS = frozenset({"lead", "participants", "policy_area"})
SCALES = {
    "completion": {"not started", "limited", "substantial", "complete"},
    "openness": {"worsened", "did not change", "marginal", "major", "outstanding"},
}
Span = tuple[int, int]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares in [0, 1] with what they are shares of; `missing` and `wrong` are readable lines."""

    expected: int
    given: int
    missing: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        return 1 - len(self.missing) / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / self.given if self.given else 0.0

    def __str__(self) -> str:
        lines = [
            f"recall {self.recall:.3f} ({self.expected - len(self.missing)} of {self.expected}), "
            f"precision {self.precision:.3f} ({self.given - len(self.wrong)} of {self.given})"
        ]
        return "\n".join(
            lines + [f"  missing  {line}" for line in self.missing] + [f"  wrong    {line}" for line in self.wrong]
        )


def seeds(shared: Path) -> list[Document]:
    """The seed documents as their catalog describes them, by name."""
    catalog = load_catalog(shared / "corpus" / "catalog.toml")
    paths = sorted((shared / "corpus" / "seeds").glob("*.txt"))
    return [read_file(path, catalog.entry_for(path)) for path in paths]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of a file of the truth: "commitments", "findings", "proposals" or "disagreements"."""
    return tuple(json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())


@cache
def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    forms = tomllib.loads((DATA / "institutions.toml").read_text(encoding="utf-8"))["forms"]
    complete = tomllib.loads((DATA / "complete.toml").read_text(encoding="utf-8"))["complete"]
    return forms, complete


@cache
def fold(text: str) -> str:
    """Lower case, no accents, one space for whatever is neither letter nor figure."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", plain).strip()


def _name(text: str) -> str:
    return re.sub(r"^(el|la|los|las|the) | a ?c$", "", fold(text))


def many(value: Any) -> tuple[Any, ...]:
    """`value` as a tuple: a row may give one thing or a list of things."""
    return tuple(value) if isinstance(value, list) else () if value is None else (value,)


def places(row: Row, text: str, anchor: str, *, whole: bool = True) -> list[Span]:
    """Where `anchor` stands: once, or `everywhere`; first after `after`; up to the end of `until` if `whole`.

    Raises ValueError if a quoted run is not in `text`.
    """
    start = text.index(row["after"]) if "after" in row else 0
    starts = [text.index(anchor, start)]
    if row.get("everywhere"):
        starts = [match.start() for match in re.finditer(re.escape(anchor), text)]
    until = row.get("until", "") if whole else ""
    return [(at, text.index(until, at) + len(until) if until else at + len(anchor)) for at in starts]


def touches(at: Locator, spans: Iterable[Span]) -> bool:
    """Whether the shorter of the locator and one of the spans lies at least half inside the other."""
    return any(
        2 * (min(at.end, end) - max(at.start, start)) >= max(1, min(at.end - at.start, end - start))
        for start, end in spans
    )


def same_key(wanted: str, key: str) -> bool:
    """`wanted` is an OGP id, or "MX:2019" for a plan, whose key may be written "mx-2019" or "mx-2019-2022"."""
    if ":" not in wanted:
        return wanted == key
    country, _, year = wanted.partition(":")
    return re.fullmatch(rf"{country} {year}( \d{{4}})?".lower(), fold(key)) is not None


def _equal(wanted: str, value: str) -> bool:
    try:
        return float(wanted) == float(value)
    except ValueError:
        return fold(wanted) == fold(value)


def _members(row: Row) -> list[str]:
    return [*row.get("members", []), *row.get("may", [])]


def _called(member: str, part: str) -> bool:
    name = _name(part)
    forms = (member, *_tables()[0].get(member, []))
    return any(name.startswith(_name(form)) if form.endswith("…") else name == _name(form) for form in forms)


def _parts(finding: Finding) -> list[str]:
    if finding.field not in SETS:
        return [finding.value]
    # No policy area has a comma in its name; institutions do.
    apart = r"[;,]" if finding.field == "policy_area" else ";"
    return [part.strip() for part in re.split(apart, finding.value)]


def says(row: Row, finding: Finding, part: str, spans: Sequence[Span]) -> bool:
    """Whether `part` of the finding's value is what the row expects at one of the spans."""
    if finding.at.source != row["source"] or finding.field not in many(row["field"]):
        return False
    if finding.voice not in many(row["voice"]) or not touches(finding.at, spans):
        return False
    if not any(same_key(key, finding.commitment) for key in many(row["commitment"])):
        return False
    if "members" in row:
        return any(_called(member, part) for member in _members(row))
    if "value" in row and (finding.field in SCALES or finding.field in ("status", "count", "start", "end")):
        return any(_equal(value, part) for value in many(row["value"]))
    return fold(part) not in SCALES.get(finding.field, set())


def _listed(document: Document) -> list[Row]:
    """Rows that need not be found but are right: titles and areas where a document lists its commitments."""
    found: list[Row] = []
    for entry in rows("commitments"):
        for title in entry["titles"]:
            row = {
                "commitment": entry["id"], "source": title["source"], "required": False,
                "voice": ["promised", "context", "self_reported", "proposed"], "anchor": title["anchor"],
            }  # fmt: skip
            if title["source"] != document.metadata.source:
                continue
            found.append({**row, "field": "title", "everywhere": True})
            if f"{entry['id']}, {entry['cycle']}" in document.text:
                line = {**row, "anchor": entry["id"] + ", " + entry["cycle"]}
                found.append(
                    {**line, "field": "policy_area", "until": entry["policy_area"], "members": [entry["policy_area"]]}
                )
                found.append({**line, "field": "start", "value": entry["cycle"]})
    return found


def measure_findings(ledger: Ledger, documents: Sequence[Document]) -> Figures:
    """Recall over the required rows (each institution and area by itself), precision over the complete fields."""
    by_source = {document.metadata.source: document for document in documents}
    truth = [*rows("findings"), *(row for document in documents for row in _listed(document))]
    units = [(finding, part) for finding in ledger.findings for part in _parts(finding)]
    missing: list[str] = []
    expected = 0
    reach: list[tuple[Row, list[Span]]] = []
    for row in truth:
        text = by_source[row["source"]].text
        reach.append((row, places(row, text, row["anchor"])))
        if not row.get("required", True):
            continue
        spans = reach[-1][1] if "members" in row else places(row, text, row["anchor"], whole=False)
        for member in row.get("members", [""]):
            expected += 1
            if not any(says(row, f, part, spans) and (not member or _called(member, part)) for f, part in units):
                missing.append(_line(row, member or " / ".join(many(row.get("value"))) or "text"))
    complete = _tables()[1]
    judged = [(f, part) for f, part in units if f.field in complete.get(f.at.source, [])]
    wrong = [_given(f, part) for f, part in judged if not any(says(row, f, part, spans) for row, spans in reach)]
    return Figures(expected, len(judged), tuple(missing), tuple(wrong))


def _line(row: Row, wanted: str) -> str:
    key, field, voice = (many(row[name])[0] for name in ("commitment", "field", "voice"))
    return f"{key} {field} [{voice}] {wanted!r} at {row['source'][:3]} «{row['anchor']}»"


def _given(finding: Finding, part: str) -> str:
    wording = " ".join(finding.wording.split()[:8])
    return (
        f"{finding.commitment} {finding.field} [{finding.voice}] {part[:60]!r} at {finding.at.source[:3]} «{wording}»"
    )


def measure_proposals(ledger: Ledger, documents: Sequence[Document]) -> Figures:
    """Required proposals, and each commitment one must name, are what is expected; kind and voice must be right."""
    texts = {document.metadata.source: document.text for document in documents}
    reach = [(row, places(row, texts[row["source"]], row["anchor"])) for row in rows("proposals")]
    missing: list[str] = []
    expected = 0

    def right(row: Row, proposal: Proposal, spans: Sequence[Span]) -> bool:
        same = proposal.at.source == row["source"] and proposal.kind in many(row["kind"])
        return same and proposal.voice in many(row["voice"]) and touches(proposal.at, spans)

    for row, spans in reach:
        if not row.get("required", True):
            continue
        matches = [proposal for proposal in ledger.proposals if right(row, proposal, spans)]
        named = {key for proposal in matches for key in proposal.commitments}
        wanted = row.get("commitments", [])
        expected += 1 + len(wanted)
        label = f"{many(row['kind'])[0]} at {row['source'][:3]} «{row['anchor']}»"
        missing += [] if matches else [label]
        missing += [f"{label} names {key}" for key in wanted if key not in named]
    wrong = []
    for proposal in ledger.proposals:
        fitting = [row for row, spans in reach if right(row, proposal, spans)]
        allowed = {key for row in fitting for key in [*row.get("commitments", []), *row.get("may", [])]}
        strange = [key for key in proposal.commitments if key not in allowed]
        if not fitting or strange:
            why = f" names {', '.join(strange)}" if fitting else ""
            wrong.append(f"{proposal.kind} [{proposal.voice}] {proposal.title[:60]!r} at {proposal.at.source[:3]}{why}")
    return Figures(expected, len(ledger.proposals), tuple(missing), tuple(wrong))


def measure_disagreements(ledger: Ledger, documents: Sequence[Document]) -> Figures:
    """Expected are the rows with the verdict "disagreement"; wrong is what fits none of them and is not debatable.

    A disagreement of the ledger fits a row if the commitment and field are the row's and two of its sides are touched.
    """
    texts = {document.metadata.source: document.text for document in documents}
    truth = rows("disagreements")

    def fits(row: Row, given: Disagreement) -> bool:
        if given.field not in row["field"] or not any(same_key(key, given.commitment) for key in row["commitment"]):
            return False
        touched = 0
        for side in row["sides"]:
            spans = [
                span
                for anchor in side["anchors"]
                for span in places(side if "after" in side else {"everywhere": True}, texts[side["source"]], anchor)
            ]
            touched += any(f.at.source == side["source"] and touches(f.at, spans) for f in given.sides)
        return touched >= 2

    fitting = [[row for row in truth if fits(row, given)] for given in ledger.disagreements]
    found = {row["name"] for matches in fitting for row in matches}
    real = [row for row in truth if row["verdict"] == "disagreement"]
    missing = [f"{row['name']}: {row['why']}" for row in real if row["name"] not in found]
    wrong = []
    for given, matches in zip(ledger.disagreements, fitting, strict=True):
        if not any(row["verdict"] != "near_miss" for row in matches):
            named = "; ".join(f"no disagreement: {row['name']} ({row['why']})" for row in matches) or "not listed"
            sides = " | ".join(_given(finding, finding.value) for finding in given.sides)
            wrong.append(f"{given.commitment} {given.field}: {sides} ({named})")
    return Figures(len(real), len(ledger.disagreements), tuple(missing), tuple(wrong))


def missing_commitments(ledger: Ledger) -> list[str]:
    """What is wanted of the commitments and is not there: id, country, year, number, listed title, policy area."""
    problems = []
    for row in rows("commitments"):
        found = ledger.commitments.get(row["id"])
        if found is None:
            problems.append(f"{row['id']}: not in the ledger")
            continue
        title, area = fold(row["titles"][0]["anchor"]), row["policy_area"]
        checks = (
            (found.id == row["id"], f"its id is {found.id!r}"),
            (found.country.upper() == row["country"], f"its country is {found.country!r}"),
            (found.cycle[:4] == row["cycle"], f"its plan is {found.cycle!r}, not of {row['cycle']}"),
            ("number" not in row or found.number == row["number"], f"its number is {found.number}"),
            (any(title in fold(own) for own in found.titles.values()), f"no title holds «{title}»"),
            (not area or area in found.policy_areas, f"its policy areas are {found.policy_areas}, without {area}"),
            (bool(found.named), "it is named nowhere"),
        )
        problems += [f"{row['id']}: {problem}" for holds, problem in checks if not holds]
    known = {row["id"] for row in rows("commitments")}
    return problems + [f"{key}: there is no such commitment" for key in ledger.commitments if key not in known]


def main() -> None:
    """Print every figure with what is missing and wrong."""
    from corpus.ledger import build_ledger

    documents = seeds(ROOT.parent / "shared")
    ledger = build_ledger(documents)
    problems = missing_commitments(ledger)
    print("commitments", len(ledger.commitments), "problems", len(problems), *problems, sep="\n  ")
    print("findings", measure_findings(ledger, documents))
    print("proposals", measure_proposals(ledger, documents))
    print("disagreements", measure_disagreements(ledger, documents))


if __name__ == "__main__":
    main()
