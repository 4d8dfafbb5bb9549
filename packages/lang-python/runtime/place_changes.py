"""Finds for changes given as text the smallest node of the syntax tree that each of them puts another node in place of."""

import ast
import re

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_MATCH_CASE = getattr(ast, "match_case", ast.excepthandler)
#: Evaluated when a function or class is made, or by nobody; a default value has a way of its own.
_NOT_RUN = {"annotation", "returns", "decorator_list", "format_spec"}
#: Kinds of expression that only mean something to what they stand in.
_PARTS = (ast.Starred, ast.Slice, ast.FormattedValue)
_NO_SWITCH = (ast.Global, ast.Nonlocal, ast.ImportFrom)


class Placed:
    """`node` of the tree, what stands in its place, and the `order` of the change among those given."""

    def __init__(self, order, node, replacement, is_default):
        self.order = order
        self.node = node
        self.replacement = replacement
        self.is_default = is_default


def place_changes(tree, text, given):
    """A `Placed` for each change that can be switched. The rest is left out: what breaks the syntax, changes nothing, or is not in a function."""
    lines = lines_of(text)
    placed = []
    for order, change in enumerate(given):
        try:
            found = _place(tree, lines, change)
        except (IndexError, RecursionError, MemoryError):
            continue
        if found is not None:
            placed.append(Placed(order, *found))
    return placed


def lines_of(text):
    """Lines as the compiler counts them, without their ends."""
    return re.split(r"\r\n|\r|\n", text)


def column_in(line, column):
    """From a 1-based column in UTF-16 units to a 0-based one in characters."""
    if line.isascii():
        return column - 1
    return len(line.encode("utf-16-le", "surrogatepass")[: 2 * (column - 1)].decode("utf-16-le", "replace"))


def text_between(lines, change):
    """What is written where the change is made."""
    start, end = change["start"], change["end"]
    first, last = start["line"] - 1, end["line"] - 1
    before, after = column_in(lines[first], start["column"]), column_in(lines[last], end["column"])
    if first == last:
        return lines[first][before:after]
    return "\n".join([lines[first][before:], *lines[first + 1 : last], lines[last][:after]])


def _place(tree, lines, change):
    """Smaller statements first: most changes need no more than the line they are on to be read again."""
    start, end = _spot(lines, change["start"]), _spot(lines, change["end"])
    around = _statements_around(tree, start, end)
    functions = [at for at, node in enumerate(around) if isinstance(node, _FUNCTIONS)]
    if not functions:
        return None
    for at in range(len(around) - 1, functions[0] - 1, -1):
        changed = _read_changed(lines, around[at], start, end, change["replacement"])
        if changed is None:
            continue
        path = _difference(around[at], changed)
        return path and _deepest(path, is_outermost=at == functions[0])
    return None


def _spot(lines, position):
    """A line and the offset in its bytes, as nodes have them."""
    line = lines[position["line"] - 1]
    return position["line"], len(line[: column_in(line, position["column"])].encode("utf-8", "replace"))


def _statements_around(tree, start, end):
    """The statements that hold a piece of text, outermost first."""
    found, below = [], tree
    while below is not None:
        waiting, below = list(ast.iter_child_nodes(below)), None
        while waiting and below is None:
            node = waiting.pop()
            if isinstance(node, (ast.excepthandler, _MATCH_CASE)):
                waiting += ast.iter_child_nodes(node)
            elif isinstance(node, ast.stmt) and (node.lineno, node.col_offset) <= start and end <= (node.end_lineno, node.end_col_offset):
                found.append(node)
                below = node
    return found


def _read_changed(lines, node, start, end, replacement):
    """The statement as it is with the change; None when that is not one statement."""
    raw = [line.encode("utf-8", "replace") for line in lines[node.lineno - 1 : node.end_lineno]]
    first, last = start[0] - node.lineno, end[0] - node.lineno
    after = [raw[last][end[1] : node.end_col_offset if end[0] == node.end_lineno else None], *raw[last + 1 :]]
    if len(after) > 1:
        after[-1] = after[-1][: node.end_col_offset]
    before = [*raw[:first], raw[first][: start[1]]]
    indent = before[0][: node.col_offset]
    before[0] = (indent if not indent.strip() else b" " * len(indent)) + before[0][node.col_offset :]
    body = b"\n".join(before) + replacement.encode("utf-8", "replace") + b"\n".join(after)
    if body.lstrip().startswith(b"elif"):
        return None
    try:
        tree = ast.parse(b"if 1:\n" + body if indent else body)
    except (SyntaxError, ValueError):
        return None
    statements = tree.body[0].body if indent else tree.body
    if len(tree.body) != 1 or len(statements) != 1:
        return None
    changed = statements[0]
    ast.increment_lineno(changed, node.lineno - (2 if indent else 1))
    if hasattr(node, "decorator_list") and hasattr(changed, "decorator_list"):
        changed.decorator_list = node.decorator_list
    return changed


def _difference(before, after, field=None):
    """The way from a node to the smallest one that holds all that differs: (before, after, field it stands in). None: the same."""
    here = [(before, after, field)]
    if type(before) is not type(after):
        return here
    below = None
    for name in before._fields:
        one, other = getattr(before, name, None), getattr(after, name, None)
        pairs = [(one, other)]
        if isinstance(one, list) and isinstance(other, list):
            if len(one) != len(other):
                return here
            pairs = list(zip(one, other))
        for one, other in pairs:
            if isinstance(one, ast.AST) and isinstance(other, ast.AST):
                found = _difference(one, other, name)
                if found is not None and below is not None:
                    return here
                below = found or below
            elif type(one) is not type(other) or repr(one) != repr(other):
                return here
    return None if below is None else here + below


def _deepest(path, is_outermost):
    """The last node of the way that something else can be put in place of, while the code runs."""
    for at, (node, after, field) in enumerate(path):
        if field in _NOT_RUN:
            return None
        if is_outermost and at == 2 and field in ("defaults", "kw_defaults"):
            # Only literals: everything else runs when the module is imported.
            return (node, after, True) if isinstance(node, ast.Constant) and isinstance(after, ast.Constant) else None
    for at in range(len(path) - 1, 0 if is_outermost else -1, -1):
        node, after, field = path[at]
        if _can_switch(node, after, field, path[at - 1][0] if at else None):
            return node, after, False
    return None


def _can_switch(node, after, field, parent):
    if isinstance(node, ast.stmt):
        return isinstance(after, ast.stmt) and not isinstance(node, _NO_SWITCH) and not isinstance(after, _NO_SWITCH)
    if not isinstance(node, ast.expr) or not isinstance(after, ast.expr) or isinstance(node, _PARTS) or isinstance(after, _PARTS):
        return False
    if isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
        return False
    if isinstance(parent, ast.Call) and field == "func":
        return False  # how a call is watched depends on what is called
    if isinstance(parent, (ast.ExceptHandler, getattr(ast, "pattern", ast.ExceptHandler))):
        return False
    return not (isinstance(parent, (ast.JoinedStr, ast.NamedExpr)) and field in ("values", "target"))
