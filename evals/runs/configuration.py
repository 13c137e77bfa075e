"""What was to be run, and under which conditions it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from evals.cases import LANGUAGES, Language, Split


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever starts a run decides; from these it can be started again.

    `split` None: both halves. `limit`: at most so many cases of each library. `gold` and `home` are paths of questions
    and documents of one's own, `endpoint` and `model` name a chat service, `judge` and `judge_model` one
    that compares nuggets.
    """

    suite: str
    systems: tuple[str, ...]
    libraries: tuple[str, ...]
    languages: tuple[Language, ...] = LANGUAGES
    split: Split | None = None
    limit: int | None = None
    gold: str | None = None
    home: str | None = None
    endpoint: str | None = None
    model: str | None = None
    judge: str | None = None
    judge_model: str | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Options:
        """Errors: TypeError for what are no options."""
        fields: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in data.items()}
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class Configuration:
    """`conditions` tell of the machine, `fingerprints` what the scores depend on: equal ones give equal scores.

    `absent` holds, by library, why it could not be asked. `started` is UTC, ISO 8601. `finished` is True once every
    question has its row.
    """

    options: Options
    started: str
    finished: bool = False
    conditions: Mapping[str, str] = field(default_factory=dict)
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Configuration:
        """Errors: KeyError or TypeError for what is no configuration."""
        return cls(**{**data, "options": Options.from_json(data["options"])})
