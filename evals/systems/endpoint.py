"""Any chat service that speaks the OpenAI protocol, asked over HTTP."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import tenacity

from assistant.answer import Answer
from corpus.model import Document
from corpus.text.normalize import squeeze
from evals.cases import Language
from evals.errors import EndpointMisconfigured, EndpointRefused, EndpointUnreachable, SystemFailed
from evals.systems.base import Place
from evals.systems.reply import read_reply, settings

KEYS = ("OGP_EVAL_KEY", "OPENAI_API_KEY")  # environment variables, the first that is set wins
TRIES = 5
SECONDS = 60.0  # to wait for a reply
LONGEST_WAIT = 60.0  # seconds between two tries, whatever the service asks for
_SECRET = 12  # characters; what is shorter is no secret
_MESSAGE = 200  # characters of a service's own message that are shown
_PASSING = {408, 409, 429}  # and every 5xx
_WAIT = tenacity.wait_exponential_jitter(initial=1.0, max=30.0)
_VERSION = re.compile(r"/v\d+\w*(?:/|$)")


@dataclass
class EndpointSystem:
    """One model of one service. Asking is safe from several threads.

    `url` is the service's base, with or without /v1 and /chat/completions. `key` is taken from the environment where it
    is not given; it is sent to that address and shown nowhere. With `instructed`, a system prompt asks for answers from
    OGP documents only. `documents` are the library's: quotations are looked for in them. `wait` says how long to wait
    before each further try, where the service does not. Errors: EndpointMisconfigured, for what is no address or key.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    name: str = "endpoint"
    instructed: bool = True
    documents: Sequence[Document] = ()
    at_once: int = 4
    tries: int = TRIES
    client: httpx.Client | None = None
    wait: Callable[[tenacity.RetryCallState], float] = _WAIT
    sleep: Callable[[float], None] = time.sleep
    environment: Mapping[str, str] | None = None

    def __post_init__(self) -> None:
        self._url, self._shown = _addresses(self.url)
        environment = os.environ if self.environment is None else self.environment
        key = self.key or next((environment[k] for k in KEYS if environment.get(k, "").strip()), "")
        self._key = key.strip()
        if not (self._key.isascii() and self._key.isprintable()):
            raise EndpointMisconfigured(url=self._shown, reason="its key holds characters that no key has")
        self._client = self.client or httpx.Client(timeout=httpx.Timeout(SECONDS, connect=10.0))

    def answer(self, question: str, history: Sequence[Mapping[str, str]], language: Language) -> Answer:
        """Errors: EndpointUnreachable, when every try failed in a way that may pass; EndpointRefused, when there is no
        use in another; SystemFailed, when the reply holds no answer."""
        started = time.perf_counter()
        reply = self._reply(question, history, language)
        try:
            answer = read_reply(reply, question, language, self.documents)
        except ValueError as error:
            raise SystemFailed(system=self.name, reason=self._told(str(error))) from None
        seconds = round(time.perf_counter() - started, 4)
        return replace(answer, question=question, seconds=seconds)

    def places(self, question: str, k: int) -> list[Place]:
        raise SystemFailed(system=self.name, reason="a chat service does not say what it found")

    def describe(self) -> Mapping[str, str]:
        """The service may change behind its address: equal descriptions promise less than those of other systems."""
        prompt = json.dumps(settings()["prompt"], sort_keys=True).encode()
        return {
            "url": self._shown,
            "model": self.model,
            "prompt": hashlib.sha256(prompt).hexdigest() if self.instructed else "none",
            **{name: str(value) for name, value in settings()["request"].items()},
        }

    def close(self) -> None:
        """A client that was handed in stays open."""
        if self.client is None:
            self._client.close()

    def _reply(self, question: str, history: Sequence[Mapping[str, str]], language: Language) -> Any:
        prompt = [{"role": "system", "content": settings()["prompt"][language].strip()}] if self.instructed else []
        earlier = [{"role": message["role"], "content": message["content"]} for message in history]
        messages = [*prompt, *earlier, {"role": "user", "content": question}]
        body = {"model": self.model, "messages": messages, "stream": False, **settings()["request"]}
        stop, passing = tenacity.stop_after_attempt(self.tries), tenacity.retry_if_exception_type(_Passing)
        pauses: dict[str, Any] = {"wait": self._seconds_to_wait, "sleep": self.sleep}
        try:
            return tenacity.Retrying(stop=stop, retry=passing, reraise=True, **pauses)(self._post, body)
        except _Passing as error:
            reason = self._told(error.reason)
            raise EndpointUnreachable(system=self.name, url=self._shown, tries=self.tries, reason=reason) from None

    def _post(self, body: Mapping[str, Any]) -> Any:
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        try:
            response = self._client.post(self._url, json=body, headers=headers, follow_redirects=False)
        except httpx.TimeoutException:
            raise _Passing("it took too long") from None
        except httpx.TransportError as error:
            raise _Passing(str(error) or type(error).__name__) from None
        except httpx.RequestError as error:  # a body that cannot be decoded
            raise SystemFailed(system=self.name, reason=self._told(str(error))) from None
        status = response.status_code
        if status in _PASSING or status >= 500:
            raise _Passing(f"HTTP {status}, {_message(response)}", _retry_after(response))
        if not response.is_success:
            reason = self._told(_message(response))
            raise EndpointRefused(system=self.name, url=self._shown, status=status, reason=reason)
        try:
            content = response.content
            return json.loads(content.replace(self._secret.encode(), b"...") if self._secret else content)
        except (ValueError, RecursionError):
            raise SystemFailed(system=self.name, reason="the reply is not JSON") from None

    def _seconds_to_wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.retry_after if isinstance(error, _Passing) else None
        return min(self.wait(state) if asked is None else asked, LONGEST_WAIT)

    @property
    def _secret(self) -> str:
        """The key where it is one: local services are given words such as "none", which may stand in any answer."""
        return self._key if len(self._key) >= _SECRET else ""

    def _told(self, reason: str) -> str:
        """A reason as it is shown. Services are known to repeat the key that they refuse."""
        reason = squeeze(reason.replace(self._secret, "...") if self._secret else reason).rstrip(".")
        return reason if len(reason) <= _MESSAGE else reason[:_MESSAGE].rstrip() + "…"


