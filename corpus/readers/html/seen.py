"""A parsed page becomes what a person sees of it: nothing hidden or struck, no controls, note marks off their words.

The tree is changed in place, so that whoever reads it afterwards meets plain blocks and words.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import Any

from corpus.readers.html import controls
from corpus.readers.html.css.colours import Colour
from corpus.readers.html.css.generated import Generated
from corpus.readers.html.css.sheets import is_elsewhere
from corpus.readers.html.css.styles import Styles, runs_backwards, strikes
from corpus.readers.html.hidden import WHITE, ground, hides, is_unseen
from corpus.readers.html.lists import write_numbers
from corpus.readers.html.nodes import (
    LOOKED_AT,
    append,
    has_no_lines,
    has_shadow,
    is_drawn_inside,
    is_raised,
    mark_backwards,
    move_into,
    next_element,
    openings,
    opens_series,
    prepend,
    put_instead,
    text_behind,
    word_count,
)
from corpus.readers.html.positions import covers, is_moved
from corpus.readers.html.tags import HEADINGS, tags
from corpus.structure.raised import note_letters, raised

_NAMING_WORDS = 2  # of a button that is a heading: "Send" and "Close" are none
_BESIDE = 20  # elements on either side of a button among which another one is looked for
_OPENERS = ("button", "summary")
_PARTS = ("before", "after")
Notes = list[tuple[str, str]]


def keep_seen(root: Any, styles: Styles | None = None) -> Notes:
    """Take out of the page what it does not show; the notes say how many words were hidden, how many struck, and what
    of its styles could not be followed."""
    styles = styles or Styles(root)
    seen = _Seen(root, styles)
    seen.visit(root)
    found = (
        ("struck_words", seen.struck),
        ("hidden_words", seen.hidden),
        ("unclear_words", seen.unclear),
        ("order_unclear", seen.moved),
        ("styles_unclear", styles.unclear + seen.covered),
    )
    return [(key, str(count)) for key, count in found if count]


class _Seen:
    def __init__(self, root: Any, styles: Styles) -> None:
        self.struck = self.hidden = self.unclear = self.moved = self.covered = 0
        self._styles = styles
        self._generated = Generated(styles)
        # Without a style sheet from elsewhere, a page is white.
        elsewhere = any(map(is_elsewhere, root.iter("link")))
        self._grounds: list[Colour | None] = [
            None if elsewhere else WHITE
        ]  # behind the element that is looked at, and those above it
        self._ticked = controls.ticked_groups(root)
        self._menus: dict[Any, bool] = {}
        self._level = 0  # of the last heading that the page marks as one
        self._made: set[Any] = set()  # headings that it does not
        self._notes = note_letters(openings(root))
        self._before = ""  # words of the block so far
        self._by_id = {node.get("id"): node for node in root.iter() if node.get("id")}
        openers = (node for node in root.iter("button", "a", "div", "span", "li", "label", *HEADINGS))
        self._opened = {name for node in openers if (name := controls.controlled(node)) in self._by_id}

    def visit(self, node: Any) -> None:
        self._say(node.text or "")
        for child in list(node):
            if child.getparent() is not node:
                continue  # moved meanwhile: the name of a tab
            if isinstance(child.tag, str):
                self._child(child)
            else:
                put_instead(child, "")

    def _child(self, node: Any) -> None:
        tail = node.tail or ""
        style = self._styles.of(node)
        if node.tag == "nav":
            for tab in list(node.iter("a", "button")):
                if controls.is_tab(tab):
                    self._keeps_button(tab)
        if (
            node.tag in tags("skipped")
            or controls.is_site_menu(node)
            or (node.tag == "form" and controls.is_asking(node, self._ticked))
        ):
            self._put(node, "")
        elif self._is_hidden(node, style):
            self.hidden += word_count(node)
            self._put(node, "")
        elif node.tag in ("del", "s", "strike") or strikes(style):
            self.struck += word_count(node)
            self._put(node, " " if node.tag in tags("blocks") else "")
        elif node.tag in ("rt", "rp", "rtc") or has_shadow(node) or self._is_beside_unknown(node):
            self.unclear += word_count(node) if node.tag != "rp" else 0
            self._put(node, " " if node.tag in tags("blocks") else "")
        elif is_raised(node, style):
            self._put(node, self._lowered(node, tail))
        elif node.tag in ("input", "select", "textarea"):
            value = controls.field_value(node, self._ticked)
            self._put(node, f" {value} " if value else "")
        elif controls.is_way_back(node) or (controls.is_button(node) and not self._keeps_button(node)):
            self._put(node, "")
        else:
            if runs_backwards(node, style):
                mark_backwards(node)
            self.moved += is_moved(node, style, self._styles)
            self.covered += covers(node, style)
            self._plain(node, ground(style, self._grounds[-1]), style)
            self._say(tail)

    def _is_beside_unknown(self, node: Any) -> bool:
        """Whether styles put something before or after the element of which nobody can tell what it says."""
        return any(self._styles.of_part(node, part) and self._generated.told(node, part) is None for part in _PARTS)

    def _plain(self, node: Any, behind: Colour | None, style: dict[str, str]) -> None:
        self._generated.enter(node, style)
        prepend(node, self._generated.beside(node, "before") or "")
        if node.get("role") == "heading":
            level = node.get("aria-level") or "2"
            node.tag = f"h{level}" if f"h{level}" in HEADINGS else "h6"
        elif node.tag == "summary" and opens_series(node):
            self._make_heading(node)
        elif node.tag in HEADINGS and node not in self._made:
            self._level = HEADINGS[node.tag]
        apart = node.tag in tags("blocks") or node.tag == "br"
        if apart:
            self._before = ""
        self._grounds.append(behind)
        self.visit(node)
        self._grounds.pop()
        if after := self._generated.beside(node, "after"):
            append(node, after)
            self._say(after)
        if apart:
            self._before = ""
        if node.tag == "ol":
            write_numbers(node)

    def _put(self, node: Any, text: str) -> None:
        tail = node.tail or ""
        put_instead(node, text)
        self._say(text + tail)

    def _lowered(self, node: Any, tail: str) -> str:
        return raised(self._before, "".join(node.itertext()), tail or text_behind(node), self._notes)

    def _say(self, text: str) -> None:
        self._before = (self._before + text)[-LOOKED_AT:]

    def _is_hidden(self, node: Any, style: dict[str, str]) -> bool:
        classes = (node.get("class") or "").split()
        if node.get("aria-hidden") == "true" and controls.is_menu(node):
            return True
        if not tags("hidden_classes").isdisjoint(classes):
            return True
        if has_no_lines(node, style, self._styles):
            return True
        if node.tag in tags("unseen"):
            return True
        hidden = node.get("hidden") is not None or node.get("popover") is not None
        if is_unseen(style, ground(style, self._grounds[-1])) and not is_drawn_inside(node):
            return True
        if not hidden and not hides(style):
            return node.tag == "dialog" and node.get("open") is None
        return not self._can_be_opened(node) or controls.is_menu(node)

    def _can_be_opened(self, node: Any) -> bool:
        """Whether the page has a button for it: the panel of an accordion, of a tab, a box of details."""
        if node.get("id") in self._opened or node.get("role") == "tabpanel":
            return True
        before = node.getprevious()
        if before is None or not isinstance(before.tag, str):
            return False
        openers = (one for one in before.iter() if isinstance(one.tag, str))
        return any(one in self._made or one.tag in _OPENERS or controls.is_button(one) for one in openers)

    def _keeps_button(self, node: Any) -> bool:
        """Whether the button names what it opens, and so is a heading (or stands in one)."""
        if controls.stands_in_heading(node):
            node.tag = "span"
            return True
        if not (controls.is_toggle(node) or self._is_of_series(node)):
            return False
        named = self._by_id.get(controls.controlled(node))
        panel = named if named is not None else next_element(node)
        if panel is None or panel.tag in tags("skipped") or self._is_menu(panel):
            return False
        self._make_heading(node)
        if controls.is_tab(node) and named is not None:  # the names of tabs stand together, each goes to its panel
            move_into(node, panel)
        return True

    def _is_menu(self, panel: Any) -> bool:
        # Looked at once: the names of tabs that are moved into it are no words of its own.
        if panel not in self._menus:
            self._menus[panel] = controls.is_menu(panel)
        return self._menus[panel]

    def _is_of_series(self, node: Any) -> bool:
        """Whether the button names what stands below it, as another one beside it does: no class or attribute says so
        where a page's own script opens them."""
        if node.tag != "button" or len("".join(node.itertext()).split()) < _NAMING_WORDS or not self._names_panel(node):
            return False
        beside = chain(islice(node.itersiblings(preceding=True), _BESIDE), islice(node.itersiblings(), _BESIDE))
        buttons = (one for one in beside if one in self._made or (isinstance(one.tag, str) and controls.is_button(one)))
        return any(self._names_panel(one) for one in buttons)

    def _names_panel(self, button: Any) -> bool:
        panel = next_element(button)
        return panel is not None and panel.tag in ("div", "section", "article", "ul", "p") and not self._is_menu(panel)

    def _make_heading(self, node: Any) -> None:
        node.tag = f"h{min(self._level + 1, 6)}"
        self._made.add(node)
