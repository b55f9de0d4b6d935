"""Print one page of questions on paper: a small Sphinx project of its own, run for every format."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.outputs.edition import EDITIONS, by_sphinx
from course.outputs.exam.words import LOCALES, label_of, notice_of
from course.outputs.order import Order
from course.sphinxext.references import STYLE
from course.sphinxext.settings import MYST_EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from course.outputs.edition import Edition
    from course.outputs.progress import Progress
    from course.project import Project
    from quizzes.finding import Finding

USUAL = "pdf"
PLACED = ".placed.json"
"""How the file ends that says, beside a PDF, where the parts of its answer sheet lie."""
_ALIKE = ("html", "epub", "text")
FORMATS = {"pdf": by_sphinx("exam", "*.pdf", "a test on paper"), **{name: EDITIONS[name] for name in _ALIKE}}
"""The formats of a test, each an edition of the small project."""
_STATIC = Path(__file__).parent / "static"
_TEMPLATES = Path(__file__).parent / "templates"
_CONF = 'extensions = ["course.outputs.exam.extension"]\n'
_PLAIN_PAGES = {
    "html_theme": "basic",
    "html_theme_options": {"nosidebar": True},
    "templates_path": [str(_TEMPLATES)],
    "html_static_path": [str(_STATIC)],
    "html_css_files": ["exam.css"],
    "html_use_index": False,
    "html_copy_source": False,
    "html_show_sourcelink": False,
    "html_show_sphinx": False,
    "html_show_copyright": False,
}
"""A paper in HTML is one page without a frame around it."""


@dataclass(frozen=True)
class Running:
    """What stands on every page: at its head the test and the version, at its foot that nobody has signed it."""

    title: str
    label: str
    notice: str


def running_of(project: Project, title: str, version: str, *, key: bool) -> Running:
    """Return what stands on every page, in the words of `words.speaking`."""
    return Running(title, label_of(version, key=key), notice_of(project))


@dataclass(frozen=True)
class Sheet:
    """One document to print: its name, title and Markdown, where answers go, orders and variants by item id.

    `code` is that of the exam, `version` the letter; `sides` says by the name of a PDF how many sides the questions
    are given, so that all versions have as many.
    """

    name: str
    title: str
    page: str
    answers: str
    running: Running
    fillable: bool = False
    code: str = ""
    version: str = ""
    sides: Mapping[str, int] = field(default_factory=dict)
    orders: Mapping[str, Sequence[str]] = field(default_factory=dict)
    variants: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PaperSizes:
    """What PDFs are printed on, in Typst's words, and whether they are printed in large type too."""

    sizes: tuple[str, ...] = ("us-letter",)
    large: bool = False


@dataclass(frozen=True)
class Press:
    """Where sheets are printed from: the course, the folders of its banks, a folder to work in, the formats, paper."""

    project: Project
    banks: Sequence[Path]
    work: Path
    formats: Sequence[str]
    progress: Progress
    paper: PaperSizes = field(default_factory=PaperSizes)
    placed: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """What was measured in the answer sheets, by the name of each PDF."""

    def print(self, sheet: Sheet, folder: Path) -> list[Finding]:
        """Put the sheet into `folder`, a file (for HTML a folder) each format, and return Sphinx's warnings.

        Raises FindingsError when a format cannot be made.
        """
        work = self.work / sheet.name
        source = work / "source"
        source.mkdir(parents=True, exist_ok=True)
        (source / "conf.py").write_text(_CONF, encoding="utf-8")
        (source / "index.md").write_text(sheet.page, encoding="utf-8")
        project = replace(self.project, root=source)
        order = Order(project, work, self.progress, settings=tuple(self._settings(sheet).items()))
        findings: list[Finding] = []
        for name in on_paper(self.formats) if sheet.fillable else self.formats:
            findings += FORMATS[name].write(replace(order, label=name), work / name, work)
            _deliver(work / name, FORMATS[name], folder / sheet.name)
            for path in (work / name).glob(f"*{PLACED}"):
                self.placed[path.name.removesuffix(PLACED)] = json.loads(path.read_text(encoding="utf-8"))
        return findings

    def _settings(self, sheet: Sheet) -> dict[str, Any]:
        project = self.project
        return {
            "extensions": ["course.outputs.exam.extension"],
            "project": sheet.title,
            "author": "",
            "language": project.language,
            "version": project.version,
            "release": project.version,
            "exclude_patterns": [],
            "myst_enable_extensions": set(MYST_EXTENSIONS),
            "bibtex_bibfiles": [str(project.bibliography)] if project.bibliography else [],
            "bibtex_default_style": STYLE,
            # The references of a question are withheld from its paper, which has no list of works.
            "suppress_warnings": ["bibtex.key_not_found"] if sheet.answers == "none" else [],
            "quizzes_banks": [str(folder) for folder in self.banks],
            "quizzes_answers": sheet.answers,
            "quizzes_orders": {"index": {name: list(order) for name, order in sheet.orders.items()}},
            "quizzes_variants": {"index": dict(sheet.variants)},
            "quizzes_print": True,
            "course_pdf_name": sheet.name,
            "course_pdf_title": sheet.title,
            "course_pdf_notice": sheet.running.notice,
            "course_pdf_fonts": project.tables.print.font_families,
            "course_pdf_font_folder": str(project.root / "fonts"),
            "course_exam_root": str(project.root),
            "course_exam_title": sheet.running.title,
            "course_exam_label": sheet.running.label,
            "course_exam_code": sheet.code,
            "course_exam_version": sheet.version,
            "course_exam_sides": dict(sheet.sides),
            "course_exam_fillable": sheet.fillable,
            "course_exam_key": sheet.answers == "inline",
            "course_exam_large": self.paper.large,
            "course_exam_papers": list(self.paper.sizes),
            "locale_dirs": [str(project.root / LOCALES)],
            "epub_basename": sheet.name,
            "epub_author": project.title,
            "epub_publisher": project.title,
            "epub_copyright": project.title,
            "epub_show_urls": "no",
            **_PLAIN_PAGES,
            "html_title": sheet.title,
        }


def on_paper(names: Iterable[str]) -> list[str]:
    """Return those of the formats that are made of sheets."""
    return [name for name in names if FORMATS[name].on_paper]


def _deliver(made: Path, form: Edition, target: Path) -> None:
    """Copy what a format made under the name of the sheet, without Sphinx's own records; a page needs its folder."""
    if form.entry.endswith(".html"):
        shutil.copytree(made, target, ignore=shutil.ignore_patterns("objects.inv", "searchindex.js"))
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    for found in made.glob(form.entry):
        rest = found.stem.removeprefix(target.name) if found.suffix == ".pdf" else ""
        shutil.copyfile(found, target.with_name(f"{target.name}{rest}{found.suffix}"))
