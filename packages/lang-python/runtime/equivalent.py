"""Tells changes that change nothing: the same tree once constants are folded and neutral operands dropped."""

import ast

from .nodes import clone

_NEUTRAL = {ast.Add: 0, ast.Sub: 0, ast.Mult: 1, ast.Div: 1, ast.FloorDiv: 1, ast.Pow: 1, ast.LShift: 0, ast.RShift: 0, ast.BitOr: 0}
_EITHER_SIDE = (ast.Add, ast.Mult, ast.BitOr)
#: Methods whose last argument means the same as none when it is None.
_NONE_IS_DEFAULT = {"get", "strip", "lstrip", "rstrip", "split", "rsplit", "encode", "splitlines"}


def is_equivalent(original, replacement):
    return ast.dump(_Normal().visit(clone(original))) == ast.dump(_Normal().visit(clone(replacement)))


class _Normal(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        neutral = _NEUTRAL.get(type(node.op))
        if neutral is not None:
            if _is_number(node.right, neutral):
                return node.left
            if isinstance(node.op, _EITHER_SIDE) and _is_number(node.left, neutral):
                return node.right
        return node

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.UAdd) and isinstance(node.operand, ast.Constant):
            return node.operand
        if isinstance(node.op, ast.USub) and _is_number(node.operand, 0):
            return node.operand
        if isinstance(node.op, ast.Not) and isinstance(node.operand, ast.UnaryOp) and isinstance(node.operand.op, ast.Not):
            return node.operand.operand
        return node

    def visit_Call(self, node):
        self.generic_visit(node)
        last = node.args[-1] if node.args else None
        method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if method in _NONE_IS_DEFAULT and isinstance(last, ast.Constant) and last.value is None and not node.keywords:
            if method != "get" or len(node.args) == 2:
                node.args.pop()
        return node


def _is_number(node, value):
    return isinstance(node, ast.Constant) and type(node.value) is int and node.value == value
