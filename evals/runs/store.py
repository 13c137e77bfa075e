"""The files of a run: written as it goes on, read again by whoever compares or reports.

RUN/run.json     options, conditions, fingerprints; whether it is finished
RUN/rows.jsonl   one line a question, written as soon as it is answered
RUN/cases.jsonl  the gold questions that were asked, as they were then (id, kind, places, nuggets)
RUN/marks.jsonl  what each row is worth
RUN/scores.json  rates with intervals
RUN/timing.json  seconds, which no two runs share
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from evals.cases import Case, Gold, Nugget
from evals.errors import RunUnreadable, reason
from evals.runs.run import Configuration, Row
from evals.runs.scores import Marks, Score

FORMAT = 1
RUN, ROWS, CASES, MARKS, SCORES, TIMING = (
    "run.json",
    "rows.jsonl",
    "cases.jsonl",
    "marks.jsonl",
    "scores.json",
    "timing.json",
)


@dataclass(frozen=True, slots=True)
class Run:
    """A run as its folder holds it. `marks` are by `Row.key`, `cases` by id; `marks` and `scores` are empty until all
    is asked."""

    folder: Path
    configuration: Configuration
    rows: tuple[Row, ...]
    cases: Mapping[str, Case]
    marks: Mapping[str, Marks]
    scores: tuple[Score, ...]
    timing: tuple[Mapping[str, Any], ...]

    @property
    def name(self) -> str:
        return self.folder.name


def new_folder(runs: Path, suite: str, now: datetime | None = None) -> Path:
    """An empty folder for a run, named for its time (UTC) and suite."""
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%S")
    for name in (f"{stamp}-{suite}", *(f"{stamp}-{suite}-{n}" for n in range(2, 1000))):
        try:
            (runs / name).mkdir(parents=True)
        except FileExistsError:
            continue
        return runs / name
    raise RunUnreadable(run=str(runs), reason=reason("too_many_runs"))


def remove_if_empty(folder: Path) -> bool:
    """Remove the folder of a run that has no row; whether it had none."""
    if _lines(folder / ROWS):
        return False
    shutil.rmtree(folder, ignore_errors=True)
    return True


def list_runs(runs: Path) -> list[Path]:
    """The folders that hold a run, oldest first."""
    found = [path for path in runs.iterdir() if (path / RUN).is_file()] if runs.is_dir() else []
    return sorted(found, key=lambda path: path.name)


def read_run(folder: Path) -> Run:
    """Errors: RunUnreadable."""
    try:
        data = json.loads((folder / RUN).read_text(encoding="utf-8"))
        if data.pop("format", None) != FORMAT:
            raise RunUnreadable(run=str(folder), reason=reason("other_version"))
        return Run(
            folder=folder,
            configuration=Configuration.from_json(data),
            rows=tuple(Row.from_json(line) for line in _lines(folder / ROWS)),
            cases={line["id"]: _case(line) for line in _lines(folder / CASES)},
            marks={line.pop("key"): line for line in _lines(folder / MARKS)},
            scores=tuple(Score(**score) for score in _json(folder / SCORES)),
            timing=tuple(_json(folder / TIMING)),
        )
    except OSError as error:
        raise RunUnreadable(run=str(folder), reason=error.strerror or reason("unreadable")) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunUnreadable(run=str(folder), reason=reason("damaged", detail=error)) from error


def write_configuration(folder: Path, configuration: Configuration) -> None:
    _replace(folder / RUN, json.dumps({"format": FORMAT, **configuration.to_json()}, ensure_ascii=False, indent=1))


def write_cases(folder: Path, cases: Iterable[Case]) -> None:
    _replace(folder / CASES, _joined(asdict(case) for case in cases))


def write_results(
    folder: Path, marks: Mapping[str, Marks], scores: Sequence[Score], timing: Sequence[Mapping[str, Any]]
) -> None:
    _replace(folder / MARKS, _joined({"key": key, **found} for key, found in marks.items()))
    _replace(folder / SCORES, _listed(asdict(score) for score in scores))
    _replace(folder / TIMING, _listed(timing))


class RowWriter:
    """Appends rows as they come, so that an interruption loses at most the one under way."""

    def __init__(self, folder: Path) -> None:
        path = folder / ROWS
        # what an interruption left half written is dropped before anything follows it
        _replace(path, _joined(_lines(path)))
        self._stream = path.open("a", encoding="utf-8")

    def write(self, row: Row) -> None:
        self._stream.write(_line(row.to_json()) + "\n")
        self._stream.flush()

    def close(self) -> None:
        self._stream.close()


def keep_rows(folder: Path, rows: Iterable[Row]) -> None:
    """Write these rows in place of those that are there."""
    _replace(folder / ROWS, _joined(row.to_json() for row in rows))


def _lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a file, one a line; [] where there is no file. A last line without an end is left out."""
    if not path.exists():
        return []
    text = path.read_text(encoding="utf-8", errors="replace")
    return [json.loads(line) for line in text.split("\n")[:-1] if line]


def _json(path: Path) -> list[Any]:
    return list(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else []


def _line(item: Mapping[str, Any]) -> str:
    """One line of JSON. A lone surrogate, which UTF-8 cannot hold, is written as its JSON escape."""
    text = json.dumps(item, ensure_ascii=False)
    return re.sub("[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _joined(lines: Iterable[Mapping[str, Any]]) -> str:
    return "".join(f"{_line(line)}\n" for line in lines)


def _listed(items: Iterable[Mapping[str, Any]]) -> str:
    """A JSON array with one item a line, for eyes and for `diff`."""
    return "[\n" + ",\n".join(map(_line, items)) + "\n]\n"


def _replace(path: Path, text: str) -> None:
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8")
    os.replace(new, path)


def _case(data: Mapping[str, Any]) -> Case:
    return Case(
        **{
            **data,
            "gold": tuple(Gold(**gold) for gold in data["gold"]),
            "nuggets": tuple(Nugget(nugget["vital"], tuple(nugget["alternatives"])) for nugget in data["nuggets"]),
            "before": tuple(tuple(pair) for pair in data["before"]),
            "forbidden": tuple(tuple(claim) for claim in data["forbidden"]),
        }
    )
