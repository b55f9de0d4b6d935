"""What the words of a document need beyond MyST: merged cells, and words that were deleted or inserted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from course.outputs.pdf.reading import read_aloud

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Build

CONF = """\
extensions = ["myst_parser", "course.outputs.pdf"]
project = "Small"
smartquotes = False

def setup(app):
    from course.sphinxext.raw_marks import setup_raw_marks
    from course.sphinxext.span_table import setup_span_table
    setup_raw_marks(app)
    app.setup_extension("quizzes.sphinxext.marks")
    setup_span_table(app)
"""
PAGE = """\
# Doses

Give {del}`10` {ins}`1` mg.

```{span-table}
:header-rows: 2

* - Drug
  - Week
  - <
* - ^
  - one
  - two
* - A
  - 1 mg
  - 2 mg
* - ^
  - stop
  - <
```
"""


def project(folder: Path, page: str = PAGE) -> Path:
    """Write a project of one page."""
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    (source / "index.md").write_text(page, encoding="utf-8")
    return source


def test_merged_cells_are_merged_on_a_page(tmp_path: Path, build: Build) -> None:
    """Heads and body keep their spans, and no sign of a cell that goes on is printed."""
    site = build(project(tmp_path), "html", html_theme="basic")
    assert site.warnings == ""
    table = re.search(r"<table.*?</table>", site.read(), re.DOTALL)
    assert table
    cells = re.findall(r"<t([hd])\b([^>]*)><p>(.*?)</p></t", table[0])
    assert [(kind, re.findall(r'(\w+)span="(\d)"', rest), words) for kind, rest, words in cells] == [
        ("h", [("row", "2")], "Drug"), ("h", [("col", "2")], "Week"), ("h", [], "one"), ("h", [], "two"),
        ("d", [("row", "2")], "A"), ("d", [], "1 mg"), ("d", [], "2 mg"), ("d", [("col", "2")], "stop"),
    ]  # fmt: skip
    assert "Give <del>10</del> <ins>1</ins> mg." in site.read()


@pytest.mark.parametrize(
    ("builder", "file", "words"),
    [
        ("text", "index.txt", ["Give [deleted: 10] [inserted: 1] mg.", "stop"]),
        ("latex", "small.tex", [r"\sout{10} \uline{1} mg", r"\sphinxmultirow{2}", r"\sphinxstartmulticolumn{2}"]),
    ],
)
def test_other_editions_say_the_same(tmp_path: Path, build: Build, builder: str, file: str, words: list[str]) -> None:
    """Text says it in words, LaTeX strikes out and merges."""
    site = build(project(tmp_path), builder)
    assert site.warnings == ""
    assert [one for one in words if one not in site.read(file)] == []


def test_the_book_says_changes_in_words(tmp_path: Path, build: Build) -> None:
    """Text that is copied from a PDF or read aloud has no lines: 10 that became 1 must not read as 101."""
    site = build(project(tmp_path), "typst")
    spoken = read_aloud(site.app.builder.artifacts[0].read_bytes())  # type: ignore[attr-defined]
    assert "Give [deleted: 10] [inserted: 1] mg." in " ".join(spoken.split())
    assert "<" not in spoken.partition("Week")[2]


def test_marks_of_html_are_marks_in_every_edition(tmp_path: Path, build: Build) -> None:
    """Raw HTML vanished from paper: 10<sup>9</sup> was 109, and deleted words were as good as the others."""
    page = "# T\n\nBelow 10<sup>9</sup> and *H<sub>2</sub>O*, <del>10 <b>mg</b></del> <ins>1</ins> <sup>open.\n"
    source = project(tmp_path, page)
    spoken = read_aloud(build(source, "typst").app.builder.artifacts[0].read_bytes())  # type: ignore[attr-defined]
    assert "[deleted: 10 mg] [inserted: 1] open." in " ".join(spoken.split())
    html = build(source, "html", html_theme="basic").read()
    assert "Below 10<sup>9</sup> and <em>H<sub>2</sub>O</em>, <del>10 <strong>mg</strong></del> <ins>1</ins>" in html
    assert "10[deleted" not in build(source, "text").read("index.txt")


def test_signs_that_are_words_are_kept(tmp_path: Path, build: Build) -> None:
    """A table in which `<` is a word names other signs."""
    page = "# T\n\n```{span-table}\n:left: ←\n:above: ↑\n\n* - flag\n  - ←\n* - \\<\n  - ^\n```\n"
    html = build(project(tmp_path, page), "html", html_theme="basic").read()
    assert re.findall(r"<p>([^<]*)</p></td>", html) == ["flag", "&lt;", "^"]


def test_a_cell_with_nothing_to_go_on_from_is_named(tmp_path: Path, build: Build) -> None:
    """The warning names row and column."""
    page = "# T\n\n```{span-table}\n* - a\n  - b\n* - <\n  - c\n```\n"
    warnings = build(project(tmp_path, page), "html", html_theme="basic").warnings
    assert "row 2, column 1: there is no cell from which '<' goes on" in warnings
