"""Claims come out of a reply as soon as they are whole, however it is written and wherever it is cut."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.llm.reply import Claim, ClaimReader, Quote

ONE = Claim("According to the IRM, it's 5 of “14”.", (Quote("k7f3a2b", 'says "five" of them'),))
TWO = Claim("El plan promete más.", (Quote("k000001", "más de ello"), Quote("k000002", "y aún más")))


def as_object(claim: Claim) -> dict[str, Any]:
    return {"text": claim.text, "quotes": [{"key": quote.key, "quote": quote.quote} for quote in claim.quotes]}


def as_json(*claims: Claim, **how: Any) -> str:
    return json.dumps({"statements": [as_object(claim) for claim in claims]}, **how)


REPLY = as_json(ONE, TWO, ensure_ascii=False)


def read(reply: str, size: int = 1) -> tuple[list[Claim], ClaimReader]:
    reader = ClaimReader()
    claims = [c for at in range(0, len(reply), size) for c in reader.feed(reply[at : at + size])]
    return [*claims, *reader.close()], reader


def state(reader: ClaimReader) -> tuple[object, ...]:
    return reader.claims, reader.complete, reader.malformed, reader.empty, reader.refusal


def test_a_claim_comes_out_with_the_bracket_that_closes_it() -> None:
    reader = ClaimReader()
    came = {at: claims for at, char in enumerate(REPLY) if (claims := reader.feed(char))}
    first = REPLY.index("}]}, ") + 2
    assert came == {first: [ONE], len(REPLY) - 3: [TWO]}
    assert reader.complete and reader.claims == 2 and not reader.close()


@pytest.mark.parametrize(
    "reply",
    [
        REPLY,
        as_json(ONE, TWO),
        as_json(ONE, TWO, indent=4),
        f"Sure! From the sources [1, 2], see {{below}}:\n\n```json\n{as_json(ONE, TWO, indent=2)}\n```\nHope it helps!",
        f'<think>Perhaps {as_json(Claim("No.", (Quote("k9", "no"),)))} and {{"a": [</think>\n\n{REPLY}',
        f"<Thinking>hm</Thinking>{REPLY}",
        f"thinking that began before the reply, I cannot\n</think>\n{REPLY}",
        "\n".join(json.dumps(as_object(claim)) for claim in (ONE, TWO)),
        json.dumps([as_object(ONE), as_object(TWO)]),
        str({"statements": [as_object(ONE), as_object(TWO)]}),
        REPLY.replace("}]", "},]").replace("}}", "},}"),
        REPLY.replace('{"text"', '// first\n{ /* the "text" */ "text"').replace('"quotes"', '# so\n"quotes"'),
        REPLY.replace('"text"', "text").replace('"quotes"', "quotes").replace('"key"', "key"),
        REPLY.replace('"statements"', '"Claims"').replace('"quotes"', '"Citations"').replace('"key"', '"source"'),
        REPLY.replace('"statements"', '"afirmaciones"').replace('"text"', '"oración"').replace('"quotes"', '"citas"'),
        json.dumps({"name": "answer", "arguments": {"statements": [as_object(ONE), as_object(TWO)]}}),
        REPLY.replace("}]}, ", "}]}}, "),  # a bracket too many
        REPLY.replace("}]}, ", "}}, "),  # one too few
        REPLY.replace(", ", "\n").replace("IRM\n", "IRM, "),  # no commas
        f"\ufeff{REPLY}{REPLY}",  # said twice
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1_000_000])
def test_replies_as_models_write_them(reply: str, size: int) -> None:
    claims, reader = read(reply, size)
    assert claims == [ONE, TWO]
    assert not reader.malformed and not reader.empty and not reader.refusal
    assert reader.complete


@pytest.mark.parametrize("cut", [1, 2, 3, 4, 5])
def test_brackets_that_do_not_come_are_missed_and_no_claim_is_lost(cut: int) -> None:
    claims, reader = read(REPLY[:-cut])
    assert claims == [ONE, TWO] and not reader.complete and not reader.malformed


@pytest.mark.parametrize(
    ("reply", "text", "quotes"),
    [
        (
            '[{"text":"the "open, data" plan, and "x", 5","quotes":[{"key":"k","quote":"a "b", "c" d"}]}]',
            'the "open, data" plan, and "x", 5',
            [("k", 'a "b", "c" d')],
        ),
        (
            "{'statements':[{'text':'the IRM's view','quotes':[{'key':'k','quote':'its 'own' view'}]}]}",
            "the IRM's view",
            [("k", "its 'own' view")],
        ),
        ('{“statements”:[{“text”:“a "b" c”,“quotes”:[{“key”:“k”,“quote”:“q”}]}]}', 'a "b" c', [("k", "q")]),
        ('{"statements":[{"text":"a\n  b","quotes":[{"key":"k","quote":"q\n\tr"}]}]}', "a b", [("k", "q\n\tr")]),
        (
            r'{"statements":[{"text":"\u00a1S\u00ed\u0021 \ud83d\ude00 \d \'","quotes":[{"key":"k","quote":"q\\n"}]}]}',
            "¡Sí! 😀 d '",
            [("k", "q\\n")],
        ),
        (r'[{"text":"half \ud83d of it","quotes":[{"key":"k","quote":"q"}]}]', "half \ufffd of it", [("k", "q")]),
        ('[{"text":"in\u200bvi\u202esible","quotes":[{"key":"k","quote":"q"}]}]', "invisible", [("k", "q")]),
        ('[{"statement":"a","source":"[k1]","quote":"q"}]', "a", [("k1", "q")]),
        ('{"answer":[{"text":"a","quotes":{"k1":"q","k2":["r","s"]}}]}', "a", [("k1", "q"), ("k2", "r"), ("k2", "s")]),
        ('[{"text":"a","quotes":{"key":"k1","quote":["q","r"]}}]', "a", [("k1", "q"), ("k1", "r")]),
        ('[{"text":"a","evidence":[{"id":k7f3a2b,"excerpt":"q"}]}]', "a", [("k7f3a2b", "q")]),
        ('[{"text":"a","quotes":[{"quote":"q"}]}]', "a", [("", "q")]),
        ('[{"text":"a","quotes":[{"key":"k","text":"q"},"r",null,{"key":"k"}]}]', "a", [("k", "q")]),
        ('{"statements":[{"text":"a","quotes":[]}]}', "a", []),
        ('{"statements":[{"text":"a"}]}', "a", []),
        ('[{"text":"a","quotes":None,"sure":True,"score":0.5}]', "a", []),
    ],
)
def test_odd_forms(reply: str, text: str, quotes: list[tuple[str, str]]) -> None:
    claims, reader = read(reply)
    assert claims == [Claim(text, tuple(Quote(*quote) for quote in quotes))]
    assert reader.complete and read(reply, 10_000)[0] == claims


@pytest.mark.parametrize(
    "reply",
    [
        '{"statements": []}',
        "```json\n{\n}\n```{'statements': [ ]}",
        "[]",
        "```json\n[]\n```",
        '{"statements": null}',
        '<think>nothing on it</think>{"statements": [\n]}',
        'The sources do not say. {"statements": [],}',
    ],
)
def test_nothing_known_is_an_answer(reply: str) -> None:
    claims, reader = read(reply)
    assert not claims and state(reader) == (0, True, False, False, False)


@pytest.mark.parametrize(
    "reply",
    [
        "The commitment was completed in 2021.",
        "- [] to do\n- [x] done [1]",
        '{"statements": ["a", "b"]}',
        '{"statements": {"quotes": [{"key": "k", "quote": "q"}]}}',
        '{"answer": "It was completed."}',
        '{"statements": [',
        '{"statements": [{"text": "The IRM fou',
        '{"statements": [{"text": "Cut.", "quotes": [{"key": "k", "quote": "words that are cu',
        '{"statements": [{"text": bare words, "quotes": [{"key": "k", "quote": "q"}]}]}',
        "<think>The answer is",
        "{}",
        "]}" * 20,
        "null",
    ],
)
def test_what_cannot_be_read_is_malformed(reply: str) -> None:
    claims, reader = read(reply)
    assert not claims and state(reader) == (0, False, True, False, False)


@pytest.mark.parametrize(
    "reply",
    [
        "I’m sorry, but I can't help with that.",
        "I cannot answer this question.",
        "As an AI language model, I have no opinion.",
        "Lo siento, pero no puedo ayudar con esa solicitud.",
        "Como modelo de lenguaje, no estoy autorizado a responder.",
        "LO SIENTO",
        '{"error": "No puedo responder eso."}',
        "```\nI must decline.\n```",
    ],
)
def test_a_refusal_is_told_from_other_prose(reply: str) -> None:
    claims, reader = read(reply)
    assert not claims and reader.refusal and reader.malformed


@pytest.mark.parametrize("reply", [f"I'm sorry it took long. {REPLY}", 'I cannot find it: {"statements": []}'])
def test_a_list_of_claims_is_no_refusal(reply: str) -> None:
    assert not read(reply)[1].refusal


@pytest.mark.parametrize("reply", ["", " \n\t ", "\u00a0"])
def test_blank_space_is_empty(reply: str) -> None:
    claims, reader = read(reply)
    assert not claims and state(reader) == (0, False, False, True, False)


def test_a_claim_that_is_cut_off_keeps_what_is_whole() -> None:
    begun = '{"statements":[{"text":"a","quotes":[{"key":"k","quote":"q"},{"key":"k","quote":"r'
    claims, reader = read(begun)
    assert claims == [Claim("a", (Quote("k", "q"),))] and not reader.complete
    assert read('{"statements":[{"text":"a","quotes":[{"key":"k"')[0] == []


def test_what_is_said_after_the_end_is_not_read() -> None:
    reader = ClaimReader()
    reader.close()
    assert not reader.feed(REPLY) and not reader.close()


def test_there_is_an_end_to_what_is_read() -> None:
    many = [Claim(f"Statement {n}.", (Quote("k", "q"),)) for n in range(500)]
    claims, reader = read(as_json(*many), 999)
    assert claims == many[: len(claims)] and 20 < len(claims) < 200 and reader.claims == len(claims)
    claims, reader = read(" " * 1_000_000 + REPLY, 100_000)
    assert not claims and not reader.complete
    claims, reader = read('{"a":' * 1_000 + REPLY, 100)
    assert not claims and not reader.complete


TEXT = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" \"'\\{}[],:/#\n“”<>`"), max_size=30)
SAID = TEXT.filter(lambda text: bool(text.strip()))
KEYS = st.from_regex(r"k[0-9a-f]{6}", fullmatch=True)
CLAIMS = st.lists(
    st.tuples(
        st.from_regex(r"[A-Za-zñé0-9\"'{}\[\],:\\/#]{1,20}", fullmatch=True),
        st.lists(st.tuples(KEYS, SAID), min_size=1, max_size=3),
    ),
    max_size=5,
    unique_by=lambda claim: claim[0],
)
SIZES = st.lists(st.integers(1, 40), min_size=1, max_size=20)


def pieces(text: str, sizes: list[int]) -> Iterable[str]:
    at = 0
    while at < len(text):
        size = sizes[at % len(sizes)]
        yield text[at : at + size]
        at += size


@given(CLAIMS, SIZES, st.sampled_from([None, 2]), st.booleans())
def test_what_is_valid_json_is_read_as_it_stands(
    told: list[tuple[str, list[tuple[str, str]]]], sizes: list[int], indent: int | None, ascii_only: bool
) -> None:
    made = [Claim(text, tuple(dict.fromkeys(Quote(*quote) for quote in quotes))) for text, quotes in told]
    reader = ClaimReader()
    reply = as_json(*made, indent=indent, ensure_ascii=ascii_only)
    assert [claim for piece in pieces(reply, sizes) for claim in reader.feed(piece)] == made
    assert reader.complete and not reader.malformed and not reader.close()


PARTS = [
    *"{}[]\",:'\\/#<>“” \n",
    *('"statements":[', '{"text":"a","quotes":[', '{"key":"k","quote":"q"}', '"text":', '"quotes":['),
    *("```json\n", "<think>", "</think>", "//", "/*", "*/", "null", "text", "a", '\\"', "\\u12", "\ud83d", "0"),
]
HOSTILE = st.lists(st.sampled_from(PARTS), max_size=60).map("".join)


@given(st.one_of(HOSTILE, TEXT), SIZES)
def test_the_borders_of_the_pieces_make_no_difference(reply: str, sizes: list[int]) -> None:
    at_once, whole = read(reply, len(reply) + 1)
    reader = ClaimReader()
    claims = [claim for piece in pieces(reply, sizes) for claim in reader.feed(piece)]
    assert [*claims, *reader.close()] == at_once
    assert state(reader) == state(whole)
    assert reader.claims == len(at_once)


@given(st.data())
def test_what_is_cut_gives_the_claims_before_the_cut(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(REPLY)))
    claims, reader = read(REPLY[:at], 5)
    whole = [claim for claim, end in ((ONE, REPLY.index("}]}, ") + 3), (TWO, len(REPLY) - 2)) if at >= end]
    assert [claim.text for claim in claims[: len(whole)]] == [claim.text for claim in whole]
    assert len(claims) <= len(whole) + 1 and all(claim.quotes for claim in claims)
    assert reader.complete == (at == len(REPLY))


LONG = 60_000
BLANKS = '{"statements":[{"text":"' + ('"' + "\n" * 150) * 400


@pytest.mark.parametrize(
    "reply",
    [
        as_json(*(Claim(f"{n} " + "x" * 200, (Quote("k", "y" * 200),)) for n in range(130))),
        '{"statements":[{"text":"' + "x" * LONG,
        '{"statements":[{"text":"' + '", ' * (LONG // 3),
        '{"statements":[{"text":"a"' + " " * LONG,
        BLANKS,
        "[" * LONG,
        "[{" * (LONG // 2),
        "{ \n" * (LONG // 3),
        "<thin" * (LONG // 5),
        "<think>" + "x" * LONG,
        '{"a":/*' + "x" * LONG,
        '{"a":"' + "\\" * LONG,
        '{"a":' + "x" * LONG,
        "word " * (LONG // 5),
    ],
    ids=range(14),
)
def test_time_grows_with_the_text_and_no_faster(reply: str) -> None:
    """Fed character by character, 60,000 of them take a tenth of a second, up to three of the most awkward."""
    began = time.perf_counter()
    read(reply)
    assert time.perf_counter() - began < 2
