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
    escaped = _SPECIAL.sub(lambda found: f"\\{found.group()}", one_line(text))
    escaped = _AT_START.sub(r"\\", escaped)
    return _NUMBER.sub(lambda found: f"{found[1]}\\", escaped)


def fenced(text: str) -> str:
    """Return a block of code that no content can end."""
    content = _CONTROL.sub("", re.sub("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]", " ", text))
    longest = max((len(run) for run in re.findall(r"`+", content)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{content}\n{fence}"


def quoted(text: str) -> str:
    """Return a string in quotation marks that JSON, YAML and TOML read alike."""
    return json.dumps(one_line(text), ensure_ascii=False)
