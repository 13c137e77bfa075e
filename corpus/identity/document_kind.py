"""The kind of a document, by its head; "other" wherever that leaves a doubt: its words are then its own alone."""

from __future__ import annotations

import re

from corpus.identity.head import Head, is_sentence
from corpus.identity.naming import OTHER_SORT, begins_otherwise, named_kind, names_irm, names_of
from corpus.text.normalize import comparable

_GOVERNMENTS_OWN = ("self_assessment", "progress_report")
_NEAR = 2  # lines below the one that names the kind may still say that the text is of another sort
_MADE = re.compile(
    r"(?:written|prepared|produced|published|issued|elaborad[oa]s?|preparad[oa]s?|redactad[oa]s?|escrit[oa]s?|publicad[oa]s?"
    r"|producto|product|document|documento|informe|report|brief|revision|review)\s+(?:\w+\s+)?"
    r"(?:by|por|of|de|del)\s+(?:the|el|la)?\s*$"
)
_WROTE = re.compile(r"\b(?:irm|mri) (?:redacto|elaboro|preparo|wrote|prepared|produced) (?:est[aeo]s?|this|these)\b")
_ITSELF = re.compile(r"\b(?:this|these|est[eao]s?|presente)\b")
_OGP_ID = re.compile(r"\([a-z]{2}\d{4}\)\W*$")
_NUMBER = re.compile(r"(?:commitment|compromiso)\s*(?:n[o°º.]*\s*)?\d+\b")
_PROMISE = re.compile(
    r"^(?:lead institution|institucion(?:es)? responsables?|lead implementing|descripcion|description|objetivo|"
    r"objective|action plan(?: cycle)?|fecha de (?:inicio|termino)|(?:start|end) date|what is the commitment|"
    r"cual es el compromiso)",
    re.M,
)
_VERDICT = re.compile(
    r"^(?:completion|level of completion|grado de cumplimiento|nivel de cumplimiento|cumplimiento|results?|resultados?|"
    r"early results|did it open government|irm|mri|status|estado|avances?|comments?|comentarios?)\b",
    re.M,
)


def kind_of(head: Head, stated_title: str = "") -> str:
    """The kind that a stated title or the head names clearly, else "other"."""
    if head.letter or head.talk:
        return OTHER_SORT
    by_irm = any(map(names_irm, (*head.lines, head.carried))) or _made_by_irm(head.opening)
    lines = [stated_title, *head.lines] if stated_title else list(head.lines)
    named = [named_kind(line, of_irm=by_irm) for line in lines]
    kind = _of_commitment_id(lines) or next((one for one in named if one), None)
    carried = named_kind(head.carried, of_irm=by_irm) if head.carried else None
    if kind is None:
        kind = carried if carried else _commitment(lines[0] if lines else "", head)
    at = named.index(kind) if kind in named else 0
    below = lines[at + 1 : at + 1 + _NEAR]
    if kind is None or carried == OTHER_SORT or any(map(begins_otherwise, below)):
        return OTHER_SORT
    if kind in _GOVERNMENTS_OWN and any(names_of("names", "others_voice").search(comparable(line)) for line in lines):
        return OTHER_SORT
    return kind


def _made_by_irm(opening: str) -> bool:
    """Does the text say that it was made by the IRM ("This product of the IRM", "prepared by the IRM")?"""
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", opening):
        folded = comparable(sentence)
        for match in names_of("names", "irm").finditer(folded):
            if _ITSELF.search(folded[: match.start()]) and _MADE.search(folded[: match.start()].rstrip(" (")):
                return True
        if _WROTE.search(folded):
            return True
    return False


def _of_commitment_id(lines: list[str]) -> str | None:
    """A page of one commitment by the OGP id in its title: "Open Strategy (MX0087)"."""
    title = comparable(lines[0]) if lines else ""
    return "commitment" if _OGP_ID.search(title) and not begins_otherwise(title) else None


def _commitment(title: str, head: Head) -> str | None:
    """A page of one commitment by its number, where its labels promise and none of them judges."""
    folded = comparable(title)
    opening = comparable(head.opening)
    promises = _PROMISE.search(opening) and not _VERDICT.search(opening)
    return "commitment" if _NUMBER.match(folded) and promises and not is_sentence(title) else None
