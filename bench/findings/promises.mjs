import { makeCase } from "./make-case.mjs";

/** What names and descriptions promise. */
export const promises = [];
const add = (...words) => promises.push(makeCase(...words));

add(
  "distance",
  "documented property",
  `
def distance(a: int, b: int) -> int:
    """The distance of two positions, never negative."""
    return abs(a - b)
`,
  "abs(a - b)",
  "a - b",
);

add(
  "discount",
  "documented property",
  `
def discounted(price: float, rate: float) -> float:
    """The price less a rate; the result is never negative."""
    return max(0.0, price - price * rate)
`,
  "max(0.0, price - price * rate)",
  "price - price * rate",
);

add(
  "sort_by_length",
  "promised by the name",
  `
def sort_numbers(numbers: list[int]) -> list[int]:
    """Numbers from small to large."""
    result = list(numbers)
    for end in range(len(result), 1, -1):
        for at in range(end - 1):
            if result[at] > result[at + 1]:
                result[at], result[at + 1] = result[at + 1], result[at]
    return result
`,
  "range(len(result), 1, -1)",
  "range(len(result) - 1, 1, -1)",
);

add(
  "normalize_spaces",
  "promised by the name",
  `
def normalize(text: str) -> str:
    """Text with single blanks between words and none around it."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip()
`,
  '    while "  " in text:\n        text = text.replace("  ", " ")\n',
  '    text = text.replace("  ", " ")\n',
);

add(
  "escape",
  "promised by the name",
  `
def escape(text: str) -> str:
    """Escapes separators."""
    return text.replace("%", "%25").replace(",", "%2C")


def unescape(text: str) -> str:
    """Undoes escape."""
    return text.replace("%2C", ",").replace("%25", "%")
`,
  'text.replace("%", "%25").replace(",", "%2C")',
  'text.replace(",", "%2C").replace("%", "%25")',
);

add(
  "run_length",
  "promised by the name",
  `
def encode(text: str) -> list[list]:
    """Run lengths of a text."""
    runs: list[list] = []
    for letter in text:
        if runs and runs[-1][0] == letter:
            runs[-1][1] += 1
        else:
            runs.append([letter, 1])
    return runs


def decode(runs: list[list]) -> str:
    """The text of run lengths."""
    return "".join(letter * count for letter, count in runs)
`,
  "runs[-1][1] += 1",
  "runs[-1][1] = 2",
);

add(
  "append_log",
  "changed argument",
  `
def with_total(numbers: list[int]) -> list[int]:
    """The numbers and their sum. Does not modify its argument."""
    result = list(numbers)
    result.append(sum(numbers))
    return result
`,
  "result = list(numbers)",
  "result = numbers",
);

add(
  "get_missing",
  "changed argument",
  `
def get_maximum(scores: list[int], default: int = 0) -> int:
    """The largest score."""
    ordered = sorted(scores)
    return ordered[-1] if ordered else default
`,
  "ordered = sorted(scores)",
  "scores.sort()\n    ordered = scores",
);

add(
  "collect",
  "leaking default",
  `
from typing import Optional


def collect(item: int, into: Optional[list[int]] = None) -> list[int]:
    """A list with the item at its end, a new one when none is given."""
    into = into or []
    into.append(item)
    return into
`,
  `into: Optional[list[int]] = None) -> list[int]:
    """A list with the item at its end, a new one when none is given."""
    into = into or []
`,
  `into: list[int] = []) -> list[int]:
    """A list with the item at its end, a new one when none is given."""
`,
);

add(
  "full_name",
  "suspicious text",
  `
from typing import Optional


def full_name(first: str, last: Optional[str] = None) -> str:
    """The name for a letter."""
    return f"{first} {last}" if last else first
`,
  'f"{first} {last}" if last else first',
  'f"{first} {last}"',
);

add(
  "format_size",
  "suspicious text",
  `
def format_price(amount: float, currency: str = "EUR", unit: str = "") -> str:
    """A price as text."""
    symbols = {"EUR": "€", "USD": "$"}
    return f"{symbols.get(currency, currency)}{amount:.2f}{unit}"
`,
  "symbols.get(currency, currency)",
  "symbols.get(currency)",
);

add(
  "unique",
  "depends on set order",
  `
def unique(words: list[str]) -> list[str]:
    """Words without repetition, in the order of their first use."""
    seen: set[str] = set()
    result = []
    for word in words:
        if word not in seen:
            seen.add(word)
            result.append(word)
    return result
`,
  "    seen: set[str] = set()\n    result = []\n    for word in words:\n        if word not in seen:\n            seen.add(word)\n            result.append(word)\n    return result",
  "    return list(set(words))",
);
