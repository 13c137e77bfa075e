"""Words of others inside a document: below a heading or label that names another speaker, in a list that a sentence
gives somebody else the word for, in block quotations and between quotation marks.

Such blocks speak with the voice "context", and their origin is who is named, as far as anybody is. A paragraph of which
some sentences stand between quotation marks becomes several blocks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.model import Block
from corpus.text.given_word import announces, denies, gives_word, heading_of_another, label_of_another, speaker_in
from corpus.text.quotation_marks import quoted_sentences
from corpus.text.sentences import clauses, sentence_spans

_LABEL_LETTERS = 110
_MOST_QUOTED = 0.5  # of the blocks: where more stand in block quotations, it is only how the file is set


def with_given_word(
    blocks: Sequence[Block], text: str, own: str, quotations: Collection[int] = ()
) -> tuple[Block, ...]:
    """The blocks with the voices of others. `own` is the voice of the document, `quotations` are the numbers of the
    blocks in block quotations. Where nobody's voice is the document's own ("context"), nothing changes."""
    if own == "context":
        return tuple(blocks)
    if len(quotations) > _MOST_QUOTED * len(blocks):
        quotations = ()
    return tuple(_marked(blocks, text, own, quotations))


def denied(blocks: Sequence[Block], text: str) -> frozenset[int]:
    """The numbers of list items that the sentence or heading above their list denies, or makes depend on something."""
    return frozenset(
        number for number, above in _introductions(blocks, text) if denies(_last_sentence(blocks[above], text))
    )


def _introductions(blocks: Sequence[Block], text: str) -> Iterator[tuple[int, int]]:
    """(number of a list item, number of the block that introduces its list)."""
    above: int | None = None
    for number, block in enumerate(blocks):
        if block.kind != "list_item":
            ends = block.kind != "table_row" and announces(text[block.start : block.end])
            above = number if ends or block.kind == "heading" else None
        elif above is not None:
            yield number, above


def _marked(blocks: Sequence[Block], text: str, own: str, quotations: Collection[int]) -> Iterator[Block]:
    section: tuple[tuple[str, ...], str] | None = None  # the headings down to one of another speaker, and its words
    said = dict(_introductions(blocks, text))
    speaker = ""  # whom the sentence right above lets speak
    for number, block in enumerate(blocks):
        words = text[block.start : block.end]
        if block.kind == "heading":
            path = (*block.section, words)
            if section and path[: len(section[0])] != section[0]:
                section = None
            if section is None and heading_of_another(words, own):
                section = (path, words)
            speaker = _given(words, own) if announces(words) else ""
            yield _spoken(block, section[1]) if section else block
            continue
        within = section[1] if section and block.section[: len(section[0])] == section[0] else ""
        origin = within or _by_label(block, words, own)
        if not origin and number in said:
            origin = _given(_last_sentence(blocks[said[number]], text), own)
        last = _last_sentence(block, text)
        if number in quotations or origin or (speaker and block.kind == "paragraph"):
            yield _spoken(block, origin or speaker)
        elif block.kind in ("paragraph", "list_item"):
            yield from _parted(block, text)
        else:
            yield block
        goes_on = number in quotations and number + 1 in quotations
        # after a full stop only a block quotation is what was announced
        opens = last.rstrip(" *_").endswith(":") or (number + 1 in quotations and number not in quotations)
        speaker = speaker if goes_on else _given(last, own) if opens and block.kind == "paragraph" else ""


def _given(sentence: str, own: str) -> str:
    """Who is given the word in a sentence or label, "" where nobody is."""
    if gives_word(sentence, own) or label_of_another(sentence.rstrip(" :*_"), own):
        return speaker_in(sentence, own) or sentence.rstrip(" :*_")
    return ""


def _by_label(block: Block, words: str, own: str) -> str:
    label, colon, _ = words[: _LABEL_LETTERS + 1].partition(":")
    return label if colon and block.kind != "table_row" and label_of_another(label, own) else ""


def _parted(block: Block, text: str) -> Iterator[Block]:
    """A block as it is, or parted where sentences stand between quotation marks."""
    words = text[block.start : block.end]
    found = quoted_sentences(words)
    if not found:
        yield block
        return
    spans = [(*span, span in found) for span in clauses(words, 0, len(words))]
    if block.kind == "list_item":
        yield _spoken(block, "") if all(quoted for *_, quoted in spans) else block
        return
    for quoted, group in groupby(spans, key=lambda span: span[2]):
        run = list(group)
        part = replace(block, start=block.start + run[0][0], end=block.start + run[-1][1])
        yield _spoken(part, "") if quoted else part


def _spoken(block: Block, speaker: str) -> Block:
    if block.voice is not None:
        return block
    return replace(block, voice="context", origin=block.origin or speaker.strip(" ¿?¡!:.*_") or None)


def _last_sentence(block: Block, text: str) -> str:
    spans = sentence_spans(text, block.start, block.end)
    return text[slice(*spans[-1])] if spans else ""
