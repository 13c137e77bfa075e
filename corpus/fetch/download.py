"""One document from its address into its place: only if it changed, going on where an earlier run broke off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import BinaryIO

import httpx

from corpus.fetch.addresses import parse
from corpus.fetch.content import HEAD, check_content
from corpus.fetch.errors import (
    FetchBusy,
    FetchDamaged,
    FetchError,
    FetchInterrupted,
    FetchRefused,
    FetchTooLarge,
    FetchUnreachable,
)
from corpus.fetch.pace import Again, Watch, persist, retry_after
from corpus.fetch.robots import Robots
from corpus.fetch.settings import Settings
from corpus.fetch.sources import Source
from corpus.fetch.store import Download, Fetched, Partial, Place, sha256_of
from corpus.fetch.unpack import PackedWrong, packing, unpacked
from corpus.fetch.web import Answer, Web, reason_of, stated_length, stated_range

_PASSING = frozenset({408, 500, 502, 503, 504})


class Downloader:
    """Fetches one document after another."""

    def __init__(self, web: Web, robots: Robots, settings: Settings, watch: Watch) -> None:
        self._web = web
        self._robots = robots
        self._settings = settings
        self._watch = watch

    def fetch(self, source: Source, place: Place) -> Download:
        """Raises FetchError, and OSError where the file cannot be written. What came before a break is kept."""
        url = parse(source.url, source.id)
        return persist(partial(self._try, source, url, place), self._settings, self._watch)

    def _try(self, source: Source, url: httpx.URL, place: Place) -> Download:
        here = place.fetched(source.url)
        begun = place.partial(source.url)

        def headers(asked: httpx.URL) -> Mapping[str, str]:
            # What one site said of a file means nothing to another, to which the first may lead today.
            if begun and begun[0].from_url == str(asked):
                return {"Range": f"bytes={begun[1]}-", "If-Range": begun[0].validator}
            if here and here.from_url == str(asked):
                stated = {"If-None-Match": here.etag, "If-Modified-Since": here.last_modified}
                return {key: value for key, value in stated.items() if value}
            return {}

        permit = partial(self._robots.check, name=source.id)
        with self._web.get(url, source.id, headers, permit) as answer:
            one = _One(source, place, answer, self._settings, self._watch)
            if answer.status == 304 and here:
                known = replace(here, checked=one.now)
                place.note(known)
                return Download(known, changed=False)
            if answer.status == 206 and begun:
                return one.go_on(*begun)
            if answer.status == 416 and begun:
                place.discard()
                raise Again(one.refused(), 0.0)
            if answer.status != 200:
                raise one.refusal()
            return one.take()


class _One:
    """One answer, on its way into its place."""

    def __init__(self, source: Source, place: Place, answer: Answer, settings: Settings, watch: Watch) -> None:
        self._source = source
        self._place = place
        self._answer = answer
        self._settings = settings
        self._watch = watch
        self._named = {"name": source.id, "url": str(answer.url), "host": answer.url.host}
        self._resumable = False

    @property
    def now(self) -> str:
        return self._watch.now().isoformat(timespec="seconds")

    def refused(self) -> FetchError:
        return FetchRefused(**self._named, status=self._answer.status)

    def refusal(self) -> Exception:
        """The error for a status that brings no document: another try may help, or not."""
        wait = retry_after(self._answer.headers, self._watch.now())
        if self._answer.status == 429 or (self._answer.status in _PASSING and wait is not None):
            return Again(FetchBusy(**self._named, seconds=round(wait or 0)) if wait else self.refused(), wait)
        return Again(self.refused()) if self._answer.status in _PASSING else self.refused()

    def take(self) -> Download:
        """Take the whole document."""
        headers = self._answer.headers
        self._limit(stated_length(headers))
        known = Partial(
            url=self._source.url,
            from_url=str(self._answer.url),
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            total=stated_length(headers),
        )
        # What is unpacked on the way has no place in the packed file that could be asked for.
        begun = replace(known, etag="", last_modified="") if packing(headers) else known
        self._resumable = bool(begun.validator)
        self._place.begin(begun)
        with self._place.part.open("wb") as file:
            self._receive(file, 0)
        return self._finish(known, resumed=False)

    def go_on(self, known: Partial, size: int) -> Download:
        """Take what is still to come, if it is the rest of the same file."""
        headers = self._answer.headers
        stated = stated_range(headers)
        etag = headers.get("etag", known.etag)
        if packing(headers) or not stated or stated[0] != size or etag != known.etag:
            self._place.discard()
            raise Again(FetchDamaged(**self._named, reason="not the part that was asked for"), 0.0)
        total = stated[1]
        self._limit(max(total, size + stated_length(headers)))
        self._resumable = True
        with self._place.part.open("ab") as file:
            self._receive(file, size)
        if total and self._place.part.stat().st_size != total:
            raise Again(self._broken(self._place.part.stat().st_size))
        return self._finish(known, resumed=True)

    def _receive(self, file: BinaryIO, size: int) -> None:
        started = self._watch.ticks()
        head = b""
        try:
            for chunk in self._chunks():
                size += len(chunk)
                self._limit(size)
                if len(head) < HEAD and file.mode == "wb":
                    head += chunk
                    if len(head) >= HEAD:
                        self._check(head, whole=False)
                file.write(chunk)
                if self._watch.ticks() - started > self._settings.seconds_per_answer:
                    file.flush()
                    raise self._broken(size)
        except httpx.TransportError as error:
            file.flush()
            raise Again(self._broken(size, reason_of(error))) from error
        except PackedWrong as error:
            raise FetchDamaged(**self._named, reason=str(error)) from error

    def _chunks(self) -> Iterator[bytes]:
        # As it comes: pieces of a fixed size would be gathered first, and lost when the connection breaks.
        return unpacked(self._answer.response.iter_raw(), packing(self._answer.headers), self._settings.chunk_bytes)

    def _finish(self, known: Partial, *, resumed: bool) -> Download:
        data = self._place.part.read_bytes()
        self._check(data, whole=True)
        now = self.now
        fetched = Fetched(
            file=self._place.file.name,
            url=known.url,
            from_url=known.from_url,
            etag=known.etag,
            last_modified=known.last_modified,
            sha256=sha256_of(self._place.part),
            bytes=len(data),
            fetched=now,
            checked=now,
        )
        before = self._place.fetched(known.url)
        self._place.finish(fetched)
        return Download(fetched, changed=before is None or before.sha256 != fetched.sha256, resumed=resumed)

    def _check(self, data: bytes, *, whole: bool) -> None:
        try:
            check_content(data, self._place.file.name, self._source.id, str(self._answer.url), whole=whole)
        except FetchError:
            self._place.discard()
            raise

    def _limit(self, size: int) -> None:
        if size > self._settings.max_bytes:
            self._place.discard()
            raise FetchTooLarge(**self._named, limit=f"{self._settings.max_bytes / 1e6:g}")

    def _broken(self, size: int, reason: str = "too slow") -> FetchError:
        if self._resumable:
            return FetchInterrupted(**self._named, megabytes=f"{size / 1e6:.1f}")
        return FetchUnreachable(**self._named, reason=reason)
