"""What a site asks programs not to fetch (robots.txt, RFC 9309).

The standard library's reader knows no wildcards and takes the first rule instead of the longest, so it would fetch what
sites ask not to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

import httpx

from corpus.fetch.errors import FetchError, FetchForbidden, FetchRobotsUnknown
from corpus.fetch.pace import Again, Pace, Watch, persist, retry_after
from corpus.fetch.settings import Settings
from corpus.fetch.web import Answer, Web, reason_of

_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class Rules:
    """What one group of a robots.txt says. `paths` are (pattern, allowed)."""

    paths: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allow(self, target: str) -> bool:
        """Whether a path with its query may be fetched: the longest pattern that fits decides, and of two equally
        long ones the one that allows.
        """
        target = _normal(target)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.paths if _fits(pattern, target)]
        return max(fitting, default=(0, True))[1]


def read_rules(text: str, agent: str) -> Rules:
    """The rules for a program of that name; those for all where none name it."""
    own, general = _Group(), _Group()
    current: list[_Group] = []
    in_rules = True
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().casefold(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if in_rules:
                current, in_rules = [], False
            token = re.split(r"[/\s]", value, maxsplit=1)[0].casefold()
            current += [own] * (token == agent.casefold()) + [general] * (token == "*")
            for group in current:
                group.named = True
        elif key in ("allow", "disallow", "crawl-delay"):
            in_rules = True
            for group in current:
                group.take(key, value)
    return (own if own.named else general).rules()


class _Group:
    def __init__(self) -> None:
        self.named = False
        self._paths: dict[tuple[str, bool], None] = {}
        self._delay: float | None = None

    def take(self, key: str, value: str) -> None:
        if key == "crawl-delay":
            if re.fullmatch(r"\d{1,6}(?:\.\d{0,6})?", value):
                self._delay = float(value)
        elif value:
            self._paths[_normal(value), key == "allow"] = None

    def rules(self) -> Rules:
        return Rules(tuple(self._paths), self._delay)


class Robots:
    """Every site's rules, asked for once in a run; a site that could not say is not asked again either."""

    def __init__(self, web: Web, pace: Pace, settings: Settings, watch: Watch) -> None:
        self._web = web
        self._pace = pace
        self._settings = settings
        self._watch = watch
        self._known: dict[str, Rules | FetchError] = {}

    def check(self, url: httpx.URL, name: str) -> None:
        """Raises FetchForbidden; FetchRobotsUnknown and other errors where the rules cannot be had."""
        site = url.copy_with(raw_path=b"/robots.txt")
        known = self._known.get(str(site))
        if known is None:
            try:
                known = persist(partial(self._ask, site, name), self._settings, self._watch)
                if known.delay is not None:
                    self._pace.slow_down(url.raw_host.decode("ascii"), known.delay)
            except FetchError as error:
                known = error
            self._known[str(site)] = known
        if isinstance(known, FetchError):
            raise type(known)(**{**known.values, "name": name})
        if not known.allow(url.raw_path.decode("ascii")):
            raise FetchForbidden(name=name, url=str(url), host=url.host)

    def _ask(self, url: httpx.URL, name: str) -> Rules:
        with self._web.get(url, name) as answer:
            unknown = partial(FetchRobotsUnknown, name=name, url=str(url), host=url.host)
            if answer.status == 429 or answer.status >= 500:
                raise Again(unknown(reason=str(answer.status)), retry_after(answer.headers, self._watch.now()))
            if answer.status >= 400:  # the site has no rules
                return Rules()
            if answer.status != 200:
                raise unknown(reason=str(answer.status))
            try:
                text = self._body(answer)
            except TimeoutError as error:
                raise unknown(reason="too slow") from error
            except httpx.TransportError as error:
                raise Again(unknown(reason=reason_of(error))) from error
        return read_rules(text, self._settings.agent)

    def _body(self, answer: Answer) -> str:
        """The first part of the file, as much as anybody needs to read of it; raises TimeoutError where a site sends
        it drop by drop."""
        body = b""
        started = self._watch.ticks()
        for chunk in answer.response.iter_raw():
            body += chunk
            if self._watch.ticks() - started > self._settings.robots_seconds:
                raise TimeoutError
            if len(body) >= self._settings.robots_bytes:
                break
        return body[: self._settings.robots_bytes].decode("utf-8-sig", errors="replace")


def _normal(target: str) -> str:
    """One spelling of a path: letters as they are, everything else as capital hexadecimal."""
    plain = quote(target, safe="".join(map(chr, range(33, 127))))
    return _PERCENT.sub(lambda match: char if (char := chr(int(match[1], 16))) in _PLAIN else match[0].upper(), plain)


def _fits(pattern: str, target: str) -> bool:
    """Whether a pattern with * (anything) and a closing $ (the end) fits the beginning of `target`."""
    whole = pattern.endswith("$")
    first, *parts = pattern.removesuffix("$").split("*")
    if not target.startswith(first):
        return False
    place = len(first)
    for part in parts[:-1] if whole else parts:
        found = target.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    if not whole:
        return True
    last = parts[-1] if parts else ""
    return target.endswith(last) and len(target) - len(last) >= place if parts else place == len(target)
