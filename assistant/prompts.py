"""What models are told: one file per prompt and language in the folder prompts/.

A file begins with TOML between lines of +++, which declares its variables. Behind it come the two messages, under the
lines "# system" and "# user". A variable stands in braces: {question}. All other braces are text, so that JSON can be
written as it is.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from assistant.errors import PromptDamaged, PromptUnknown, PromptVariableMissing, PromptVariableUndeclared

Role = Literal["system", "user"]

DIGITS = 12  # of a digest: as many as tell versions apart
_FILE = re.compile(r"\+\+\+\n(?P<head>.*?)^\+\+\+\n\s*# system\n(?P<system>.*)^# user\n(?P<user>.*)", re.S | re.M)
_VARIABLE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Prompt:
    """The two messages of a prompt with their variables unfilled. `digest` is the beginning of the SHA-256 of the
    file's text, in hexadecimal."""

    name: str
    language: str
    variables: tuple[str, ...]
    system: str
    user: str
    digest: str

    def fill(self, **values: object) -> list[tuple[Role, str]]:
        """The messages, as (role, text), with a value for each variable. What a value holds is never filled again.

        Errors: PromptVariableMissing, PromptVariableUndeclared.
        """
        told = {"name": self.name, "language": self.language}
        if missing := [name for name in self.variables if name not in values]:
            raise PromptVariableMissing(**told, variables=", ".join(missing))
        if undeclared := [name for name in values if name not in self.variables]:
            raise PromptVariableUndeclared(
                **told, variables=", ".join(undeclared), declared=", ".join(self.variables) or "—"
            )
        return [("system", _filled(self.system, values)), ("user", _filled(self.user, values))]


def load_prompt(name: str, language: str, folder: Traversable | None = None) -> Prompt:
    """The prompt of that name in that language (ISO 639-1), from `folder` or from the project's own.

    Errors: PromptUnknown, PromptDamaged.
    """
    return _read(name, language, folder) if folder is not None else _own(name, language)


def prompt_names(folder: Traversable | None = None) -> tuple[tuple[str, str], ...]:
    """(name, language) of every prompt there is, sorted."""
    found = (entry.name.split(".") for entry in (folder or files("prompts")).iterdir())
    return tuple(sorted((parts[0], parts[1]) for parts in found if len(parts) == 3 and parts[2] == "md"))


@cache
def _own(name: str, language: str) -> Prompt:
    return _read(name, language, files("prompts"))


def _read(name: str, language: str, folder: Traversable) -> Prompt:
    known = prompt_names(folder)
    if (name, language) not in known:  # asked of the list: a name is never a path
        there = ", ".join(f"{prompt} ({of})" for prompt, of in known)
        raise PromptUnknown(name=name, language=language, known=there or "—")
    file = f"{name}.{language}.md"
    try:
        text = folder.joinpath(file).read_text(encoding="utf-8")
        parts = _FILE.fullmatch(text)
        head: dict[str, Any] = tomllib.loads(parts["head"]) if parts else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PromptDamaged(name=name, language=language, file=file, reason=str(error)) from error
    if parts is None:
        reason = "it needs TOML between lines of +++, then the parts “# system” and “# user”"
        raise PromptDamaged(name=name, language=language, file=file, reason=reason)
    system, user = parts["system"].strip(), parts["user"].strip()
    declared = head.get("variables")
    if reason := _disagreement(declared, set(_VARIABLE.findall(system + user))):
        raise PromptDamaged(name=name, language=language, file=file, reason=reason)
    digest = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
    return Prompt(name, language, tuple(declared or ()), system, user, digest)


def _disagreement(declared: object, used: set[str]) -> str:
    """How the declared variables and those in the text differ, "" where they do not."""
    if not isinstance(declared, list) or not all(isinstance(name, str) for name in declared):
        return "“variables” must be a list of names"
    if undeclared := sorted(used - set(declared)):
        return f"it uses what it does not declare: {', '.join(undeclared)}"
    if unused := sorted(set(declared) - used):
        return f"it declares what it does not use: {', '.join(unused)}"
    return ""


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _VARIABLE.sub(lambda match: str(values[match[1]]), text)
