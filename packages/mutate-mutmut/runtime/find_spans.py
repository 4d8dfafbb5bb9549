"""Says on which lines the functions of Python files are: one JSON object on standard output.

Arguments are paths. Each has, by class-qualified name, the first and last line of every function that mutmut could mutate:
those at module level and methods of classes there. A name that is defined twice is there twice. Files that cannot be read or
parsed are left out.
"""

import ast
import json
import sys


def spans(path):
    with open(path, "rb") as file:
        tree = ast.parse(file.read())
    found = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found += [(node.name + "." + one.name, one) for one in node.body if _is_function(one)]
        elif _is_function(node):
            found.append((node.name, node))
    return [[name, node.lineno, node.end_lineno] for name, node in found]


def _is_function(node):
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))


def main():
    answer = {}
    for path in sys.argv[1:]:
        try:
            answer[path] = spans(path)
        except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
