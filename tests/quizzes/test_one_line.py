"""A text of one line says what stands in it: signs at its beginning are no quotation, list, heading or remark."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from course.ingest.fragment import html_to_markdown
from quizzes.formats.convert import take_foreign, write_foreign
from quizzes.formats.plain_text import to_plain
from quizzes.formats.registry import OWN
from quizzes.formats.rich_text import to_html
from quizzes.lint.prose import prose
from quizzes.load import load_bank
from quizzes.model.markdown import literal_line
from quizzes.model.words import ClozeItem

SIGNS = (
    "> 10 mg", ">10 mg", "- 5", "+ 5", "* 5", "+", "+++", "-", "---", "- - -", "***", "___", "1997.", "2. ", "3) three",
    "# 5 of 9", "% of all", "[Na+]: 140", "[^1]: note", "(R)=", ":dose: 5", "1. first",
)  # fmt: skip
KEPT = (
    "*cis* and **bold**", "-5", "+5", "#5", "1.5 mg", "12 mg", "<5 mg", "a > b", "`- x`", "[link](https://x.org)",
    "\\> 5", "> quoted\nin lines", "- one\n- two", "$x$", "(a) b", "", "100%",
)  # fmt: skip


@pytest.mark.parametrize("text", SIGNS)
def test_a_sign_at_the_beginning_stays_a_sign(text: str) -> None:
    """In other formats and for the lint; twice read is once read."""
    literal = literal_line(text)
    assert BeautifulSoup(to_html(literal), "html.parser").get_text().strip() == text.strip()
    assert to_plain(literal)[0] == " ".join(text.split())
    assert prose(literal) == text.strip()
    assert literal_line(literal) == literal


@pytest.mark.parametrize("text", KEPT)
def test_everything_else_is_markdown_as_before(text: str) -> None:
    """Marks inside a line, and blocks of several lines."""
    assert literal_line(text) == text


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Return a bank whose choices, in the right order, are all signs."""
    folder = tmp_path / "source" / "quizzes"
    folder.mkdir(parents=True)
    rows = "".join(f"      - {{id: s{n}, text: {json.dumps(text)}}}\n" for n, text in enumerate(SIGNS[:12]))
    more = "".join(f"      - {{id: s{n}, text: {json.dumps(text)}}}\n" for n, text in enumerate(SIGNS[12:]))
    (folder / "signs.yaml").write_text(
        f"schema: quizbank/1\nid: signs\ntitle: Signs\nitems:\n"
        f'  - id: one\n    type: order\n    stem: "> 5 mg is what?"\n    sequence:\n{rows}'
        f"  - id: two\n    type: order\n    stem: Order.\n    sequence:\n{more}"
        "  - id: gap\n    type: cloze\n    title: '> 5_a_b #1 *x*'\n    scoring: partial\n    stem: 'It is {{g1}}.'\n"
        "    gaps: [{id: g1, answer: '> 5', choices: ['> 5', '- 5', '*cis*', '<5 & a#b~c}']}]\n",
        encoding="utf-8",
    )
    return folder / "signs.yaml"


@pytest.mark.parametrize("page", ["index.md", "index.rst"])
def test_a_page_shows_every_sign(bank: Path, build: Any, page: str) -> None:
    """In pages of Markdown and of reStructuredText."""
    source = bank.parents[1]
    (source / "conf.py").write_text(
        'extensions = ["myst_parser", "quizzes"]\nmaster_doc = "index"\nsmartquotes = False\n'
        'myst_enable_extensions = ["fieldlist", "deflist", "dollarmath"]\n',
        encoding="utf-8",
    )
    text = "# S\n\n```{quiz} signs\n```\n" if page.endswith("md") else "S\n=\n\n.. quiz:: signs\n"
    (source / page).write_text(text, encoding="utf-8")
    shown = BeautifulSoup(build(source).read(), "html.parser")
    steps = [row.get_text().partition(". ")[2].strip() for row in shown.select(".quiz-row .quiz-text")]
    assert sorted(steps) == sorted(" ".join(text.split()) for text in SIGNS)
    assert "> 5_a_b #1 *x*" in shown.select_one("#gap legend").get_text()  # type: ignore[union-attr]
    assert [option.get_text() for option in shown.select("#gap option")][1:] == ["> 5", "- 5", "*cis*", "<5 & a#b~c}"]
    assert "> 5 mg is what?" in shown.select_one("#one legend").get_text()  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["moodle", "qti21"])
def test_no_sign_is_lost_on_the_way_to_another_program_and_back(bank: Path, name: str, tmp_path: Path) -> None:
    """What comes back reads as what went."""
    how = OWN[name]
    path = tmp_path / f"back{how.suffix}"
    path.write_bytes(write_foreign(load_bank(bank), how)[0])
    back = take_foreign(path, how, None, html_to_markdown).bank
    gap = back.items[2]
    assert isinstance(gap, ClozeItem)
    assert (gap.title, gap.gaps[0].choices) == ("> 5_a_b #1 *x*", ("> 5", "- 5", "*cis*", "<5 & a#b~c}"))
    texts = [to_plain(step.text)[0] for item in back.items[:2] for step in item.sequence]  # type: ignore[union-attr]
    assert texts == [" ".join(text.split()) for text in SIGNS]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<br>No", "<br/>No"),
        ("a<br />b", "a<br/>b"),
        ("<b>5", "&lt;b&gt;5"),
        ("5</b>", "5&lt;/b&gt;"),
        ("<sub>2 *x*</sub>", "<sub>2 <em>x</em></sub>"),
        ("**<b>x**</b>", "<strong>&lt;b&gt;x</strong>&lt;/b&gt;"),
        ("<b><i>x</b></i>", "&lt;b&gt;<i>x&lt;/b&gt;</i>"),
        ("x < y <z", "x &lt; y &lt;z"),
    ],
)
def test_marks_of_html_that_are_not_closed_are_words(text: str, shown: str) -> None:
    """QTI is XML: one open tag of an author made a package that nobody could read."""
    made = to_html(text)
    assert made == f"<p>{shown}</p>"
    assert html.unescape(etree.fromstring(made).xpath("string()"))
