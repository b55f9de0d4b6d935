"""HTML in a page is in every edition, or its author is told: nothing vanishes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from docutils import nodes

from course.outputs.pdf.reading import read_aloud
from course.sphinxext.html_nodes import Stream
from quizzes.sphinxext.line_break import line_break
from tests.conftest import copy_tea, run

if TYPE_CHECKING:
    from pathlib import Path

BLOOD = "Stop below 1.5 × 10<sup>9</sup>/L {cite:p}`cup_2021`."
PAGE = f"""
{BLOOD} Drink H<sub>2</sub>O; drink it <del>hot</del> <ins>warm</ins>; press <kbd>F1</kbd>; <b>never <i>spill</i></b>.

one<br>two and\\
three

<table>
<caption>Cups</caption>
<tr><th rowspan="2">Kind</th><th colspan="2">Cups</th></tr>
<tr><th>day</th><th>night</th></tr>
<tr><td>green</td><td colspan="2">ONLYHERE</td></tr>
<tr><td>black</td><td>zwei</td><td>drei</td></tr>
</table>

<details>
<summary>More of it</summary>

Hidden *Markdown* words.

</details>

<ul><li>eins<li>vier <b>fett</b></ul>
<p>See <a href="https://example.org/page">that page</a>.</p>
<dl><dt>Begriff<dd>Bedeutung</dl>
<pre>
code   here
</pre>

> Somebody <q>said</q> <abbr title="World Health Organization">WHO</abbr>.
"""
WORDS = (
    "F1", "spill", "one", "two", "three", "Cups", "Kind", "day", "night", "green", "ONLYHERE", "black", "zwei", "drei",
    "More of it", "Hidden", "Markdown", "eins", "vier", "fett", "that page", "Begriff", "Bedeutung", "code   here",
    "“said”", "WHO (World Health Organization)",
)  # fmt: skip


def parsed(html: str, *, inline: bool = False) -> tuple[nodes.Element, list[tuple[int, str]]]:
    """Read HTML that begins on line 7."""
    top = nodes.paragraph() if inline else nodes.container()
    stream = Stream(top, inline, 7)
    stream.read(html, 7)
    return top, stream.end()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build one page of HTML in every edition that is read."""
    folder = tmp_path_factory.mktemp("raw")
    course = copy_tea(folder)
    page = course / "lessons" / "02-kinds.md"
    page.write_text(page.read_text(encoding="utf-8") + PAGE, encoding="utf-8")
    done = run("build", course, "--to", "html,epub,pdf,text,latex,man", "--out", folder / "out")
    assert done.exit_code == 0, done.output
    return folder / "out"


def said(built: Path, edition: str) -> str:
    """Return the words of an edition."""
    if edition == "pdf":
        return read_aloud((built / "pdf" / "tea.pdf").read_bytes())
    if edition in {"html", "epub"}:
        page = built / edition / "lessons" / f"02-kinds.{'html' if edition == 'html' else 'xhtml'}"
        return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text()
    name = {"text": "lessons/02-kinds.txt", "latex": "tea.tex", "man": "tea.1"}[edition]
    return (built / edition / name).read_text(encoding="utf-8")


@pytest.mark.xdist_group("raw-html")
@pytest.mark.parametrize("edition", ["html", "epub", "pdf", "text", "latex", "man"])
def test_every_word_is_in_every_edition(edition: str, built: Path) -> None:
    """Tables with merged cells, boxes, lists, links, code and marked words: none is lost in any of them."""
    text = re.sub(r"\s+", " ", said(built, edition).replace("``", "“").replace("''", "”").replace("\\(lq", "“"))
    text = re.sub(r"\\sphinxquotedblleft\{\}|\\(?:lq|textquotedblleft)\b", "“", text)
    if edition in ("text", "man"):  # Sphinx leaves quotation marks straight there
        text = re.sub(r'(?:"|\\\(dq)said(?:"|\\\(dq)', "“said”", text)
    for word in WORDS:
        assert re.sub(r"\s+", " ", word) in text, word


