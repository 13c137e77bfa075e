"""Messages as they are understood: what is asked in them, its words mended, and what the sentences around it name."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from assistant.message.clauses import asking, introduces, speaks_of_self
from assistant.message.clean import quiet
from assistant.message.followup import Message, Resolved, language_of, leans, resolve, user_messages
from assistant.question.entities import understand
from assistant.question.named_things import plans
from assistant.spelling.effort import Effort
from assistant.spelling.mend import Speller
from corpus.text.countries import countries, country_name
from corpus.text.language import foreign
from corpus.text.names import names
from corpus.text.normalize import fold
from index.search import Searcher
from index.vocabulary import Sayings, Vocabulary

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_SENTENCE = 4  # words from which a message is in some language


@dataclass(frozen=True, slots=True)
class Worded:
    """`text` is what is asked, `about` what a question that leans on something leans on first, `mended` whether its
    words were put right, `language` the one that the answer was ordered in."""

    text: str
    about: str = ""
    mended: bool = False
    language: str | None = None


class Wording:
    """Reads messages by the words of the generation that serves. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: tuple[Path, Speller, Sayings, Vocabulary] | None = None

    def read(
        self, searcher: Searcher, message: str, default: str | None = None, effort: Effort | None = None
    ) -> Worded:
        """One message; `default` is its language where nothing else tells."""
        effort = effort or Effort()
        speller, sayings, vocabulary = self._of(searcher)
        message = quiet(message, vocabulary)
        told = asking(message)
        mended = speller.mend(told.text, language_of(told.text, default), effort)
        if mended.changed:  # "qiero saber" is a courtesy only once it is mended
            again = asking(mended.text)
            told = type(told)(again.text, (*told.around, *again.around), told.language or again.language)
            text = again.text
        else:
            text = mended.text
        language = language_of(text, default)
        text = sayings.as_here(text, language)
        around = [speller.mend(clause, language, effort).text for clause in told.around]
        around = [clause for clause in around if _named(clause, vocabulary, language)]
        about = " ".join(around)
        if about and not leans(text):
            kept = _missing(text, [name for c in around for name in _named(c, vocabulary, language)], language)
            text, about = (f"{text} ({', '.join(kept)})" if kept else text), ""
        return Worded(text, about, mended.changed, told.language)

    def foreign(self, searcher: Searcher, message: str) -> str | None:
        """The code of the language a message is in, where that is surely neither Spanish nor English. Looked at only
        in a sentence with two words or more that are not known here: names are in no language, and the detector takes
        a quarter of a second to open."""
        speller, *_, vocabulary = self._of(searcher)
        message = quiet(message, vocabulary)
        if len(_WORD.findall(message)) < _SENTENCE or len(speller.unknown(message)) < 2:
            return None
        return foreign(message)

    def resolve(
        self,
        searcher: Searcher,
        worded: Worded,
        history: Sequence[Message],
        default: str | None = None,
        effort: Effort | None = None,
    ) -> tuple[Resolved, str | None]:
        """What the message means after those before it, and the whole question that it leans on (None for none)."""
        effort = effort or Effort()
        # the newest first: most is looked up for those
        earlier = [self._whole(searcher, text, default, effort) for text in reversed(user_messages(history))][::-1]
        if worded.about:
            earlier.append(worded.about)
        resolved = resolve(worded.text, earlier, default)
        before = resolve(earlier[-1], earlier[:-1], default).text if resolved.changed and earlier else None
        return resolved.told(mended=worded.mended, language=worded.language), before

    def _whole(self, searcher: Searcher, message: str, default: str | None, effort: Effort) -> str:
        worded = self.read(searcher, message, default, effort)
        return f"{worded.text} ({worded.about})" if worded.about else worded.text

    def _of(self, searcher: Searcher) -> tuple[Speller, Sayings, Vocabulary]:
        with self._lock:
            if self._read is None or self._read[0] != searcher.folder:
                vocabulary = Vocabulary.load(searcher.folder, searcher.content)
                speller = Speller(vocabulary, searcher.bridge.dictionary)
                sayings = Sayings.load(searcher.folder, searcher.content)
                self._read = (searcher.folder, speller, sayings, vocabulary)
            return self._read[1:]


def _named(clause: str, vocabulary: Vocabulary, language: str) -> list[str]:
    """What a sentence beside the question names, as a question would name it.

    Of people who speak of themselves, only what the collection is about: they may be from anywhere.
    """
    asked = understand(clause)
    word = "compromiso" if language == "es" else "commitment"
    found = [r.id or f"{word} {r.number}" for r in asked.references]
    found += plans(clause, language)
    own = speaks_of_self(clause)
    for start, end in names(clause):
        held = all(vocabulary.holds(fold(w)) for w in _WORD.findall(clause[start:end]))
        if held and not introduces(clause[:start]) and not countries(clause[start:end]):
            found.append(clause[start:end])
    for code in asked.countries:
        name = country_name(code, language, default=code)
        if not own or all(vocabulary.holds(fold(w)) for w in _WORD.findall(name)):
            found.append(name)
    if not own:
        found += asked.years
    return list(dict.fromkeys(found))


def _missing(question: str, named: Sequence[str], language: str) -> list[str]:
    """Those of the names that the question neither says nor has another of."""
    asked = understand(question)
    left = []
    for name in named:
        about = understand(name)
        settled = (
            fold(name) in fold(question)
            or (about.references and asked.references)
            or (about.countries and asked.countries)
            or (about.years and asked.years)
            or (plans(name, language) and plans(question, language))
        )
        if not settled:
            left.append(name)
    return left
