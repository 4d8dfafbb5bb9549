"""Syntax nodes that calls to our hooks are made of."""

import ast


def name_node(identifier, at):
    return ast.copy_location(ast.Name(id=identifier, ctx=ast.Load()), at)


def call_node(identifier, args, at):
    return ast.copy_location(ast.Call(func=name_node(identifier, at), args=args, keywords=[]), at)
