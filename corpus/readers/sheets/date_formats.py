"""A date or a time of day as the format of its cell shows it."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from corpus.readers.sheets.number_formats import sections

Moment = dt.datetime | dt.date | dt.time | dt.timedelta

_PART = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>am/pm|a/p)|(?P<year>y+|e+)|(?P<month>m+)|(?P<day>d+)|(?P<hour>h+)|(?P<second>s+)|(?P<tenth>\.0+)"
    r"|(?P<text>@)|(?P<other>.)",
    re.I | re.S,
)
_LOCALE = re.compile(r"\[\$[^\]-]*-(?:([0-9A-F]{3,8})|([a-z]{2})(?:-[^\]]*)?)\]", re.I)
_LANGUAGES = {0x03: "ca", 0x07: "de", 0x09: "en", 0x0A: "es", 0x0C: "fr", 0x10: "it", 0x16: "pt"}
# Built-in formats that each computer shows in its own way: nobody knows which of "4/3" was the month.
_OWN_DATE = frozenset({"mm-dd-yy", "m/d/yy"})
_OWN_MOMENT = frozenset({"m/d/yy h:mm", "m/d/yy hh:mm"})
_SYSTEM_DATE = re.compile(r"\[\$(?:-x-sysdate|-F800)[^\]]*\]", re.I)
_SYSTEM_TIME = re.compile(r"\[\$(?:-x-systime|-F400)[^\]]*\]", re.I)


def shown_moment(value: Moment, code: str, language: str) -> str:
    """A date, time or duration in a cell of this format; names of months are in the format's language, else in
    `language` ("es").

    Dates that every computer shows in its own order are written 2024-04-03.
    """
    if isinstance(value, dt.timedelta):
        seconds = value.total_seconds()
        return ("-" if seconds < 0 else "") + _filled(code, None, abs(seconds), language)
    if isinstance(value, dt.time):
        return _filled(code, None, _seconds(value), language)
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    if code in _OWN_DATE or _SYSTEM_DATE.search(code):
        return value.date().isoformat()
    if code in _OWN_MOMENT or code.casefold() == "general":
        return value.isoformat(" ", "minutes")
    if _SYSTEM_TIME.search(code):
        return value.time().isoformat("seconds")
    return _filled(code, value, _seconds(value.time()), _language(code) or language)


def _seconds(time: dt.time) -> float:
    return time.hour * 3600 + time.minute * 60 + time.second + time.microsecond / 1e6


def _language(code: str) -> str | None:
    found = _LOCALE.search(code)
    if not found:
        return None
    return found[2].lower() if found[2] else _LANGUAGES.get(int(found[1], 16) & 0x3FF)


def _filled(code: str, day: dt.datetime | None, seconds: float, language: str) -> str:
    tokens = [(match.lastgroup or "", match[match.lastgroup or 0]) for match in _PART.finditer(sections(code)[0])]
    kinds = [kind for kind, _ in tokens]
    if day is None and not {"elapsed", "hour"} & set(kinds):
        return ""  # the date of nought, which is how a formula gives an empty date back
    if "tenth" not in kinds:
        seconds = int(seconds + 0.5)
    whole, halves = int(seconds), "half" in kinds
    spelled: list[str] = []
    for at, (kind, mark) in enumerate(tokens):
        if kind == "month" and _is_minute(kinds, at):
            spelled.append(_padded(whole // 60 % 60, mark))
        elif kind in ("year", "month", "day"):
            spelled.append(_of_day(kind, len(mark), day, language) if day else "")
        elif kind == "hour":
            hour = whole // 3600 % 24
            spelled.append(_padded((hour - 1) % 12 + 1 if halves else hour, mark))
        elif kind == "second":
            spelled.append(_padded(whole % 60, mark))
        elif kind == "tenth":
            spelled.append(f"{seconds % 1:.{len(mark) - 1}f}"[1:])
        elif kind == "elapsed":
            spelled.append(_padded(whole // {"h": 3600, "m": 60, "s": 1}[mark[0].lower()], mark))
        elif kind == "half":
            spelled.append("PM" if whole // 3600 % 24 >= 12 else "AM")
        elif kind in ("quoted", "escaped", "other"):
            spelled.append(mark)
        elif kind in ("blank", "fill"):
            spelled.append(" ")
    return "".join(spelled)


def _is_minute(kinds: list[str], at: int) -> bool:
    """An m is a minute behind an hour or before a second."""
    counted = ("year", "month", "day", "hour", "second", "elapsed")
    before = next((kind for kind in reversed(kinds[:at]) if kind in counted), "")
    after = next((kind for kind in kinds[at + 1 :] if kind in counted), "")
    return before in ("hour", "elapsed") or after == "second"


def _padded(number: int, mark: str) -> str:
    return f"{number:0{len(mark)}d}" if len(mark) > 1 else str(number)


def _of_day(kind: str, length: int, day: dt.datetime, language: str) -> str:
    if kind == "year":
        return f"{day.year:04d}" if length > 2 else f"{day.year % 100:02d}"
    number = day.month if kind == "month" else day.day
    if length <= 2:
        return f"{number:0{length}d}"
    names = _months(language) if kind == "month" else _days(language)
    name = names[day.month - 1 if kind == "month" else day.weekday()]
    return name[0] if length == 5 else name[:3] if length == 3 else name


@cache
def _months(language: str) -> tuple[str, ...]:
    from babel import Locale

    names = Locale(language).months["format"]["wide"]
    return tuple(str(names[number]) for number in range(1, 13))


@cache
def _days(language: str) -> tuple[str, ...]:
    from babel import Locale

    names = Locale(language).days["format"]["wide"]
    return tuple(str(names[number]) for number in range(7))
