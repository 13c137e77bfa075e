"""Which addresses may be asked: public ones over http and https, checked after the name is resolved.

What was checked is what is connected to (fetch/web.py), so a name cannot answer differently in between.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

from corpus.fetch.errors import FetchAddressBad, FetchAddressPrivate, FetchHostUnknown
from corpus.fetch.settings import data

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""(host, port) → its addresses as text; raises OSError."""
PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.IGNORECASE)


def is_public(address: Address) -> bool:
    """Whether this is the address of one computer on the public Internet."""
    networks = _networks()
    if isinstance(address, IPv6Address):
        if any(address in network for network in networks["carriers_ipv6"]):
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if not any(address in network for network in networks["allowed_ipv6"]):
            return False
        return not any(address in network for network in networks["refused_ipv6"])
    return not any(address in network for network in networks["refused_ipv4"])


def resolve(host: str, port: int) -> list[str]:
    """What the system's resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@dataclass(frozen=True, slots=True)
class Gate:
    """Says where a request may go. Both parts can be replaced, which only tests do."""

    resolve: Resolve = resolve
    allows: Callable[[Address], bool] = is_public

    def addresses(self, url: httpx.URL, name: str) -> list[Address]:
        """The addresses behind `url`, all of them allowed; `name` is the document's, for the errors.

        Raises FetchAddressBad, FetchHostUnknown, FetchAddressPrivate.
        """
        port = PORTS.get(url.scheme, 0) if url.port is None else url.port
        host = url.raw_host.decode("ascii")
        if url.scheme not in PORTS or not _HOST.fullmatch(host) or url.userinfo or not 0 < port < 65536:
            raise FetchAddressBad(name=name, url=_without_password(url))
        try:
            found = [ip_address(text.partition("%")[0]) for text in self.resolve(host, port)]
        except (OSError, UnicodeError, ValueError):  # UnicodeError: a name too long for the resolver
            found = []
        if not found:
            raise FetchHostUnknown(name=name, url=str(url), host=url.host)
        for address in found:  # one bad address is enough: nobody needs a name that is half public
            if not self.allows(address):
                raise FetchAddressPrivate(name=name, url=str(url), host=url.host, address=str(address))
        return list(dict.fromkeys(found))


def parse(text: str, name: str) -> httpx.URL:
    """`text` as an address, without its fragment; raises FetchAddressBad."""
    try:
        return httpx.URL(text.strip()).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchAddressBad(name=name, url=text) from error


def _without_password(url: httpx.URL) -> str:
    """For a message: a password stays out of it."""
    return str(url.copy_with(userinfo=b"")) if url.userinfo else str(url)


@cache
def _networks() -> dict[str, list[IPv4Network | IPv6Network]]:
    return {key: [ip_network(text) for text in texts] for key, texts in data()["addresses"].items()}
