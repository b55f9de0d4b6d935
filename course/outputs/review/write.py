"""Write the page of a reviewer: one file with its style, scripts and data, and a policy that names them by hash."""

from __future__ import annotations

import json
import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.material import read_material
from course.outputs.exam.words import speaking
from course.outputs.onefile.write import inlined, policy
from course.outputs.review.beside import Evidence
from course.outputs.review.page import Reviewed, body_of
from course.outputs.review.shown import Shown
from course.outputs.review.words import page_words, reviewer_words
from course.reviews.standing import standing
from course.reviews.taken import edition_of
from course.reviews.urgent import urgent
from course.sphinxext.learner.scripts import CLIENT, joined

if TYPE_CHECKING:
    from course.material import Material
    from course.outputs.order import Order
    from course.reviews.standing import Standing
    from quizzes.finding import Finding

SCRIPTS = ("course-dom.js", "course-reviewer-kept.js", "course-reviewer.js", "course-reviewer-file.js")
_STYLE = Path(__file__).with_name("page.css")
_WHOLE = {"file", "settings", "columns", "bank", "figure"}
"""Kinds of block of which no words are suggested: they are no running text, or the whole of a file."""
_EDITED = {".md", ".csv", ".yaml"}


def write_review(order: Order, folder: Path, _cache: Path) -> list[Finding]:
    """Write `index.html` into the folder."""
    project = order.project
    material, state = read_material(project), standing(project)
    shown = Shown(material, _links(material, state))
    waiting = urgent(state, material)
    with speaking(project):
        ranks = {os.path.relpath(path, project.root): at for at, path in enumerate(project.pages())}
        evidence = Evidence(material)
        page = Reviewed(project.title, project.language, state, waiting, shown, evidence, page_words(), ranks)
        data = _data(page, edition_of(project), reviewer_words())
        body = body_of(page)
    (folder / "index.html").write_text(_document(page, body, data), encoding="utf-8")
    return list(material.found)


def _links(material: Material, state: Standing) -> dict[str, str]:
    """Return the place in the page of each file, by its name with and without suffix, and of each work."""
    links = {f"cite:{key}": f"w{place}" for place, key in enumerate(material.works or {})}
    names = dict.fromkeys((block.scope, block.name) for block in state.blocks)
    for place, (_, name) in enumerate(names):
        links |= dict.fromkeys((name, name.rpartition(".")[0], name.rpartition("/")[2]), f"f{place}")
    return links


def _data(page: Reviewed, edition: str, words: dict[str, str]) -> dict[str, Any]:
    place = {id(block): at for at, block in enumerate(page.state.blocks)}
    return {
        "schema": "coursereview/1",
        "course": page.title,
        "edition": edition,
        "words": words,
        "first": [place[id(one.block)] for one in page.waiting if one.block],
        "blocks": [
            {
                "sha": block.sha256,
                "raw": page.shown.raw(block)
                if block.kind not in _WHOLE and block.path.suffix in _EDITED and block.text
                else "",
            }
            for block in page.state.blocks
        ],
    }


def _document(page: Reviewed, body: str, data: dict[str, Any]) -> str:
    script = inlined(joined(CLIENT / name for name in SCRIPTS))
    sheet = _STYLE.read_text(encoding="utf-8")
    told = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    title = page.say("review", page.title)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(page.language)}"><head><meta charset="utf-8"><title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy([script], sheet)}">\n'
        f"<style>{sheet}</style></head>\n<body>{body}\n"
        f'<script type="application/json" id="review-data">{told}</script>\n<script>{script}</script></body></html>\n'
    )
