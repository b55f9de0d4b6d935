"""The audit matrix as a page, as Markdown and as JSON."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from course.outputs.audit.matrix import HUMAN, MET, NOT_MET
from course.outputs.audit.words import RULE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.outputs.audit.matrix import Matrix, Row

_CLASSES = {MET: "met", NOT_MET: "not", HUMAN: "human"}
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:76rem;padding:1rem;color:#1a1a1a;background:#fff}
section{border-top:1px solid #767676;padding:.6rem 0;overflow-wrap:anywhere}
h2{font-size:1.05rem;margin:0}.status{font-weight:700;border:2px solid;border-radius:.3rem;padding:0 .4rem}
.met .status{color:#0b5c2b}.not .status{color:#a30015}.human .status{color:#6b4a00}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;margin:.3rem 0}dt{font-weight:600}dd{margin:0}
code{font-size:.85em}@media(max-width:40rem){dl{display:block}dd{margin:0 0 .3rem}}
@media print{section{break-inside:avoid}}
"""


def as_json(matrix: Matrix) -> str:
    """Return the matrix as JSON, which ends with a line break."""
    return json.dumps(_data(matrix), indent=1, ensure_ascii=False) + "\n"


def _data(matrix: Matrix) -> dict[str, Any]:
    return {
        "form": "course-audit/1",
        "title": matrix.title,
        "version": matrix.version,
        "day": matrix.day.isoformat(),
        "profiles": list(matrix.profiles),
        "counts": {status: matrix.count(status) for status in _CLASSES},
        "time": {**dict(time_of(matrix)), "rule": RULE},
        "requirements": [
            {
                "id": row.requirement.id,
                "text": row.requirement.text,
                "standard": row.requirement.standard,
                "edition": row.requirement.edition,
                "source": row.requirement.source,
                "read": row.requirement.read,
                "checked_on": row.requirement.checked_on.isoformat(),
                "status": row.status,
                "why": list(row.why),
                "evidence": [vars(one) for one in row.evidence],
            }
            for row in matrix.rows
        ],
    }


def time_of(matrix: Matrix) -> Iterator[tuple[str, str]]:
    """Yield the inputs and results of the time, each with its name."""
    pages = "not counted: no built pages were given" if matrix.words is None else f"{matrix.words}"
    yield "words on the built lesson pages", pages
    yield "questions of one test", "not given" if matrix.items is None else f"{matrix.items}"
    yield "difficulty", matrix.difficulty or "not rated"
    given = "not known" if matrix.minutes is None else f"{matrix.minutes:.2f}, an estimate"
    yield "minutes by the formula, with the inputs of the record", given
    yield "minutes that learners are told", "not given" if matrix.stated is None else f"{matrix.stated}"
    yield "minutes that are claimed", "not given" if matrix.claimed is None else f"{matrix.claimed}"


def as_markdown(matrix: Matrix) -> str:
    """Return the matrix as Markdown."""
    return "\n".join(_markdown(matrix)) + "\n"


def _markdown(matrix: Matrix) -> Iterator[str]:
    yield f"# Audit matrix: {_flat(matrix.title)} {matrix.version}, {matrix.day}\n"
    yield ", ".join(f"{matrix.count(status)} {status}" for status in _CLASSES) + ".\n"
    yield "Rules: " + "; ".join(matrix.profiles) + ".\n"
    yield from (f"- {name}: {_flat(value)}" for name, value in time_of(matrix))
    yield f"\n{RULE}\n"
    yield "| | status | requirement | standard, edition, read | why | evidence |\n|---|---|---|---|---|---|"
    for row in matrix.rows:
        one = row.requirement
        shown = "; ".join(f"{each.name} ({each.link}, {each.sha256[:12]})" for each in row.evidence)
        cells = (one.id, row.status, one.text, source_of(row), "; ".join(row.why), shown)
        yield "| " + " | ".join(map(_flat, cells)) + " |"


def source_of(row: Row) -> str:
    """Return the standard with its edition, and how and when it was read."""
    one = row.requirement
    edition = f", {one.edition}" if one.edition else ""
    return f"{one.standard}{edition}; {one.read}, {one.checked_on}"


def _flat(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def as_html(matrix: Matrix, base: str = "") -> str:
    """Return the matrix as a page that needs nothing else; evidence is linked from `base`, the folder of the course."""
    title = escape(f"Audit matrix: {matrix.title} {matrix.version}")
    counts = ", ".join(f"{matrix.count(status)} {status}" for status in _CLASSES)
    head = f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    head += f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
    rules = escape("; ".join(matrix.profiles))
    time = _pairs(time_of(matrix))
    body = f"<body><main><h1>{title}</h1><p>{matrix.day}: {counts}.</p><p>Rules: {rules}.</p>{time}"
    body += f"<p>{escape(RULE)}</p>" + "".join(_section(row, base) for row in matrix.rows)
    return f"{head}\n{body}</main></body></html>\n"


def _pairs(pairs: Iterator[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs) + "</dl>"


def _section(row: Row, base: str) -> str:
    one = row.requirement
    link = f'<a href="{escape(one.source)}">source</a>' if one.source else "no source was read"
    why = "".join(f"<li>{escape(text)}</li>" for text in row.why)
    shown = "".join(
        f'<li><a href="{escape(base + each.link)}">{escape(each.name)}</a> <code>{each.sha256}</code></li>'
        for each in row.evidence
    )
    return (
        f'<section class="{_CLASSES[row.status]}" id="{one.id}"><h2>{one.id} <span class="status">{row.status}</span> '
        f"{escape(one.text)}</h2><dl><dt>Standard</dt><dd>{escape(source_of(row))}; {link}</dd>"
        + (f"<dt>Why</dt><dd><ul>{why}</ul></dd>" if why else "")
        + f"<dt>Evidence</dt><dd><ul>{shown or '<li>none</li>'}</ul></dd></dl></section>"
    )
