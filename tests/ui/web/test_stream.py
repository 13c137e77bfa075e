"""The web page while a model writes: what has passed is sent as it passes, and whoever leaves ends the call."""

from __future__ import annotations

import json
import re
import time
import uuid
from collections.abc import Iterator

import httpx
import pytest
from ui_fakes import MODEL, SENTENCES, FakeBackend, WritingAssistant
from ui_server import serving

from ui.task import QuestionTask
from ui.web.conversation import begin
from ui.web.service import Service
from ui.web.stream import ActiveQuestion, VisitorState, follow

# Gradio's own bookkeeping uses options of pandas that the newest pandas calls old.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]

SOON = 6.0  # seconds in which the one who left must have been noticed; about one is usual


@pytest.fixture(scope="module")
def backend() -> FakeBackend:
    return FakeBackend(assistant=WritingAssistant(0.4), chat_model=MODEL)


@pytest.fixture(scope="module")
def url(backend: FakeBackend) -> Iterator[str]:
    with serving(backend) as address:
        yield address


@pytest.fixture
def assistant(backend: FakeBackend) -> WritingAssistant:
    """The one of the server, as if nobody had asked it anything yet."""
    found = backend.assistant
    assert isinstance(found, WritingAssistant)
    found.left.clear()
    found.begun.clear()
    found.asked.clear()
    return found


class Tab:
    """A browser tab, as far as the queue can tell."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=20)
        self.session = uuid.uuid4().hex
        page = self.http.get("/").text
        self.config = json.loads(re.search(r"window\.gradio_config = (\{.*?\});\n", page)[1])  # type: ignore[index]

    def __enter__(self) -> Tab:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def press(self, button: str, *data: object) -> None:
        id = next(c["id"] for c in self.config["components"] if c["props"].get("elem_id") == button)
        found = next(d for d in self.config["dependencies"] if [id, "click"] in d["targets"])
        body = {"data": [*data], "fn_index": found["id"], "session_hash": self.session, "trigger_id": id}
        assert self.http.post("gradio_api/queue/join", json=body).status_code == 200

    def ask(self, question: str) -> None:
        self.press("send", question, None, "en", None)

    def pieces(self) -> Iterator[tuple[str, str]]:
        """Kind and text of what arrives, until nothing of this tab is under way."""
        with self.http.stream("GET", "gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            for line in stream.iter_lines():
                if line.startswith("data:"):
                    event = json.loads(line.removeprefix("data:"))
                    if event["msg"].startswith("process_"):
                        assert event.get("success", True), event
                        yield event["msg"], json.dumps(event.get("output"), ensure_ascii=False)

    def wait_for(self, text: str, pieces: Iterator[tuple[str, str]]) -> None:
        assert any(text in piece for _, piece in pieces)


def test_statements_arrive_as_they_pass(url: str, assistant: WritingAssistant) -> None:
    with Tab(url) as tab:
        tab.ask("What became of the bridges?")
        seen = list(tab.pieces())
    first = [next(i for i, (_, text) in enumerate(seen) if sentence in text) for sentence in SENTENCES]
    assert first[0] < first[1] < first[2]
    assert any("The model is writing" in text for _, text in seen[: first[0] + 1])
    kind, last = seen[-1]
    assert kind == "process_completed" and all(sentence in last for sentence in SENTENCES)
    assert "Written by the model openai&#58;small" in last and "is writing" not in last
    assert not assistant.left.is_set()


@pytest.mark.parametrize("question", ["endless", "mute"])
def test_closing_the_page_closes_the_call_to_the_model(url: str, assistant: WritingAssistant, question: str) -> None:
    with Tab(url) as tab:
        tab.ask(question)
        tab.wait_for("is writing", tab.pieces())
        assert not assistant.left.is_set()
    assert assistant.left.wait(SOON)


def test_stop_leaves_what_had_passed(url: str, assistant: WritingAssistant) -> None:
    with Tab(url) as tab:
        tab.ask("endless")
        pieces = tab.pieces()
        tab.wait_for(SENTENCES[0], pieces)
        tab.press("stop", None)
        *_, (kind, last) = [piece for piece in pieces if "answer" in piece[1]]
        assert kind == "process_completed" and SENTENCES[0] in last and SENTENCES[1] not in last
        assert "Stopped&#58; this is what had passed" in last
        assert assistant.left.is_set()
        tab.ask("And then?")
        list(tab.pieces())
        assert assistant.asked[-1][:2] == ("And then?", ("endless",))


def test_stop_before_anything_passed_says_so(url: str, assistant: WritingAssistant) -> None:
    with Tab(url) as tab:
        tab.ask("mute")
        pieces = tab.pieces()
        tab.wait_for("is writing", pieces)  # the button is there from then on
        tab.press("stop", None)
        assert any("Stopped before anything had passed" in text for _, text in pieces)
    assert assistant.left.is_set()


def test_a_new_conversation_ends_the_one_under_way_and_nothing_of_it_comes_back(
    url: str, assistant: WritingAssistant
) -> None:
    with Tab(url) as tab:
        tab.ask("endless")
        pieces = tab.pieces()
        tab.wait_for(SENTENCES[0], pieces)
        tab.press("new", "en", None)
        rest = list(pieces)
        assert assistant.left.is_set()
        assert not [text for _, text in rest if SENTENCES[0] in text]
        tab.ask("Hello")
        list(tab.pieces())
        assert assistant.asked[-1][:2] == ("Hello", ())


def test_a_second_question_waits_for_the_first(url: str, assistant: WritingAssistant) -> None:
    with Tab(url) as tab:
        tab.ask("endless")
        pieces = tab.pieces()
        tab.wait_for(SENTENCES[0], pieces)
        tab.ask("impatient")
        time.sleep(0.5)
        tab.press("stop", None)
        list(pieces)
    assert [asked[0] for asked in assistant.asked] == ["endless"]


def test_the_page_says_that_a_model_writes_and_where_questions_go(url: str) -> None:
    for language, words in (("en", "are sent to"), ("es", "se env\\u00edan a")):
        page = httpx.get(url, headers={"accept-language": language}).text
        assert words in page and "models.example.org" in page and "openai\\u0026#58;small" in page
        assert "secret" not in page


def test_follow_closes_the_call_when_it_is_closed() -> None:
    assistant = WritingAssistant(0.01)
    question = ActiveQuestion("en")
    service = Service(FakeBackend(assistant=assistant, chat_model=MODEL))
    states = follow(service, begin([], "endless"), question)
    assert next(state for state in states if state and state[-1].answer)
    states.close()
    question.stop()
    assert assistant.left.wait(SOON)


def test_a_model_that_does_not_let_go_keeps_nobody_waiting() -> None:
    assistant = WritingAssistant(0.01)
    asking = QuestionTask(lambda listen, stop: assistant.ask("endless", listen=listen))
    heard = next(answer for answer in asking.progress(tick=0.01) if answer)
    asking.stop()
    assert asking.result(grace=0.05) == heard
    assert list(asking.progress(tick=0.01)) == []


def test_a_visit_has_one_question_at_a_time() -> None:
    visit = VisitorState()
    one = visit.begin("en")
    assert one is not None and visit.begin("en") is None
    visit.stop()
    asking = one.ask(lambda: QuestionTask(lambda listen, stop: WritingAssistant().ask("mute", stop=stop)))
    assert asking.stopped, "stopped before it had begun"
    visit.end(one)
    assert visit.begin("es") is not None
