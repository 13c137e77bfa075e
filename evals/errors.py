"""What can go wrong while answers are evaluated.

OgpError (corpus)
├── GoldError        a file of gold questions, or one field of one line, is wrong
├── LibraryAbsent    the documents of a library are not on this machine
├── DocumentUnread   one of its documents cannot be read
├── NothingToAsk     no question is left for a suite
├── RunUnreadable    a folder holds no run, or a damaged one
├── RunChanged       a run cannot be resumed: something it depends on is another now
└── BaselineUnlike   the committed scores were measured under other conditions
"""

from __future__ import annotations

from corpus.errors import OgpError


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
    template = "The committed scores were measured with {measured}, but here it is {here}: they cannot be compared."
