"""The web application, through its HTTP surface: what it serves, what it refuses, what it answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from ui_fakes import FakeBackend

from index.errors import IndexDamaged, IndexMissing, RerankerUnavailable
from ui.web import security
from ui.web.app import create_app
from ui.web.conversation import MAX_QUESTION, MAX_TURNS, begin
from ui.web.page_texts import page_texts
from ui.web.server import LOOPBACK
from ui.web.service import Service, Standing
from ui.web.stream import ActiveQuestion, follow
from ui.wording import wording

# Gradio's own bookkeeping uses an option of pandas that the newest pandas calls old.
pytestmark = pytest.mark.filterwarnings("ignore:.*no_silent_downcasting")


@pytest.fixture(scope="module")
def shared_backend() -> FakeBackend:
    return FakeBackend()


@pytest.fixture(scope="module")
def client(shared_backend: FakeBackend) -> Iterator[TestClient]:
    with TestClient(create_app(Service(shared_backend)), base_url="http://127.0.0.1:7860") as client:
        yield client


def config_of(html: str) -> dict[str, Any]:
    return json.loads(re.search(r"window\.gradio_config = (\{.*?\});\n", html)[1])  # type: ignore[index]


def component(config: dict[str, Any], elem_id: str) -> dict[str, Any]:
    return next(c for c in config["components"] if c["props"].get("elem_id") == elem_id)


class Visitor:
    """Does what the page's script does: posts an event to the queue and reads its stream."""

    def __init__(self, client: TestClient, session: str) -> None:
        self.client = client
        self.session = session
        self.config = config_of(client.get("/").text)

    def ask(self, question: object, language: object = "en") -> list[Any]:
        button = component(self.config, "send")["id"]
        found = next(d for d in self.config["dependencies"] if [button, "click"] in d["targets"])
        body = {
            "data": [question, None, language, None],
            "fn_index": found["id"],
            "session_hash": self.session,
            "trigger_id": button,
        }
        joined = self.client.post(
            "/gradio_api/queue/join",
            content=json.dumps(body),  # ASCII: what is posted may hold lone surrogates
            headers={"content-type": "application/json"},
        )
        assert joined.status_code == 200, joined.text
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            for line in stream.iter_lines():
                event = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if event.get("msg") == "process_completed":
                    assert event["success"], event
                    self.outputs = found["outputs"]
                    return event["output"]["data"]
        raise AssertionError("the stream ended early")

    def said(self, question: object, language: object = "en") -> str:
        """All the text that comes back."""
        return json.dumps(self.ask(question, language), ensure_ascii=False)


def test_the_page_is_in_the_browsers_language(client: TestClient) -> None:
    for header, language, words in (
        ("es-MX,es;q=0.9,en;q=0.8", "es", "Gobierno abierto, con fuentes"),
        ("en-GB", "en", "Open government, with sources"),
        ("fr", "en", "Open government, with sources"),
    ):
        page = client.get("/", headers={"accept-language": header})
        assert page.status_code == 200 and page.headers["content-language"] == language
        assert f'<html lang="{language}">' in page.text and f"<title>{words}</title>" in page.text
        config = config_of(page.text)
        assert component(config, "language")["props"]["value"] == language
        assert component(config, "send")["props"]["value"] == wording(language)("web.send")
    assert client.get("/?lang=es", headers={"accept-language": "en"}).headers["content-language"] == "es"


def test_nothing_comes_from_outside(client: TestClient) -> None:
    page = client.get("/").text
    outside = re.findall(r"(?:https?:)?//(?!127\.0\.0\.1)[\w-]+\.[\w.]+", page)
    assert not outside
    for path in re.findall(r'(?:src|href)="\./([^"]+)"', page):
        assert client.get(f"/{path}").status_code == 200
    theme = config_of(page)["theme_hash"]
    for path in (f"/theme.css?v={theme}", "/page/page.css"):
        assert not re.search(r"@import|url\((?!['\"]?data:)", client.get(path).text)


