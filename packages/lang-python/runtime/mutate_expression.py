"""The small changes that can be made to one expression, as mutation testing tools make them."""

import ast

from .nodes import clone

#: Operator to the one put in its place, and the word the change goes by.
_COMPARES = {
    ast.Lt: (ast.LtE, "boundary"),
    ast.LtE: (ast.Lt, "boundary"),
    ast.Gt: (ast.GtE, "boundary"),
    ast.GtE: (ast.Gt, "boundary"),
    ast.Eq: (ast.NotEq, "comparison"),
    ast.NotEq: (ast.Eq, "comparison"),
    ast.Is: (ast.IsNot, "comparison"),
    ast.IsNot: (ast.Is, "comparison"),
    ast.In: (ast.NotIn, "comparison"),
    ast.NotIn: (ast.In, "comparison"),
}
ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Div,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
    ast.Pow: ast.Mult,
    ast.MatMult: ast.Mult,
}
_METHODS = {
    "lower": "upper",
    "lstrip": "rstrip",
    "find": "rfind",
    "ljust": "rjust",
    "index": "rindex",
    "removeprefix": "removesuffix",
    "partition": "rpartition",
    "startswith": "endswith",
}
_METHODS.update({other: name for name, other in list(_METHODS.items())})
#: Calls whose arguments say nothing of their own when they are changed: each of them fails at once.
_PLAIN_CALLS = {"len", "isinstance", "super", "type"}


class Change:
    """`operator` word, the node that is put in place, and the node it stands for when that is another than the one changed."""

    def __init__(self, operator, replacement, original=None):
        self.operator = operator
        self.replacement = replacement
        self.original = original


def expression_changes(node, text):
    """Changes of `node`, outermost only; `text` is its source. The tree of `node` is not touched and not shared."""
    change = _BY_TYPE.get(type(node))
    return change(node, text) if change is not None else []


def constant_changes(node, text):
    value = node.value
    if value is True or value is False:
        return [Change("condition", _constant(not value, node))]
    if type(value) in (int, float):
        bigger = value + 1
        return [Change("number", _constant(bigger, node))] if bigger != value and bigger - bigger == 0 else []
    if type(value) is str:
        if '"""' in text[:5] or "'''" in text[:5]:
            return []
        others = ["XX%sXX" % value, value.lower(), value.upper()]
    elif type(value) is bytes:
        others = [b"XX" + value + b"XX", value.lower(), value.upper()]
    else:
        return []
    return [Change("text", _constant(other, node)) for at, other in enumerate(others) if other != value and other not in others[:at]]


def _compare(node, text):
    changes = []
    for at, operator in enumerate(node.ops):
        other, word = _COMPARES[type(operator)]
        changed = clone(node)
        changed.ops[at] = other()
        changes.append(Change(word, changed))
    return changes


def _binary(node, text):
    other = ARITHMETIC.get(type(node.op))
    if other is None:
        return []
    changed = clone(node)
    changed.op = other()
    return [Change("arithmetic", changed)]


def _logic(node, text):
    """Each `and` (or `or`) of the chain by itself, read from the left as the language does."""
    other = ast.Or if isinstance(node.op, ast.And) else ast.And
    changes = []
    for at in range(1, len(node.values)):
        values = [clone(value) for value in node.values]
        left = values[0] if at == 1 else ast.BoolOp(op=type(node.op)(), values=values[:at])
        swapped = ast.BoolOp(op=other(), values=[left, values[at]])
        rest = values[at + 1 :]
        changed = ast.BoolOp(op=type(node.op)(), values=[swapped, *rest]) if rest else swapped
        changes.append(Change("logic", ast.copy_location(changed, node)))
    return changes


def _unary(node, text):
    if isinstance(node.op, ast.Not):
        return [Change("negation", clone(node.operand))]
    if isinstance(node.op, ast.Invert):
        return [Change("sign", clone(node.operand))]
    changed = clone(node)
    changed.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.USub()
    return [Change("sign", changed)]


def _ternary(node, text):
    changes = []
    for operator, value in ((ast.And, False), (ast.Or, True)):
        changed = clone(node)
        changed.test = ast.copy_location(ast.BoolOp(op=operator(), values=[changed.test, _constant(value, node.test)]), node.test)
        changes.append(Change("condition", changed))
    return changes


def _lambda(node, text):
    empty = isinstance(node.body, ast.Constant) and node.body.value is None
    changed = clone(node)
    changed.body = _constant(0 if empty else None, node.body)
    return [Change("return", changed)]


def _call(node, text):
    changes = _method_swap(node)
    function = node.func
    if isinstance(function, ast.Name) and function.id in _PLAIN_CALLS:
        return changes
    count = len(node.args) + len(node.keywords)
    for at, argument in enumerate(node.args):
        if isinstance(argument, ast.Starred):
            continue
        if not _is_none(argument):
            changed = clone(node)
            changed.args[at] = _constant(None, argument)
            changes.append(Change("argument", changed))
        if count > 1 and not (_is_none(argument) and at == len(node.args) - 1):
            changed = clone(node)
            del changed.args[at]
            changes.append(Change("argument", changed))
    for at, keyword in enumerate(node.keywords):
        if keyword.arg is None:
            continue
        if not _is_none(keyword.value):
            changed = clone(node)
            changed.keywords[at].value = _constant(None, keyword.value)
            changes.append(Change("argument", changed))
        if count > 1:
            changed = clone(node)
            del changed.keywords[at]
            changes.append(Change("argument", changed))
        if isinstance(function, ast.Name) and function.id == "dict":
            changed = clone(node)
            changed.keywords[at].arg += "XX"
            changes.append(Change("argument", changed))
    if len(node.args) == 2 and not any(isinstance(item, ast.Starred) for item in node.args):
        changed = clone(node)
        changed.args.reverse()
        changes.append(Change("argument", changed))
    return changes


def _method_swap(node):
    function = node.func
    if not isinstance(function, ast.Attribute):
        return []
    other = _METHODS.get(function.attr)
    if function.attr in ("split", "rsplit") and (len(node.args) == 2 or any(item.arg == "maxsplit" for item in node.keywords)):
        other = "rsplit" if function.attr == "split" else "split"
    if other is None:
        return []
    changed = clone(node)
    changed.func.attr = other
    return [Change("argument", changed)]


def _is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def _constant(value, at):
    return ast.copy_location(ast.Constant(value), at)


_BY_TYPE = {
    ast.Constant: constant_changes,
    ast.Compare: _compare,
    ast.BinOp: _binary,
    ast.BoolOp: _logic,
    ast.UnaryOp: _unary,
    ast.IfExp: _ternary,
    ast.Lambda: _lambda,
    ast.Call: _call,
}
