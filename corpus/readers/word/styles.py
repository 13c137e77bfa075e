"""What a run of a Word document looks like: its own properties, else those of its styles and what they are based on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.readers.word.xml_names import W, is_on, value

_DEEPEST = 20  # styles based on each other; a circle would never end


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self._styles = {style.get(f"{W}styleId"): style for style in root.iterchildren(f"{W}style")}
        self._known: dict[tuple[str, str], Any] = {}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
            ),
            "",
        )
        language = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        self.language = ((language.get(f"{W}val") if language is not None else "") or "")[:2].lower()

    def name(self, style: str) -> str:
        """The name of a style: ids are translated in some versions of Word, names less often."""
        found = self._styles.get(style)
        return value(found, "name") or style

    def chain(self, style: str) -> Iterator[Any]:
        """The style, the one it is based on, and so on."""
        for _ in range(_DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = value(found, "basedOn")

    def of_paragraph(self, paragraph: Any) -> str:
        return value(paragraph.find(f"{W}pPr"), "pStyle") or self._default

    def is_set(self, run: Any, paragraph: Any, *tags: str) -> bool:
        """Whether one of these properties is on for the run."""
        return any(is_on(self.found(run, paragraph, tag)) for tag in tags)

    def is_raised(self, run: Any, paragraph: Any) -> bool:
        align = self.found(run, paragraph, "vertAlign")
        if align is not None:
            return bool(align.get(f"{W}val") == "superscript")
        height = value(run.find(f"{W}rPr"), "position")
        return height.isdecimal() and int(height) > 0

    def found(self, run: Any, paragraph: Any, tag: str) -> Any:
        """A property of a run, its own or that of its styles; None where nobody states it."""
        own = run.find(f"{W}rPr")
        found = own.find(f"{W}{tag}") if own is not None else None
        for style in (value(own, "rStyle"), self.of_paragraph(paragraph)):
            if found is None:
                found = self._of_style(style, tag)
        return found

    def _of_style(self, style: str, tag: str) -> Any:
        if (style, tag) not in self._known:
            stated = (one.find(f"{W}rPr/{W}{tag}") for one in self.chain(style))
            self._known[style, tag] = next((one for one in stated if one is not None), None)
        return self._known[style, tag]
