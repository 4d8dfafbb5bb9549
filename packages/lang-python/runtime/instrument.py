"""Rewrites one module's syntax tree: numbers its goals and puts a probe at each."""

import ast

from .nodes import call_node
from .source_text import decode, source_text
from .watch_operands import WatchOperands

#: Reached through `builtins`, so neither `globals()` nor `vars(module)` of the target shows them.
MARK, ENTER, HANDLE = "_autotest_mark", "_autotest_enter", "_autotest_handle"


class Instrumented:
    """Result of `instrument`: the compiled code, its goals, the lines of its raise statements, and who rewrote it."""

    def __init__(self, code, rewriter):
        self.code = code
        self.rewriter = rewriter
        self.goals = rewriter.goals
        self.raise_lines = rewriter.raise_lines


def instrument(source, path, rewriter_class=None):
    """Parses and rewrites `source` (bytes or text), by `Rewriter` or a class made from it. Raises SyntaxError like the compiler."""
    tree = ast.parse(source, path)
    if isinstance(source, bytes):
        text = decode(source)
    else:
        text = source
    rewriter = (rewriter_class or Rewriter)(text)
    rewriter.visit_body_of_module(tree)
    ast.fix_missing_locations(tree)
    code = compile(tree, path, "exec", dont_inherit=True)
    return Instrumented(code, rewriter)


def _is_constant_true(test):
    return isinstance(test, ast.Constant) and bool(test.value)


def _is_overload(decorator):
    return (decorator.attr if isinstance(decorator, ast.Attribute) else getattr(decorator, "id", None)) == "overload"


def _is_docstring(statement):
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


