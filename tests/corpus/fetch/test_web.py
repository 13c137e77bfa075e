"""Where redirects and names may lead: never to a private address, and only as checked."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from pathlib import Path

import pytest
from fetch_site import (
    HOST,
    PAGE,
    Reply,
    document,
    fetcher,
    one,
    running,
    source,
)

from corpus.fetch.addresses import Gate
from corpus.fetch.errors import FetchAddressBad, FetchAddressPrivate, FetchRedirects
from corpus.library.library import Library


def test_redirects_are_followed_and_the_catalogs_address_stays(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = Reply(301, headers={"Location": "/b?x=1#part"})
        site.routes["/b?x=1"] = Reply(307, headers={"Location": site.url("/c.html", "www.example.net")})
        site.routes["/c.html"] = document(PAGE)
        assert one(home, site).status == "fetched"
        assert site.asked[-1].headers["host"] == f"www.example.net:{site.port}"
        assert one(home, site).status == "unchanged" and site.asked[-1].headers["if-none-match"] == '"one"'
        assert "if-none-match" not in site.asked[-2].headers, "said only to the site that said it"
    assert Library(home).get("zz-faros").metadata.url == site.url("/a.html")


@pytest.mark.parametrize(("hops", "arrives"), [(5, True), (6, False)])
def test_five_redirects_at_most(home: Path, hops: int, arrives: bool) -> None:
    with running() as site:
        for hop in range(hops):
            site.routes[f"/{hop}"] = Reply(302, headers={"Location": f"/{hop + 1}"})
        site.routes[f"/{hops}"] = document(PAGE)
        outcome = one(home, site, "/0")
        assert (outcome.status == "fetched") is arrives
        assert arrives or (isinstance(outcome.error, FetchRedirects) and len(site.paths()) == 6)


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/a", "http://[::1]/a", "http://169.254.169.254/latest/meta-data", "http://inside.example.org/a"]
)  # fmt: skip
def test_a_redirect_to_a_private_address_is_refused(home: Path, target: str) -> None:
    public = ip_address("127.0.0.1")  # stands for the public site of this test
    names = {HOST: "127.0.0.1", "inside.example.org": "192.168.0.7"}
    gate = Gate(lambda host, port: [names.get(host, host)], lambda address: address == public)
    with running() as site:
        site.routes["/a.html"] = Reply(302, headers={"Location": target})
        assert isinstance(one(home, site, gate=gate).error, FetchAddressPrivate)


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://x/y", "http://who:secret@docs.example.org/", "http://[bad/"]
)
def test_a_redirect_to_something_else_is_refused(home: Path, target: str) -> None:
    with running() as site:
        site.routes["/a.html"] = Reply(302, headers={"Location": target})
        outcome = one(home, site)
        assert isinstance(outcome.error, FetchAddressBad) and "secret" not in str(outcome.error)


# Names that change what they answer.


def test_a_name_is_looked_up_once_for_each_request_and_connected_to_as_checked(home: Path) -> None:
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    gate = Gate(lambda host, port: next(answers), lambda address: address == ip_address("127.0.0.1"))
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        assert one(home, site, gate=gate).status == "fetched"
    assert next(answers) == ["10.0.0.1"], "asked once for robots.txt and once for the document, never to connect"


def test_a_name_that_turns_private_between_two_requests_is_refused(home: Path) -> None:
    asked: list[str] = []

    def turning(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) <= 2 else ["10.0.0.1"]

    gate = Gate(turning, lambda address: address == ip_address("127.0.0.1"))
    with running() as site:
        site.routes["/a.html"] = site.routes["/b.html"] = document(PAGE)
        wanted = [source(site.url("/a.html"), "zz-a"), source(site.url("/b.html"), "zz-b")]
        outcomes = fetcher(home, gate=gate).fetch(wanted)
    assert all(isinstance(outcome.error, FetchAddressPrivate) for outcome in outcomes[1:]) and site.paths() != [
        "/b.html"
    ]


def test_the_systems_own_resolver_is_not_asked_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[object] = []
    known = socket.getaddrinfo

    def watched(host: object, *rest: object, **more: object) -> object:
        looked_up.append(host)
        return known(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", watched)
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        assert one(home, site).status == "fetched"
    assert HOST not in looked_up, "the connection was made to the checked address"


def test_the_next_address_is_tried_where_one_does_not_answer(home: Path) -> None:
    gate = Gate(lambda host, port: ["127.0.0.2", "127.0.0.1"], lambda address: True)
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        assert one(home, site, gate=gate).status == "fetched"


def test_a_proxy_of_the_environment_is_not_used(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with running() as site:
        site.routes["/a.html"] = document(PAGE)
        assert one(home, site).status == "fetched"
