"""Presentations of sessions: read back with all that their slides say, the same bytes every time."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from course.instructor.deck import deck
from course.instructor.stock import read_stock
from course.outputs.pptx.grid import grid_of, merge
from course.outputs.pptx.slide import write
from course.outputs.pptx.words import lines_of
from course.project import find_course, load_project
from quizzes.sphinxext.changed_words import changed
from quizzes.sphinxext.raised_words import superscript
from tests.conftest import run
from tests.course.instructor.conftest import add_sessions

if TYPE_CHECKING:
    from tests.conftest import Edition

NAMED = 'template = "house.pptx"'
PROVIDER = "House *of* [tea](javascript:alert(1)) <b>&"
LESSON = """
:::{slide} Code, sums and rows
Before $a^2 + b^2$ **bold**.

```python
print("tea")
```

| A | B |
|---|---|
| one | two |
| three | [four](https://example.org) |
:::
"""


def shapes(show: Any) -> str:
    """Return all words of the slides."""
    found = []
    for slide in show.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return " ".join(" ".join(found).split())


def built(course: Path, out: Path, *more: str) -> Any:
    """Build the presentations of a course."""
    return run("build", course, "--to", "pptx", "--out", out, *more)


def test_a_deck_of_the_shipped_course_is_whole(klonopin_edition: Edition) -> None:
    """A slide for each of the session's, titles and notes with them; pictures have words, letters are large."""
    stock = read_stock(load_project(find_course("klonopin")))
    frames = [frame for frames in deck(stock, stock.plan.format("in-service")) for frame in frames]
    show = Presentation(str(klonopin_edition("pptx") / "in-service.pptx"))
    assert len(show.slides) == len(frames) + 1
    titles = [slide.shapes.title.text for slide in show.slides][1:]
    assert titles == [stock.say(frame.title).replace('"', "“", 1).replace('"', "”") for frame in frames]
    pictures = [shape for slide in show.slides for shape in slide.shapes if shape.shape_type == 13]
    assert len(pictures) == sum(frame.picture is not None for frame in frames)
    assert all(len(one._element.nvPicPr.cNvPr.get("descr")) > 20 for one in pictures)
    assert sum(shape.has_table for slide in show.slides for shape in slide.shapes) >= 4
    notes = [slide.notes_slide.notes_text_frame.text for slide in show.slides if slide.has_notes_slide]
    assert sum("DO" in text for text in notes) >= 10
    assert any("[" in text and "American Society of Addiction Medicine" in text for text in notes), (
        "works stand in notes"
    )
    assert "Fig. 12" in shapes(show), "the number of the book"
    sizes = [
        run.font.size.pt
        for slide in show.slides for shape in slide.shapes if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs for run in paragraph.runs if run.font.size
    ]  # fmt: skip
    assert min(sizes) >= 21
    edge = Inches(40 / 3)
    assert all(shape.left >= 0 and shape.left + shape.width <= edge for slide in show.slides for shape in slide.shapes)


def test_nothing_of_a_slide_is_lost_and_the_bytes_are_the_same(tea: Path, tmp_path: Path) -> None:
    """Code, formulas, tables and links of a stranger's course, in a language of its own; twice the same file."""
    course = add_sessions(tea)
    page = course / "lessons/02-kinds.md"
    page.write_text(page.read_text(encoding="utf-8") + LESSON, encoding="utf-8")
    plan = course / "instructor/sessions.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace('{text: "Pour', '{part: "02-kinds#Code, sums and rows"}\n      - {text: "Pour'), "utf-8"
    )
    Image.new("RGB", (60, 20), "green").save(course / "sign.png")
    settings = course / "course.toml"
    given = settings.read_text(encoding="utf-8").replace("[course]", f"[course]\npublisher = '{PROVIDER}'", 1)
    settings.write_text(f'{given}\n[print]\nlogo = "sign.png"\n', "utf-8")
    for name in ("one", "two"):
        done = built(course, tmp_path / name)
        assert done.exit_code == 0, done.output
    one, two = (tmp_path / name / "pptx/tasting.pptx" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    show = Presentation(str(one))
    words = shapes(show)
    sign = next(shape for shape in show.slides[0].shapes if shape.shape_type == 13)
    assert sign._element.nvPicPr.cNvPr.get("descr") == PROVIDER
    for said in (
        PROVIDER,
        "a² + b²",
        'print("tea")',
        "three",
        "four",
        "Herbal leaf",
        "Vote: which plant?",
        "Pour a cup.",
    ):
        assert said in words, said
    links = [
        run.hyperlink.address
        for slide in show.slides for shape in slide.shapes if shape.has_table
        for row in shape.table.rows for cell in row.cells for run in cell.text_frame.paragraphs[0].runs
    ]  # fmt: skip
    assert "https://example.org" in links
    notes = " ".join(slide.notes_slide.notes_text_frame.text for slide in show.slides if slide.has_notes_slide)
    assert "Three lines to keep." in notes


def test_the_layouts_of_a_template_are_taken_and_its_slides_are_not(tea: Path, tmp_path: Path) -> None:
    """The size and layouts are those of the house; what cannot be used is said with the file that names it."""
    course = add_sessions(tea)
    house = Presentation()
    house.slide_width = Inches(11)
    house.slides.add_slide(house.slide_layouts[0]).shapes.title.text = "A sample of the house"
    house.save(str(course / "house.pptx"))
    settings = course / "course.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"\n[slides]\n{NAMED}\n", "utf-8")
    assert built(course, tmp_path / "out").exit_code == 0
    show = Presentation(str(tmp_path / "out/pptx/tasting.pptx"))
    assert show.slide_width == Inches(11)
    assert "A sample of the house" not in shapes(show)
    (course / "house.pptx").write_bytes(b"no presentation")
    done = built(course, tmp_path / "out")
    assert done.exit_code == 1
    lines = settings.read_text(encoding="utf-8").splitlines()
    assert f"course.toml:{lines.index(NAMED) + 1}: C098" in done.stderr
    assert "house.pptx is no presentation" in done.stderr
    (course / "house.pptx").unlink()
    assert "slides.template: there is no file house.pptx" in built(course, tmp_path / "out").stderr


@pytest.mark.parametrize("code", ["C096", "C097"])
def test_what_is_missing_is_said(tea: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Without a session plan there are no slides, and without python-pptx no presentation."""
    course = add_sessions(tea) if code == "C097" else tea
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "course.outputs.pptx.edition.find_spec", lambda name: find(name) if code == "C096" or name != "pptx" else None
    )
    done = built(course, tmp_path / "out")
    assert done.exit_code == 1
    assert code in done.stderr
    assert not (tmp_path / "out/pptx").exists()


def test_every_kind_of_node_has_its_words() -> None:
    """Lists in lists keep their marks and depth, and a table in one has its rows."""
    from docutils.core import publish_doctree

    text = "1. one\n\n   - two\n   - three *four*\n\n2. five ``six``\n\n::\n\n  code\n  more\n"
    lines = [*lines_of(publish_doctree(text))]
    assert [(line.mark, line.level, line.words) for line in lines] == [
        ("1.", 0, "one"), ("•", 1, "two"), ("•", 1, "three four"), ("2.", 0, "five six"),
        ("", 0, "code"), ("", 0, "more"),
    ]  # fmt: skip


def test_raised_changed_and_computed_words_keep_their_meaning() -> None:
    """On a slide they are raised and struck out; in notes, which have no marks, they are signs and words."""
    nine, gone = superscript("", "9"), changed("", "not", kind="del")
    formula = nodes.math("", r"\frac{1}{2}")
    (line,) = lines_of(nodes.paragraph("", "", nodes.Text("10"), nine, nodes.Text(" do "), gone, formula))
    assert [(run.text, run.moved, run.change) for run in line.runs] == [
        ("10", "", ""), ("9", "sup", ""), (" do ", "", ""), ("[deleted: ", "", ""), ("not", "", "del"), ("]", "", ""),
        ("1/2", "", ""),
    ]  # fmt: skip
    assert line.words == "10⁹ do [deleted: not]1/2"
    show = Presentation()
    frame = show.slides.add_slide(show.slide_layouts[6]).shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame
    write(frame, [line], 32, "en")
    looks = {run.text: run._r.get_or_add_rPr() for run in frame.paragraphs[0].runs}
    assert (looks["9"].get("baseline"), looks["not"].get("strike"), looks["10"].get("baseline")) == (
        "30000", "sngStrike", None
    )  # fmt: skip


def test_cells_that_reach_down_leave_the_others_in_their_columns() -> None:
    """A dose never slides under another drug: what a cell covers is empty, and the row goes on behind it."""
    one, two, three, four = (nodes.entry("", nodes.paragraph("", word)) for word in ("drug", "1 mg", "2 mg", "note"))
    one["morerows"], four["morecols"] = 1, 1
    grid = grid_of([nodes.row("", one, two), nodes.row("", three), nodes.row("", four)])
    assert grid == [[one, two], [None, three], [four, None]]
    made = Presentation()
    table = made.slides.add_slide(made.slide_layouts[6]).shapes.add_table(3, 2, 0, 0, Inches(4), Inches(2)).table
    merge(table, grid)
    spans = [(cell.is_merge_origin, cell.span_height, cell.span_width) for row in table.rows for cell in row.cells]
    assert [spans[0], spans[4]] == [(True, 2, 1), (True, 1, 2)]
    assert [origin for origin, _, _ in spans] == [True, False, False, False, True, False]
