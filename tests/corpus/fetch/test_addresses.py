"""Which addresses may be asked."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from fetch_site import PAGE, Reply, fetcher, running, source
from hypothesis import given
from hypothesis import strategies as st

from corpus.fetch.addresses import Gate, is_public, parse, resolve
from corpus.fetch.errors import FetchAddressBad, FetchAddressPrivate, FetchHostUnknown


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1", "127.8.9.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.7",
        "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
        "::", "::1", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1",
        "3fff::1", "5f00::1",
    ],
)  # fmt: skip
def test_what_is_not_one_public_computer_is_refused(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize(
    "text",
    ["8.8.8.8", "172.32.0.1", "100.128.0.1", "192.0.1.1", "223.255.255.255", "2606:4700::1", "2a00:1450::1",
     "::ffff:8.8.8.8", "64:ff9b::808:808"],
)  # fmt: skip
def test_public_addresses_are_allowed(text: str) -> None:
    assert is_public(ip_address(text))


@given(st.ip_addresses(v=4))
def test_an_address_that_is_carried_counts_as_itself(address: IPv4Address) -> None:
    for network in ("::ffff:0:0", "64:ff9b::"):
        carried = IPv6Address(int(IPv6Address(network)) + int(address))
        assert is_public(carried) == is_public(address)


@given(st.ip_addresses())
def test_nothing_is_public_that_the_standard_library_calls_private(address: IPv4Address | IPv6Address) -> None:
    carrier = isinstance(address, IPv6Address) and address.is_reserved
    if not carrier and (address.is_loopback or address.is_link_local or address.is_multicast or address.is_private):
        assert not is_public(address)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_this_machine_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(FetchAddressPrivate) as caught:
        Gate().addresses(parse(f"http://{host}/a.pdf", "zz"), "zz")
    assert not is_public(ip_address(caught.value.values["address"]))


def test_one_private_address_among_public_ones_is_enough() -> None:
    gate = Gate(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(FetchAddressPrivate, match=r"10\.0\.0\.1"):
        gate.addresses(parse("https://docs.example.org/", "zz"), "zz")


def test_public_names_pass_with_all_their_addresses() -> None:
    gate = Gate(resolve=lambda host, port: ["8.8.8.8", "2606:4700::1", "8.8.8.8"])
    found = gate.addresses(parse("https://docs.example.org/a", "zz"), "zz")
    assert [str(address) for address in found] == ["8.8.8.8", "2606:4700::1"]


@pytest.mark.parametrize(
    "text",
    ["file:///etc/passwd", "ftp://docs.example.org/a", "gopher://x/", "docs.example.org/a", "//docs.example.org/a",
     "http:///a", "http://docs.example.org:99999/", "http://docs.example.org:0/", "https://who:secret@docs.example.org/",
     "javascript:x", ""],
)  # fmt: skip
def test_only_http_and_https_without_a_password(text: str) -> None:
    with pytest.raises(FetchAddressBad) as caught:
        Gate(resolve=lambda host, port: ["8.8.8.8"]).addresses(parse(text, "zz"), "zz")
    assert "secret" not in str(caught.value)


def test_a_name_without_an_address() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    for gate in (Gate(resolve=unknown), Gate(resolve=lambda host, port: [])):
        with pytest.raises(FetchHostUnknown, match=r"docs\.example\.org"):
            gate.addresses(parse("https://docs.example.org/", "zz"), "zz")


def test_the_systems_resolver_gives_plain_addresses() -> None:
    assert "127.0.0.1" in resolve("127.0.0.1", 80)


def test_by_default_a_site_on_this_machine_gets_no_request(home: Path) -> None:
    with running() as site:
        site.routes["/a.html"] = Reply(200, PAGE)
        for host in ("127.0.0.1", "localhost"):
            outcome = fetcher(home, gate=Gate()).fetch([source(site.url("/a.html", host))])[0]
            assert outcome.status == "failed" and isinstance(outcome.error, FetchAddressPrivate)
        assert not site.asked
