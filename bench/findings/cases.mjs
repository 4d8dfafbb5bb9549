/**
 * Small functions as people write them, each right as it stands and wrong after one change (`from` -> `to`). What a change breaks
 * is said in the function's documentation or types, or is a property its name promises.
 */
const CASES = [];

function add(name, kind, text, from, to) {
  if (!text.includes(from)) throw new Error(`${name}: the change does not fit`);
  CASES.push({ name, kind, clean: text.trimStart(), buggy: text.replace(from, to).trimStart() });
}

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
  "mean",
  "crash on fitting input",
  `
def mean(numbers: list[float]) -> float:
    """The mean, 0.0 for none."""
    if not numbers:
        return 0.0
    return sum(numbers) / len(numbers)
`,
  "    if not numbers:\n        return 0.0\n",
  "",
);

add(
  "initials",
  "crash on fitting input",
  `
def initials(name: str) -> str:
    """First letters of the words."""
    return "".join(word[0].upper() for word in name.split())
`,
  "name.split()",
  'name.split(" ")',
);

add(
  "longest",
  "crash on fitting input",
  `
def longest(words: list[str]) -> str:
    """The longest word, empty text for none."""
    best = ""
    for word in words:
        if len(word) > len(best):
            best = word
    return best
`,
  '    best = ""\n',
  "    best = words[0]\n",
);

add(
  "merge_tags",
  "crash on fitting input",
  `
from typing import Optional


def merge_tags(tags: list[str], extra: Optional[list[str]] = None) -> list[str]:
    """All tags, the extra ones at the end."""
    if extra is None:
        extra = []
    return tags + [tag for tag in extra if tag not in tags]
`,
  "    if extra is None:\n        extra = []\n",
  "",
);

add(
  "second_largest",
  "crash on fitting input",
  `
from typing import Optional


def second_largest(numbers: list[int]) -> Optional[int]:
    """The second largest distinct number, None when there is none."""
    distinct = sorted(set(numbers))
    if len(distinct) < 2:
        return None
    return distinct[-2]
`,
  "len(distinct) < 2",
  "len(distinct) < 1",
);

add(
  "greeting",
  "crash on fitting input",
  `
from typing import Optional


def greeting(name: str, title: Optional[str] = None) -> str:
    """A greeting."""
    prefix = title + " " if title else ""
    return "Dear " + prefix + name
`,
  'title + " " if title else ""',
  'title + " "',
);

add(
  "key_value",
  "crash on fitting input",
  `
def key_values(text: str) -> dict[str, str]:
    """Reads \`a=1;b=2\`; parts without a sign are left out."""
    found = {}
    for part in text.split(";"):
        key, sign, value = part.partition("=")
        if sign:
            found[key.strip()] = value.strip()
    return found
`,
  '        key, sign, value = part.partition("=")\n        if sign:\n            found[key.strip()] = value.strip()\n',
  '        pair = part.split("=")\n        found[pair[0].strip()] = pair[1].strip()\n',
);

add(
  "average_rating",
  "crash on fitting input",
  `
def average_rating(ratings: dict[str, int]) -> float:
    """The mean rating, 0.0 without any."""
    total = sum(ratings.values())
    return total / len(ratings) if ratings else 0.0
`,
  "total / len(ratings) if ratings else 0.0",
  "total / len(ratings)",
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
  "countdown",
  "does not end",
  `
def steps_to_one(number: int) -> int:
    """Halvings until 1 is reached, 0 for numbers below 1."""
    steps = 0
    while number > 1:
        number //= 2
        steps += 1
    return steps
`,
  "while number > 1",
  "while number != 1",
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

add(
  "flatten",
  "crash on fitting input",
  `
def flatten(rows: list[list[int]]) -> list[int]:
    """All numbers of all rows."""
    return [number for row in rows for number in row]
`,
  "    return [number for row in rows for number in row]",
  "    width = len(rows[0])\n    return [row[at] for row in rows for at in range(width)]",
);

/** Every case: `name`, `kind` of the bug, `clean` and `buggy` source. */
export const cases = CASES;
