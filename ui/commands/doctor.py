"""`ogp doctor`: what works here, what is missing, and what to do."""

from __future__ import annotations

import textwrap
from dataclasses import asdict

import click

from ui.doctor.checks import Check, checks
from ui.terminal.session import Session
from ui.views.text import printable

COLOURS = {"ok": "green", "missing": "yellow", "problem": "red", "off": "bright_black"}


def command(session: Session) -> click.Command:
    texts, console = session.texts, session.console

    @session.command("doctor")
    @session.option("--json", "as_json", is_flag=True, help="doctor_json")
    def doctor(as_json: bool) -> int:
        found = []
        for check in checks(session.backend, texts):
            found.append(check)
            if not as_json:
                console.show_styled(_line(session, check))
        failed = sum(check.failed for check in found)
        if as_json:
            console.show_json({"ok": not failed, "checks": [asdict(check) for check in found]})
        else:
            console.show(texts.count("doctor.failed", failed) if failed else texts("doctor.all_well"))
        return 1 if failed else 0

    return doctor


def _line(session: Session, check: Check) -> str:
    """ "[ok]      Python: 3.11.2", wrapped where a terminal shows it."""
    texts, console = session.texts, session.console
    signs = {state: f"[{texts(f'doctor_sign.{state}')}]" for state in COLOURS}
    column = max(map(len, signs.values())) + 1
    text = printable(f"{texts.named('doctor_name', check.name)}: {check.text}")
    if console.width is not None:
        indent = " " * column
        text = textwrap.fill(
            text, console.width, initial_indent=indent, subsequent_indent=indent,
            break_long_words=False, break_on_hyphens=False,
        ).lstrip()  # fmt: skip
    sign = signs[check.state]
    shown = click.style(sign, fg=COLOURS[check.state]) if console.colour else sign
    return f"{shown}{' ' * (column - len(sign))}{text}"
