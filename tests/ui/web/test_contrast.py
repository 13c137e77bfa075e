"""Text can be read on its background, by day and in the dark: WCAG AA asks for a ratio of 4.5."""

from __future__ import annotations

import re

import pytest

from ui.web.app import ASSETS

CSS = (ASSETS / "page.css").read_text(encoding="utf-8")
VOICES = ("promised", "self_reported", "assessed", "recommended", "proposed", "context")
MARKED = re.findall(r"mark \{ background: var\(--([\w-]+)\); color: var\(--([\w-]+)\)", CSS)
PAIRS = [
    *((text, back) for text in ("ink", "soft", "civic", "civic-deep") for back in ("paper", "sheet")),
    *((voice, "sheet") for voice in VOICES),
    ("ink", "civic-pale"),
    ("civic", "civic-pale"),
    ("civic-deep", "civic-pale"),
    ("on-civic", "civic"),
    ("on-civic", "civic-deep"),
    ("ink", "warn-back"),
    ("warn-ink", "warn-back"),
    ("warn-ink", "sheet"),
    ("bad-ink", "bad-back"),
    ("bad-ink", "sheet"),
    ("assessed", "paper"),
    *((text, back) for back, text in MARKED),
]


def colours(selector: str) -> dict[str, str]:
    block = CSS.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [":root", ".dark"])
@pytest.mark.parametrize(("text", "back"), PAIRS)
def test_contrast(scheme: str, text: str, back: str) -> None:
    found = colours(scheme)
    lighter, darker = sorted((luminance(found[text]), luminance(found[back])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_what_is_marked_is_among_them() -> None:
    assert len(MARKED) == 1


def test_both_schemes_name_the_same_colours() -> None:
    assert set(colours(":root")) == set(colours(".dark"))
