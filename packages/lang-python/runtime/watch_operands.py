"""
Puts hooks at comparisons, parses and look-ups, which tell the search what the code wanted, and at sets, whose order another
process may not share. Inside functions only.
"""

import ast

from .compare import BARE_HOOKS, COMPARE_HOOKS, MATCHERS, METHOD_HOOKS
from .nodes import call_node, name_node


class WatchOperands(ast.NodeTransformer):
    """What mixes this in keeps `depth`, the functions around the node, and calls `learn_names` first."""

    def __init__(self):
        self.shadowed = set()
        self.matchers = set()

    def learn_names(self, tree):
        """Which names of the file are no builtins, and which of them may stand for functions that match patterns."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                self.shadowed.add(node.id)
            elif isinstance(node, ast.arg):
                self.shadowed.add(node.arg)
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self.shadowed.add(node.name)
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                self.shadowed.update(alias.asname or alias.name for alias in node.names)
                if isinstance(node, ast.ImportFrom) and node.module == "re":
                    self.matchers.update(alias.asname or alias.name for alias in node.names if alias.name in MATCHERS)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute) and node.value.attr in MATCHERS:
                self.matchers.update(target.id for target in node.targets if isinstance(target, ast.Name))

    def visit_Compare(self, node):
        node.left = self.visit(node.left)
        node.comparators = [self.visit(item) for item in node.comparators]
        if not self.depth:
            return node
        operators = [COMPARE_HOOKS.get(type(item)) for item in node.ops]
        if not all(operators):
            return node
        middle = node.comparators[:-1]
        if not all(isinstance(item, (ast.Name, ast.Constant)) for item in middle):
            return node
        sides = [node.left, *node.comparators]
        if any(hook == "is" for hook, _ in operators) and any(isinstance(item, ast.Constant) for item in sides):
            return node  # `x is None`: nothing to learn.
        parts = []
        for at, (hook, negated) in enumerate(operators):
            left, right = sides[at], sides[at + 1]
            name = "_autotest_length_" + hook if hook in _ORDERED and (_is_length(left) or _is_length(right)) else "_autotest_" + hook
            part = call_node(name, [left, right], node)
            if negated:
                part = ast.copy_location(ast.UnaryOp(op=ast.Not(), operand=part), node)
            parts.append(part)
        if len(parts) == 1:
            return parts[0]
        return ast.copy_location(ast.BoolOp(op=ast.And(), values=parts), node)

    def visit_Call(self, node):
        self.generic_visit(node)
        if not self.depth:
            return node
        function = node.func
        if isinstance(function, ast.Name) and not node.keywords and function.id not in self.shadowed:
            if function.id in ("set", "frozenset"):
                return call_node("_autotest_set", [node], node)
            starred = any(isinstance(item, ast.Starred) for item in node.args)
            if function.id in ("isinstance", "issubclass") and len(node.args) == 2 and not starred:
                node.func = name_node("_autotest_" + function.id, function)
            elif function.id in ("int", "float") and len(node.args) == 1 and not starred:
                node.func = name_node("_autotest_" + function.id, function)
            elif function.id in ("hasattr", "getattr") and len(node.args) >= 2 and not starred:
                node.func = name_node("_autotest_" + function.id, function)
        elif isinstance(function, ast.Name) and function.id in self.matchers and node.args:
            node.args = [function, *node.args]
            node.func = name_node("_autotest_matcher", function)
        elif isinstance(function, ast.Attribute) and function.attr in METHOD_HOOKS and _is_telling(node):
            receiver = [function.value, ast.copy_location(ast.Constant(function.attr), function)]
            node.args = receiver + node.args
            node.func = name_node("_autotest_method", function)
        return node

    def visit_Set(self, node):
        self.generic_visit(node)
        return call_node("_autotest_set", [node], node) if self.depth else node

    visit_SetComp = visit_Set

    def visit_Subscript(self, node):
        self.generic_visit(node)
        if self.depth and isinstance(node.ctx, ast.Load) and not _has_slice(node.slice):
            return call_node("_autotest_item", [node.value, _key(node.slice)], node)
        return node


def _is_telling(call):
    """Whether a call of a watched method says anything about inputs: a text that stands there is none."""
    if call.func.attr in BARE_HOOKS:
        return not isinstance(call.func.value, (ast.Constant, ast.JoinedStr))
    return bool(call.args)


_ORDERED = {"eq", "ne", "lt", "le", "gt", "ge"}


def _is_length(node):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len"


def _key(node):
    """What stands between the brackets; Python 3.8 wraps it."""
    return node.value if type(node).__name__ == "Index" else node


def _has_slice(node):
    return any(isinstance(item, (ast.Slice, ast.Starred)) for item in ast.walk(node))
