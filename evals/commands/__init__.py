"""`ogp evals …`: added to the command by its entry point (pyproject.toml, ui/plugins.py).

run      ask a suite's questions and score the replies
list     the runs that are kept
compare  case by case, what got better and worse
report   one page with plots; the table and picture of the docs
gate     fail when a rate fell by more than its interval
check    is a file of gold questions well formed?

What is heavy is imported when a command runs: `ogp --help` shows these too.
"""

from __future__ import annotations

import click

from evals.commands.gate import command as gate
from evals.commands.reports import check_command as check
from evals.commands.reports import compare_command as compare
from evals.commands.reports import list_command as list_runs
from evals.commands.reports import report_command as report
from evals.commands.run import command as run
from evals.commands.session import Session

TEXTS = "evals.texts"


def command(session: Session) -> click.Command:
    """The group, in the session's language."""
    return session.group("evals", [part(session) for part in (run, list_runs, compare, report, gate, check)])
