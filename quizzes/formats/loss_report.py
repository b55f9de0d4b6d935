"""The loss report beside an export: what of each type and field is kept, changed or dropped, as JSON and as a page."""

from __future__ import annotations

import html
import json
from collections import defaultdict
from typing import TYPE_CHECKING

from quizzes.formats.carry import Word, is_left_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizzes.formats.carry import Cell, Table
    from quizzes.model.bank import Bank

STYLE = """body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #767676;padding:.35rem .6rem;text-align:left;vertical-align:top}
td:last-child{overflow-wrap:anywhere;min-width:12rem}
thead th{background:#eee}.dropped{background:#fbe3e0}.changed{background:#fdf3d1}
@media(max-width:40rem){table,thead,tbody,tr,th,td{display:block}thead{display:none}
tr{margin-bottom:1rem}td:first-child{font-weight:bold}}"""


def report_json(bank: Bank, table: Table, edition: str, cells: Sequence[Cell], notes: Sequence[str] = ()) -> str:
    """Return the report for programs: one entry for every field that an item uses, and what became of whole items."""
    rows = [
        {
            "item": cell.item,
            "type": cell.type,
            "field": cell.field,
            "fate": cell.fate.word.value,
            **({"how": cell.fate.how} if cell.fate.how else {}),
            **({"graded_otherwise": True} if cell.fate.graded else {}),
        }
        for cell in cells
    ]
    values: dict[str, object] = {
        "format": table.name,
        "bank": bank.id,
        "edition": edition,
        "counts": _counts(cells),
        "cells": rows,
    }
    if notes:
        values["notes"] = list(notes)
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def report_html(bank: Bank, table: Table, edition: str, cells: Sequence[Cell], advice: str = "") -> str:
    """Return the report for people: what is judged otherwise comes first, then what is lost."""
    groups: dict[tuple[str, str, Word, str, bool], list[str]] = defaultdict(list)
    for cell in cells:
        groups[cell.type, cell.field, cell.fate.word, cell.fate.how, cell.fate.graded].append(cell.item)
    order = [Word.DROPPED, Word.CHANGED, Word.KEPT]
    rows = sorted(groups.items(), key=lambda one: (not one[0][4], order.index(one[0][2]), one[0][:2]))
    title = html.escape(f"{bank.title}: what {table.name} keeps")
    counts = ", ".join(f"{number} {word}" for word, number in _counts(cells).items())
    left = sum(map(is_left_out, cells))
    told = f"{len(bank.items) - left} of {len(bank.items)} questions are in the file. Fields: {counts}."
    body = "\n".join(_row(key, ids) for key, ids in rows)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>
<p>Bank {html.escape(bank.id)}, edition {html.escape(edition)}. {told}</p>
<p>{html.escape(advice)}</p>
<table><thead><tr><th scope="col">Type</th><th scope="col">Field</th><th scope="col">What becomes of it</th>
<th scope="col">Questions</th></tr></thead><tbody>
{body}
</tbody></table></main></body></html>
"""


def _row(key: tuple[str, str, Word, str, bool], ids: Iterable[str]) -> str:
    kind, field, word, how, graded = key
    names = list(ids)
    listed = html.escape(", ".join(names)) if word is not Word.KEPT else ""
    judged = ". <strong>Answers are judged otherwise.</strong>" if graded else ""
    said = f"{word}{': ' if how else ''}{html.escape(how)}{judged}"
    field = "the question as a whole" if field == "type" and word is Word.DROPPED else field
    return (
        f'<tr class="{word}"><td>{kind}</td><td>{html.escape(field)}</td><td>{said}</td>'
        f"<td>{len(names)}{f': {listed}' if listed else ''}</td></tr>"
    )


def _counts(cells: Iterable[Cell]) -> dict[str, int]:
    counts = {word.value: 0 for word in Word}
    for cell in cells:
        counts[cell.fate.word] += 1
    return counts
