import { makeCase } from "./make-case.mjs";

/** What documentation and types say. */
export const documentation = [];
const add = (...words) => documentation.push(makeCase(...words));

add(
  "chunked",
  "documented example",
  `
def chunked(items: list[int], size: int) -> list[list[int]]:
    """Splits items into lists of at most size elements.

    >>> chunked([1, 2, 3, 4, 5], 2)
    [[1, 2], [3, 4], [5]]
    """
    if size < 1:
        raise ValueError("size must be positive")
    return [items[at:at + size] for at in range(0, len(items), size)]
`,
  "range(0, len(items), size)",
  "range(0, len(items) - 1, size)",
);

add(
  "roman",
  "documented example",
  `
NUMERALS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def to_roman(number: int) -> str:
    """Writes a number in Roman numerals.

    >>> to_roman(1994)
    'MCMXCIV'
    """
    if not 0 < number < 4000:
        raise ValueError("out of range")
    text = ""
    for value, numeral in NUMERALS:
        while number >= value:
            text += numeral
            number -= value
    return text
`,
  "number >= value",
  "number > value",
);

add(
  "stack",
  "documented example",
  `
class Stack:
    """A stack.

    >>> stack = Stack()
    >>> stack.push(1)
    >>> stack.push(2)
    >>> stack.peek()
    2
    >>> len(stack)
    2
    """

    def __init__(self) -> None:
        self._items: list[int] = []

    def push(self, item: int) -> None:
        self._items.append(item)

    def peek(self) -> int:
        if not self._items:
            raise LookupError("empty")
        return self._items[-1]

    def __len__(self) -> int:
        return len(self._items)
`,
  "self._items[-1]",
  "self._items[0]",
);

add(
  "parse_version",
  "documented example",
  `
def parse_version(text: str) -> tuple[int, ...]:
    """Reads a version.

    >>> parse_version("1.10.2")
    (1, 10, 2)
    >>> parse_version("v2.0")
    (2, 0)
    """
    parts = text.lstrip("v").split(".")
    if not all(part.isdigit() for part in parts):
        raise ValueError("not a version")
    return tuple(int(part) for part in parts)
`,
  'text.lstrip("v")',
  "text",
);

add(
  "clamp",
  "documented error",
  `
def clamp(value: float, low: float, high: float) -> float:
    """Limits a value.

    >>> clamp(5, 3, 1)
    Traceback (most recent call last):
        ...
    ValueError: low above high
    """
    if low > high:
        raise ValueError("low above high")
    return min(max(value, low), high)
`,
  "low > high",
  "low == high",
);

add(
  "title_case",
  "documented example",
  `
def title_case(text: str) -> str:
    """Capitalises words, small ones inside excepted.

    >>> title_case("the lord of the rings")
    'The Lord of the Rings'
    """
    small = {"of", "the", "and"}
    words = text.split()
    return " ".join(w if at > 0 and w in small else w.capitalize() for at, w in enumerate(words))
`,
  "at > 0 and w",
  "w",
);

add(
  "is_leap",
  "declared type",
  `
def is_leap(year: int) -> bool:
    """Whether a year has 366 days."""
    if year % 400 == 0:
        return True
    if year % 100 == 0:
        return False
    return year % 4 == 0
`,
  "    return year % 4 == 0",
  "    if year % 4 == 0:\n        return True",
);

add(
  "grade",
  "declared type",
  `
def grade(points: int) -> str:
    """The letter for a number of points."""
    if points >= 90:
        return "A"
    if points >= 75:
        return "B"
    if points >= 50:
        return "C"
    return "F"
`,
  '    return "F"',
  '    if points > 0:\n        return "F"',
);

add(
  "find_user",
  "declared type",
  `
def user_names(users: dict[str, str]) -> list[str]:
    """Names in order, without duplicates."""
    names = sorted(set(users.values()))
    return names
`,
  "    names = sorted(set(users.values()))\n    return names",
  "    names = list(set(users.values()))\n    return names.sort()",
);

add(
  "count_words",
  "declared type",
  `
def count_words(text: str) -> dict[str, int]:
    """How often each word occurs."""
    counts: dict[str, int] = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    return counts
`,
  "    counts: dict[str, int] = {}\n    for word",
  "    counts: dict[str, int] = {}\n    if not text:\n        return None\n    for word",
);

add(
  "percent",
  "declared type",
  `
def percent(part: int, whole: int) -> int:
    """Whole percents.

    Raises:
        ZeroDivisionError: if whole is 0
    """
    return round(100 * part / whole)
`,
  "round(100 * part / whole)",
  "100 * part / whole",
);

add(
  "factorial",
  "documented error",
  `
def factorial(n: int) -> int:
    """The factorial of n.

    Raises:
        ValueError: if n is negative
    """
    if n < 0:
        raise ValueError("negative")
    result = 1
    for each in range(2, n + 1):
        result *= each
    return result
`,
  '    if n < 0:\n        raise ValueError("negative")\n',
  "",
);

add(
  "repeat",
  "documented error",
  `
def repeat(text: str, times: int) -> str:
    """Repeats a text.

    :raises ValueError: if times is negative
    """
    if times < 0:
        raise ValueError("times must not be negative")
    return text * times
`,
  "times < 0",
  "times < -1",
);

add(
  "head",
  "documented error",
  `
def head(items: list[int]) -> int:
    """The first item.

    Raises:
        ValueError: if items is empty
    """
    if not items:
        raise ValueError("empty")
    return items[0]
`,
  '    if not items:\n        raise ValueError("empty")\n    return items[0]',
  "    return items[0] if items else 0",
);
