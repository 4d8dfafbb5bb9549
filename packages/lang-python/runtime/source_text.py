"""Source files as text, and the text of a node in them."""

import ast
import io
import tokenize

from .unparse import unparse

#: The text of a node that stands nowhere.
text_of = getattr(ast, "unparse", unparse)


def decode(source):
    """Bytes to text by the declared encoding; what does not fit is replaced."""
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    return source.decode(encoding, "replace")


def source_text(lines, node):
    """The text of a node on one line, at most 200 characters."""
    try:
        first, last = node.lineno - 1, node.end_lineno - 1
        if first == last:
            raw = lines[first].encode()[node.col_offset : node.end_col_offset]
        else:
            parts = [lines[first].encode()[node.col_offset :]]
            parts += [line.encode() for line in lines[first + 1 : last]]
            parts.append(lines[last].encode()[: node.end_col_offset])
            raw = b"".join(parts)
        text = " ".join(raw.decode("utf-8", "replace").split())
    except (AttributeError, IndexError, TypeError):
        text = text_of(node)
    return text if len(text) <= 200 else text[:199] + "\u2026"
