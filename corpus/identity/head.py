"""The head of a document: the lines above its running text, and the labels of its imprint."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from corpus.data import table
from corpus.model import Block
from corpus.structure.assemble import Body
from corpus.text.normalize import comparable, squeeze

_BLOCKS = 16
_LETTERS = 1200
_OPENING = 3000
_SENTENCE_WORDS = 8
_TORN_WORDS = 20  # a line of so many small words is running text, although its full stop is elsewhere
_LABEL = re.compile(r"([^:]{2,40}):\s*(.*)", re.S)
_NUMBERED = re.compile(r"(?:\d{1,2}|[ivx]{1,5})\s*[.)—–](?!o\b|a\b)-?\s*\D|\d{1,2}(?:\.\d)+")
_ADDRESSED = re.compile(r"(?:from|to|cc|subject|sent|de|para|asunto|enviado)\s*:")
_SPOKEN = re.compile(r"(?:[A-ZÁÉÍÓÚÑ][\w.’'-]*\s?){1,4}:\s+\S.*[.?!…]$", re.S)
_OF_COMMITMENT = re.compile(r"(?:commitment|compromiso|hito|milestone|meta)s?\s*(?:n[o°º.]*\s*)?\d")


@dataclass(frozen=True, slots=True)
class Head:
    """`lines` in reading order, with those joined that go on in the next; `labels` by their sort ("date"): what stands
    behind them; `carried` is the title that the file's properties hold; `opening` is the text's beginning, for
    sentences that tell of the document itself; `letter` and `talk` are what its form shows."""

    lines: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    carried: str = ""
    opening: str = ""
    letter: bool = False
    talk: bool = False


def head_of(body: Body) -> Head:
    """The head of a document, from its blocks."""
    lines: list[str] = []
    for number, block in enumerate(body.blocks[:_BLOCKS]):
        text = _text(body, block)
        if block.kind in ("list_item", "table_row") and lines:
            break
        if not _stays(text, block, first=not lines, goes_on=_next_is_short(body, number)):
            break
        lines.append(text)
        if sum(map(len, lines)) > _LETTERS:
            break
    labels = _labels(body)
    return Head(
        lines=_joined(lines),
        labels=labels,
        carried=body.title or "",
        opening=body.text[:_OPENING],
        letter=_is_letter(body, labels),
        talk=_is_talk(body),
    )


def is_section(text: str) -> bool:
    """A heading under which running text stands in any document ("Introducción", "2. Objetivos")."""
    folded = comparable(text).strip(" :.¿?¡!")
    bare = re.sub(r"^(?:\d{1,2}|[ivx]{1,4})[.)—–-]?\s+|\s+\d{1,3}$", "", folded)
    return bare in table("corpus.identity", "head")["sections"] or bool(
        _NUMBERED.match(folded) or _OF_COMMITMENT.match(folded)
    )


def label_of(text: str) -> tuple[str, str] | None:
    """The sort of a label of an imprint, and what stands behind it."""
    match = _LABEL.fullmatch(text)
    if not match:
        return None
    name = comparable(match[1]).strip()
    return next(
        (
            (sort, match[2].strip())
            for sort, names in table("corpus.identity", "head")["labels"].items()
            if name in names
        ),
        None,
    )


def is_sentence(text: str, *, first: bool = False) -> bool:
    """Running text, in contrast to a line of a title page."""
    words = text.split()
    letters = [char for char in text if char.isalpha()]
    if not first and letters and sum(char.isupper() for char in letters) > 0.7 * len(letters):
        return False  # a line of capitals
    if len(words) >= _SENTENCE_WORDS and text.rstrip("”\"')»")[-1:] in (".", "?", "!", ";"):
        return True
    if re.search(r"[a-záéíóúñ]{3}[.?!] [¿¡A-ZÁÉÍÓÚ]", text) and len(words) >= 6:
        return True  # two sentences
    small = sum(word[0].islower() for word in words if word)
    return not first and len(words) >= _TORN_WORDS and small > 0.6 * len(words)


def _stays(text: str, block: Block, *, first: bool, goes_on: bool) -> bool:
    folded = comparable(text)
    if any(folded.startswith(words) for words in table("corpus.identity", "head")["forewords"]) or _is_running(
        text, block, first
    ):
        return False
    if block.kind == "table_row":
        return len(text) < 160
    if label_of(text):
        return True
    numbered = is_section(text) and not (first and _OF_COMMITMENT.match(folded))
    # "Presentación" may be the name of a booklet, if its title page goes on below it
    return not numbered or (goes_on and not first and not _NUMBERED.match(folded) and not _OF_COMMITMENT.match(folded))


def _is_running(text: str, block: Block, first: bool) -> bool:
    """What is marked as a heading and stands at the very top is a title, however it ends."""
    return is_sentence(text, first=first) and not (first and block.kind == "heading" and len(text) < 200)


def _next_is_short(body: Body, number: int) -> bool:
    following = body.blocks[number + 1 : number + 2]
    return any(
        len(text := _text(body, block)) < 40 and "," in text and block.kind == "paragraph" and not is_sentence(text)
        for block in following
    )


def _joined(lines: list[str]) -> tuple[str, ...]:
    """Lines that were cut in two by their layout become one again."""
    whole: list[str] = []
    ends = tuple(table("corpus.identity", "head")["goes_on"])
    for line in lines:
        before = whole[-1] if whole else ""
        last = comparable(before).split()[-1:]
        first = comparable(line).split()[:1]
        cut = last[:1] and last[0] in ends
        goes_on = first and first[0] in ends and line[:1].islower()
        colon = before.endswith(":") and 2 <= len(before.split()) < 10 and not line.endswith(":")
        if before and (cut or goes_on or colon) and len(before) + len(line) < 400:
            whole[-1] = f"{before} {line}"
        else:
            whole.append(line)
    return tuple(whole)


def _labels(body: Body) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = ""
    for block in body.blocks[:_BLOCKS]:
        text = _text(body, block)
        label = label_of(text.replace("\t", ": ", 1) if block.kind == "table_row" else text)
        if waiting and not label:
            found.setdefault(waiting, text)
        waiting = ""
        if label and label[1]:
            found.setdefault(label[0], label[1])
        elif label:
            waiting = label[0]
    return found


def _is_letter(body: Body, labels: dict[str, str]) -> bool:
    greeting = re.compile("|".join(table("corpus.identity", "head")["talk"]["salutations"]))
    short = len(body.text) < table("corpus.identity", "head")["talk"]["letter_letters"]
    if sum(1 for text in _first_texts(body) if _ADDRESSED.match(comparable(text))) >= 2:
        return True  # an e-mail
    return (short or "subject" in labels) and any(
        greeting.match(comparable(_text(body, block))) for block in body.blocks[:_BLOCKS]
    )


def _is_talk(body: Body) -> bool:
    """Does the text have the form of a chat or of questions: a good part of its blocks begin as such, or ask?"""
    said = [_text(body, block) for block in body.blocks[:60] if block.kind in ("paragraph", "list_item")]
    marked = sum(1 for text in said if _marks().search(comparable(text)))
    asked = sum("?" in text[-60:] or text.lstrip("0123456789.)- ").startswith("¿") for text in said)
    lines = [text for block in body.blocks[1:60] if block.kind != "table_row" and (text := _text(body, block))]
    spoken = [text for text in lines if _SPOKEN.match(text)]
    speakers = {text.partition(":")[0] for text in spoken}
    if len(spoken) >= 4 and 1 < len(speakers) < len(spoken) and len(spoken) >= 0.6 * len(lines):
        return True
    return (marked >= 2 and marked >= 0.2 * len(said)) or (asked >= 3 and asked >= 0.5 * len(said))


@cache
def _marks() -> re.Pattern[str]:
    return re.compile("|".join(table("corpus.identity", "head")["talk"]["marks"]))


def _first_texts(body: Body) -> list[str]:
    return [_text(body, block) for block in body.blocks[:_BLOCKS]]


def _text(body: Body, block: Block) -> str:
    text = body.text[block.start : block.end]
    return text if block.kind == "table_row" else squeeze(text)