@pytest.mark.xdist_group("raw-html")
def test_powers_deletions_and_breaks_keep_their_meaning(built: Path) -> None:
    """`10<sup>9</sup>` is no 109, deleted words are told from others, and the end of a line is one."""
    text = " ".join(said(built, "text").split())
    assert "10^9/L" in text
    assert "[deleted: hot] [inserted: warm]" in text
    html = (built / "html" / "lessons" / "02-kinds.html").read_text(encoding="utf-8")
    for part in (
        "10<sup>9</sup>/L",
        "<del>hot</del>",
        "<ins>warm</ins>",
        "one<br />",
        "<strong>never <em>spill</em></strong>",
    ):
        assert part in html
    assert re.search(r'<td[^>]* colspan="2"', html)
    assert re.search(r'<th[^>]* rowspan="2"', html)
    book = (built / "pdf" / "tea.pdf").read_bytes()
    assert "twothree" not in read_aloud(book).replace(" and", "")


@pytest.mark.parametrize(
    ("html", "line", "words"),
    [
        ("<p>a\n<script>run()</script></p>", 8, "<script> has no place"),
        ("<iframe src=x></iframe>", 7, "<iframe> has no place"),
        ("<b onclick='run()'>b</b>", 7, "onclick of <b> is code"),
        ("<div>\n<b>never ends", 8, "<b> has no end tag"),
        ("words</b>", 7, "</b> ends nothing"),
        ("<video src=x></video>", 7, "<video> has no place"),
        ("<svg><script>1</script></svg>", 7, "<svg> has no place"),
        ("<form><input name=a></form>", 7, "<form> has no place"),
    ],
)
def test_what_no_edition_can_keep_is_told_with_its_line(html: str, line: int, words: str) -> None:
    """Each is one problem that names the element."""
    _top, problems = parsed(html)
    assert any(at == line and words in told for at, told in problems), problems


def test_such_html_is_a_warning_of_the_site_and_an_error_on_paper(tmp_path: Path) -> None:
    """`course check` tells it, the site shows it, and no other edition leaves it out without a word."""
    course = copy_tea(tmp_path)
    page = course / "lessons" / "02-kinds.md"
    text = page.read_text(encoding="utf-8") + "\n<video src='a.mp4'>A film</video>\n"
    page.write_text(text, encoding="utf-8")
    line = text.count("\n")
    assert f"02-kinds.md:{line}: X004 warning" in run("check", course).output
    assert run("build", course, "--to", "html", "--out", tmp_path / "out").exit_code == 0
    for edition in ("text", "pdf", "epub"):
        done = run("build", course, "--to", edition, "--out", tmp_path / "out")
        assert done.exit_code == 1
        assert f"02-kinds.md:{line}: X004" in done.output
    done = run("check", course, "--untrusted")
    assert f"02-kinds.md:{line}: X003 error" in done.output


@pytest.mark.parametrize(
    "html", ["<b>a</b>", "a<br>b", "<p>a<p>b", "<ul><li>a<li>b</ul>", "<!-- c -->a", "<hr>", "a & b"]
)
def test_what_authors_write_by_habit_is_no_problem(html: str) -> None:
    """End tags that HTML lets authors leave out, comments and lone signs."""
    assert parsed(html)[1] == []


def test_a_table_has_its_spans_heads_and_empty_cells() -> None:
    """Rows that end early are filled, spans that go on too far end with the table."""
    html = "<table><tr><th>a<th>b<th>c</tr><tr><td rowspan=9>1<td>2</tr><tr><td colspan=2>3</tr></table>"
    top, problems = parsed(html)
    assert problems == []
    rows = [[cell.astext() for cell in row.findall(nodes.entry)] for row in top.findall(nodes.row)]
    assert rows == [["a", "b", "c"], ["1", "2", ""], ["3"]]
    assert len(list(top.findall(nodes.thead))) == 1
    cells = list(top.findall(nodes.entry))
    assert cells[3]["morerows"] == 1
    assert cells[6]["morecols"] == 1


def test_inline_html_is_a_stack_with_markdown() -> None:
    """Pieces of HTML around nodes that are there already become one tree."""
    top, stream = nodes.paragraph(), None
    stream = Stream(top, inline=True, line=1)
    stream.read("<sup>", 1)
    stream.put(nodes.emphasis("", "n"))
    stream.read("</sup><br>", 1)
    assert stream.end() == []
    assert isinstance(top[0], nodes.superscript)
    assert isinstance(top[0][0], nodes.emphasis)
    assert isinstance(top[1], line_break)
