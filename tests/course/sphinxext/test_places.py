"""One course for several places: lesson, card, figure and register say what the table says, and nothing else."""

from __future__ import annotations

import io
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from course.outputs.pdf.reading import read_aloud

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:'sphinx_book_theme")
TEXTS = {
    "lessons/01-leaf.md": ("The shrub grows", "Call {here}`tea-line` {here-cite}`tea-line`. The shrub grows"),
    "handouts/h1-card.md": ("Wait.", "Call **{here}`tea-line`**. Buy it here: {here}`shop` {here-cite}`shop`. Wait."),
    "figures/brew.yaml": ("Pour the water", '"Call {here}`tea-line`"'),
    "evidence/claims.csv": ("Tea holds caffeine.", "Tea holds caffeine; ask {here}`tea-line`."),
}  # fmt: skip


def build(tea: Path, tmp_path: Path, builder: str) -> tuple[Path, str]:
    """Build as `sphinx-build -n` does; return the output folder and the warnings."""
    warnings, out = io.StringIO(), tmp_path / f"out-{builder}"
    with ExitStack() as stack:
        stack.enter_context(patch_docutils(str(tea)))
        stack.enter_context(docutils_namespace())
        Sphinx(tea, tea, out, tmp_path / "doctrees", builder, {"course_check": False}, None, warnings).build()
    return out, strip_colors(warnings.getvalue())


@pytest.fixture
def asking(tea: Path) -> Path:
    """Have every kind of page of the course on tea ask the table."""
    for file, (old, new) in TEXTS.items():
        path = tea / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    page = tea / "appendix" / "places.md"
    page.write_text("---\norphan: true\n---\n# Places\n\n```{places}\n:empty: Yours\n```\n", encoding="utf-8")
    return tea


def move(tea: Path) -> None:
    """Make it the edition for China."""
    path = tea / "course.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('here = "ke"', 'here = "cn"'), encoding="utf-8")


def test_another_place_changes_every_page_that_asks(asking: Path, tmp_path: Path) -> None:
    """After one line of course.toml a second build says the other number everywhere, and the first one nowhere."""
    names = ("lessons/01-leaf.txt", "lessons/02-kinds.txt", "handouts/h1-card.txt", "appendix/statements.txt")
    told = {}
    for place in ("ke", "cn"):
        out, warnings = build(asking, tmp_path, "text")
        assert warnings == ""
        told[place] = {name: " ".join((out / name).read_text(encoding="utf-8").split()) for name in names}
        move(asking)
    for name in names:
        assert "999 (by day)" in told["ke"][name], name
        assert "112" not in told["ke"][name], name
        assert "112" in told["cn"][name], name
        assert "999" not in told["cn"][name], name
    assert "Buy it here: ________. Wait." in told["ke"]["handouts/h1-card.txt"]
    assert "Buy it here: the market. Wait." in told["cn"]["handouts/h1-card.txt"]


def test_the_picture_of_a_figure_says_it(asking: Path, tmp_path: Path) -> None:
    """The words of a picture are no Markdown, and follow the table all the same."""
    _, warnings = build(asking, tmp_path, "html")
    assert warnings == ""
    picture = (tmp_path / "doctrees" / "charts" / "brew.svg").read_text(encoding="utf-8")
    assert "999" in picture
    assert "{here}" not in picture


def test_paper_says_it(asking: Path, tmp_path: Path) -> None:
    """The book holds the number of the place in lesson, card, figure and answer, and no role."""
    move(asking)
    out, warnings = build(asking, tmp_path, "typst")
    assert warnings == ""
    (book,) = out.glob("*.pdf")
    said = " ".join(read_aloud(book.read_bytes()).split())
    assert said.count("112") >= 4
    assert "{here" not in said
    assert "Buy it here: the market. Wait." in said


def test_the_table_shows_all_places_with_sources_days_and_lines_to_write_on(asking: Path, tmp_path: Path) -> None:
    """A place a line, an empty line for one's own, citations of each, and the oldest day on which it was read."""
    out, _ = build(asking, tmp_path, "xml")
    page = (out / "appendix" / "places.xml").read_text(encoding="utf-8")
    for words in (
        "Whom to call",
        "Where to buy",
        "Last read",
        "Kenya",
        "999 (by day)",
        "China",
        "112",
        "the market",
        "Yours",
    ):
        assert words in page, words
    assert "Nov 1, 2026" in page
    assert "Nov 2, 2026" in page
    assert page.count("________") == 4  # Kenya's shop, and the last line
    assert page.count("<citation_reference") == 2 or page.count("refuri") >= 2


@pytest.mark.parametrize("text", ["Call {here}`tee-line`.", "```{places}\n:rows: tea-line, tee-line\n```"])
def test_a_row_that_does_not_exist_is_a_warning_with_its_line(tea: Path, tmp_path: Path, text: str) -> None:
    """The nearest name is offered, and the build goes on."""
    page = tea / "lessons" / "01-leaf.md"
    page.write_text(page.read_text(encoding="utf-8").replace("The shrub grows", f"{text}\n\nThe shrub grows"), "utf-8")
    _, warnings = build(tea, tmp_path, "dummy")
    assert "01-leaf.md:16" in warnings
    assert "[places] has no row 'tee-line', did you mean 'tea-line'?" in warnings
