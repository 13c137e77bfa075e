"""Everything that can go wrong while documents are read, kept and found.

OgpError                     base of every error a person may see; other packages subclass it too
├── ReadError                one file could not become a document
│   ├── FileMissing          no such file
│   ├── FileUnreadable       the file is there but may not be opened
│   ├── FileEmpty            no bytes, or nothing but blank space
│   ├── FileTooLarge         more bytes than the limit
│   ├── FileEncrypted        needs a password
│   ├── FileTooComplex       reading it takes more memory than the limit
│   ├── FileTimeout          reading it takes longer than the limit
│   ├── FileDamaged          the format is known, the content is broken
│   ├── FileWrongType        the content is not what the file's ending says
│   │   └── FileOldOrLocked  an Office document of before 2007, or one with a password
│   ├── FormatUnknown        no reader for this ending
│   ├── NoText               pages without any text (scanned images)
│   │   └── OcrFoundNothing  such pages, on which OCR found none either
│   ├── OcrUnavailable       pages without any text, and the program that would recognise it is not installed
│   ├── IdTaken              two files added together state the same id
│   ├── IdHeld               a file states an id that another document has
│   ├── IdTooLong            its id, or its name where that gives it one, is too long to be stored
│   ├── LinkOutside          a link in a folder that leads out of it
│   └── FrontMatterError     the metadata at the head of the file is wrong
│       ├── StatedId         the id in it is the name of a file
│       ├── StatedDate       the date in it is none
│       ├── StatedCycle      the cycle in it is none
│       ├── StatedCountry    no country has the name or the code in it
│       └── StatedLanguage   the language in it is none
├── CatalogError             a catalog file, or one entry of it, is wrong
├── KindUnknown              a kind that kinds.toml does not list
├── FieldUnknown             nothing of that name is kept of a document
├── ValueWrong               a value that a field cannot have
├── DocumentUnknown          the library holds no document of that id
├── NameShared               a file name that several documents have
├── LibraryDamaged           a stored document cannot be read back
│   └── DocumentClosed       it cannot be read for the moment: it may not be opened, or the disk does not answer
├── LibraryBusy              another process changes the library all the time
├── LibraryUnwritable        a document cannot be stored (no permission)
├── DiskFull                 there is no space left to store something
├── LedgerDamaged            the stored ledger of commitments cannot be read back
└── VersionUnknown           no earlier version of that document with that check sum

The errors of fetching are in corpus/fetch/errors.py.

An error carries named values and an English sentence made from them; the class name is the key under which
the user interface holds the wording for people in each language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Reason(str):
    """A reason inside an error's sentence that has wordings of its own: as a text it is English, and `key` and `values`
    lead to the others (the section [reasons] of the screen texts)."""

    key: str
    values: Mapping[str, object]

    def __new__(cls, english: str, key: str, values: Mapping[str, object]) -> Reason:
        made = super().__new__(cls, english)
        made.key, made.values = key, values
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return Reason, (str(self), self.key, dict(self.values))


class OgpError(Exception):
    """Base error. `values` are what the sentence of any language is filled with."""

    template = "Something went wrong."

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(self.template.format_map(_Lenient(values)))

    @property
    def key(self) -> str:
        """The key of this error's wording in the screen texts."""
        return type(self).__name__

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.values)


class _Lenient(dict[str, Any]):
    """A value nobody gave shows as its name: an error must never fail while it is being told."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def _rebuild(cls: type[OgpError], values: dict[str, Any]) -> OgpError:
    return cls(**values)


class ReadError(OgpError):
    """One file could not become a document. `file` is its name."""

    template = "{file}: could not be read."


class FileMissing(ReadError):
    template = "{file}: there is no such file."


class FileUnreadable(ReadError):
    template = "{file}: the file cannot be opened ({reason})."


class FileEmpty(ReadError):
    template = "{file}: the file is empty."


class FileTooLarge(ReadError):
    template = "{file}: the file has {megabytes} MB; the limit is {limit} MB."


class FileEncrypted(ReadError):
    template = "{file}: the file is protected by a password."


class FileTooComplex(ReadError):
    template = "{file}: reading it takes more than {megabytes} MB of memory ({reason})."


class FileTimeout(ReadError):
    template = "{file}: reading it takes more than {seconds} seconds."


class FileDamaged(ReadError):
    template = "{file}: the file is damaged ({reason})."


class FileWrongType(ReadError):
    template = "{file}: the name says {expected}, but the content looks like {found}."


class FileOldOrLocked(FileWrongType):
    template = "{file}: an Office document of an old format, or one protected by a password."


class FormatUnknown(ReadError):
    template = "{file}: files of the type {suffix} cannot be read; these can: {known}."


class NoText(ReadError):
    template = "{file}: {pages} page(s) of images without any text; text recognition (OCR) is needed first."


class OcrFoundNothing(NoText):
    template = "{file}: {pages} page(s) without any text, and text recognition (OCR) found none either."


class OcrUnavailable(ReadError):
    template = "{file}: pages of images without any text; tesseract for {languages} is not installed to recognise it."


class IdTaken(ReadError):
    template = "{file}: its id {id} is that of {other} too."


class IdHeld(ReadError):
    template = (
        "{file}: its id {id} is that of another document ({other}), which is kept. "
        "If this is its new version: ogp corpus add --replace."
    )


class IdTooLong(ReadError):
    template = "{file}: its id is too long to be stored; give it a shorter one."


class LinkOutside(ReadError):
    template = "{file}: a link that leads out of the folder ({target}) is not followed; add that file itself."


class FrontMatterError(ReadError):
    template = "{file}: the metadata at the head of the file is wrong: {reason}."


class StatedId(FrontMatterError):
    template = "{file}: its id “{value}” is the name of a file, and could be taken for the document of that file."


class StatedDate(FrontMatterError):
    template = "{file}: its date “{value}” is none; a date is written 2024, 2024-05 or 2024-05-31."


class StatedCycle(FrontMatterError):
    template = "{file}: its cycle “{value}” is none; a cycle is written 2019-2021."


class StatedCountry(FrontMatterError):
    template = "{file}: no country has the name or code “{value}” that it states."


class StatedLanguage(FrontMatterError):
    template = "{file}: its language “{value}” is none; a language is written with its two letters, as in es."


class CatalogError(OgpError):
    template = "Catalog {catalog}, {entry}: {reason}."


class KindUnknown(OgpError):
    template = "There is no document kind {kind}; these are known: {known}."


class FieldUnknown(OgpError):
    template = "Nothing called {field} is kept of a document; these are: {known}."


class ValueWrong(OgpError):
    template = "{field} cannot be “{value}”."


class NameShared(OgpError):
    template = "Several documents come from files named {name}: {ids}."


class DocumentUnknown(OgpError):
    template = "The library holds no document {id}."


class LibraryUnwritable(OgpError):
    template = "{file}: the document cannot be stored ({reason})."


class DiskFull(OgpError):
    template = "There is no space left on the disk that holds {place}. Free some and try again."


class LibraryDamaged(OgpError):
    template = "The stored document {file} is damaged ({reason}); add the file again."


class DocumentClosed(LibraryDamaged):
    template = "The stored document {file} cannot be read now ({reason}); nothing takes its place."


class LibraryBusy(OgpError):
    template = "Another process is changing the documents in {home}; try again in a moment."


class VersionUnknown(OgpError):
    template = "{id} has no earlier version whose SHA-256 begins with {sha256}."


class LedgerDamaged(OgpError):
    template = "{file}: the ledger of commitments cannot be read ({reason}); build it again."
