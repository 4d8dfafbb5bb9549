"""Watches the comparisons the target makes. Off: plain C operators. On: the same with a record of the operands."""

import ast
import builtins
import operator
import re
import sys
import types

from .wanted_words import wanted_words

#: Syntax to (hook, negated). `is` is left alone: identity of literals says nothing about inputs.
COMPARE_HOOKS = {
    ast.Eq: ("eq", False),
    ast.NotEq: ("ne", False),
    ast.Lt: ("lt", False),
    ast.LtE: ("le", False),
    ast.Gt: ("gt", False),
    ast.GtE: ("ge", False),
    ast.In: ("in", False),
    ast.NotIn: ("in", True),
    ast.Is: ("is", False),
    ast.IsNot: ("is", True),
}

#: Methods whose receiver and first argument are worth knowing, and the word they are reported under.
METHOD_HOOKS = {
    "startswith": "startswith",
    "endswith": "endswith",
    "find": "find",
    "rfind": "find",
    "index": "find",
    "count": "find",
    "split": "find",
    "rsplit": "find",
    "partition": "find",
    "rpartition": "find",
    "replace": "find",
    "match": "match",
    "fullmatch": "match",
    "search": "match",
    "findall": "match",
    "finditer": "match",
    "sub": "match",
    "get": "key",
    "pop": "key",
    "format": "format",
    "parse_args": "options",
    "parse_known_args": "options",
}

#: Those that say something without a positional argument.
BARE_HOOKS = frozenset(("format", "parse_args", "parse_known_args"))

#: Those that match a pattern; `from re import search` or `find = PATTERN.search` give them a name of their own.
MATCHERS = frozenset(name for name, op in METHOD_HOOKS.items() if op == "match")

_SYMBOLS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
_LIMIT = 400
#: Comparisons looked at in one scenario, old ones again included: a long loop would spend all its time here.
_LOOKS = 4_000
#: Kinds of values whose attributes code asks for, to tell them from others; the plainest first.
_USUAL = (str, list, dict, bytes, types.FunctionType)
_MISSING = object()
#: Operands that are the same when they are equal and of one type.
_PLAIN = frozenset((type(None), bool, int, str, bytes))
#: Blanks and comments of a verbose pattern, or (the group) what is none of them: an escape or a set.
_LAYOUT = re.compile(r"(\\.|\[\^?\]?(?:\\.|[^\]\\])*\])|\s+|#[^\n]*", re.S)


def _contains(left, right):
    return left in right


def _method(receiver, name, /, *args, **kwargs):
    return getattr(receiver, name)(*args, **kwargs)


def _matcher(function, /, *args, **kwargs):
    return function(*args, **kwargs)


def _case(subject, constants):
    return subject


