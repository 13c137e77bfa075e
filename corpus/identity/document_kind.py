"""The kind of a document, by its head; "other" wherever that leaves a doubt: its words are then its own alone."""

from __future__ import annotations

import re

from corpus.identity.authorship import is_anothers, is_by_others
from corpus.identity.head import Head, is_sentence
from corpus.identity.naming import OTHER_SORT, begins_otherwise, named_kind, names_irm, names_of
from corpus.kinds import all_kinds
from corpus.text.normalize import comparable

_GOVERNMENTS_OWN = ("self_assessment", "progress_report")
_WHOSE = 4  # lines below it may say whose the text is
_ITS_NAME = 6  # words behind "this" that name it
_SHOWN = 600  # characters at the beginning of a text in which its title stands
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
    by_irm = any(map(names_irm, head.lines)) or _made_by_irm(head.opening)
    lines = [stated_title, *head.lines] if stated_title else list(head.lines)
    named = [named_kind(line, of_irm=by_irm) for line in lines]
    kind = _of_commitment_id(lines) or next((one for one in named if one), None)
    carried = named_kind(head.carried, of_irm=by_irm) if head.carried else None
    if kind is None:
        borne_out = carried and _bears_out(head, carried, of_irm=by_irm)
        kind = carried if borne_out else _commitment(lines[0] if lines else "", head)
    at = named.index(kind) if kind in named else 0
    below = lines[at + 1 : at + 1 + _NEAR]
    if kind is None or carried == OTHER_SORT or any(map(begins_otherwise, below)):
        return OTHER_SORT
    voice = all_kinds()[kind].voice
    if voice != "context" and (
        any(is_anothers(line, voice) for line in lines[: at + 1 + _WHOSE])
        or any(is_by_others(line, phrase) for line in lines[: at + 1] for phrase in ("action plan", "plan de acción"))
    ):
        return OTHER_SORT
    if kind in _GOVERNMENTS_OWN and any(names_of("names", "others_voice").search(comparable(line)) for line in lines):
        return OTHER_SORT
    return kind


def _bears_out(head: Head, carried: str, *, of_irm: bool) -> bool:
    """Whether the page bears out the kind that the file's properties name: it shows their title, or says of itself what
    it is ("In this self-assessment report"). Alone they say nothing, for who writes over a copy of a report keeps them;
    only where a kind borrows nobody's voice is their word enough."""
    if all_kinds()[carried].voice == "context":
        return True
    shown = " ".join(comparable(" ".join((*head.lines, head.opening[:_SHOWN]))).split())
    if " ".join(comparable(head.carried).split()) in shown:
        return True
    opening = comparable(head.opening)
    said = (" ".join(opening[match.end() :].split()[:_ITS_NAME]) for match in _ITSELF.finditer(opening))
    return any(named_kind(re.split(r"[.,;:()]", words)[0], of_irm=of_irm) == carried for words in said)


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
