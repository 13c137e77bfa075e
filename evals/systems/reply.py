"""What a chat service replied, read as an answer: its status, its sentences, and whatever it cites.

A service that replies as this project does (an object `ogp` beside or inside the message, or a message that is such an
object) is taken at its word. Of any other, the text is cut into sentences, markers such as [1] are taken as references
to a list `citations` of addresses or objects, and a refusal is known by its wording (endpoint.toml).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.answer import Answer, Citation, Statement, Status
from corpus.model import Document
from corpus.text.language import detect
from corpus.text.normalize import comparable, squeeze
from corpus.text.sentences import sentence_spans
from evals.cases import Language
from evals.runs.run import answer_from_json
from evals.systems.base import citation_of, run_of_text

_THOUGHT = re.compile(r"^\s*<think>.*?</think>\s*", re.DOTALL)  # what local models show of their reasoning
_MARKER = re.compile(r"\s*(?:\[\^?(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\](?:\(\S*?\))?|【(\d{1,3})[^】\n]*】)")
_AFTER_THE_STOP = re.compile(rf"([.!?…]+[\"'”’»)]*)((?:{_MARKER.pattern})+)")
_LAYOUT = re.compile(r"^\s*(?:[-*+•>]|\d{1,2}[.)](?=\s)|#+)?\s*")
_EMPHASIS = re.compile(r"\*\*|__|`")
_RULE = re.compile(r"^[^\w\n]+$", re.MULTILINE)  # lines that only divide
_POLITE = 6  # words; a longer sentence says more than a greeting or an apology
# Out of scope first: who says that nothing but OGP is answered often says that there is no answer, too.
_REFUSALS: tuple[Status, ...] = ("out_of_scope", "not_found")
_TELLING = 30  # characters a quotation needs to name its document all by itself


def read_reply(data: Any, question: str, language: Language, documents: Sequence[Document] = ()) -> Answer:
    """The answer in the JSON of a chat completion. Quotations that stand in one of `documents` are given their place
    there; of the others `start` and `end` are 0. Errors: ValueError, with what is wrong, when it holds no answer."""
    if not isinstance(data, dict):
        raise ValueError("the reply is not a JSON object")
    choices = data.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        raise ValueError(_error_of(data) or "the reply holds no choices")
    message = choices[0].get("message")
    if not isinstance(message, dict):
        raise ValueError("the reply's first choice holds no message")
    text = _text_of(message)
    own = _own_answer((message, choices[0], data), text)
    if own is not None:
        return own
    if not text.strip():
        raise ValueError("the answer is empty")
    citations = tuple(_citations((message, data), documents))
    statements = tuple(_statements(text, {citation.number for citation in citations}))
    status = _status(text, statements)
    return Answer(
        question=question,
        language=detect(text, default=language) or language,
        status=status,
        text=text,
        # a refusal claims nothing that would have to be supported
        statements=statements if status == "answered" else (),
        citations=citations,
        composer="endpoint",
    )


@cache
def settings() -> dict[str, Any]:
    return tomllib.loads((files("evals.systems") / "endpoint.toml").read_text(encoding="utf-8"))


def _error_of(data: Mapping[str, Any]) -> str:
    error = data.get("error")
    told = error.get("message") if isinstance(error, dict) else error
    return f"the service says: {squeeze(told)[:200]}" if isinstance(told, str) and told.strip() else ""


def _text_of(message: Mapping[str, Any]) -> str:
    content = message.get("content")
    if isinstance(content, list):  # parts, of which only text is read
        content = "".join(part["text"] for part in content if isinstance(part, dict) and _is_text(part.get("text")))
    if not _is_text(content):
        content = message.get("refusal")
    return _THOUGHT.sub("", content) if isinstance(content, str) else ""


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)


def _own_answer(holders: Sequence[Mapping[str, Any]], text: str) -> Answer | None:
    told = next((holder["ogp"] for holder in holders if holder.get("ogp") is not None), None)
    if told is None and text.lstrip().startswith("{"):
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(told, dict) or not {"status", "text", "statements", "citations"} <= told.keys():
            return None
    if told is None:
        return None
    try:
        answer = answer_from_json(told)
        if not isinstance(answer.text, str) or not all(isinstance(c.quote, str) for c in answer.citations):
            raise TypeError("text and quotations must be strings")
        return answer
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValueError(f"its object ogp is not an answer ({error})") from error


def _citations(holders: Sequence[Mapping[str, Any]], documents: Sequence[Document]) -> Iterator[Citation]:
    listed: list[Any] = next((h["citations"] for h in holders if isinstance(h.get("citations"), list)), [])
    taken: set[int] = set()
    for place, item in enumerate(listed, start=1):
        fields = {"url": item} if isinstance(item, str) else item
        if not isinstance(fields, dict):
            continue
        number = _field(fields, "number", int) or place
        if number not in taken:
            taken.add(number)
            yield _citation(fields, number, documents)


def _citation(fields: Mapping[str, Any], number: int, documents: Sequence[Document]) -> Citation:
    quote, source, title, url = (_field(fields, name, str) or "" for name in ("quote", "source", "title", "url"))
    names = {
        name.casefold() for name in (source, title, url, source.rpartition("/")[2], url.rpartition("/")[2]) if name
    }
    named = [document for document in documents if names & _names_of(document)]
    for document in named or (documents if len(quote) >= _TELLING else ()):
        run = run_of_text(document, quote)
        if run is not None:
            return citation_of(run, number)
    metadata = named[0].metadata if named else None
    return Citation(
        number=number,
        document=metadata.id if metadata else source or url,
        source=metadata.source if metadata else source or url.rpartition("/")[2],
        title=metadata.title if metadata else title or source or url,
        kind=metadata.kind if metadata else "other",
        publisher=metadata.publisher if metadata else None,
        date=metadata.date if metadata else None,
        url=url or None,
        section=(),
        page=None,
        commitment=None,
        voice="context",
        language=metadata.language if metadata else "",
        quote=quote,
        translation=None,
        start=0,
        end=0,
    )


def _names_of(document: Document) -> set[str]:
    metadata = document.metadata
    return {name.casefold() for name in (metadata.id, metadata.source, metadata.title, metadata.url) if name}


def _field(fields: Mapping[str, Any], name: str, wanted: type) -> Any:
    values = (fields.get(key) for key in settings()["citation"][name])
    return next((v for v in values if isinstance(v, wanted) and not isinstance(v, bool) and v), None)


def _statements(text: str, known: set[int]) -> Iterator[Statement]:
    # a marker behind the full stop belongs to the sentence before it
    text = _AFTER_THE_STOP.sub(lambda match: match.group(2) + match.group(1), _RULE.sub("", text))
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        told = [int(n) for match in _MARKER.finditer(sentence) for n in re.findall(r"\d+", match[1] or match[2])]
        plain = squeeze(_EMPHASIS.sub("", _LAYOUT.sub("", _MARKER.sub("", sentence))))
        if any(character.isalnum() for character in plain):
            numbers = tuple(n for n in dict.fromkeys(told) if n in known)
            yield Statement(plain, numbers, "context")


def _status(text: str, statements: Sequence[Statement]) -> Status:
    """A refusal opens with one and cites nothing for it; what says later on what is missing is still an answer."""
    patterns = _patterns()
    told = [(squeeze(comparable(statement.text)), statement.citations) for statement in statements]
    for folded, citations in told or [(squeeze(comparable(text)), ())]:
        if citations:
            return "answered"
        for status in _REFUSALS:
            if any(pattern.search(folded) for pattern in patterns[status]):
                return status
        if len(folded.split()) > _POLITE or not any(pattern.search(folded) for pattern in patterns["polite"]):
            return "answered"
    return "answered"


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    groups: dict[str, dict[str, list[str]]] = {**settings()["refusals"], "polite": settings()["polite"]}
    return {name: tuple(re.compile(p) for texts in by.values() for p in texts) for name, by in groups.items()}
