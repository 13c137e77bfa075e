"""What can go wrong while answers are evaluated and the reader is trained.

OgpError (corpus)
├── GoldError        a file of gold questions, or one field of one line, is wrong
├── LibraryAbsent    the documents of a library are not on this machine
├── DocumentUnread   one of its documents cannot be read
├── NothingToAsk     no question is left for a suite
├── RunUnreadable    a folder holds no run, or a damaged one
├── RunChanged       a run cannot be resumed: something it depends on is another now
├── BaselineUnlike   the committed scores were measured under other conditions
├── BaselineUnread   the file of the committed scores cannot be read
├── SystemUnknown    there is no system of that name
├── ModelAbsent      no chat model is set, or its settings cannot be read
├── EndpointMisconfigured    a chat service cannot even be asked: its address or its key is no such thing
├── SystemFailed             a system gave no answer to one question
│   ├── EndpointUnreachable  a chat service gave none however often it was asked
│   └── EndpointRefused      a chat service will not take the request: key, model, address
└── ReaderFault
    ├── RowWrong             a row of the questions written for the reader cannot be read
    └── TrainingMissing      what training reads is not on this machine

`reason` words what stands inside an error in both languages (the section [reasons] of evals/texts).
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from corpus.errors import OgpError, Reason


class GoldError(OgpError):
    """`file` is the file's name, `line` counts from 1 (0: the whole file); `field` is the JSON key."""

    template = "{file}, line {line}, {field}: {reason}."


class LibraryAbsent(OgpError):
    """`library` is a name of libraries.toml, `missing` a folder of the shared material."""

    template = "The library {library} cannot be asked: {missing} is not here."


class DocumentUnread(OgpError):
    template = "The library {library} cannot be read, because of {file}: {reason}"


class NothingToAsk(OgpError):
    template = "The suite {suite} has nothing to ask: none of its questions is left, or none of its documents is here."


class RunUnreadable(OgpError):
    """`run` is the folder's path."""

    template = "{run} holds no run that can be read: {reason}."


class RunChanged(OgpError):
    """`what` names what is another now: code, questions, an index, a setting."""

    template = "{run} cannot be resumed, since this has changed: {what}. Start it anew with --again {run}."


class BaselineUnlike(OgpError):
    template = (
        "The committed scores were measured with {measured}, but here it is {here}: they cannot be compared. "
        "Where that is meant, commit new ones with: ogp evals gate --update"
    )


class BaselineUnread(OgpError):
    template = "The committed scores in {file} cannot be read: {reason}. Write them anew with: ogp evals gate --update"


class SystemUnknown(OgpError):
    template = "There is no system {name}; these are known: {known}."


class ModelAbsent(OgpError):
    template = "There is no chat model to evaluate: {reason}. Set OGP_MODEL."


class EndpointMisconfigured(OgpError):
    """`url` is shown without what may be secret in it."""

    template = "The chat service {url} cannot be asked: {reason}."


class SystemFailed(OgpError):
    """`system` is its name."""

    template = "{system} gave no answer: {reason}."


class EndpointUnreachable(SystemFailed):
    """`tries` counts requests; `reason` is what became of the last one."""

    template = "{url} gave no answer after {tries} tries: {reason}. Check the address and whether the service runs."


class EndpointRefused(SystemFailed):
    """`status` is the HTTP status, `reason` the service's own message, cut short."""

    template = "{url} refused the request (HTTP {status}): {reason}. Check the key, the model's name and the address."


def reason(key: str, **values: object) -> Reason:
    """The English wording, which screens replace by their own. Errors: KeyError for an unknown key."""
    return Reason(_english()[key].format_map(values), key, values)


@cache
def _english() -> dict[str, str]:
    text = (Path(__file__).parent / "texts" / "en.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["reasons"])


class ReaderFault(OgpError):
    template = "The reader cannot be trained."


class RowWrong(ReaderFault):
    template = "{file}, {line}: {reason}"


class TrainingMissing(ReaderFault):
    template = "Training needs {what}, which is not here: {path}"
