"""Lists the tests of a file and what they assert. Reads text, runs nothing of it.

Standard input: {"text", "path"}. Standard output: the listing as JSON, offsets in UTF-16 units.
"""

import ast
import copy
import json
import re
import sys

CHECKS = re.compile(r"^(assert|check|expect|verify|should)", re.I)
MOCKS = {"Mock", "MagicMock", "AsyncMock", "NonCallableMock", "create_autospec"}
EXACT = {"assertEqual", "assertIs", "assertListEqual", "assertDictEqual", "assertTupleEqual", "assertSetEqual",
         "assertMultiLineEqual", "assertSequenceEqual", "assertCountEqual", "assert_called_once_with",
         "assert_called_with", "assert_awaited_with"}
ANY = {"assertTrue", "assertIsNotNone", "assert_called"}
EXPECTED = {"raises", "warns", "deprecated_call", "assertRaises", "assertRaisesRegex", "assertWarns", "assertLogs"}


def last_name(node):
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def is_constant(node):
    try:
        ast.literal_eval(node)
        return True
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return False


def acts(node):
    return any(isinstance(one, (ast.Call, ast.Await, ast.Yield, ast.NamedExpr)) for one in ast.walk(node))


def walk_own(node):
    """What runs in a body, in source order; not what stands in functions below it that nobody may call."""
    for child in ast.iter_child_nodes(node):
        yield child
        yield from walk_own(child)


class Mocks:
    """Names bound to mocks, and names bound to what calling a mock gave."""

    def __init__(self, body):
        self.mocks, self.echoes = set(), set()
        for node in walk_own(body):
            if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
                continue
            names = {one.id for one in node.targets if isinstance(one, ast.Name)}
            if last_name(node.value.func) in MOCKS:
                self.mocks |= names
            elif self.is_echo(node.value):
                self.echoes |= names

    def is_echo(self, node):
        if isinstance(node, ast.Await):
            node = node.value
        if isinstance(node, ast.Name):
            return node.id in self.echoes
        if not isinstance(node, ast.Call) or last_name(node.func).startswith("assert"):
            return False
        root = node.func
        while isinstance(root, ast.Attribute):
            root = root.value
        return isinstance(root, ast.Name) and root.id in self.mocks


def entry(node, subject, strength, empty=None):
    if isinstance(node, ast.Assert):
        text = "assert " + ast.unparse(node.test)
    else:
        text = ast.unparse(node)
    return {"text": text, "line": node.lineno, "subject": subject, "strength": strength, **({"empty": empty} if empty else {})}


def pair(left, right, mocks):
    if is_constant(left) and is_constant(right):
        return "constant"
    if not acts(left) and ast.dump(left) == ast.dump(right):
        return "compares-itself"
    if (mocks.is_echo(left) and is_constant(right)) or (mocks.is_echo(right) and is_constant(left)):
        return "mock-echo"
    return None


def of_assert(node, mocks):
    test = node.test
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        left, right, [operator] = test.left, test.comparators[0], test.ops
        subject = ast.unparse(right if is_constant(left) else left)
        missing = isinstance(operator, ast.IsNot) and isinstance(right, ast.Constant) and right.value is None
        strength = "exact" if isinstance(operator, (ast.Eq, ast.Is)) else "any" if missing else "part"
        return entry(node, subject, strength, pair(left, right, mocks))
    if is_constant(test) or (isinstance(test, ast.Tuple) and test.elts):
        return entry(node, ast.unparse(test), "any", "constant")
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) and any(is_constant(one) and ast.literal_eval(one) for one in test.values):
        return entry(node, ast.unparse(test), "any", "constant")
    if isinstance(test, ast.Call) and last_name(test.func) == "isinstance" and test.args:
        return entry(node, ast.unparse(test.args[0]), "part")
    return entry(node, ast.unparse(test), "any", "mock-echo" if mocks.is_echo(test) else None)


def of_call(node, mocks):
    name = last_name(node.func)
    arguments = node.args
    if name in EXPECTED:
        narrow = len(arguments) > 1 or any(one.arg == "match" for one in node.keywords)
        return entry(node, "raises", "exact" if narrow else "part")
    subject = ast.unparse(arguments[0]) if arguments else ast.unparse(node.func)
    if name in EXACT and len(arguments) > 1:
        return entry(node, subject, "exact", pair(arguments[0], arguments[1], mocks))
    empty = "constant" if name in ("assertTrue", "assertFalse") and arguments and is_constant(arguments[0]) else None
    return entry(node, subject, "any" if name in ANY else "exact" if name in EXACT else "part", empty)


def assertions_of(function, checkers):
    mocks = Mocks(function)
    found = []
    for node in walk_own(function):
        if isinstance(node, ast.Assert):
            found.append(of_assert(node, mocks))
        elif isinstance(node, ast.Call):
            name = last_name(node.func)
            if name in EXPECTED or CHECKS.match(name) or name in checkers or (name == "fail" and isinstance(node.func, ast.Attribute)):
                found.append(of_call(node, mocks))
    return sorted(found, key=lambda one: one["line"])


