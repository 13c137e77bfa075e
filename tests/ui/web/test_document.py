"""The document that carries the chat: its language, its scripts, its address; nothing from outside."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from ui_fakes import FakeBackend
from ui_server import component, config_of

from ui.web.app import create_app
from ui.web.service import Service
from ui.wording import wording


@pytest.mark.parametrize(
    ("headers", "root"),
    [
        ({}, "http://127.0.0.1:7860"),
        ({"host": "ogp.example.org"}, "http://ogp.example.org"),
        ({"x-forwarded-host": "ogp.example.org", "x-forwarded-proto": "https"}, "https://ogp.example.org"),
        ({"x-forwarded-host": '</script>"\\'}, None),
    ],
)
def test_the_page_names_the_address_it_was_asked_at(headers: dict[str, str], root: str | None) -> None:
    with TestClient(create_app(Service(FakeBackend())), base_url="http://127.0.0.1:7860") as client:
        for _ in range(2):
            page = client.get("/", headers=headers).text
            assert page.count("</script>") == 3 and len(page) < 60_000
            if root is not None:
                assert config_of(page)["root"] == root


# Gradio's own bookkeeping uses an option of pandas that the newest pandas calls old.


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


def test_scripts_carry_the_nonce_of_their_own_response(client: TestClient) -> None:
    nonces = set()
    for _ in range(2):
        page = client.get("/")
        nonce = re.search(r"'nonce-([\w-]+)'", page.headers["content-security-policy"])[1]  # type: ignore[index]
        inline = re.findall(r"<script(?![^>]*\ssrc=)([^>]*)>", page.text)
        assert inline and all(f'nonce="{nonce}"' in attributes for attributes in inline)
        nonces.add(nonce)
    assert len(nonces) == 2
