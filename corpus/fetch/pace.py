"""Waiting: between two requests to one host, and before a request is made again."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from corpus.fetch.errors import FetchBusy, FetchError
from corpus.fetch.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Watch:
    """Time, replaceable as a whole. `ticks` are seconds that only ever grow, `now` has a time zone."""

    sleep: Callable[[float], None] = time.sleep
    ticks: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


class Again(Exception):
    """One try failed in a way in which the next may not. `wait` is what the site asked for, in seconds."""

    def __init__(self, error: FetchError, wait: float | None = None) -> None:
        self.error = error
        self.wait = wait
        super().__init__(str(error))


class Pace:
    """At most one request in so many seconds to each host."""

    def __init__(self, settings: Settings, watch: Watch) -> None:
        self._settings = settings
        self._watch = watch
        self._asked: dict[str, float] = {}
        self._between: dict[str, float] = {}

    def slow_down(self, host: str, seconds: float) -> None:
        """Follow a host that asks for longer pauses, up to the longest we follow."""
        self._between[host] = max(self._settings.seconds_between, min(seconds, self._settings.longest_delay))

    def wait(self, host: str) -> None:
        """Sleep until the host may be asked again, and note that it is asked now."""
        asked = self._asked.get(host)
        if asked is not None:
            left = asked + self._between.get(host, self._settings.seconds_between) - self._watch.ticks()
            if left > 0:
                self._watch.sleep(left)
        self._asked[host] = self._watch.ticks()


def persist(action: Callable[[], T], settings: Settings, watch: Watch) -> T:
    """`action`, made again where it raises Again: after the wait it was asked for, or 1, 2, 4… seconds.

    Raises the last try's error; FetchBusy where the wait would be longer than we wait.
    """
    for left in reversed(range(settings.attempts)):
        try:
            return action()
        except Again as again:
            wait = 2.0 ** (settings.attempts - 1 - left) if again.wait is None else again.wait
            if wait > settings.longest_wait:
                raise FetchBusy(**{**again.error.values, "seconds": round(wait)}) from again
            if not left:
                raise again.error from again
            watch.sleep(wait)
    raise AssertionError("no attempts")


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for (a number or a date); None where it says nothing."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        then = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())
