"""The words of an exam in the language of its course."""

from __future__ import annotations

import itertools
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx import locale

from course.outputs.sphinx_run import words_of_its_own
from course.reviews import reviewed_hash
from course.reviews.by_page import told_by_page
from course.sphinxext.notice import short_notice
from course.sphinxext.strings import _
from course.sphinxext.translation import INTERFACE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.project import Project

LOCALES = "locales"
"""The folder of a course with catalogues of its own, as Sphinx calls it."""


@contextmanager
def speaking(project: Project, language: str = "") -> Iterator[None]:
    """Let words be those of a language inside the with-block, that of the course where none is named.

    Catalogues that the course brings are asked before ours; a word that all of them lack is English.
    """
    language = (language or project.language).replace("-", "_")
    with tempfile.TemporaryDirectory(prefix="course-words-") as folder:
        for name, code in itertools.product(INTERFACE, (language, language.partition("_")[0])):
            own = Path(code, "LC_MESSAGES", f"{name}.po")
            _compile(project.root / LOCALES / own, (Path(folder) / own).with_suffix(".mo"))
        with speaking_in(language, folder):
            yield


@contextmanager
def speaking_in(language: str, *own: str) -> Iterator[None]:
    """Let words be those of a language inside the with-block, by catalogues in the folders `own` before ours."""
    with words_of_its_own():
        for name, shipped in INTERFACE.items():
            locale.init([*own, shipped], language, name)
        yield


def _compile(text: Path, target: Path) -> None:
    """Compile a catalogue that a course brings, away from the course; nothing happens without one."""
    if text.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        with text.open("rb") as source, target.open("wb") as made:
            write_mo(made, read_po(source))


def form_title(form: str) -> str:
    """Return what kind of test it is."""
    titles = {"posttest": _("Post-test"), "pretest": _("Pretest")}
    return str(titles[form])


def filled(text: str, *values: object) -> str:
    """Put values in the place of `%1`, `%2` … of a text."""
    for place, value in enumerate(values, start=1):
        text = text.replace(f"%{place}", str(value))
    return text


def label_of(version: str, *, key: bool) -> str:
    """Return what stands at the head of every page: the version, and that it is the key."""
    words = [str(_("Key"))] if key else []
    words += [filled(str(_("Version %1")), version)] if version else []
    return " · ".join(words)


def notice_of(project: Project) -> str:
    """Return the words that say who has signed the course but for which parts, as every other edition says them."""
    title = str(project.tables.review.title or _("Not yet reviewed"))
    return short_notice(title, told_by_page(project).get("index"), reviewed=bool(reviewed_hash(project)))
