"""Working time as people write it: ``1h 30m``, ``90m``, ``1:30``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"(\d+)\s*([wdhms])")
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?")
_SECONDS = {"w": 5 * 8 * 3600, "d": 8 * 3600, "h": 3600, "m": 60, "s": 1}


class DurationError(ValueError):
    """Text that is not a duration."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"{text!r} is not a duration: {reason}")
        self.text = text
        self.reason = reason


@dataclass(frozen=True, order=True)
class Duration:
    """A span of working time in whole seconds. A day has 8 hours, a week 5 days."""

    seconds: int = 0

    def __post_init__(self) -> None:
        if self.seconds < 0:
            raise ValueError("a duration is never negative")

    def __add__(self, other: "Duration") -> "Duration":
        if not isinstance(other, Duration):
            return NotImplemented
        return Duration(self.seconds + other.seconds)

    def __bool__(self) -> bool:
        return self.seconds > 0

    @property
    def hours(self) -> float:
        """Hours as a decimal number, two digits."""
        return round(self.seconds / 3600, 2)

    def rounded(self, minutes: int = 15, up: bool = True) -> "Duration":
        """The duration in whole steps of some minutes, as it goes on a bill."""
        if minutes <= 0:
            raise ValueError("a step has at least one minute")
        step = minutes * 60
        whole, rest = divmod(self.seconds, step)
        if rest and (up or rest * 2 >= step):
            whole += 1
        return Duration(whole * step)

    def __str__(self) -> str:
        return format_duration(self.seconds)


def parse_duration(text: str) -> Duration:
    """Reads ``1h 30m``, ``2d``, ``1:30`` or ``1:30:05``.

    >>> parse_duration("1h 30m").seconds
    5400
    """
    cleaned = text.strip().lower()
    if not cleaned:
        raise DurationError(text, "it is empty")
    clock = _CLOCK.fullmatch(cleaned)
    if clock:
        hours, minutes, seconds = clock.groups()
        return Duration(int(hours) * 3600 + int(minutes) * 60 + int(seconds or 0))
    total = 0
    position = 0
    seen = set()
    for part in _PART.finditer(cleaned):
        between = cleaned[position : part.start()]
        if between.strip():
            raise DurationError(text, f"cannot read {between.strip()!r}")
        unit = part.group(2)
        if unit in seen:
            raise DurationError(text, f"{unit!r} is given twice")
        seen.add(unit)
        total += int(part.group(1)) * _SECONDS[unit]
        position = part.end()
    if position != len(cleaned):
        raise DurationError(text, f"cannot read {cleaned[position:]!r}")
    return Duration(total)


def format_duration(seconds: int, style: str = "short") -> str:
    """Writes seconds as ``1h 30m`` (``short``) or ``1:30`` (``clock``)."""
    if style == "clock":
        minutes, rest = divmod(seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02d}"
        return f"{text}:{rest:02d}" if rest else text
    if style != "short":
        raise ValueError(f"unknown style {style!r}")
    if seconds == 0:
        return "0m"
    parts = []
    for unit in ("h", "m", "s"):
        count, seconds = divmod(seconds, _SECONDS[unit])
        if count:
            parts.append(f"{count}{unit}")
    return " ".join(parts)
