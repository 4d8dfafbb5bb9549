"""What the target prints, caught for one scenario at a time."""

import io

_MOST_PRINTED = 2000


class Capture:
    """One stream that stands for stdout or stderr; it stays the same, because code keeps references to it."""

    def __init__(self):
        self.fresh()

    def fresh(self):
        self.bytes = io.BytesIO()
        self.stream = io.TextIOWrapper(self.bytes, encoding="utf-8", errors="backslashreplace", write_through=True)

    def is_text(self):
        """Whether all that was printed can be read back, which a test runner that captures it will do."""
        if self.bytes.closed or not self.bytes.tell():
            return True
        try:
            self.bytes.getvalue().decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    def take(self):
        if self.bytes.closed:
            self.fresh()
            return ""
        if not self.bytes.tell():
            return ""
        text = self.bytes.getvalue()[: _MOST_PRINTED * 4].decode("utf-8", "replace")[:_MOST_PRINTED]
        self.bytes.seek(0)
        self.bytes.truncate()
        return text