class _Passing(Exception):
    """A failure that may have passed at the next try, with the seconds that the service asks to wait."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


def _addresses(url: str) -> tuple[httpx.URL, str]:
    """Where to post, and how that is shown: a name, a password or a query may be secret."""
    try:
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError):
        raise EndpointMisconfigured(url="?", reason="its address cannot be read") from None
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        shown = str(parsed.copy_with(userinfo=b"", query=None))
        raise EndpointMisconfigured(url=shown, reason="the address must begin with http:// or https:// and a host")
    path = parsed.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        # others than OpenAI have versions of their own, and something behind them: /v1beta/openai
        path += "/chat/completions" if _VERSION.search(path) else "/v1/chat/completions"
    parsed = parsed.copy_with(path=path, fragment=None)
    return parsed, str(parsed.copy_with(userinfo=b"", query=None))


def _message(response: httpx.Response) -> str:
    if response.is_redirect:
        return "it sends to another address; give that one"
    try:
        data = response.json()
    except (ValueError, RecursionError):
        return response.text.strip() or response.reason_phrase
    for name in ("error", "message", "detail"):
        if isinstance(data, dict) and data.get(name):
            data = data[name]
    return data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds that the header asks for, given as a number or as a date."""
    value = response.headers.get("retry-after", "").strip()
    try:
        if value.replace(".", "", 1).isdecimal():
            return float(value)
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    now = datetime.now(UTC)
    return max(0.0, ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds())
