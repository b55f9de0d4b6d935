"""The view of a trainer: the pages of the folder `instructor`, and in each lesson where it is taught, with its keys."""

from __future__ import annotations

# ruff: noqa: ARG001 - the signatures are Sphinx's
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from course.instructor import STATIC
from course.instructor.remarks import told
from course.instructor.stock import Stock, inputs_of_stock, read_stock
from course.sessions.load import FOLDER, NAME, plan_path
from course.sphinxext.memory import project_of
from course.sphinxext.strings import _
from course.sphinxext.teaching.nodes import PRINTOUTS
from quizzes.finding import FindingsError
from quizzes.responses import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config

    from course.instructor.answers import Asked
    from quizzes.statistics import Statistics

EXCLUDED = f"{FOLDER}/**"
TEACHING = "course-teaching-notes"
"""The class of a box with the notes of an activity."""
ORDER = ("index", "guide", "slides", "kits")


class AddTeaching(SphinxTransform):
    """Put the notes of a lesson under its title, and at its end a table of its questions with their keys."""

    default_priority = 11

    def apply(self, **_kwargs: object) -> None:
        """Move the notes, which were read at the end of the page, and add the table."""
        env = self.document.settings.env
        folder, _slash, lesson = env.docname.rpartition("/")
        section = next(self.document.findall(nodes.section), None)
        if folder != "lessons" or section is None or not plan_path(project_of(env)).is_file():
            return
        for path in inputs_of_stock(project_of(env)):
            env.note_dependency(str(path))
        try:
            stock = read_stock(project_of(env))
        except FindingsError:
            return  # The check reports it; a page must not fail for it.
        notes = [box for box in self.document.findall(nodes.container) if TEACHING in box.get("container_classes", ())]
        for box in notes:
            box.parent.remove(box)
        section[1:1] = notes
        found = env.config.course_statistics
        section.append(_box(str(_("Questions about this lesson, with their keys")), _keys(stock, lesson, found)))


def _box(title: str, body: nodes.Element) -> nodes.admonition:
    return nodes.admonition("", nodes.title("", title), body, classes=["course-instructor", "course-teaching"])


def _keys(stock: Stock, lesson: str, statistics: Sequence[Statistics] | None) -> nodes.table:
    """Return the questions of all banks about a lesson: id, use, type, level, objectives, key, and how they did."""
    used = {name for one in stock.plan.formats for seg in stock.plan.segments(one) for name in stock.plan.items_in(seg)}
    about = (asked for asked in stock.asked.values() if (asked.item.lesson or asked.file.bank.lesson) == lesson)
    found = [asked for asked in about if asked.item.judged]
    sessions = str(_(", in sessions"))
    rows = [
        [
            [f"{asked.item.id} ({asked.file.bank.use}{sessions if asked.item.id in used else ''})"],
            [f"{asked.item.type}, {asked.item.bloom or '–'}, {', '.join(asked.item.objective)}"],
            [*asked.key],
        ]
        for asked in found
    ]
    heads = [str(_("Question")), str(_("Type, level, objectives")), str(_("Key"))]
    if statistics is None:
        return _table(heads, rows)
    for row, asked in zip(rows, found, strict=True):
        lines = [line for one in statistics for line in _did(one, asked)]
        row.append(lines or [str(_("No answers yet."))])
    return _table([*heads, str(_("First answers so far"))], rows)


def _did(statistics: Statistics, asked: Asked) -> Iterator[str]:
    """Yield how a question did; answers of practice, which had feedback, are named as such."""
    found = statistics.of_item(asked.item.id, str(asked.item.revision))
    if found:
        if statistics.kind is Kind.PRACTICE:
            yield str(_("Practice:"))
        yield from told(asked, found)


def _table(head: list[str], rows: list[list[list[str]]]) -> nodes.table:
    """Return a table; a cell is a list of paragraphs."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=100 // len(head), stub=place == 0) for place in range(len(head))]
    group += nodes.thead("", _row([[cell] for cell in head]))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group)


def _row(cells: list[list[str]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *(nodes.paragraph("", line) for line in cell)) for cell in cells))


def include_pages(app: Sphinx, config: Config) -> None:
    """Let the pages of the folder `instructor` into the build."""
    config.exclude_patterns = [pattern for pattern in config.exclude_patterns if pattern != EXCLUDED]


def list_pages(app: Sphinx, docname: str, content: list[str]) -> None:
    """Name the pages of a trainer in the contents of the start page; ask for the notes of a lesson at its end.

    At the end, because a line more at the beginning would move the places of all warnings.
    """
    folder, _slash, lesson = docname.rpartition("/")
    if folder == "lessons" and Path(app.srcdir, FOLDER, NAME).is_file():
        content[0] += f"\n\n```{{teaching}} {lesson}\n```\n"
    if docname != app.config.root_doc:
        return
    place = Path(app.srcdir) / FOLDER
    found = sorted(place.rglob("*.md"), key=lambda path: (_rank(path.relative_to(place)), path.as_posix()))
    if found:
        names = "\n".join(path.relative_to(app.srcdir).with_suffix("").as_posix() for path in found)
        caption = str(_("For the instructor"))
        content[0] += f"\n\n```{{toctree}}\n:caption: {caption}\n:hidden:\n:maxdepth: 1\n\n{names}\n```\n"


def _rank(path: Path) -> int:
    first = path.parts[0].removesuffix(".md")
    return ORDER.index(first) if first in ORDER else len(ORDER)


def leave_out_of_books(app: Sphinx, builder: Builder) -> None:
    """Keep slides, guides and kits out of a book: each of them is a paper of its own."""
    if builder.format == "typst" and builder.name != PRINTOUTS:
        includes = app.env.toctree_includes
        for docname, children in includes.items():
            includes[docname] = [child for child in children if not child.startswith(f"{FOLDER}/")]


def add_view(app: Sphinx) -> None:
    """Register the view; only for builds with the tag `instructor`."""
    app.add_config_value("course_statistics", None, "env", (tuple,))
    app.add_transform(AddTeaching)
    app.connect("config-inited", include_pages, priority=200)
    app.connect("source-read", list_pages)
    app.connect("builder-inited", _add_style)
    app.connect("write-started", leave_out_of_books)


def _add_style(app: Sphinx) -> None:
    if app.builder.name == "html":
        app.config.html_static_path.append(str(STATIC / "instructor.css"))
        app.add_css_file("instructor.css")
