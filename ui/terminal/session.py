"""What every command is given: the person's language, the other packages, and where to write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from ui.backend import Backend
from ui.language import LANGUAGES
from ui.terminal.console import Console
from ui.terminal.progress import Progress
from ui.wording import Wording

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@dataclass(frozen=True)
class Session:
    """One run of the command."""

    texts: Wording
    backend: Backend
    console: Console = field(default_factory=Console)

    def home(self) -> Path:
        return self.backend.home()

    def library(self) -> Any:
        """The documents that are kept (`corpus.library.library.Library`)."""
        return self.backend.library(self.home())

    def kind_label(self, kind: str) -> str:
        return self.backend.kind_label(kind, self.texts.language)

    def progress(self) -> Progress:
        return Progress(self.texts, self.console)

    def command(self, name: str) -> Callable[[Callable[..., Any]], click.Command]:
        """Decorator: a command whose help is the text `help.NAME`, and that takes `--lang` as the group does."""
        last = name.rsplit("_", 1)[-1]

        def wrap(function: Callable[..., Any]) -> click.Command:
            options = [*getattr(function, "__click_params__", [])]
            command = click.command(last, **self._help(name))(function)
            command.params = [*reversed(options), self._language_option()]
            return command

        return wrap

    def group(self, name: str, commands: list[click.Command]) -> click.Group:
        return click.Group(
            name,
            commands=commands,
            params=[self._language_option()],
            no_args_is_help=True,
            subcommand_metavar=self.texts("metavar.subcommand"),
            **self._help(name),
        )

    def argument(self, name: str, metavar: str, **settings: Any) -> Decorator:
        """Decorator: an argument that usage lines call by the text `metavar.METAVAR`."""
        return click.argument(name, metavar=self.texts(f"metavar.{metavar}"), **settings)

    def option(self, *names: str, help: str, metavar: str = "", **settings: Any) -> Decorator:
        """Decorator: an option with the text `help.HELP`, its value called by the text `metavar.METAVAR`, or by
        METAVAR itself where there is no such text."""
        shown = self.texts.named("metavar", metavar) or None
        return click.option(*names, help=self.texts(f"help.{help}"), metavar=shown, **settings)

    def _help(self, name: str) -> dict[str, Any]:
        """The words click would otherwise choose itself."""
        return {
            "help": self.texts(f"help.{name}"),
            "short_help": self.texts(f"brief.{name}"),
            "options_metavar": self.texts("metavar.options"),
            "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 100},
        }

    def _language_option(self) -> click.Option:
        # Its value was read before the command line was parsed (ui/language.py); here it is checked and shown.
        return click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            metavar="[es|en]",
            expose_value=False,
            help=self.texts("help.option_lang"),
        )
