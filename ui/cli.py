"""The `ogp` command. Exit codes: 0 all done, 1 something failed, 2 wrong usage, 130 interrupted."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

import click

from ui import plugins
from ui.backend import Backend
from ui.commands import ask, corpus, doctor, index, ledger, search, serve
from ui.language import from_command_line
from ui.terminal import click_texts
from ui.terminal.session import Session
from ui.views.errors import explain, show_traceback_if_asked
from ui.wording import wording

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130


def build(session: Session, added: Sequence[plugins.Plugin] = ()) -> click.Group:
    """The whole command tree, in the session's language, with the commands that other packages add."""
    groups = [part.group(session) for part in (corpus, index, ledger)]
    single = [part.command(session) for part in (search, ask, serve, doctor)]
    top = session.group("ogp", [*groups, *single, *(plugin.command(session) for plugin in added)])
    top.epilog = session.texts("help.exit_codes")
    top.params.append(_version_option(session))
    return top


def main(
    argv: Sequence[str] | None = None,
    *,
    backend: Backend | None = None,
    environ: Mapping[str, str] | None = None,
    more: Sequence[plugins.Plugin] | None = None,
) -> int:
    """Run the command and return its exit code. Nothing that happens inside reaches the person as a
    traceback. `more` are modules that add commands (default: those that are installed).
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    language = from_command_line(arguments, os.environ if environ is None else environ)
    added = plugins.installed() if more is None else more
    session = Session(wording(language, *plugins.text_packages(added)), backend or Backend())
    with click_texts.speaking(language):
        try:
            result = build(session, added).main(args=arguments, prog_name="ogp", standalone_mode=False)
            sys.stdout.flush()
            return result if isinstance(result, int) else 0
        except click.ClickException as error:
            error.show()
            return WRONG_USAGE
        except (click.Abort, KeyboardInterrupt):
            session.console.note(session.texts("cli.interrupted"))
            return INTERRUPTED
        except BrokenPipeError:
            # The reader left (`| head`). Python would complain once more when it closes stdout, so give it
            # another.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FAILED
        except Exception as error:
            show_traceback_if_asked(error)
            session.console.note(explain(error, session.texts))
            return FAILED


def _version_option(session: Session) -> click.Option:
    def show(context: click.Context, _: click.Parameter, wanted: bool) -> None:
        if not wanted or context.resilient_parsing:
            return
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("ogp-assistant")
        except PackageNotFoundError:
            number = session.texts("cli.version_unknown")
        session.console.show(session.texts("cli.version", version=number))
        context.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=session.texts("help.option_version"),
    )