class Rewriter(WatchOperands):
    def __init__(self, text):
        super().__init__()
        self.lines = text.splitlines(keepends=True)
        self.goals = []
        self.raise_lines = set()
        self.scopes = []  # (kind, name)
        self.unit = "<module>"
        self.depth = 0  # functions around us: comparisons are watched only inside

    # -- goals ---------------------------------------------------------------------------------------------------

    def goal(self, line, condition, arm, entry=None, kind="branch"):
        goal = {"kind": kind, "unit": self.unit, "line": line, "condition": condition, "arm": arm}
        if entry is not None and entry != line:
            goal["entry"] = entry
        self.goals.append(goal)
        return len(self.goals) - 1

    def source(self, node):
        return source_text(self.lines, node)

    def mark(self, point, at):
        call = call_node(MARK, [ast.Constant(point), ast.Constant(1)], at)
        return ast.copy_location(ast.Expr(call), at)

    def enter(self, point, at):
        return ast.copy_location(ast.Expr(call_node(ENTER, [ast.Constant(point)], at)), at)

    def marked(self, point, value):
        call = call_node(MARK, [ast.Constant(point), ast.Constant(1)], value)
        return ast.copy_location(ast.IfExp(test=call, body=ast.Constant(None), orelse=value), value)

    def watched_test(self, test, when_true, when_false):
        """An expression as true as `test` that marks which way it went."""
        yes = self.marked(when_true, ast.copy_location(ast.Constant(True), test))
        no = call_node(MARK, [ast.Constant(when_false), ast.Constant(1)], test)
        return ast.copy_location(ast.IfExp(test=test, body=yes, orelse=no), test)

    # -- scopes --------------------------------------------------------------------------------------------------

    def visit_body_of_module(self, tree):
        self.learn_names(tree)
        tree.body = self.body(tree.body)

    def body(self, statements):
        result = []
        for statement in statements:
            new = self.visit(statement)
            if isinstance(new, list):
                result.extend(new)
            elif new is not None:
                result.append(new)
        return result

    def visit_ClassDef(self, node):
        node.decorator_list = [self.visit(item) for item in node.decorator_list]
        outer, depth = self.unit, self.depth
        self.scopes.append(("class", node.name))
        self.depth = 0
        node.body = self.body(node.body)
        self.scopes.pop()
        self.unit, self.depth = outer, depth
        return node

    def visit_FunctionDef(self, node):
        if any(_is_overload(item) for item in node.decorator_list):
            return node  # the next definition of that name takes its place: nothing can run it
        arguments = node.args
        arguments.defaults = [self.visit(item) for item in arguments.defaults]
        arguments.kw_defaults = [item and self.visit(item) for item in arguments.kw_defaults]
        node.decorator_list = [self.visit(item) for item in node.decorator_list]
        outer = self.unit
        self.unit = self.unit_name(node)
        self.scopes.append(("function", node.name))
        self.depth += 1
        statements = list(node.body)
        head = [statements.pop(0)] if _is_docstring(statements[0]) else []
        first = statements[0] if statements else node
        point = self.goal(node.lineno, "", "entry", statements[0].lineno if statements else None)
        node.body = head + [self.enter(point, first)] + self.body(statements)
        self.depth -= 1
        self.scopes.pop()
        self.unit = outer
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def unit_name(self, node):
        names = [name for _, name in self.scopes]
        if self.scopes and self.scopes[-1][0] == "class":
            if node.name in ("__init__", "__new__", "__post_init__"):
                return ".".join(names)
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Attribute) and decorator.attr in ("setter", "deleter"):
                    return ".".join([*names, node.name, decorator.attr])
        return ".".join([*names, node.name])

    def visit_Lambda(self, node):
        arguments = node.args
        arguments.defaults = [self.visit(item) for item in arguments.defaults]
        arguments.kw_defaults = [item and self.visit(item) for item in arguments.kw_defaults]
        self.depth += 1
        node.body = self.visit(node.body)
        self.depth -= 1
        return node

    def visit_AnnAssign(self, node):
        # The annotation stays as written: `from __future__ import annotations` turns it into text.
        if node.value is not None:
            node.value = self.visit(node.value)
        node.target = self.visit(node.target)
        return node

    def visit_TypeAlias(self, node):
        return node

    # -- decisions -----------------------------------------------------------------------------------------------

    def visit_If(self, node):
        condition = self.source(node.test)
        yes = self.goal(node.lineno, condition, "true", node.body[0].lineno)
        no = self.goal(node.lineno, condition, "false", node.orelse[0].lineno if node.orelse else None)
        first = node.body[0]
        node.test = self.visit(node.test)
        node.body = [self.mark(yes, first), *self.body(node.body)]
        node.orelse = [self.mark(no, node.test), *self.body(node.orelse)]
        return node

    def loop(self, node, condition, body_arm, exit_arm, endless=False):
        into = self.goal(node.lineno, condition, body_arm, node.body[0].lineno)
        out = None if endless else self.goal(node.lineno, condition, exit_arm, node.orelse[0].lineno if node.orelse else None)
        first = node.body[0]
        node.body = [self.enter(into, first), *self.body(node.body)]
        otherwise = self.body(node.orelse)
        node.orelse = otherwise if out is None else [self.mark(out, node), *otherwise]
        return node

    def visit_For(self, node):
        condition = "for %s in %s" % (self.source(node.target), self.source(node.iter))
        node.iter = self.visit(node.iter)
        node.target = self.visit(node.target)
        return self.loop(node, condition, "body", "exit")

    visit_AsyncFor = visit_For

    def visit_While(self, node):
        condition = self.source(node.test)
        endless = _is_constant_true(node.test)
        if not endless:
            node.test = self.visit(node.test)
        return self.loop(node, condition, "body", "exit", endless)

    def visit_Try(self, node):
        node.body = self.body(node.body)
        for handler in node.handlers:
            condition = "except %s" % self.source(handler.type) if handler.type is not None else "except"
            point = self.goal(handler.lineno, condition, "handler", handler.body[0].lineno)
            first = handler.body[0]
            check = ast.copy_location(ast.Expr(call_node(HANDLE, [ast.Constant(point)], first)), first)
            handler.body = [check, *self.body(handler.body)]
        node.orelse = self.body(node.orelse)
        node.finalbody = self.body(node.finalbody)
        return node

    visit_TryStar = visit_Try

    def visit_Match(self, node):
        subject = self.source(node.subject)
        constants = [item.value for item in ast.walk(node) if isinstance(item, ast.MatchValue)]
        plain = [ast.Constant(item.value) for item in constants if isinstance(item, ast.Constant)]
        node.subject = self.visit(node.subject)
        if self.depth and plain:
            packed = ast.copy_location(ast.Tuple(elts=plain[:20], ctx=ast.Load()), node.subject)
            node.subject = call_node("_autotest_case", [node.subject, packed], node.subject)
        caught_all = False
        for case in node.cases:
            pattern = "match %s: case %s" % (subject, self.source(case.pattern))
            if case.guard is not None:
                pattern += " if %s" % self.source(case.guard)
                case.guard = self.visit(case.guard)
            elif isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None:
                caught_all = True
            point = self.goal(case.pattern.lineno, pattern, "case", case.body[0].lineno)
            first = case.body[0]
            case.body = [self.mark(point, first), *self.body(case.body)]
        if not caught_all:
            point = self.goal(node.lineno, "match %s" % subject, "default")
            default = ast.MatchAs(pattern=None, name=None)
            node.cases.append(ast.match_case(pattern=default, guard=None, body=[self.mark(point, node)]))
        return node

    def visit_Assert(self, node):
        condition = self.source(node.test)
        yes = self.goal(node.lineno, condition, "true")
        no = self.goal(node.lineno, condition, "false")
        node.test = self.watched_test(self.visit(node.test), yes, no)
        if node.msg is not None:
            node.msg = self.visit(node.msg)
        return node

    def visit_Raise(self, node):
        if node.exc is None:
            return node
        self.raise_lines.update(range(node.lineno, node.end_lineno + 1))
        point = self.goal(node.lineno, self.source(node), "raise", kind="exception")
        self.generic_visit(node)
        return [self.mark(point, node), node]

    def visit_IfExp(self, node):
        condition = self.source(node.test)
        yes = self.goal(node.lineno, condition, "true", node.body.lineno)
        no = self.goal(node.lineno, condition, "false", node.orelse.lineno)
        node.test = self.visit(node.test)
        node.body = self.marked(yes, self.visit(node.body))
        node.orelse = self.marked(no, self.visit(node.orelse))
        return node

    def visit_BoolOp(self, node):
        condition = self.source(node)
        values = [self.visit(node.values[0])]
        for value in node.values[1:]:
            point = self.goal(value.lineno, condition, "right")
            values.append(self.marked(point, self.visit(value)))
        node.values = values
        return node

    def visit_comprehension(self, node):
        node.iter = self.visit(node.iter)
        node.target = self.visit(node.target)
        tests = []
        for test in node.ifs:
            condition = self.source(test)
            yes = self.goal(test.lineno, condition, "true")
            no = self.goal(test.lineno, condition, "false")
            tests.append(self.watched_test(self.visit(test), yes, no))
        node.ifs = tests
        return node
