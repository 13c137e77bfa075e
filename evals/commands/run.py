"""`ogp evals run SUITE`: ask, score, keep."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evals.cases import LANGUAGES, SPLITS
from evals.commands import places
from evals.commands.session import Session
from evals.commands.tables import summary
from evals.names import LIBRARIES, SEARCHING, SUITES, SYSTEMS

if TYPE_CHECKING:
    from evals.runs.run import Options


def command(session: Session) -> click.Command:
    texts = session.texts

    def several(name: str, known: tuple[str, ...], plural: str) -> Any:
        told, of = texts(f"help.evals_run_{plural}", known=", ".join(known)), texts("metavar.name")
        return click.option(name, plural, multiple=True, type=click.Choice(known), metavar=of, help=told)

    def text(field: str, metavar: str, kind: Any = str) -> Any:
        told, name = texts(f"help.evals_run_{field}"), f"--{field.replace('_', '-')}"
        return click.option(name, field, type=kind, metavar=texts(f"metavar.{metavar}"), help=told)

    @session.command("evals_run")
    @click.argument("suite", required=False, type=click.Choice(SUITES), metavar=texts("metavar.suite"))
    @several("--system", SYSTEMS, "systems")
    @several("--library", LIBRARIES, "libraries")
    @several("--language", LANGUAGES, "languages")
    @click.option("--split", type=click.Choice(SPLITS), metavar="[dev|test]", help=texts("help.evals_run_split"))
    @click.option("--limit", type=click.IntRange(min=1), metavar=texts("metavar.n"), help=texts("help.evals_run_limit"))
    @text("gold", "file", click.Path(exists=True, dir_okay=False, path_type=Path))
    @text("endpoint", "url")
    @text("model", "name")
    @text("judge", "url")
    @text("judge_model", "name")
    @text("resume", "run")
    @text("again", "run")
    def run(suite: str | None, resume: str | None, again: str | None, **chosen: Any) -> int:
        if sum(given is not None for given in (suite, resume, again)) != 1:
            raise click.UsageError(texts("evals.one_of"))
        if problem := _problem(suite, chosen):
            raise click.UsageError(texts(f"evals.{problem}"))
        if resume or again:
            return _from(session, resume, again)
        return _perform(session, _options(session, str(suite), **chosen))

    return run


def _problem(suite: str | None, chosen: Mapping[str, Any]) -> str | None:
    """What in these options contradicts itself, as the key of a text; None where nothing does."""
    endpoint = bool(chosen["endpoint"]) or "endpoint" in chosen["systems"]
    problems = {
        "settings_kept": suite is None and any(chosen.values()),
        "model_needed": bool(chosen["endpoint"]) and not chosen["model"],
        "endpoint_needed": not chosen["endpoint"] and (bool(chosen["model"]) or endpoint),
        "judge_model_needed": bool(chosen["judge"]) != bool(chosen["judge_model"]),
        "one_library": bool(chosen["gold"]) and (bool(chosen["libraries"]) or suite == "xquad"),
        "endpoint_finds_nothing": endpoint and suite in SEARCHING,
    }
    return next((name for name, wrong in problems.items() if wrong), None)


def _options(session: Session, suite: str, **chosen: Any) -> Options:
    from evals.runs.run import Options
    from evals.suites import suite as suite_of

    of_suite = suite_of(suite)
    gold: Path | None = chosen.pop("gold")
    systems = chosen.pop("systems") or (("endpoint",) if chosen["endpoint"] else of_suite.systems)
    libraries = chosen.pop("libraries") or of_suite.libraries
    return Options(
        suite=suite,
        systems=tuple(dict.fromkeys(systems)),
        libraries=() if gold else tuple(dict.fromkeys(libraries)),
        languages=tuple(dict.fromkeys(chosen.pop("languages"))) or LANGUAGES,
        gold=str(gold.resolve()) if gold else None,
        home=str(session.home()) if gold else None,
        **chosen,
    )


def _from(session: Session, resume: str | None, again: str | None) -> int:
    from evals.runs.store import read_run

    folder = places.find_run(session, str(resume or again))
    return _perform(session, read_run(folder).configuration.options, folder if resume else None)


def _perform(session: Session, options: Options, resumed: Path | None = None) -> int:
    from evals.errors import SystemFailed
    from evals.runs.store import remove_if_empty

    with session.progress() as progress, places.runner(session, progress, options) as runner:
        place = resumed or runner.begin(options)
        try:
            run = runner.go_on(place)
        except (KeyboardInterrupt, Exception) as error:
            if not remove_if_empty(place) and isinstance(error, KeyboardInterrupt | SystemFailed):
                session.console.note(session.texts("evals.resume_with", run=place.name))
            raise
        unclear = getattr(runner.judge, "unclear", 0)
    session.console.show(summary(run, session.texts))
    for why in run.configuration.absent.values():
        session.console.note(why)
    if failed := sum(row.error is not None for row in run.rows):
        session.console.note(session.texts("evals.failed_rows", n=failed, run=run.name))
    if unclear:
        session.console.note(session.texts("evals.unclear", n=unclear))
    session.console.note(session.texts("evals.kept", folder=run.folder))
    return 1 if failed else 0
