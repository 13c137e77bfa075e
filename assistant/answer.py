"""The answer and its parts, as every surface shows them and every evaluation reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from corpus.model import CLAIMED, CLAIMED_ORIGIN, Metadata

Status = Literal["answered", "partial", "not_found", "out_of_scope", "clarify"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer; `citations` are numbers of `Answer.citations`.

    `translated` is True where the sentence is a machine translation of its quotation.
    """

    text: str
    citations: tuple[int, ...]
    voice: str
    translated: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation and where it stands. `quote == document.text[start:end]`, always.

    `answer` are the characters [from, to) of the quote that answer, as the reader found them; None where it did not
    read it, or the whole quote answers.
    `translation` is a machine translation of the quote into the answer's language, None where none was needed or
    none could be made. `origin` names what a fact sheet took its facts from. `page` counts the sheets of the file,
    `page_label` is what is printed on that one where it is something else; `ocr` is True where (some of) the quotation
    was read off a picture of the page by OCR, so that a person should compare it with the page. `claimed`: nothing but
    the file's own word says of what kind it is, and so whose voice that is; `origin_claimed`: nor what its origin is.
    """

    number: int
    document: str
    source: str
    title: str
    kind: str
    publisher: str | None
    date: str | None
    url: str | None
    section: tuple[str, ...]
    page: int | None
    commitment: str | None
    voice: str
    language: str
    quote: str
    translation: str | None
    start: int
    end: int
    answer: tuple[int, int] | None = None
    origin: str | None = None
    page_label: str | None = None
    ocr: bool = False
    claimed: bool = False
    origin_claimed: bool = False

    @classmethod
    def of(cls, metadata: Metadata, **place: Any) -> Citation:
        """A citation of that document; `place` holds the fields that the document does not decide."""
        return cls(
            document=metadata.id,
            source=metadata.source,
            title=metadata.title,
            kind=metadata.kind,
            publisher=metadata.publisher,
            date=metadata.date,
            url=metadata.url,
            claimed=CLAIMED in metadata.doubtful,
            origin_claimed=CLAIMED_ORIGIN in metadata.doubtful,
            **place,
        )


@dataclass(frozen=True, slots=True)
class Side:
    value: str
    citation: int


@dataclass(frozen=True, slots=True)
class Conflict:
    about: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class ModelUse:
    """What a chat model had to do with an answer. `name` is "provider:model", `prompt` names the prompt and its digest.

    Tokens are those that the provider counted (None where it did not), over all `calls`; `cost` is in the currency of
    OGP_MODEL_PRICE, None where that is not set. `dropped` statements did not pass the checks. `fallback` says why the
    answer is not the model's: a key of the texts [model_fault], None where it is.
    """

    name: str
    prompt: str
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None
    seconds: float = 0.0
    calls: int = 0
    dropped: int = 0
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What of a document's file was not read, though the answer might have needed it: how many `things` of each kind
    (the values of `corpus.library.unread.KINDS`)."""

    document: str
    source: str
    title: str
    things: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant returns. `text` is Markdown with [1] markers; `seconds` is wall-clock time.

    `resolved` is the question as it was understood where a follow-up had to be completed from the conversation,
    None otherwise. `missing` are sentences about what was looked for and is not there. `confidence` is how likely the
    evidence was held to answer the question (0 to 1), also where it was held to be too little; None where none was
    weighed. `notes` are sentences about how the answer was made, and part of `text`; `unread` is what of the documents
    was not read, which a note says too; `model` is what a chat model had
    to do with it, None where none was asked.
    """

    question: str
    language: str
    status: Status
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[str, ...] = ()
    composer: str = "extractive"
    seconds: float = 0.0
    resolved: str | None = None
    confidence: float | None = None
    notes: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    model: ModelUse | None = None

    def to_json(self) -> dict[str, Any]:
        """The contract's JSON form, ready for `json.dumps`."""
        return asdict(self)
