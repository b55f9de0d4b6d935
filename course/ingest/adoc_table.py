"""Write a table of AsciiDoc whose cells span columns or rows as HTML, for pandoc moves what stands below them.

Cells are read as the language says (https://docs.asciidoctor.org/asciidoc/latest/tables/build-a-basic-table/): `2+|` is
two columns wide, `.3+|` three rows high, `4*|` the same four times; of the styles behind it `h` makes a head.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_CELL = re.compile(
    r"(?:(?<![^\s|])(?:(?P<wide>\d+)?(?:\.(?P<high>\d+))?(?P<kind>[+*]))?[<^>]?(?:\.[<^>])?(?P<style>[adehlmsv])?)?"
    r"(?<!\\)\|"
)
_SPANS = re.compile(r"(?:^|\s|\|)(?:\d+)?(?:\.\d+)?\+[<^>]?(?:\.[<^>])?[adehlmsv]?\|", re.MULTILINE)
_INLINE = (
    (re.compile(r"\[\.?line-through\]#(.+?)#"), r"<s>\1</s>"),
    (re.compile(r"(?<!\w)\*(\S(?:.*?\S)?)\*(?!\w)"), r"<b>\1</b>"),
    (re.compile(r"(?<!\w)_(\S(?:.*?\S)?)_(?!\w)"), r"<i>\1</i>"),
    (re.compile(r"\^(\S+?)\^"), r"<sup>\1</sup>"),
    (re.compile(r"~(\S+?)~"), r"<sub>\1</sub>"),
    (re.compile(r"`(.+?)`"), r"<code>\1</code>"),
)


@dataclass(frozen=True)
class _Cell:
    text: str
    wide: int
    high: int
    head: bool


def spans(body: str) -> bool:
    """Say whether a cell of a table goes on over several columns or rows."""
    return bool(_SPANS.search(body))


def as_html(body: str, options: str, title: str) -> str:
    """Return a table, given what stands between its two lines `|===` and the options in brackets before it."""
    cells = _cells(body)
    columns = _columns(options) or _in_first_line(body)
    lines = body.strip("\n").split("\n")
    is_implicit = len(lines) > 1 and not lines[1].strip() and "noheader" not in options
    heads = 1 if "header" in options or is_implicit else 0
    rows = [
        f"<tr>{''.join(_shown(cell, is_head=number < heads) for cell in row)}</tr>"
        for number, row in enumerate(_rows(cells, columns))
    ]
    caption = f"<caption>{_inline(title)}</caption>" if title else ""
    return f"<table>{caption}{''.join(rows)}</table>"


def _cells(body: str) -> list[_Cell]:
    marks = list(_CELL.finditer(body))
    found: list[_Cell] = []
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(body)
        text = body[mark.end() : end].strip().replace("\\|", "|")
        wide, high = int(mark["wide"] or 1), int(mark["high"] or 1)
        if mark["kind"] == "*":
            found += [_Cell(text, 1, 1, mark["style"] == "h")] * min(wide, 100)
        else:
            found.append(_Cell(text, min(wide, 1000), min(high, 1000), mark["style"] == "h"))
    return found


def _columns(options: str) -> int:
    found = re.search(r"cols\s*=\s*(?:\"([^\"]*)\"|([^,\]]+))", options)
    given = (found[1] or found[2] or "").strip() if found else ""
    total = 0
    for part in filter(None, re.split(r"[,;]", given)):
        many = re.match(r"\s*(\d+)\*", part)
        total += int(many[1]) if many else 1
    return total


def _in_first_line(body: str) -> int:
    first = next((line for line in body.split("\n") if line.strip()), "")
    return sum(cell.wide for cell in _cells(first)) or 1


def _rows(cells: list[_Cell], columns: int) -> list[list[_Cell]]:
    """Return cells in rows; a column in which a cell from above goes on is taken."""
    rows: list[list[_Cell]] = []
    left = [0] * columns
    row: list[_Cell] = []
    at = 0
    for cell in cells:
        while at < columns and left[at]:
            at += 1
        if at >= columns:
            rows.append(row)
            row, at = [], 0
            left = [max(0, one - 1) for one in left]
            while at < columns and left[at]:
                at += 1
        row.append(cell)
        for column in range(at, min(columns, at + cell.wide)):
            left[column] = cell.high
        at += cell.wide
    return [*rows, row] if row else rows


def _shown(cell: _Cell, *, is_head: bool) -> str:
    name = "th" if is_head or cell.head else "td"
    blocks = re.split(r"\n\s*\n", cell.text)
    inner = "".join(_block(block) for block in blocks) if len(blocks) > 1 or "\n" in cell.text else _inline(cell.text)
    return f'<{name} colspan="{cell.wide}" rowspan="{cell.high}">{inner}</{name}>'


def _block(text: str) -> str:
    lines = text.strip().split("\n")
    if all(re.match(r"[*-] ", line) for line in lines):
        return f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _inline(text: str) -> str:
    shown = html.escape(text, quote=False)
    for pattern, written in _INLINE:
        shown = pattern.sub(written, shown)
    return shown
