import { makeCase } from "./make-case.mjs";

/** Errors and endless runs on arguments that fit the types. */
export const crashes = [];
const add = (...words) => crashes.push(makeCase(...words));

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
