"""What may go wrong between the assistant and a model's server, by name: data for the server of this package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "none", "status", "close", "stall", "stall_midway", "cut", "drip", "bad_json", "bad_sse", "page", "refusal_field",
    "endless",
]  # fmt: skip

UNSUPPORTED = "'response_format' of type 'json_schema' is unsupported by this model"
TOO_LONG = "This model's maximum context length is 4096 tokens. However, your messages resulted in 9120 tokens."


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `times`: how often a question meets it before all is well, None for always.

    `after` counts characters of the reply before it strikes, `seconds` is how long it holds up; `when` limits it to
    requests that have this field.
    """

    kind: Kind = "none"
    times: int | None = None
    status: int = 0
    message: str = "made to fail"
    code: str | None = None
    retry_after: str | None = None
    seconds: float = 0.0
    after: int = 0
    when: str | None = None


NONE = Fault()
PAGE = (
    "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1>"
    '<img src="https://collector-8841.invalid/p.png"><script>alert(1)</script></body></html>'
)


def faults(long: float = 60.0) -> Mapping[str, Fault]:
    """All of them; `long` is how many seconds one holds up that never ends by itself."""
    return {
        "429 once, then well": Fault("status", 1, 429, "Rate limit reached", "rate_limit_exceeded", "1"),
        "429 twice, then well": Fault("status", 2, 429, "Rate limit reached", "rate_limit_exceeded", "0"),
        "429 always, come back in an hour": Fault("status", None, 429, "Rate limit reached", None, "3600"),
        "429 with a date that is none": Fault("status", 1, 429, "Rate limit reached", None, "soon"),
        "500 once, then well": Fault("status", 1, 500, "The server had an error"),
        "500 always": Fault("status", None, 500, "The server had an error"),
        "503 once, then well": Fault("status", 1, 503, "Overloaded"),
        "503 always": Fault("status", None, 503, "Overloaded"),
        "connection closed before a byte": Fault("close"),
        "connection closed once": Fault("close", 1),
        "stall before the first byte": Fault("stall", seconds=long),
        "stall in mid-stream": Fault("stall_midway", seconds=long, after=150),
        "stream cut in mid-statement": Fault("cut", after=150),
        "a byte a second": Fault("drip", seconds=1.0),
        "malformed JSON": Fault("bad_json"),
        "broken event stream": Fault("bad_sse"),
        "HTML error page": Fault("page", status=502),
        "HTML page with status 200": Fault("page", status=200),
        "401": Fault("status", None, 401, "Incorrect API key provided: {key}", "invalid_api_key"),
        "400, context too long": Fault("status", None, 400, TOO_LONG, "context_length_exceeded"),
        "404, no such model": Fault("status", None, 404, "The model does not exist", "model_not_found"),
        "no structured output": Fault("status", None, 400, UNSUPPORTED, when="response_format"),
        "refusal field": Fault("refusal_field"),
        "endless stream": Fault("endless"),
    }
