"""One document in every format that is read: draft and register say it word by word, number by number, sign by sign."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
import typst
from docutils import nodes

from course.ingest import pandoc
from course.ingest.myst import Writer
from course.ingest.new import read_division
from tests.course.ingest.pdf_file import at, pdf, ruled
from tests.course.ingest.test_slides import deck, line, run, shape
from tests.course.ingest.test_writer import known, printed  # noqa: F401 - a fixture for each test
from tests.course.ingest.word_file import cell, definition, docx, level, numbered, p, r, row, style, table, use

if TYPE_CHECKING:
    from pathlib import Path

    from course.ingest.division import Division

SAID = (
    "Doses Take 0.5–1 mg ≤ 3 × a day, not −5 % or >65 µg; 1.5 × 10^9^/L, H~2~O, -5 mg- 10 mg. "
    "first step, 1,5 g second step ±2 Drug Dose diazepam 10 mg lorazepam ½–1 mg "
    "Stopping Never stop < 2 weeks & alone."
)
"""The document as a reader sees it; ^ stand around what is raised, ~ what is lowered, - what is deleted."""
REGISTER = SAID.replace("^9^", "⁹").replace("~2~", "₂").replace("-5 mg-", "[deleted: 5 mg]")
MARKDOWN = """# Doses

Take 0.5–1 mg ≤ 3 × a day, not −5 % or \\>65 µg; 1.5 × 10^9^/L, H~2~O, ~~5 mg~~ 10 mg.

1. first step, 1,5 g
2. second step ±2

| Drug | Dose |
|------|------|
| diazepam | 10 mg |
| lorazepam | ½–1 mg |

## Stopping

Never stop < 2 weeks & alone.
"""
MARKED = MARKDOWN.replace("10^9^", "10<sup>9</sup>").replace("H~2~O", "H<sub>2</sub>O")
HTML = """<html><head><title>Doses</title></head><body><h1>Doses</h1>
<p>Take 0.5&ndash;1 mg &le; 3 &times; a day, not −5&nbsp;% or &gt;65 &micro;g; 1.5 × 10<sup>9</sup>/L, H<sub>2</sub>O,
<s>5 mg</s> 10 mg.</p><ol><li>first step, 1,5 g<li>second step ±2</ol>
<table><tr><th>Drug<th>Dose<tr><td>diazepam<td>10 mg<tr><td>lorazepam<td>&frac12;–1 mg</table>
<h2>Stopping</h2><p>Never stop &lt; 2 weeks &amp; alone.</body></html>"""
TYPST = """#set document(title: "Doses")
= Doses
Take 0.5–1 mg ≤ 3 × a day, not −5 % or >65 µg; 1.5 × 10#super[9]/L, H#sub[2]O, #strike[5 mg] 10 mg.

+ first step, 1,5 g
+ second step ±2

#table(columns: 2, table.header[Drug][Dose], [diazepam], [10 mg], [lorazepam], [½–1 mg])

== Stopping
Never stop < 2 weeks & alone.
"""
RTF = r"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\stylesheet{\s1 heading 1;}{\s2 heading 2;}}
\pard\s1\outlinelevel0 Doses\par\pard Take 0.5\endash 1 mg \u8804? 3 \'d7 a day, not \u8722?5 % or >65 \'b5g; 1.5
 \'d7 10{\super 9}/L, H{\sub 2}O, {\strike 5 mg} 10 mg.\par first step, 1,5 g\par second step \'b12\par
\trowd\cellx2000\cellx4000\intbl Drug\cell Dose\cell\row\trowd\cellx2000\cellx4000\intbl diazepam\cell 10 mg\cell\row
\trowd\cellx2000\cellx4000\intbl lorazepam\cell \'bd\endash 1 mg\cell\row
\pard\s2\outlinelevel1 Stopping\par\pard Never stop < 2 weeks & alone.\par}"""
TEXT = """Doses
=====

Take 0.5–1 mg ≤ 3 × a day, not −5 % or >65 µg; 1.5 × 10⁹/L,
H₂O, [deleted: 5 mg] 10 mg.

1. first step, 1,5 g
2. second step ±2

Drug\tDose
diazepam\t10 mg
lorazepam\t½–1 mg

Stopping
--------

Never stop < 2 weeks & alone.
"""


