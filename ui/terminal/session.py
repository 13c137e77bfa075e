"""What every command is given: the person's language, the other packages, and where to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from ui.backend import Backend
from ui.terminal.console import Console
from ui.language import LANGUAGES
from ui.terminal.progress import Progress
from ui.wording import Wording


@dataclass(frozen=True)
class Session:
    """One run of the command."""

    texts: Wording
    backend: Backend
    console: Console = field(default_factory=Console)

    def home(self) -> Path:
        return self.backend.home()

    def progress(self) -> Progress:
        return Progress(self.texts, self.console)

    def command(self, name: str) -> Callable[[Callable[..., Any]], click.Command]:
        """Decorator: a command whose help is the text `help.NAME`, and that takes `--lang` as the group
        does.
        """
        last = name.rsplit("_", 1)[-1]

        def wrap(function: Callable[..., Any]) -> click.Command:
            options = [*getattr(function, "__click_params__", [])]
            command = click.command(last, **self.shown(name))(function)
            command.params = [*reversed(options), self.language_option()]
            return command

        return wrap

    def group(self, name: str, commands: list[click.Command]) -> click.Group:
        return click.Group(
            name,
            commands=commands,
            params=[self.language_option()],
            no_args_is_help=True,
            subcommand_metavar=self.texts("metavar.subcommand"),
            **self.shown(name),
        )

    def shown(self, name: str) -> dict[str, Any]:
        """The words click would otherwise choose itself."""
        return {
            "help": self.texts(f"help.{name}"),
            "short_help": self.texts(f"brief.{name}"),
            "options_metavar": self.texts("metavar.options"),
            "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
        }

    def language_option(self) -> click.Option:
        # Its value was taken from the command line before parsing (ui/language.py); here it is checked and
        # shown.
        return click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            metavar="[es|en]",
            expose_value=False,
            help=self.texts("help.option_lang"),
        )
