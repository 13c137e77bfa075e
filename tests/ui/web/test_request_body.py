"""What no page sends does not reach the queue, and large bodies leave room for others."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from starlette.types import Message
from ui_server import SENT

from ui.web.conversation import MAX_QUESTION
from ui.web.request_body import MAX_BODIES, MAX_BODY, PARSED, BodyReader, TooMany, checked_payload


@pytest.mark.parametrize(
    "wrong",
    [
        {"session_hash": ""}, {"session_hash": None}, {"session_hash": 3}, {"session_hash": ["abc"]},
        {"session_hash": "a b"}, {"session_hash": "x" * 65}, {"session_hash": "é"}, {"session_hash": "../a"},
        {"fn_index": None}, {"fn_index": "0"}, {"fn_index": True}, {"fn_index": 99}, {"fn_index": -1},
        {"fn_index": 0.0}, {"data": None}, {"data": "Hello"}, {"data": []}, {"data": ["Hello"] * 5},
        {"data": {"0": "Hello"}}, {"trigger_id": "3"}, {"trigger_id": []},
    ],
)  # fmt: skip
def test_what_no_page_sends_is_refused(wrong: dict[str, Any]) -> None:
    inputs = {0: 4}
    assert checked_payload(json.dumps(SENT).encode(), inputs) == SENT
    assert checked_payload(json.dumps({**SENT, **wrong}).encode(), inputs) is None
    for name in wrong:
        if name != "trigger_id":
            assert checked_payload(json.dumps({k: v for k, v in SENT.items() if k != name}).encode(), inputs) is None


@pytest.mark.parametrize("value", ["", "fr", None, True, [], {"a": 1}, "x" * 5000])
def test_what_the_page_does_not_offer_is_refused(value: object) -> None:
    choices = {0: {2: frozenset({"es", "en"})}}
    assert checked_payload(json.dumps(SENT).encode(), {0: 4}, choices) == SENT
    wrong = {**SENT, "data": [*SENT["data"][:2], value, *SENT["data"][3:]]}
    assert checked_payload(json.dumps(wrong).encode(), {0: 4}, choices) is None


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000, b'"x"', b"1" * 5000])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    assert checked_payload(body, {0: 4}) is None


def test_other_fields_do_not_reach_the_queue() -> None:
    more = {"event_id": "x", "batched": True, "simple_format": True, "event_data": {"a": 1}, "oauth_token": "t"}
    assert checked_payload(json.dumps({**SENT, **more}).encode(), {0: 4}) == SENT


@pytest.mark.parametrize("long", ["x" * 10**6, ["x"] * 10**4, {"a": "x" * 10**5}, [[[["x" * 10**5]]]]])
def test_what_waits_is_short(long: object) -> None:
    kept = checked_payload(json.dumps({**SENT, "data": [long, None, "en", None]}).encode(), {0: 4})
    assert kept is not None and len(json.dumps(kept)) < 10_000


def _many(unit: str) -> bytes:
    return ('{"data":[' + unit * (2_000_000 // len(unit)) + "0]}").encode()


@pytest.mark.parametrize("unit", ["[],", "{},", '"",', "9,", '{"a":1},', "["])
def test_a_large_body_is_refused_before_it_is_parsed(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[int] = []
    loads = json.loads
    monkeypatch.setattr(json, "loads", lambda body, **more: parsed.append(len(body)) or loads(body, **more))
    assert checked_payload(_many(unit), {0: 4}) is None
    assert sum(parsed) <= PARSED


@pytest.mark.parametrize("letter", ["x", "\u00e1", "\\", "\U0001f600", "\n"])
@pytest.mark.parametrize("more", range(7))
def test_of_a_long_question_the_beginning_is_kept(letter: str, more: int) -> None:
    question = "y" * more + letter * 300_000
    kept = checked_payload(json.dumps({**SENT, "data": [question, None, "en", None]}).encode(), {0: 4})
    assert kept is not None and kept["data"][0] == question[: MAX_QUESTION + 1]
    plain = checked_payload(
        json.dumps({**SENT, "data": [question, None, "en", None]}, ensure_ascii=False).encode(), {0: 4}
    )
    assert plain is not None and plain["data"][0][:MAX_QUESTION] == question[:MAX_QUESTION]


def test_large_bodies_leave_room_for_questions() -> None:
    async def held(size: int) -> bytes | None:
        bodies, release = BodyReader(), asyncio.Event()

        def sending(size: int) -> Any:
            parts = iter([b"x" * size])

            async def receive() -> Message:
                if (part := next(parts, None)) is None:
                    await release.wait()
                    return {"type": "http.request", "body": b"", "more_body": False}
                return {"type": "http.request", "body": part, "more_body": True}

            return receive

        others = [asyncio.create_task(bodies.read(sending(MAX_BODY), 30)) for _ in range(MAX_BODIES // MAX_BODY)]
        await asyncio.sleep(0.05)
        asyncio.get_running_loop().call_later(0.05, release.set)
        try:
            return await bodies.read(sending(size), 30)
        finally:
            release.set()
            await asyncio.gather(*others, return_exceptions=True)

    assert asyncio.run(held(2000)) == b"x" * 2000
    with pytest.raises(TooMany):
        asyncio.run(held(1_000_000))
