"""Asking an address: paced, with an honest name, connected to exactly the address that was checked.

Redirects are followed here, so that each of them goes through the same gate. Nothing is kept between two requests:
no connection, no cookie; settings of the environment (proxies) are not used, for a proxy would look names up itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from corpus.fetch.addresses import Gate, parse
from corpus.fetch.errors import FetchDowngrade, FetchRedirects, FetchUnreachable
from corpus.fetch.pace import Again, Pace
from corpus.fetch.settings import Settings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SHORT = 200  # letters of a reason

_RANGE = re.compile(r"bytes\s+(\d{1,15})-(\d{1,15})/(\d{1,15}|\*)")


@dataclass(frozen=True, slots=True)
class Answer:
    """A response whose body has not been read, and the address that gave it in the end."""

    url: httpx.URL
    response: httpx.Response

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def headers(self) -> httpx.Headers:
        return self.response.headers


class Web:
    """Asks for one thing at a time. Close it when done."""

    def __init__(self, settings: Settings, gate: Gate, pace: Pace) -> None:
        self._settings = settings
        self._gate = gate
        self._pace = pace
        # No connection is kept: two names may share an address, and each must show its own certificate.
        self._transport = httpx.HTTPTransport(
            verify=httpx.create_ssl_context(), trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )
        timeout = httpx.Timeout(settings.read_seconds, connect=settings.connect_seconds)
        self._timeout = timeout.as_dict()

    def close(self) -> None:
        self._transport.close()

    @contextmanager
    def get(
        self,
        url: httpx.URL,
        name: str,
        headers: Callable[[httpx.URL], Mapping[str, str]] = lambda url: {},
        permit: Callable[[httpx.URL], None] = lambda url: None,
    ) -> Iterator[Answer]:
        """The answer of `url`, or of where it leads. `headers` says what else to send to an address; `permit` raises
        where it may not be asked. Both are asked before every request.

        Raises FetchError; Again where no connection came about.
        """
        for _ in range(self._settings.redirects + 1):
            addresses = self._gate.addresses(url, name)
            permit(url)
            response = self._ask(url, [str(address) for address in addresses], headers(url), name)
            try:
                location = response.headers.get("location")
                if response.status_code not in _REDIRECTS or not location:
                    yield Answer(url, response)
                    return
            finally:
                response.close()
            url = _next(url, location, name)
        raise FetchRedirects(name=name, url=str(url), limit=self._settings.redirects)

    def _ask(self, url: httpx.URL, addresses: list[str], headers: Mapping[str, str], name: str) -> httpx.Response:
        host = url.raw_host.decode("ascii")
        self._pace.wait(host)
        reason = ""
        for address in addresses:
            request = httpx.Request(
                "GET",
                url.copy_with(host=address),
                headers={
                    "Host": url.netloc.decode("ascii"),
                    "User-Agent": self._settings.user_agent,
                    "Accept": "*/*",
                    # Packed answers cannot be resumed, and these documents hardly get smaller.
                    "Accept-Encoding": "identity",
                    "Connection": "close",
                    **headers,
                },
                # The certificate is still that of the name.
                extensions={"sni_hostname": host, "timeout": self._timeout},
            )
            try:
                return self._transport.handle_request(request)
            except httpx.TransportError as error:
                reason = reason_of(error)
                if not isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout)):
                    break
        raise Again(FetchUnreachable(name=name, url=str(url), host=url.host, reason=reason))


def reason_of(error: Exception) -> str:
    """An error of the connection in a few words."""
    return " ".join(str(error).split())[:_SHORT] or type(error).__name__


def _next(url: httpx.URL, location: str, name: str) -> httpx.URL:
    """Where a redirect leads; raises FetchAddressBad, FetchDowngrade."""
    try:
        target = parse(str(url.join(location)), name)
    except (httpx.InvalidURL, ValueError):
        target = parse(location, name)
    if url.scheme == "https" and target.scheme == "http":
        raise FetchDowngrade(name=name, url=str(target))
    return target


def stated_length(headers: httpx.Headers) -> int:
    """The stated size of the answer in bytes, 0 where it states none."""
    stated = headers.get("content-length", "")
    return int(stated[:15]) if stated.isascii() and stated.isdecimal() else 0


def stated_range(headers: httpx.Headers) -> tuple[int, int] | None:
    """Where the part that was sent begins and the size of the whole (0: not stated); None where it is no part."""
    stated = _RANGE.fullmatch(headers.get("content-range", "").strip())
    return (int(stated[1]), 0 if stated[3] == "*" else int(stated[3])) if stated else None