class CompareLog:
    """At most 400 records of one scenario, of its first 4,000 comparisons. `encode` turns an operand into data."""

    def __init__(self, encode):
        self.encode = encode
        self.records = []
        self.seen = set()
        self.plain_seen = set()
        self.enabled = False
        self.plain = {"in": _contains, "method": _method, "matcher": _matcher, "case": _case}
        self.plain.update({"isinstance": isinstance, "issubclass": issubclass, "int": int, "float": float, "item": operator.getitem, "is": operator.is_})
        self.plain.update({"hasattr": hasattr, "getattr": getattr})
        self.watching = {
            "in": self.contains,
            "method": self.method,
            "matcher": self.matcher,
            "case": self.case,
            "isinstance": self.isinstance,
            "issubclass": self.issubclass,
            "is": self.same,
            "int": self.parser(int),
            "float": self.parser(float),
            "item": self.item,
            "hasattr": self.hasattr,
            "getattr": self.getattr,
        }
        for hook, symbol in _SYMBOLS.items():
            self.plain[hook] = self.plain["length_" + hook] = getattr(operator, hook)
            self.watching[hook] = self.ordered(symbol, getattr(operator, hook))
            self.watching["length_" + hook] = self.ordered("length", getattr(operator, hook))
        self.enable(False)

    def enable(self, enabled):
        self.enabled = enabled
        self.records = []
        self.seen = set()
        self.plain_seen = set()
        self.looks = 0
        self._use(self.watching if enabled else self.plain)

    def _use(self, hooks):
        for name, function in hooks.items():
            setattr(builtins, "_autotest_" + name, function)

    def note(self, op, left, right):
        """For hooks alone: the line is that of their caller."""
        self.looks += 1
        if self.looks > _LOOKS or len(self.records) >= _LIMIT:
            self._use(self.plain)
            return
        frame = sys._getframe(2)
        if type(left) in _PLAIN and type(right) in _PLAIN:
            # Where it is in the code is cheap to ask; which line that is is not.
            plain = (op, id(frame.f_code), frame.f_lasti, type(left), left, type(right), right)
            if plain in self.plain_seen:
                return
            self.plain_seen.add(plain)
        line = frame.f_lineno
        try:
            # A pattern cut short would match nothing: it goes whole, within reason.
            whole = op == "match" and type(right) is str
            record = {"op": op, "left": self.encode(left), "right": right[:400] if whole else self.encode(right), "line": line}
            key = (op, line, repr(record["left"]), repr(record["right"]))
        except Exception:
            return
        if key not in self.seen:
            self.seen.add(key)
            self.records.append(record)

    def ordered(self, symbol, function):
        note = self.note

        def compare(left, right):
            note(symbol, left, right)
            return function(left, right)

        return compare

    def contains(self, left, right):
        self.note("in", left, _keys(right))
        return left in right

    def method(self, receiver, name, /, *args, **kwargs):
        op = METHOD_HOOKS[name]
        if op == "match":
            found = _matched(receiver, args)
            if found is not None:
                self.note(op, *found)
        elif op == "key":
            if isinstance(receiver, dict) and args:
                self.note("key", args[0], _keys(receiver))
        elif op == "format":
            if isinstance(receiver, str):
                self.note(op, receiver, [*map(str, range(len(args))), *kwargs])
        elif op == "options":
            for words in wanted_words(receiver):
                self.note(op, args[0] if args else None, words)
        elif isinstance(receiver, (str, bytes, list, tuple)) and args:
            self.note(op, receiver, args[0])
        return getattr(receiver, name)(*args, **kwargs)

    def matcher(self, function, /, *args, **kwargs):
        pattern = getattr(function, "__self__", None)
        found = _matched(pattern, args) if pattern is not None or getattr(function, "__module__", None) == "re" else None
        if found is not None:
            self.note("match", *found)
        return function(*args, **kwargs)

    def case(self, subject, constants):
        for constant in constants:
            self.note("case", subject, constant)
        return subject

    def isinstance(self, value, classes):
        group = classes if isinstance(classes, tuple) else (classes,)
        for item in group:
            if isinstance(item, type):
                self.note("isinstance", value, item)
        return isinstance(value, classes)

    def same(self, left, right):
        if isinstance(left, type) and isinstance(right, type):
            self.note("==", left, right)
        return left is right

    def issubclass(self, value, classes):
        for item in classes if isinstance(classes, tuple) else (classes,):
            if isinstance(item, type):
                self.note("==", value, item)
        return issubclass(value, classes)

    def hasattr(self, value, name):
        found = hasattr(value, name)
        if not found:
            self.note(*_wanted(value, name))
        return found

    def getattr(self, value, name, /, *default):
        found = getattr(value, name, _MISSING)
        if found is _MISSING:
            self.note(*_wanted(value, name) if default else ("in", name, _public_names(value)))
            # Asked again, it raises what it would have raised.
            return default[0] if default else getattr(value, name)
        return found

    def parser(self, target):
        note = self.note

        def parse(text):
            try:
                return target(text)
            except ValueError:
                note("parse", text, target.__name__)
                raise

        return parse

    def item(self, container, key):
        if isinstance(container, dict) and key not in container:
            self.note("key", key, _keys(container))
        return container[key]


def _matched(receiver, args):
    """What was looked at and for which pattern, by a method of a compiled pattern or a function of `re`; or None."""
    if hasattr(receiver, "pattern"):  # `sub` takes the replacement first
        verbose = isinstance(receiver.pattern, str) and getattr(receiver, "flags", 0) & re.VERBOSE
        pattern = _LAYOUT.sub(r"\1", receiver.pattern) if verbose else receiver.pattern
        return args[-1] if isinstance(args[-1], (str, bytes)) else args[0], pattern
    if len(args) >= 2 and isinstance(args[0], (str, bytes)):
        return args[-1] if isinstance(args[-1], (str, bytes)) else args[1], args[0]
    return None


def _wanted(value, name):
    """What asks whether a value has an attribute wants one of a usual kind that has it, or else something that has just that."""
    for kind in _USUAL:
        if hasattr(kind, name):
            return "isinstance", value, kind
    return "hasattr", type(value).__name__, name


def _public_names(value):
    """Some of the names that would have been found."""
    return [name for name in dir(value) if not name.startswith("_")][:6]


def _keys(value):
    if isinstance(value, dict) or type(value).__name__ in ("dict_keys", "mappingproxy"):
        return [key for key, _ in zip(value, range(6))]
    return value


def attribute_error(error):
    """An error text is a type oracle: the attribute that was missing, and on what."""
    if not isinstance(error, AttributeError) or getattr(error, "name", None) is None:
        return []
    line, step = 0, error.__traceback__
    while step is not None:
        line, step = step.tb_lineno, step.tb_next
    return [{"op": "attribute", "left": type(error.obj).__name__, "right": error.name, "line": line}]
