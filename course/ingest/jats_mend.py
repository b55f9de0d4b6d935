"""Write JATS anew where pandoc drops a table without a body, and the labels by which figures and tables are cited."""

from __future__ import annotations

import re

_TABLE = re.compile(r"(<table(?=[\s>])[^<>]*>)(.*?)(</table>)", re.DOTALL)
_HEAD = re.compile(r".*</thead>|(?:\s*<col(?:group)?\b.*?(?:/>|</colgroup>))*", re.DOTALL)
_LABEL = re.compile(r"<label>([^<>]*)</label>(\s*<caption\b[^<>]*>\s*<(?:title|p)\b[^<>]*>)")


def mended(text: str) -> str:
    """Return an article in which these stand where pandoc reads them."""
    return _LABEL.sub(r"\2\1. ", _TABLE.sub(_with_body, text))


def _with_body(found: re.Match[str]) -> str:
    """Return a table whose rows behind the head are its body."""
    begin, inner, end = found.groups()
    if "<tbody" in inner or "<tr" not in inner:
        return found[0]
    head = _HEAD.match(inner)
    at = head.end() if head else 0
    return f"{begin}{inner[:at]}<tbody>{inner[at:]}</tbody>{end}"