def test_security_headers_on_every_response(client: TestClient) -> None:
    for path in ("/", "/page/page.css", "/nothing", "/theme.css"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy
        assert "connect-src 'self'" in policy and "img-src 'self' data:" in policy
        script = policy.split("script-src")[1].split(";")[0]
        assert "unsafe" not in script and "http" not in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer"


def test_scripts_carry_the_nonce_of_their_own_response(client: TestClient) -> None:
    nonces = set()
    for _ in range(2):
        page = client.get("/")
        nonce = re.search(r"'nonce-([\w-]+)'", page.headers["content-security-policy"])[1]  # type: ignore[index]
        inline = re.findall(r"<script(?![^>]*\ssrc=)([^>]*)>", page.text)
        assert inline and all(f'nonce="{nonce}"' in attributes for attributes in inline)
        nonces.add(nonce)
    assert len(nonces) == 2


@pytest.mark.parametrize(
    "path",
    [
        "/docs", "/openapi.json", "/redoc", "/gradio_api/info", "/gradio_api/openapi.json",
        "/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/proxy=http://example.org/",
        "/gradio_api/runs", "/monitoring",
        "/gradio_api/call/ask", "/gradio_api/run/ask", "/login", "/page/../web.py", "/page/%2e%2e/web.py",
        "/assets/../../../routes.py",
    ],
)  # fmt: skip
def test_what_the_page_does_not_need_does_not_exist(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, json={}).status_code == 404


def test_other_methods_and_other_hosts_are_refused() -> None:
    app = create_app(Service(FakeBackend()), hosts=LOOPBACK)
    local = TestClient(app, base_url="http://localhost:7860")
    assert local.get("/robots.txt").status_code == 200
    assert local.delete("/").status_code == 405
    assert TestClient(app, base_url="http://evil.example").get("/").status_code == 400


def test_bodies_have_a_limit(client: TestClient) -> None:
    too_large = b"x" * (security.MAX_BODY + 1)
    refused = client.post("/gradio_api/queue/join", content=too_large, headers={"accept-language": "es"})
    assert refused.status_code == 413 and "Es demasiado" in refused.json()["detail"]
    chunks = (b"x" * 1_000_000 for _ in range(10))  # no Content-Length to believe
    assert client.post("/gradio_api/queue/join", content=chunks).status_code == 413


def test_an_answer_through_the_queue(client: TestClient) -> None:
    said = Visitor(client, "visitor1").said("What became of the bridges?")
    assert "two months late" in said and "Informe de resultados de Freedonia" in said and "s1-1" in said


def test_visitors_do_not_share_a_conversation(client: TestClient, shared_backend: FakeBackend) -> None:
    one, other = Visitor(client, "visitorA"), Visitor(client, "visitorB")
    one.ask("Which bridges?")
    one.ask("And the lakes?")
    assert shared_backend.assistant.asked[-1][:2] == ("And the lakes?", ("Which bridges?",))
    assert "Which bridges?" not in other.said("Hello there")
    assert shared_backend.assistant.asked[-1][:2] == ("Hello there", ())


@pytest.mark.parametrize("question", ["x" * (MAX_QUESTION + 1), "¿" * 1_000_000])
def test_a_question_that_is_too_long_is_told_so(client: TestClient, shared_backend: FakeBackend, question: str) -> None:
    before = len(shared_backend.assistant.asked)
    said = Visitor(client, "long").said(question, "es")
    assert "demasiado larga" in said and len(said) < 50_000
    assert len(shared_backend.assistant.asked) == before


@pytest.mark.parametrize("posted", [None, "", "   ", 3, ["<b>"], {"a": 1}, "\x00\ud800"])
def test_whatever_is_posted_gets_an_answer_or_a_plain_message(client: TestClient, posted: object) -> None:
    said = Visitor(client, f"odd{abs(hash(repr(posted)))}").said(posted)
    assert "<b>" not in said
    assert ("Please write a question" in said) == (posted in (None, "", "   "))


def test_errors_become_messages(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    ours, crash = Visitor(client, "e1").said("fail", "es"), Visitor(client, "e2").said("crash", "es")
    assert "está vacío" in ours
    assert "Algo salió mal al responder" in crash and "secret detail" not in crash and "Traceback" not in crash


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ({"exists": False, "problem": IndexMissing(home="/h")}, "Aún no hay un índice"),
        ({"problem": IndexDamaged(generation="g", reason="x.bin")}, "x.bin"),
        ({"stale": True}, "cambiaron desde"),
        ({"bridge": False}, "no hay un traductor"),
        ({"starter": True, "documents": 40}, "fichas incluidas &#40;40&#41;"),
        ({"documents": 1}, "1 documento."),
    ],
)
def test_how_things_stand_is_shown(status: dict[str, Any], words: str) -> None:
    client = TestClient(create_app(Service(FakeBackend(status=status))))
    page = client.get("/", headers={"accept-language": "es"}).text
    config = config_of(page)
    assert words in component(config, "notice")["props"]["value"] + component(config, "header")["props"]["value"]


