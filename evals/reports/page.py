"""The report: one HTML page that needs nothing from anywhere else."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.text.normalize import clean
from evals.cases import Language
from evals.reports.material import Material
from evals.reports.sections import measured, sections
from evals.reports.words import Words, words
from evals.runs.run import Run

FOLDER = Path(__file__).parent


def write_report(runs: Iterable[Run], path: Path, language: Language = "en", *, show_test: bool = False) -> None:
    """Write the page about these runs, of any suites, in that language. The same runs give the same bytes.

    Of the test half only figures are shown, unless `show_test`. Errors: OSError where `path` cannot be written.
    """
    page = render(Material(runs), words(language), show_test=show_test)
    path.write_text(page, encoding="utf-8", errors="replace", newline="\n")


def render(material: Material, texts: Words, *, show_test: bool = False) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        # whatever is shown has no invisible characters: none that turns text round, and none that HTML forbids
        finalize=lambda value: clean(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # Pictures are drawn by us and hold no text that matplotlib has not escaped; nothing else is let through as it is.
    environment.filters["picture"] = lambda drawing: Markup(drawing.svg)
    return environment.get_template("template.html.j2").render(
        texts=texts,
        css=Markup((FOLDER / "page.css").read_text(encoding="utf-8")),
        measured=measured(material, texts),
        sections=tuple(sections(material, texts, show_test)),
    )
