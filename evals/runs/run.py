"""What was to be run, under which conditions it was, and one row for each question: what was asked, what came back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from assistant.answer import Answer, Citation, Conflict, ModelUse, Side, Statement, Unread
from evals.cases import LANGUAGES, Language, Split

if TYPE_CHECKING:
    from evals.cases import Case
    from evals.runs.scores import Marks, Score


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


@dataclass(frozen=True, slots=True)
class Row:
    """One question put to one system.

    `case` is the gold case's id, `variant` the name of the perturbation ("" for the question as it was written).
    `answer` is None where only places were asked for, or where `error` says why there is none. `found` holds, for each
    place in the system's order, the parts of the gold that stand in it (empty for most). `seconds` is wall-clock time.
    """

    system: str
    library: str
    case: str
    kind: str
    split: Split
    language: Language
    question: str
    variant: str = ""
    answer: Answer | None = None
    found: tuple[frozenset[int], ...] | None = None
    seconds: float = 0.0
    error: str | None = None

    @property
    def key(self) -> str:
        """Unique in a run."""
        return "/".join((self.system, self.library, self.case, self.language, self.variant or "-"))

    def to_json(self) -> dict[str, Any]:
        data = asdict(self)
        data["answer"] = self.answer.to_json() if self.answer else None
        data["found"] = None if self.found is None else [sorted(parts) for parts in self.found]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Row:
        """Errors: KeyError, TypeError or ValueError for what is no row."""
        answer = None if data["answer"] is None else answer_from_json(data["answer"])
        found = None if data["found"] is None else tuple(frozenset(parts) for parts in data["found"])
        return cls(**{**data, "answer": answer, "found": found})


def answer_from_json(data: Mapping[str, Any]) -> Answer:
    """The inverse of `Answer.to_json`. Errors: as `Row.from_json`."""
    return Answer(
        **{
            **data,
            "statements": tuple(
                Statement(**{**statement, "citations": tuple(statement["citations"])})
                for statement in data["statements"]
            ),
            "citations": tuple(_citation(citation) for citation in data["citations"]),
            "conflicts": tuple(
                Conflict(conflict["about"], tuple(Side(**side) for side in conflict["sides"]))
                for conflict in data["conflicts"]
            ),
            "missing": tuple(data["missing"]),
            # answers written before there were chat models have neither
            "notes": tuple(data.get("notes") or ()),
            "unread": tuple(Unread(**one) for one in data.get("unread") or ()),
            "model": ModelUse(**data["model"]) if data.get("model") else None,
        }
    )


def _citation(data: dict[str, Any]) -> Citation:
    answer = data.get("answer")
    return Citation(**{**data, "section": tuple(data["section"]), "answer": tuple(answer) if answer else None})


class Run(Protocol):
    """What is read of a run. `configuration` is a mapping, or has `to_json` (as Configuration has), with
    the keys suite, systems, libraries (these three may stand in "options"), started, conditions, fingerprints;
    `timing` holds a mapping for each system, library and language, with median and p95 in seconds, n."""

    @property
    def configuration(self) -> Any: ...

    @property
    def rows(self) -> Sequence[Row]: ...

    @property
    def marks(self) -> Mapping[str, Marks]: ...

    @property
    def scores(self) -> Sequence[Score]: ...

    @property
    def timing(self) -> Sequence[Mapping[str, Any]]: ...

    @property
    def cases(self) -> Mapping[str, Case]: ...


def settings(run: Run) -> dict[str, Any]:
    """The configuration as one mapping, with the options beside the rest."""
    found = run.configuration
    data = dict(found if isinstance(found, Mapping) else found.to_json())
    return {**data.pop("options", {}), **data}


def dotted(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every setting with its dotted name; None is told as such."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from dotted(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list | tuple):
        yield name, ", ".join(map(str, value))
    else:
        yield name, str(value)
