"""Write the words of a document so that MyST prints them as they are: no markup, role, directive or HTML survives."""

from __future__ import annotations

import json
import re

_LINE_BREAKS = re.compile("[ \t]*[\n\r\t\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+[ \t]*")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#$|~&^!@]")
_AT_START = re.compile(r"^(?=[-+=:%(])|^(?=\d+[.)])")
_NUMBER = re.compile(r"^\\(\d+)")


def one_line(text: str) -> str:
    """Return a text without line breaks of any kind and without control characters."""
    return _CONTROL.sub("", _LINE_BREAKS.sub(" ", text)).strip()


def literal(text: str) -> str:
    """Return Markdown that prints `text` as it stands, as one line; also at the start of a line."""
    return opened(escaped(one_line(text)))


def escaped(text: str) -> str:
    """Return Markdown that prints a text without line breaks as it stands, in the middle of a line."""
    return _SPECIAL.sub(lambda found: f"\\{found.group()}", _CONTROL.sub("", _LINE_BREAKS.sub(" ", text)))


def opened(text: str) -> str:
    """Return Markdown whose first sign begins no list, heading, target or directive, as the start of a line."""
    return _NUMBER.sub(lambda found: f"{found[1]}\\", _AT_START.sub(r"\\", text))


def quoted(text: str) -> str:
    """Return a string in quotation marks that JSON, YAML and TOML read alike."""
    return json.dumps(one_line(text), ensure_ascii=False)
