"""Settings in an INI-like format, with typed access."""

from __future__ import annotations

import json
import os
import sys
import urllib.request
from typing import Dict, List, Mapping, Union

Section = Dict[str, str]

_TRUE = ("yes", "true", "on", "1")
_FALSE = ("no", "false", "off", "0")


class SettingsError(ValueError):
    """A line that cannot be read, with its number."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}")
        self.line = line


class MissingSetting(KeyError):
    """A setting that is not there and has no default."""


def parse_settings(text: str) -> Dict[str, Section]:
    """Reads sections of ``key = value`` lines; ``#`` starts a comment, a final backslash joins lines."""
    sections: Dict[str, Section] = {"": {}}
    current = sections[""]
    pending = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = pending + raw.strip()
        pending = ""
        if not line or line.startswith("#"):
            continue
        if line.endswith("\\"):
            pending = line[:-1].rstrip() + " "
            continue
        if line.startswith("["):
            if not line.endswith("]"):
                raise SettingsError(number, "a section needs a closing bracket")
            name = line[1:-1].strip()
            if not name:
                raise SettingsError(number, "a section needs a name")
            current = sections.setdefault(name, {})
            continue
        key, separator, value = line.partition("=")
        if not separator:
            raise SettingsError(number, f"expected key = value, got {line!r}")
        current[key.strip().lower()] = unquote(value.strip())
    return sections


def unquote(value: str) -> str:
    """Takes a pair of quotes away and resolves escapes in double quotes."""
    if len(value) >= 2 and value[0] == value[-1]:
        if value[0] == "'":
            return value[1:-1]
        if value[0] == '"':
            return value[1:-1].replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"')
    return value


def as_bool(value: str) -> bool:
    """yes, true, on, 1 and their opposites."""
    lowered = value.strip().lower()
    if lowered in _TRUE:
        return True
    if lowered in _FALSE:
        return False
    raise ValueError(f"{value!r} is neither yes nor no")


def as_list(value: str, separator: str = ",") -> List[str]:
    """Parts without blanks around them, empty ones left out."""
    return [part.strip() for part in value.split(separator) if part.strip()]


def lookup(sections: Mapping[str, Section], path: str, default: Union[str, None] = None) -> str:
    """Finds ``section.key``; without a section in the part before the first section."""
    section, _, key = path.rpartition(".")
    if section in sections and key in sections[section]:
        return sections[section][key]
    if default is None:
        raise MissingSetting(path)
    return default


def settings_folder(name: str) -> str:
    """Where this system keeps settings."""
    if sys.platform == "win32":
        return os.path.join(os.environ["APPDATA"], name)
    if sys.platform == "darwin":
        return os.path.join(os.path.expanduser("~"), "Library", "Application Support", name)
    return os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config"), name)


def fetch_settings(url: str, timeout: float = 5.0) -> Dict[str, Section]:
    """Loads settings from a server that answers with JSON."""
    with urllib.request.urlopen(url, timeout=timeout) as answer:
        if answer.status != 200:
            raise OSError(f"{url} answered {answer.status}")
        loaded = json.load(answer)
    return {section: {key: str(value) for key, value in values.items()} for section, values in loaded.items()}