class Offsets:
    def __init__(self, text):
        self.text = text
        self.starts = [0] + [match.end() for match in re.finditer(r"\r\n|\r|\n", text)]
        self.lines = [text[start:end] for start, end in zip(self.starts, self.starts[1:] + [len(text)])]

    def at(self, line, column):
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode(errors="ignore"))

    def start_of(self, line):
        return self.starts[line - 1] if line <= len(self.starts) else len(self.text)

    def is_blank(self, line):
        return self.lines[line - 1].strip() == ""

    def is_comment(self, line, column):
        text = self.lines[line - 1]
        return text.strip().startswith("#") and len(text) - len(text.lstrip()) == column


def span(node, offsets, floor):
    """First and last line, with decorators and the comments that stand directly above."""
    first = min([node.lineno] + [one.lineno for one in node.decorator_list])
    while first - 1 > floor and offsets.is_comment(first - 1, node.col_offset) and not is_ours(offsets.lines[first - 2]):
        first -= 1
    return first, node.end_lineno


def is_ours(line):
    return re.match(r"# (Tests written by autotest|Source: |Again: )", line) is not None


def removal(first, last, offsets):
    """With the blank lines in front of it, so that what follows keeps its own; the first of a class takes those behind it."""
    if first > 1 and not offsets.is_blank(first - 1):
        while last < len(offsets.lines) and offsets.lines[last] and offsets.is_blank(last + 1):
            last += 1
    while first > 1 and offsets.is_blank(first - 1):
        first -= 1
    return {"start": offsets.start_of(first), "end": offsets.start_of(last + 1)}


def is_test_class(node):
    return node.name.startswith("Test") or any(last_name(base).endswith("TestCase") for base in node.bases)


def decorators(node):
    return [ast.unparse(one) for one in node.decorator_list]


def tests_in(body, owners, offsets, path, checkers, around, outer):
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    before = 0
    for index, node in enumerate(body):
        floor, before = before, node.end_lineno
        first, last = span(node, offsets, floor) if isinstance(node, (*functions, ast.ClassDef)) else (0, 0)
        if isinstance(node, ast.ClassDef) and is_test_class(node):
            alone = outer if owners and len(body) == 1 else removal(first, last, offsets)
            yield from tests_in(node.body, [*owners, node.name], offsets, path, checkers, [*around, *decorators(node)], alone)
        if not isinstance(node, functions) or not node.name.startswith("test"):
            continue
        marks = [*around, *decorators(node)]
        others = [one for one in body if one is not node and not isinstance(one, ast.Expr)]
        name = re.compile(r"def\s+").search(offsets.text, offsets.at(node.lineno, node.col_offset)).end()
        test_id = "::".join([path, *owners, node.name])
        table = any("parametrize" in one for one in marks)
        unnamed = copy.deepcopy(node)
        unnamed.name = "test"
        if unnamed.body and isinstance(unnamed.body[0], ast.Expr) and isinstance(unnamed.body[0].value, ast.Constant) and len(unnamed.body) > 1:
            del unnamed.body[0]
        yield {
            "testIds": [] if table else [test_id],
            **({"rowsBegin": test_id + "["} if table else {}),
            "title": " > ".join([*owners, node.name]),
            "line": first, "endLine": last,
            "range": {"start": offsets.start_of(first), "end": offsets.start_of(last + 1)},
            "removal": outer if owners and not others else removal(first, last, offsets),
            "name": {"start": name, "end": name + len(node.name)},
            "mark": "\n".join(owners) + ast.dump(unnamed),
            "skipped": any(re.search(r"\b(skip|skipif|skipIf|skipUnless|xfail|expectedFailure)\b", one) for one in marks),
            "assertions": assertions_of(node, checkers),
        }


def checkers_in(tree):
    """Functions of the file, tests apart, that assert something."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith("test")
        and any(isinstance(one, ast.Assert) for one in ast.walk(node))
    }


def list_tests(text, path):
    plain = text[1:] if text.startswith("\ufeff") else text
    try:
        tree = ast.parse(plain)
    except SyntaxError as error:
        return {"ok": False, "reason": error.msg, "line": error.lineno or 1}
    except (ValueError, RecursionError, MemoryError) as error:
        return {"ok": False, "reason": str(error)}
    if not hasattr(ast, "unparse"):  # Python 3.8
        ast.unparse = lambda node: " ".join(ast.get_source_segment(plain, node).split())
    offsets = Offsets(plain)
    tests = list(tests_in(tree.body, [], offsets, path, checkers_in(tree), [], None))
    shift = len(text) - len(plain)
    for test in tests:
        for key in ("range", "removal", "name"):
            test[key] = {end: units(plain, at) + shift for end, at in test[key].items()}
    return {"ok": True, "tests": tests}


def units(text, at):
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def main():
    request = json.loads(sys.stdin.buffer.read().decode("utf-8", "surrogatepass"))
    sys.stdout.write(json.dumps(list_tests(request["text"], request["path"])))


main()
