"""How things stand with index and model is said on the page."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from ui_fakes import FakeBackend
from ui_server import component, config_of

from index.errors import IndexDamaged, IndexMissing
from ui.web.app import create_app
from ui.web.conversation import begin
from ui.web.page_texts import page_texts
from ui.web.service import Service, Standing
from ui.web.stream import ActiveQuestion, follow
from ui.wording import wording

# Gradio's own bookkeeping uses an option of pandas that the newest pandas calls old.


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ({"exists": False, "problem": IndexMissing(home="/h")}, "Aún no hay un índice"),
        ({"problem": IndexDamaged(generation="g", reason="x.bin")}, "x.bin"),
        ({"stale": True}, "cambiado desde"),
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
