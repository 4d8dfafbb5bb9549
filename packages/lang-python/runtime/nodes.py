"""Syntax nodes that calls to our hooks are made of."""

import ast


def name_node(identifier, at):
    return ast.copy_location(ast.Name(id=identifier, ctx=ast.Load()), at)


def call_node(identifier, args, at):
    return ast.copy_location(ast.Call(func=name_node(identifier, at), args=args, keywords=[]), at)


def clone(node):
    """A copy that shares no node with the original, locations kept."""
    if isinstance(node, list):
        return [clone(item) for item in node]
    if not isinstance(node, ast.AST):
        return node
    kind = type(node)
    return ast.copy_location(kind(**{name: clone(value) for name, value in ast.iter_fields(node)}), node)
