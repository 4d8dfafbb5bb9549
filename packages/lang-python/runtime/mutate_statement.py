"""The small changes that can be made to one statement; changes of what it holds belong to the expressions in it."""

import ast

from .mutate_expression import ARITHMETIC, Change
from .nodes import clone


def statement_changes(node):
    """Changes that put another statement (or none: a `pass`) in place of `node`."""
    if isinstance(node, ast.Expr):
        call = node.value.value if isinstance(node.value, ast.Await) else node.value
        return [Change("statement", ast.copy_location(ast.Pass(), node))] if isinstance(call, ast.Call) else []
    if isinstance(node, ast.Break):
        return [Change("jump", ast.copy_location(ast.Return(value=None), node))]
    if isinstance(node, ast.Continue):
        return [Change("jump", ast.copy_location(ast.Break(), node))]
    if isinstance(node, ast.AugAssign):
        changed = clone(node)
        plain = ast.copy_location(ast.Assign(targets=[changed.target], value=changed.value), node)
        changes = [Change("assignment", plain)]
        other = ARITHMETIC.get(type(node.op))
        if other is not None:
            changed = clone(node)
            changed.op = other()
            changes.append(Change("arithmetic", changed))
        return changes
    return []


def value_changes(node):
    """Changes of a statement that replace one expression in it: (that expression, change)."""
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        return [(node.value, Change("return", _constant(None, node.value), node))]
    if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
        other = "" if _is_none(node.value) else None
        return [(node.value, Change("assignment", _constant(other, node.value), node))]
    if isinstance(node, (ast.If, ast.While)) and not _is_plain_test(node.test):
        return [(node.test, _negated(node.test))]
    return []


def filter_changes(node):
    """The conditions of a comprehension, each turned round."""
    return [(test, _negated(test)) for test in node.ifs if not _is_plain_test(test)]


def _negated(test):
    return Change("condition", ast.copy_location(ast.UnaryOp(op=ast.Not(), operand=clone(test)), test))


def _is_plain_test(test):
    """Comparisons and negations have a change of their own that says the same."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return True
    return isinstance(test, (ast.Constant, ast.Compare))


def _is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def _constant(value, at):
    return ast.copy_location(ast.Constant(value), at)