def word() -> bytes:
    """Return the document of Word."""
    raised, lowered = (f'<w:vertAlign w:val="{kind}"/>' for kind in ("superscript", "subscript"))
    take = r("Take 0.5–1 mg ≤ 3 × a day, not −5 % or >65 µg; 1.5 × 10") + r("9", raised) + r("/L, H") + r("2", lowered)
    body = [
        p("Doses", "H1"), p(take + r("O, ") + r("5 mg", "<w:strike/>") + r(" 10 mg.")),
        numbered("first step, 1,5 g", 1), numbered("second step ±2", 1),
        table(row(cell("Drug"), cell("Dose"), properties="<w:tblHeader/>"), row(cell("diazepam"), cell("10 mg")),
              row(cell("lorazepam"), cell("½–1 mg"))),
        p("Stopping", "H2"), p("Never stop < 2 weeks & alone."),
    ]  # fmt: skip
    styles = style("H1", "heading 1") + style("H2", "heading 2")
    return docx("".join(body), styles=styles, numbering=definition(1, level(0, "decimal", "%1.")) + use(1, 1))


def slides() -> bytes:
    """Return two slides."""
    take = [
        "Take 0.5–1 mg ≤ 3 × a day, not −5 % or &gt;65 µg; 1.5 × 10", run("9", 'baseline="30000"'), "/L, H",
        run("2", 'baseline="-25000"'), "O, ", run("5 mg", 'strike="sngStrike"'), " 10 mg.",
    ]  # fmt: skip
    take = [one if one.startswith("<") else run(one) for one in take]
    none, number = "<a:pPr><a:buNone/></a:pPr>", '<a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr>'
    words = [("Drug", "Dose"), ("diazepam", "10 mg"), ("lorazepam", "½–1 mg")]
    rows = "".join(
        f"<a:tr>{''.join(f'<a:tc><a:txBody>{line(one)}</a:txBody></a:tc>' for one in row)}</a:tr>" for row in words
    )
    columns = "<a:tblGrid><a:gridCol/><a:gridCol/></a:tblGrid>"
    shown = (
        f'<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>{columns}{rows}</a:tbl>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )
    listed = [line("first step, 1,5 g", settings=number), line("second step ±2", settings=number)]
    first = shape("title", line("Doses")) + shape("body", line(*take, settings=none), *listed) + shown
    stop = line("Never stop &lt; 2 weeks &amp; alone.", settings=none)
    return deck(first, shape("title", line("Stopping")) + shape("body", stop))


def notebook() -> bytes:
    """Return a notebook with the document in two cells."""
    parts = MARKED.partition("## Stopping")
    cells = [{"cell_type": "markdown", "source": one} for one in (parts[0], parts[1] + parts[2])]
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}).encode()


def made(form: str) -> bytes:
    """Return the document in a format that pandoc writes."""
    program = next(iter(pandoc._programs()))
    order = [program, "--from", "markdown-smart", "--to", form, "--standalone", "--output", "-"]
    return subprocess.run(order, input=MARKDOWN.encode(), check=True, capture_output=True).stdout


def divided(path: Path) -> Division:
    """Return the division of a document, of which nothing is dropped but what its program puts around it."""
    found = read_division(path)[1]
    kinds = {str(one.kind) for one in found.losses if one.is_dropped}
    assert kinds <= {"header or footer", "front matter"}
    return found


def draft(found: Division) -> str:
    """Return what a reader sees of the draft, as SAID is written."""
    texts = []
    for lesson in found.lessons:
        parts = Writer(lambda number: f"S{number}", ".").write(lesson.blocks())
        document = printed("\n\n".join([f"# {lesson.title}", *parts]))
        title = document.get("title", "")
        for kind, sign in ((nodes.superscript, "^"), (nodes.subscript, "~")):
            for node in list(document.findall(kind)):
                node.parent.replace(node, nodes.Text(f"{sign}{node.astext()}{sign}"))
        for one in list(document.findall(nodes.inline)):
            if "del" in one.rawsource:
                one.parent.replace(one, nodes.Text(f"-{one.astext()}-"))
        texts.append(document.astext() if document.astext().startswith(title) else f"{title} {document.astext()}")
    return " ".join(" ".join(texts).split())


