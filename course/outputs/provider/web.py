"""A paper as a page that needs nothing else: no script, no address of anybody, nothing is sent."""

from __future__ import annotations

from functools import singledispatch
from html import escape
from typing import TYPE_CHECKING

from course.outputs.provider.paper import Fact, Grid, Heading, Paper, Scale, Slot, Space, Words

if TYPE_CHECKING:
    from course.outputs.provider.paper import Part

_STYLE = """
body{font:17px/1.5 system-ui,sans-serif;margin:0 auto;max-width:50rem;padding:1rem;color:#1a1a1a;background:#fff}
h1{line-height:1.2}h2{font-size:1.2rem}p,fieldset,dl,table{margin:.8rem 0;overflow-wrap:anywhere}
dl{display:flex;gap:.4rem;flex-wrap:wrap;align-items:baseline}dt{font-weight:600}dd{margin:0}
.slot dd{flex:1;min-width:10rem;border-bottom:1px solid #1a1a1a;min-height:1.6em}
fieldset{border:1px solid #767676;border-radius:.3rem}legend{font-weight:600;padding:0 .3rem}
label{display:inline-flex;gap:.4rem;align-items:center;margin-right:1rem;min-height:2rem}
input{width:1.3rem;height:1.3rem}
textarea{display:block;width:100%;box-sizing:border-box;font:inherit;border:1px solid #595959}
.space label{display:block;margin:0}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676}
th,td{padding:.3rem .5rem;text-align:left;vertical-align:top}
.wide{overflow-x:auto}footer{border-top:1px solid #767676;font-size:.85em}
@media print{fieldset,tr{break-inside:avoid}}
"""


def as_page(paper: Paper) -> bytes:
    """Return the page; what is filled in stays in it until it is printed or closed."""
    title = escape(paper.title)
    head = f'<!DOCTYPE html>\n<html lang="{escape(paper.language)}"><head><meta charset="utf-8"><title>{title}</title>'
    head += f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
    foot = f"<footer><p>{escape(paper.foot)}</p></footer>" if paper.foot else ""
    body = "\n".join(_part(part) for part in paper.parts)
    return f"{head}\n<body><main><h1>{title}</h1>\n{body}\n</main>{foot}</body></html>\n".encode()


@singledispatch
def _part(part: Part) -> str:
    raise TypeError(part)


@_part.register
def _heading(part: Heading) -> str:
    return f"<h2>{escape(part.text)}</h2>"


@_part.register
def _words(part: Words) -> str:
    text = escape(part.text)
    return f"<p><strong>{text}</strong></p>" if part.strong else f"<p>{text}</p>"


@_part.register
def _fact(part: Fact) -> str:
    return f"<dl><dt>{escape(part.label)}:</dt><dd>{escape(part.value)}</dd></dl>"


@_part.register
def _slot(part: Slot) -> str:
    return f'<dl class="slot"><dt>{escape(part.label)}:</dt><dd data-slot="{escape(part.name)}"></dd></dl>'


@_part.register
def _scale(part: Scale) -> str:
    name = escape(part.name)
    points = "".join(
        f'<label><input type="radio" name="{name}" value="{place}">{escape(point)}</label>'
        for place, point in enumerate(part.points, 1)
    )
    return f"<fieldset><legend>{escape(part.stem)}</legend>{points}</fieldset>"


@_part.register
def _space(part: Space) -> str:
    name = escape(part.name)
    area = f'<textarea id="{name}" name="{name}" rows="{part.lines}"></textarea>'
    return f'<div class="space"><label for="{name}">{escape(part.stem)}</label>{area}</div>'


@_part.register
def _grid(part: Grid) -> str:
    heads, *rows = part.rows
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="wide" role="region" tabindex="0" aria-label="{escape(heads[0])}">{table}</div>'
