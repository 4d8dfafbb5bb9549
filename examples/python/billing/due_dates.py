"""When an invoice has to be paid, and how late it is."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import Iterable, Iterator, Optional


class Terms(Enum):
    """How long a customer may take."""

    AT_ONCE = "at once"
    TWO_WEEKS = "14 days"
    MONTH = "30 days"
    END_OF_MONTH = "end of month"


def is_working_day(day: date, holidays: Iterable[date] = ()) -> bool:
    """Monday to Friday, and no holiday."""
    return day.weekday() < 5 and day not in set(holidays)


def next_working_day(day: date, holidays: Iterable[date] = ()) -> date:
    """The day itself if work is done on it, else the first one after it."""
    closed = set(holidays)
    while not is_working_day(day, closed):
        day += timedelta(days=1)
    return day


def working_days(first: date, last: date) -> Iterator[date]:
    """Every working day from first to last, both included."""
    if last < first:
        raise ValueError("the last day is before the first")
    day = first
    while day <= last:
        if is_working_day(day):
            yield day
        day += timedelta(days=1)


def due_date(issued: date, terms: Terms, holidays: Iterable[date] = ()) -> date:
    """The last day on which payment is in time."""
    if terms is Terms.AT_ONCE:
        due = issued
    elif terms is Terms.END_OF_MONTH:
        if issued.month == 12:
            due = date(issued.year, 12, 31)
        else:
            due = date(issued.year, issued.month + 1, 1) - timedelta(days=1)
    else:
        due = issued + timedelta(days=14 if terms is Terms.TWO_WEEKS else 30)
    return next_working_day(due, holidays)


def reminder_level(due: date, today: date, paid: Optional[date] = None) -> int:
    """0 = nothing to say, 1 = friendly, 2 = firm, 3 = lawyer."""
    if paid is not None and paid <= today:
        return 0
    late = (today - due).days
    if late <= 0:
        return 0
    if late <= 7:
        return 1
    return 2 if late <= 30 else 3


def parse_day(text: str) -> date:
    """Reads ``2024-03-09``, ``9.3.2024`` or ``09/03/2024`` (day first)."""
    text = text.strip()
    for separator in (".", "/"):
        if separator in text:
            day, month, year = (int(part) for part in text.split(separator))
            return date(year, month, day)
    return date.fromisoformat(text)