def register(found: Division) -> str:
    """Return the words of the register; rows of tables without the sign between their cells."""
    return " ".join(" ".join(one.text.replace(" | ", " ") for one in found.found).split())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", MARKED.encode()),
        ("a.html", HTML.encode()),
        ("a.docx", word()),
        ("a.pptx", slides()),
        ("a.ipynb", notebook()),
        ("a.rtf", RTF.encode("cp1252")),
    ],
    ids=["Markdown", "HTML", "Word", "PowerPoint", "notebook", "RTF"],
)
def test_formats_that_nobody_wrote_for_us(tmp_path: Path, name: str, content: bytes) -> None:
    """Each as its program writes it."""
    path = tmp_path / name
    path.write_bytes(content)
    found = divided(path)
    assert draft(found) == SAID
    assert register(found) == REGISTER


@pytest.mark.parametrize(
    ("suffix", "form"),
    [
        ("odt", "odt"), ("epub", "epub"), ("docbook", "docbook"), ("jats", "jats"), ("tex", "latex"),
        ("adoc", "asciidoc"), ("wiki", "mediawiki"), ("org", "org"), ("dokuwiki", "dokuwiki"),
        ("textile", "textile"), ("rst", "rst"),
    ],
)  # fmt: skip
def test_formats_of_pandoc(tmp_path: Path, suffix: str, form: str) -> None:
    """Written by pandoc; it has words for what is deleted in reStructuredText, and a hyphen for a dash in Textile."""
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(made(form))
    found = divided(path)
    old, new = {"rst": ("-5 mg-", "[STRIKEOUT:5 mg]"), "textile": ("–", " - ")}.get(form, ("–", "–"))
    assert draft(found) == SAID.replace(old, new)
    assert register(found) == REGISTER.replace(old.replace("-5 mg-", "[deleted: 5 mg]"), new)


def test_plain_text_and_pdf(tmp_path: Path) -> None:
    """Text raises by signs of its own; a PDF with tags says all."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    found = divided(path)
    assert (draft(found), register(found)) == (REGISTER, REGISTER)
    path = tmp_path / "a.pdf"
    path.write_bytes(typst.compile(TYPST.encode()))
    found = divided(path)
    assert (draft(found), register(found)) == (SAID, REGISTER)


def test_pdf_without_tags(tmp_path: Path) -> None:
    """What raises and lowers is the size and the base line, what makes a table its rules."""
    raised = "q BT /F 10 Tf 70 740 Td (1.5 \\327 10) Tj /F 6 Tf 4 Ts (9) Tj /F 10 Tf 0 Ts (/L, H) Tj "
    raised += "/F 6 Tf -2 Ts (2) Tj /F 10 Tf 0 Ts (O and no more.) Tj ET Q\n"
    cells = [("Drug", "Dose"), ("diazepam", "10 mg"), ("lorazepam", "½–1 mg")]
    rows = "".join(
        ruled(70, 640 - 20 * n, 100, 20)
        + ruled(170, 640 - 20 * n, 100, 20)
        + at(75, 646 - 20 * n, one)
        + at(175, 646 - 20 * n, two)
        for n, (one, two) in enumerate(cells)
    )
    page = (
        at(70, 790, "Doses", size=18, font="B")
        + at(70, 765, "Take 0.5–1 mg, 3 × a day, ±5 % or >65 µg; not more.")
        + raised
        + at(70, 715, "1. first step, 1,5 g") + at(70, 701, "2. second step ±2") + rows
        + at(70, 560, "Stopping", size=14, font="B") + at(70, 540, "Never stop < 2 weeks & alone, whatever you read.")
    )  # fmt: skip
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(page))
    found = divided(path)
    said = (
        "Doses Take 0.5–1 mg, 3 × a day, ±5 % or >65 µg; not more. 1.5 × 10^9^/L, H~2~O and no more. "
        "first step, 1,5 g second step ±2 Drug Dose diazepam 10 mg lorazepam ½–1 mg "
        "Stopping Never stop < 2 weeks & alone, whatever you read."
    )
    assert draft(found) == said
    assert register(found) == said.replace("^9^", "⁹").replace("~2~", "₂")
