"""The comparison of two runs as text, for a terminal: what got worse, what got better, and by how much on the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.text.normalize import clean, squeeze
from evals.cases import Language
from evals.reports.words import Words, signed, words
from evals.runs.compare import LOWER_IS_BETTER, Change, Comparison, Shift
from evals.runs.notes import Note

_LENGTH = 160  # characters shown of an answer's or a question's text
_NAMED = {"status": "status", "language": "languages"}  # notes whose values are names, and the words for them


def as_text(
    comparison: Comparison, language: Language = "en", *, most: int | None = None, show_test: bool = False
) -> str:
    """Lines without colours or control characters, whatever the answers hold.

    At most `most` questions are told of each group (None: all). Those of the test half are only counted, unless
    `show_test`.
    """
    texts = words(language)
    return "\n".join(_lines(comparison, texts, most, show_test))


def _lines(comparison: Comparison, texts: Words, most: int | None, show_test: bool) -> Iterator[str]:
    for warning in comparison.warnings:
        yield texts("compare.warning", text=_note(warning, texts))
    counts = {verdict: len(comparison.of(verdict)) for verdict in ("better", "worse", "same")}
    yield texts("compare.title", metric=texts.metric(comparison.metric), **counts)
    if not comparison.changes:
        yield texts("compare.none")
    for verdict in ("worse", "better"):
        if changes := comparison.of(verdict):
            yield ""
            yield texts(f"compare.{verdict}", n=len(changes))
            yield from _told(changes, texts, most, show_test)
    if comparison.shifts:
        yield ""
        yield texts("compare.rates")
        yield from (f"  {_rate(shift, texts)}" for shift in comparison.shifts)
    if comparison.only_before or comparison.only_after:
        yield ""
    for name, keys in (("only_before", comparison.only_before), ("only_after", comparison.only_after)):
        if keys:
            yield texts.counted(f"compare.{name}", len(keys))
    if comparison.differences:
        yield ""
        yield texts("compare.settings")
        for name, before, after in comparison.differences:
            both = {"before": _short(before) or "–", "after": _short(after) or "–"}
            yield "  " + texts("compare.setting", name=_short(name), **both)


def _told(changes: Sequence[Change], texts: Words, most: int | None, show_test: bool) -> Iterator[str]:
    shown = [change for change in changes if show_test or change.row.split == "dev"]
    for change in shown[:most]:
        row = change.row
        about = [row.case, row.language, texts.named("variants", row.variant) if row.variant else "", row.system]
        kind = texts.named("kinds", row.kind)
        yield f"  {' · '.join(filter(None, about))} · {kind}: {_short(row.question)}"
        yield from (f"      {_note(note, texts)}" for note in change.notes)
    if most is not None and len(shown) > most:
        yield "  " + texts("compare.more", n=len(shown) - most)
    if hidden := len(changes) - len(shown):
        yield "  " + texts("compare.hidden", n=hidden)


def _note(note: Note, texts: Words) -> str:
    name, values = note
    section = _NAMED.get(name)
    said = {key: texts.named(section, value) if section else _short(value) for key, value in values.items()}
    if name == "nothing_shared":
        said["metric"] = texts.metric(values["metric"])
    return texts(f"compare.{name}", **said)


def _rate(shift: Shift, texts: Words) -> str:
    parts = [texts.metric(shift.metric), texts.named("systems", shift.system), texts.library(shift.library)]
    parts += [texts.named("languages", shift.language)]
    parts += [texts.named("variants", shift.variant)] if shift.variant else []
    # a mean of words is a number, not a share
    scale = 1 if shift.metric == "words" else 100
    line = texts(
        "compare.rate",
        name=_short(" · ".join(parts)),
        before=f"{scale * shift.before:.1f}",
        after=f"{scale * shift.after:.1f}",
        difference=signed(scale * shift.difference),
        low=signed(scale * shift.low),
        high=signed(scale * shift.high),
        n=shift.n,
    )
    if not shift.clear:
        return line
    worse = (shift.difference < 0) != (shift.metric in LOWER_IS_BETTER)
    return f"{line} {texts('compare.clearly_worse' if worse else 'compare.clearly_better')}"


def _short(text: str) -> str:
    line = squeeze(clean(text))
    return line if len(line) <= _LENGTH else line[: _LENGTH - 1].rstrip() + "…"
