"""What a document says of the whole plan: its period, how many commitments it has, how many reached what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import regex

from corpus.data import table
from corpus.ledger.counts import about_key, counts
from corpus.ledger.draft import Draft, Reading, Span, Subject
from corpus.ledger.periods import names_plan, ordinals, plan_years, told_period
from corpus.ledger.profile import Profile
from corpus.ledger.scales import levels_named
from corpus.model import Block, Document, Voice
from corpus.text.normalize import any_of, fitting, fold
from corpus.text.numbers import number_pattern, whole_number
from corpus.text.sentences import clauses
from corpus.text.speakers import says

_MANY = regex.compile(r"(?<!\w)(?:compromisos|commitments)(?!\w)")
_TALLIED = ("completion", "status", "ambition", "openness")
ENDORSED = "irm endorsement"
_KEY = regex.compile(r"^(?P<label>[^\n\t:]{4,60})\s?:\s+(?P<value>[^\n]{1,40})$")


@dataclass(frozen=True, slots=True)
class Tally:
    """A stated number of commitments that reached a level: "Seis (6) de 13 compromisos alcanzaron avances
    sustanciales". `endorsed`: the document says that the IRM stands behind it."""

    draft: Draft
    scale: str
    level: str
    endorsed: bool


def read_plan(document: Document, profile: Profile, plan: Subject, reading: Reading) -> list[Tally]:
    """Adds what the document says of its plan to `reading`; the stated tallies."""
    own = ordinals(document.metadata.title) or ordinals(document.text[:1500])
    tallies: list[Tally] = []
    seen: set[tuple[str, str, str]] = set()
    inside = _commitment_blocks(document, reading)
    endorsed = introduced = False
    counted = profile.plan_counts and document.metadata.commitment is None

    def add(
        field: str, value: str, start: int, end: int, block: Block, subject: Subject = plan, about: str = ""
    ) -> Draft | None:
        voice: Voice = block.voice or profile.voice
        if profile.stated_voices_only and voice == "context":
            return None
        draft = Draft(subject, field, value, Span(start, end, block.section), voice, about, "plan")  # type: ignore[arg-type]
        mark = (field, value, about + str(subject.year))
        if mark not in seen:
            seen.add(mark)
            reading.drafts.append(draft)
        return draft

    for number, block in enumerate(document.blocks):
        text = document.text[block.start : block.end]
        for first, last, start, end in plan_years(text):
            subject = replace(plan, year=first, cycle=f"{first}-{last}")
            for field, year in (("start", first), ("end", last)):
                add(field, str(year), block.start + start, block.start + end, block, subject)
        if block.kind in ("heading", "table_row") or number in inside or plan.year is None:
            endorsed = False if block.kind == "heading" else endorsed
            continue
        pair = _KEY.match(text)
        if pair and profile.role_of(pair.group("label")) == "total" and (value := whole_number(pair.group("value"))):
            add(
                "count",
                value,
                block.start + pair.start("value"),
                block.start + pair.end("value"),
                block,
                about=_total_of(pair.group("label")),
            )
        elif pair and (none := _none_of(pair.group("label"), pair.group("value"))):
            add("count", "0", block.start, block.end, block, about=none)
        if block.kind == "paragraph":
            endorsed = says("endorsed", text)
            introduced = text.endswith(":") and (names_plan(text) or _MANY.search(fold(text)) is not None)
        for start, end in clauses(document.text, block.start, block.end):
            sentence = document.text[start:end]
            if _other_plan(sentence, own):
                continue
            if names_plan(sentence):
                for field, moment in told_period(sentence).items():
                    add(field, moment.iso, start + moment.start, start + moment.end, block)
            if says("endorsed", sentence) and (says("every", sentence) or sentence.rstrip().endswith(":")):
                add("other", sentence, start, end, block, about=ENDORSED)
            stated = (
                _tallies(sentence) if _MANY.search(fold(sentence)) or (endorsed and block.kind == "list_item") else []
            )
            for scale, level, value, left, right in stated:
                draft = add("count", value, start + left, start + right, block, about=f"{scale}: {level}")
                if draft:
                    tallies.append(Tally(draft, scale, level, endorsed or says("endorsed", sentence)))
            its_own = (
                _about_plan().search(fold(sentence))
                or names_plan(sentence)
                or (introduced and block.kind == "list_item")
            )
            if counted and not stated and its_own:
                for count in counts(sentence):
                    if about_key(count.about) in table("corpus.ledger", "numbers")["plan"]["not_its_own"]:
                        continue
                    add("count", count.number, start + count.start, start + count.end, block, about=count.about)
    return tallies


def _none_of(label: str, value: str) -> str | None:
    """What a sheet says there is none of: "Compromisos subnacionales: No"."""
    if not fitting(table("corpus.ledger", "numbers")["plan"]["none"]).fullmatch(fold(value).strip(" .")):
        return None
    return " ".join(fold(label).split()) if _MANY.search(fold(label)) else None


@cache
def _about_plan() -> regex.Pattern[str]:
    return any_of(["compromisos", "commitments", *table("corpus.ledger", "numbers")["plan"]["process"]])


def _total_of(label: str) -> str:
    return "commitments" if "commitments" in fold(label) else "compromisos"


def _other_plan(sentence: str, own: set[int]) -> bool:
    """Whether a sentence speaks of another plan than the document's own."""
    if regex.search(table("corpus.ledger", "numbers")["plan"]["other"], fold(sentence)):
        return True
    named = ordinals(sentence)
    return bool(named and own and not named & own)


def _commitment_blocks(document: Document, reading: Reading) -> set[int]:
    """Blocks that already gave findings of a single commitment."""
    starts = sorted({draft.span.start for draft in reading.drafts if not draft.subject.whole_plan})
    found = set()
    for number, block in enumerate(document.blocks):
        if any(block.start <= start < block.end for start in starts):
            found.add(number)
    return found


def _tallies(sentence: str) -> list[tuple[str, str, str, int, int]]:
    """(scale, level, number, start, end) of every clause "N … level": a number, and one level before the next
    number. A clause that gives two levels to one number says neither."""
    folded = fold(sentence)
    numbers = [
        m
        for m in regex.finditer(rf"(?<![\w.,-]){number_pattern()}(?![\w%]|[.,]\d)", folded)
        if not _is_whole(folded, m) and m.group() not in ("un", "una")
    ]
    found = []
    for at, match in enumerate(numbers):
        end = numbers[at + 1].start() if at + 1 < len(numbers) else len(folded)
        clause = folded[match.start() : end]
        levels = {
            (scale, level.key): level for scale in _TALLIED for level in levels_named(scale, clause, subject_given=True)
        }
        # "sustancial" alone is a level of two scales: completion, unless ambition is named
        if any(scale == "completion" for scale, _ in levels) and "ambici" not in folded and "ambiti" not in folded:
            levels = {key: level for key, level in levels.items() if key[0] != "ambition"}
        if len(levels) == 1 and (value := whole_number(match.group())):
            (((scale, key), level),) = levels.items()
            found.append((scale, key, value, match.start(), match.start() + level.end))
    return found


def _is_whole(folded: str, match: regex.Match[str]) -> bool:
    """The number out of which others are counted: "6 de 13 compromisos", "de los once compromisos, cuatro…"."""
    before = folded[: match.start()]
    return regex.search(r"(?<!\w)(?:de|of|out of)(?: (?:los|las|the|sus|its))?\s+$", before) is not None