def test_whoever_runs_the_page_hears_what_it_works_in_spite_of() -> None:
    backend = FakeBackend()
    backend.assistant.notices = (RerankerUnavailable(model="some-model", reason="not here"),)
    heard: list[Exception] = []
    Service(backend).warm_up(heard.append)
    assert heard == list(backend.assistant.notices)


def test_the_index_may_appear_later() -> None:
    backend = FakeBackend(failure=IndexMissing(home="/h"))
    service = Service(backend)
    service.warm_up()
    *_, (failed,) = filter(None, follow(service, begin([], "x"), ActiveQuestion("en")))
    assert failed.message and "no index" in failed.message
    backend.failure = None
    *_, (answered,) = filter(None, follow(service, begin([], "x"), ActiveQuestion("en")))
    assert answered.answer is not None and answered.message is None


def test_a_newer_index_that_is_damaged_does_not_take_the_open_one_away() -> None:
    backend = FakeBackend()
    heard: list[Exception] = []
    service = Service(backend)
    service.warm_up(heard.append)
    damaged = IndexDamaged(generation="newer", reason="x.bin")

    def refresh() -> bool:
        raise damaged

    backend.assistant.refresh = refresh  # type: ignore[method-assign]
    *_, (answered,) = filter(None, follow(service, begin([], "x"), ActiveQuestion("en")))
    assert answered.answer is not None and heard == [damaged]


@pytest.mark.parametrize(
    "error",
    [
        IndexMissing(home="/srv/people/my documents/ogp"),
        IndexDamaged(generation="g", reason="unable to open /srv/people/ogp/index/content.sqlite: I/O error"),
        IndexDamaged(generation="g", reason=r"unable to open C:\srv\people\content.sqlite"),
    ],
)
@pytest.mark.parametrize("language", ["es", "en"])
def test_no_folder_of_the_server_is_shown(error: Exception, language: str) -> None:
    service = Service(FakeBackend(failure=error))
    *_, (failed,) = filter(None, follow(service, begin([], "x"), ActiveQuestion(language)))
    notice = page_texts(wording(language), Standing(exists=True, problem=error))["notice"]["value"]
    for shown in (failed.message, notice):
        assert shown and "people" not in shown and "srv" not in shown


def test_an_index_that_is_kept_is_no_reason_to_despair() -> None:
    damaged = IndexDamaged(generation="g", reason="x.bin")
    service = Service(FakeBackend(status={"problem": damaged}))
    assert not service.standing().kept
    service = Service(FakeBackend(status={"problem": damaged}))
    service.warm_up()
    assert service.standing().kept
    assert wording("es")("notice.kept")[:20] in page_texts(wording("es"), service.standing())["notice"]["value"]


def test_a_conversation_keeps_its_last_turns() -> None:
    turns = begin([], "0")
    for number in range(1, MAX_TURNS + 20):
        turns = begin(turns, str(number))
    assert len(turns) == MAX_TURNS and turns[-1].question == str(MAX_TURNS + 19)
    assert len({turn.number for turn in turns}) == MAX_TURNS
