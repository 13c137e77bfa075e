"""Where runs and libraries are kept, and which run a person means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from evals.commands.session import Progress, Session, Texts
from evals.errors import RunUnreadable, reason

if TYPE_CHECKING:
    from evals.runs.run import Options
    from evals.runs.runner import Runner
    from evals.runs.store import Run


def evals_folder(session: Session) -> Path:
    """OGP_HOME/evals: `runs/` and the indexed `libraries/`. Both can be removed, and are made again."""
    return session.home() / "evals"


def runs_folder(session: Session) -> Path:
    return evals_folder(session) / "runs"


def find_run(session: Session, name: str) -> Path:
    """The run of that name, or of that path. Errors: RunUnreadable."""
    for path in (runs_folder(session) / name, Path(name)):
        if (path / "run.json").is_file():
            return path
    raise RunUnreadable(run=name, reason=reason("no_such_run"))


def latest(session: Session, suites: Iterable[str]) -> list[Run]:
    """The newest finished run of each suite, as far as there is one."""
    from evals.runs.store import list_runs, read_run

    found: dict[str, Run] = {}
    wanted = tuple(suites)
    for path in reversed(list_runs(runs_folder(session))):
        try:
            run = read_run(path)
        except RunUnreadable as error:
            session.console.note(error)
            continue
        suite = run.configuration.options.suite
        if suite in wanted and suite not in found and run.configuration.finished:
            found[suite] = run
    return [found[suite] for suite in wanted if suite in found]


def last_two(session: Session) -> list[Path]:
    """The newest finished run and the finished one of the same suite before it; fewer where there are none."""
    from evals.runs.store import list_runs, read_run

    found: list[Path] = []
    suite = None
    for path in reversed(list_runs(runs_folder(session))):
        try:
            configuration = read_run(path).configuration
        except RunUnreadable as error:
            session.console.note(error)
            continue
        if configuration.finished and suite in (None, configuration.options.suite):
            suite = configuration.options.suite
            found.insert(0, path)
        if len(found) == 2:
            break
    return found


def default_options(suite: str) -> Options:
    """The local assistant, asked all that the suite asks."""
    from evals.runs.run import Options
    from evals.suites import suite as suite_of

    return Options(suite=suite, systems=("assistant",), libraries=suite_of(suite).libraries)


@contextmanager
def runner(session: Session, progress: Progress, options: Options, runs: Path | None = None) -> Iterator[Runner]:
    """What asks, as the options say; its translator is stopped afterwards. `runs`: another place for its folder."""
    from evals.libraries import Libraries
    from evals.metrics.judge import ModelJudge, WordingJudge
    from evals.runs.runner import Runner
    from evals.systems import opener

    told = labelled(session.texts, progress)
    with closing(Libraries(evals_folder(session) / "libraries", progress=told)) as libraries:
        yield Runner(
            libraries=libraries,
            runs=runs or runs_folder(session),
            open_system=opener(endpoint=options.endpoint, model=options.model, progress=told),
            progress=told,
            judge=ModelJudge(_asking(options.judge, str(options.judge_model))) if options.judge else WordingJudge(),
        )


def _asking(url: str, model: str) -> Callable[[str], str]:
    """What puts a prompt to a chat service, as it stands, and gives back what it says."""
    from evals.systems.endpoint import EndpointSystem

    service = EndpointSystem(url, model, name="judge", instructed=False)
    return lambda prompt: service.answer(prompt, (), "en").text


def labelled(texts: Texts, progress: Progress) -> Progress:
    """`progress` told in words: a stage is "STAGE/LIBRARY" of a build, or "SUITE/LIBRARY/SYSTEM" of a run."""
    from evals.reports.words import words

    names = words(texts.language)

    def tell(stage: str, done: int, total: int) -> None:
        first, library, *system = stage.split("/")
        library = names.library(library)
        if system:
            asked = names.named("systems", system[0])
            label = texts("evals.asking", suite=texts.named("evals.suite", first), library=library, system=asked)
        else:
            label = texts("evals.building", stage=texts.named("progress", first), library=library)
        progress(label, done, total)

    return tell
