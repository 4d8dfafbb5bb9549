"""Invoices: lines, totals and the states they go through."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Dict, List, Optional

CENT = Decimal("0.01")


class Status(Enum):
    """Where an invoice stands."""

    DRAFT = "draft"
    SENT = "sent"
    PAID = "paid"
    CANCELLED = "cancelled"


_ALLOWED = {
    Status.DRAFT: {Status.SENT, Status.CANCELLED},
    Status.SENT: {Status.PAID, Status.CANCELLED},
    Status.PAID: set(),
    Status.CANCELLED: set(),
}


class InvoiceError(Exception):
    """Something an invoice does not allow."""


class StateError(InvoiceError):
    """A step that the invoice's state does not allow."""

    def __init__(self, current: Status, wanted: Status) -> None:
        super().__init__(f"a {current.value} invoice cannot become {wanted.value}")
        self.current = current
        self.wanted = wanted


@dataclass
class Line:
    """One position: something, how much of it, at what price each."""

    text: str
    quantity: int = 1
    price: Decimal = Decimal("0")
    tax_percent: int = 19

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InvoiceError("a line needs a text")
        if self.quantity <= 0:
            raise InvoiceError("the quantity must be positive")
        if self.tax_percent not in (0, 7, 19):
            raise InvoiceError(f"no such tax rate: {self.tax_percent} %")

    @property
    def net(self) -> Decimal:
        """Price without tax."""
        return (self.price * self.quantity).quantize(CENT, ROUND_HALF_UP)

    @property
    def tax(self) -> Decimal:
        """The tax on it."""
        return (self.net * self.tax_percent / 100).quantize(CENT, ROUND_HALF_UP)


@dataclass
class Invoice:
    """A bill to one customer."""

    number: str
    customer: str
    lines: List[Line] = field(default_factory=list)
    status: Status = Status.DRAFT
    paid_on: Optional[date] = None

    def add(self, line: Line) -> "Invoice":
        """Adds a line; only drafts can be changed."""
        if self.status is not Status.DRAFT:
            raise InvoiceError(f"invoice {self.number} is {self.status.value} and cannot be changed")
        self.lines.append(line)
        return self

    def move_to(self, status: Status) -> None:
        """Takes the next step, if it is allowed."""
        if status not in _ALLOWED[self.status]:
            raise StateError(self.status, status)
        if status is Status.SENT and not self.lines:
            raise InvoiceError("an empty invoice cannot be sent")
        self.status = status

    def pay(self, amount: Decimal, day: date) -> Decimal:
        """Takes a payment and gives back what was too much."""
        total = self.total()
        if amount < total:
            raise InvoiceError(f"{total - amount} is missing")
        self.move_to(Status.PAID)
        self.paid_on = day
        return amount - total

    def total(self, discount_percent: int = 0) -> Decimal:
        """Sum with tax, after a discount of 0 to 50 percent."""
        if not 0 <= discount_percent <= 50:
            raise ValueError("a discount is between 0 and 50 percent")
        gross = sum((line.net + line.tax for line in self.lines), Decimal("0"))
        return (gross * (100 - discount_percent) / 100).quantize(CENT, ROUND_HALF_UP)

    def taxes(self) -> Dict[int, Decimal]:
        """Tax by rate, rates without tax left out."""
        result: Dict[int, Decimal] = {}
        for line in self.lines:
            if line.tax:
                result[line.tax_percent] = result.get(line.tax_percent, Decimal("0")) + line.tax
        return result


def next_number(last: Optional[str], year: int) -> str:
    """Numbers like ``2024-0007``; they start again each year."""
    if last is None:
        return f"{year}-0001"
    prefix, separator, count = last.partition("-")
    if not separator or not prefix.isdigit() or not count.isdigit():
        raise InvoiceError(f"{last!r} is not an invoice number")
    if int(prefix) > year:
        raise InvoiceError("the last invoice is from the future")
    return f"{year}-{int(count) + 1:04d}" if int(prefix) == year else f"{year}-0001"
