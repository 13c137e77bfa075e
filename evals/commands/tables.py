"""Tables for the terminal, which a pipe keeps as they are: any, and the rates of a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evals.commands.session import Texts

if TYPE_CHECKING:
    from evals.runs.scores import Score
    from evals.runs.store import Run


def table(headers: Sequence[str], lines: Sequence[Sequence[str]], left: int) -> str:
    """Columns padded with spaces; the first `left` ones are aligned left, the others right."""
    rows = [list(headers), *(list(line) for line in lines)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(headers))]
    rows.insert(1, ["-" * width for width in widths])
    padded = (
        [c.ljust(w) if n < left else c.rjust(w) for n, (c, w) in enumerate(zip(r, widths, strict=True))] for r in rows
    )
    return "\n".join("  ".join(cells).rstrip() for cells in padded)


# What is shown of each suite: the metrics, and whether a row of the table is a library or a variant.
METRICS = {
    "answers": ("right", "found_and_said", "wrong_refusal", "answered_unanswerable", "exact", "language", "words"),
    "retrieval": ("recall@1", "recall@5", "complete@5", "rr@20", "ndcg@10"),
    "xquad": ("recall@1", "recall@5", "rr@20"),
    "robustness": ("right", "stays_right"),
}


def summary(run: Run, texts: Texts) -> str:
    """One line for each system, library (or variant) and language, with the interval of the first rate."""
    suite = run.configuration.options.suite
    several = len({row.library for row in run.rows}) > 1
    metrics = METRICS[suite]
    shown: dict[tuple[str, str, str], dict[str, Score]] = {}
    for score in run.scores:
        place = score.variant if suite == "robustness" else score.library
        other = score.library if suite == "robustness" else score.variant
        if suite != "robustness" and place == "all" and not several:
            continue
        if score.split == "all" and score.kind == "all" and other in ("", "all") and score.language != "gap":
            shown.setdefault((score.system, place, score.language), {})[score.metric] = score
    lines = [
        [
            system,
            place or texts("evals.as_written"),
            texts.named("evals.language", language),
            *(f"{found[m].value:.{0 if m == 'words' else 3}f}" if m in found else "" for m in metrics),
            f"{found[metrics[0]].low:.3f}–{found[metrics[0]].high:.3f}" if metrics[0] in found else "",
            str(max(score.n for score in found.values())),
        ]
        for (system, place, language), found in shown.items()
    ]
    what = texts("evals.column.variant" if suite == "robustness" else "evals.column.library")
    headers = [texts("evals.column.system"), what, texts("evals.column.language")]
    headers += [texts.named("evals.metric", metric) for metric in metrics]
    headers += [texts("evals.column.interval", metric=texts.named("evals.metric", metrics[0])), texts("evals.column.n")]
    return table(headers, lines, left=3)
