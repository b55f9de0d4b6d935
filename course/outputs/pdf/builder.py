"""The Sphinx builder `typst`: a course becomes one PDF book."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx.builders import Builder
from sphinx.errors import SphinxError
from sphinx.util import logging

from course.outputs.pdf.apart import end_workers
from course.outputs.pdf.arrange import is_looked_up, open_lesson
from course.outputs.pdf.book import book_facts, logo_name, write_book
from course.outputs.pdf.checks import Expectation, check_pdf
from course.outputs.pdf.compile import FONTS, Refused
from course.outputs.pdf.digest import digest_of, is_current, keep_digest
from course.outputs.pdf.finish import finish
from course.outputs.pdf.fonts import choose_fonts
from course.outputs.pdf.lessons import numbered_lessons, pages_in_order
from course.outputs.pdf.manuscript import Manuscript
from course.outputs.pdf.settings import book_settings
from course.outputs.pdf.translator import TypstTranslator
from course.outputs.pdf.typeset import Job, typeset
from course.outputs.pdf.unshown import shown
from course.shortcuts.citations import plugins_found_once
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from course.outputs.pdf.fonts import FontChoice
    from course.outputs.pdf.settings import BookSettings

log = logging.getLogger(__name__)
THEME = Path(__file__).parent / "theme"


class PdfError(FindingsError, SphinxError):
    """The book cannot be made; carries the findings, and Sphinx prints them without a traceback."""

    category = "PDF error"


class TypstBuilder(Builder):
    """Resolves every document once, writes one Typst file into the cache, and compiles it."""

    name = "typst"
    format = "typst"
    epilog = "The book is in %(outdir)s."
    allow_parallel = True
    # Nothing is fetched: a remote image reaches the visitor, which refuses it.
    supported_remote_images = True
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]  # noqa: RUF012
    default_translator_class = TypstTranslator
    keeps_tables = False
    """Whether a table stays one in large print as long as its words fit into their columns."""

    def init(self) -> None:
        """Start without a book."""
        self.manuscript = Manuscript(frozenset())
        self.depths: dict[str, int] = {}
        self.lessons: dict[str, int] = {}
        self.looked_up: frozenset[str] = frozenset()
        self.artifacts: list[Path] = []
        self.signs: tuple[str, ...] = ()
        self._held: dict[Path, str] = {}
        self.placed = "[]"

    @property
    def cache(self) -> Path:
        """Return the folder of the Typst source, beside the doctrees and out of the output."""
        return Path(self.doctreedir) / "typst"

    def get_outdated_docs(self) -> str:
        """Say that a book is always written as a whole."""
        return "the book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return an address that the visitors know as one inside the course."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the same address from wherever it is asked."""
        return f"%{to}"

    def depth(self, docname: str) -> int:
        """Return how deep below the root's own pages a document stands, 0 for a chapter."""
        return self.depths.get(docname, 0)

    def reading_order(self) -> list[str]:
        """Return the documents as the table of contents orders them, and note how deep each stands."""
        self.depths = pages_in_order(self.env, self.config.root_doc, self.name)
        order = list(self.depths)
        self.lessons = numbered_lessons(self.env, order, self.depths)
        return order

    def lesson_of(self, docname: str) -> int:
        """Return the number of the lesson that a page belongs to, 0 for a page of none."""
        return self.lessons.get(docname, 0)

    def prepare_writing(self, docnames: AbstractSet[str]) -> None:
        """Do nothing: the book is written in one go."""

    def write_documents(self, docnames: AbstractSet[str]) -> None:  # noqa: ARG002
        """Write the book; raise PdfError with every finding when it cannot be made."""
        order = self.reading_order()
        self.manuscript = Manuscript(frozenset(order))
        with plugins_found_once():
            trees = self._resolve(order)
        facts = self.lay_out(trees)
        for docname, tree in trees.items():
            self.current_docname = docname
            tree.walkabout(self.create_translator(tree, self))
        source = write_book(self, order, facts)
        self._fail_on(self.manuscript.findings)
        self._publish(source)

    def lay_out(self, trees: Mapping[str, nodes.document]) -> list[str]:
        """Arrange the pages of a book before they are written; return what its cover says of them, in Typst."""
        facts = book_facts(self, trees)
        self.looked_up = frozenset(name for name, tree in trees.items() if is_looked_up(tree))
        for name, tree in trees.items():
            if self.lesson_of(name) and not self.depth(name):
                open_lesson(tree)
        return facts

    @property
    def book_title(self) -> str:
        """Return what the heads of a book call it."""
        return str(self.config.course_pdf_title or self.config.project)

    def finish(self) -> None:
        """Free what setting has needed: the book is finished when it is written."""
        end_workers()

    def _resolve(self, order: list[str]) -> dict[str, nodes.document]:
        trees = {}
        for docname in order:
            self.current_docname = docname
            # Not get_and_resolve_doctree: it would print the contents again in the place of each toctree.
            trees[docname] = self.env.get_doctree(docname)
            self.env.apply_post_transforms(trees[docname], docname)
            self.post_process_images(trees[docname])
        return trees

    def _publish(self, source: str) -> None:
        settings = book_settings(self.config, Path(self.srcdir))
        self.artifacts = [self.press(source, settings, settings.name)]

    def press(self, source: str, settings: BookSettings, name: str, inputs: Mapping[str, str] | None = None) -> Path:
        """Make one PDF of Typst source unless it was made before, and return it.

        `name` is its path below the output folder, without suffix; `inputs` is what the theme reads from `sys.inputs`.
        """
        self.cache.mkdir(parents=True, exist_ok=True)
        self._copy_inputs()
        plain_name = quote(name, safe="")  # Typst takes a backslash in a name for a folder
        typ, kept, record = (self.cache / f"{plain_name}{suffix}" for suffix in (".typ", ".pdf", ".sha256"))
        target = Path(self.outdir) / f"{name}.pdf"
        target.parent.mkdir(parents=True, exist_ok=True)
        inputs = {"language": settings.language, "paper": settings.paper, **_look(settings), **(inputs or {})}
        fonts = self._fonts(source, settings)
        files = [*sorted(THEME.glob("*.typ")), *sorted(FONTS.glob("*.otf")), *self._images()]
        held = map(self._digest_once, files)
        digest = digest_of([source, repr(sorted(inputs.items())), repr(settings), *map(_state, fonts.files), *held])
        if is_current(record, digest, kept):
            log.info("%s is unchanged", target.name)
            shutil.copyfile(kept, target)
            return target
        job = Job(typ, self.cache, settings.timestamp, inputs, self._font_folder, self.place)
        pdf = self._compile(source, job, fonts, large=settings.large)
        self._fail_on(self.faults(pdf, settings))
        target.write_bytes(pdf)
        kept.write_bytes(pdf)
        if not self.signs:  # what is warned of is warned of again
            keep_digest(record, digest, kept)
        return target

    @property
    def home(self) -> Path:
        """Return the file of the author that stands for the whole of what is printed."""
        return self.place

    def faults(self, pdf: bytes, settings: BookSettings) -> list[Finding]:
        """Return what is wrong with a finished PDF, compared with its source."""
        return check_pdf(pdf, (self.home, 1), self._expectation(settings))

    @property
    def _font_folder(self) -> Path:
        return Path(self.config.course_pdf_font_folder or Path(self.srcdir, "fonts"))

    @property
    def place(self) -> Path:
        """Return the file with the settings of the course, where an author is sent who has written no line at fault."""
        known = (path for name in ("course.toml", "conf.py") if (path := Path(self.srcdir, name)).is_file())
        return next(known, Path(self.srcdir))

    def _fonts(self, source: str, settings: BookSettings) -> FontChoice:
        fonts = choose_fonts(source, settings.language, self.config.course_pdf_fonts, self._font_folder)
        for family in fonts.unknown:
            words = f"the font '{family}' of [print] fonts is neither here nor in the course's folder fonts"
            log.warning("%s", words, location=f"{self.place}:{self._line_of(family)}", type="course", subtype="P114")
        return fonts

    def _line_of(self, word: str) -> int:
        """Return the line of the settings that holds a word, 1 when none does."""
        lines = self.place.read_text(encoding="utf-8").splitlines() if self.place.is_file() else []
        return next((number for number, line in enumerate(lines, start=1) if word in line), 1)

    def _compile(self, source: str, job: Job, fonts: FontChoice, *, large: bool) -> bytes:
        try:
            made = typeset(source, job, fonts)
        except Refused as refused:
            self._fail_on(refused.findings)
            raise
        self.signs, self.placed = made.signs, made.placed
        for finding in map(self._of_author, made.findings):
            place = f"{finding.path}:{finding.line}"
            log.warning("%s", finding.message, location=place, type="course", subtype=finding.code)
        titles = [
            shown(heading.words, self.signs) if heading.words in self.manuscript.retitled else None
            for heading in self.manuscript.all_headings()
        ]
        shapes, fields = self.manuscript.all_tables(large=large), self.manuscript.fields
        return finish(made.pdf, shapes, fields, titles, foreign=bool(made.fonts.files))

    def _of_author(self, finding: Finding) -> Finding:
        """Return a finding about what no author has seen, such as the source for Typst, at the settings."""
        unseen = finding.path.suffix == ".typ" or finding.path.is_relative_to(self.doctreedir)
        return replace(finding, path=self.place, line=1) if unseen else finding

    def _expectation(self, settings: BookSettings) -> Expectation:
        manuscript = self.manuscript
        return Expectation(
            shown(settings.title, self.signs),
            settings.language,
            tuple(one._replace(words=shown(one.words, self.signs)) for one in manuscript.all_headings()),
            tuple(manuscript.all_tables(large=settings.large)),
            tuple(manuscript.images),
            tuple(manuscript.formulas),
            tuple(manuscript.fields),
        )

    def _images(self) -> list[Path]:
        logo = [self.cache / logo_name(self.config.course_pdf_logo)] if self.config.course_pdf_logo else []
        return [*(self.cache / "img" / name for name in sorted(self.images.values())), *logo]

    def _digest_once(self, path: Path) -> str:
        """Return the digest of a file that no paper of a build changes, and dozens of papers are made with."""
        if path not in self._held:
            self._held[path] = digest_of([], [path])
        return self._held[path]

    def _copy_inputs(self) -> None:
        """Put pictures and theme beside the source, each once in a build."""
        (self.cache / "img").mkdir(exist_ok=True)
        for source, name in self.images.items():
            if (target := self.cache / "img" / name) not in self._held:
                shutil.copyfile(Path(self.srcdir) / source, target)
        if not self._held:
            if logo := str(self.config.course_pdf_logo):
                shutil.copyfile(logo, self.cache / logo_name(logo))
            shutil.copytree(THEME, self.cache / "theme", dirs_exist_ok=True)

    def _fail_on(self, findings: list[Finding]) -> None:
        if findings:
            raise PdfError(*sorted(map(self._of_author, findings)))


def _look(settings: BookSettings) -> dict[str, str]:
    """Return what the theme reads of the choices of the author."""
    return {"mirrored": "yes" if settings.mirrored else "no", **({"brand": settings.brand} if settings.brand else {})}


def _state(font: Path) -> str:
    """Return what tells a font of the machine from a later one of the same name; some have 20 MB."""
    about = font.stat()
    return f"{font} {about.st_size} {about.st_mtime_ns}"
