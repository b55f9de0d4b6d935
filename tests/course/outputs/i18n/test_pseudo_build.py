"""No English remains in a build of Klonopin in a language that has a translation of every message."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pydata_sphinx_theme
import pytest
import sphinx
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner

from course.cli import main
from tests.conftest import copy_klonopin
from tests.course.outputs.i18n.leftovers import book_texts, page_texts, picture_texts, plain_words, script_words
from tests.course.outputs.i18n.pseudo_locale import LANGUAGE, write_pseudo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Edition

pytestmark = pytest.mark.xdist_group("pseudo-locale")
EDITIONS = "html,book,text"


@dataclass(frozen=True)
class Translation:
    """The folder with the editions, and the catalogues that they were translated by."""

    out: Path
    templates: Path

    def pages(self) -> list[Path]:
        """Return the HTML pages."""
        return sorted(path for path in (self.out / "html").rglob("*.html") if "_static" not in path.parts)


def build(*arguments: str) -> None:
    """Run `course build` and expect that it does not even warn."""
    done = CliRunner().invoke(main, ["build", *arguments, "--strict", "--quiet"])
    assert done.exit_code == 0, done.output


def write_sphinx_template(path: Path) -> None:
    """Write the messages of Sphinx and of the theme, for which Esperanto is incomplete."""
    template = Path("locale") / "sphinx.pot"
    with (Path(sphinx.__file__).parent / template).open("rb") as file:
        words = read_po(file)
    with (Path(pydata_sphinx_theme.__file__).parent / template).open("rb") as file:
        for message in read_po(file):
            if message.id:
                words.add(message.id)
    with path.open("wb") as file:
        write_po(file, words)


@pytest.fixture(scope="module")
def translation(klonopin_edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Translation:
    """Translate every message of the course in a copy, and build that in the pseudo-language."""
    work = tmp_path_factory.mktemp("pseudo")
    course = copy_klonopin(work)
    templates = Path(shutil.copytree(klonopin_edition("gettext"), work / "gettext"))
    write_sphinx_template(templates / "sphinx.pot")
    write_pseudo(templates, course / "locales")
    build(str(course), "--to", EDITIONS, "--language", LANGUAGE, "--out", str(work / "out"))
    return Translation(work / "out", templates)


def in_files(paths: list[Path], read: object) -> Iterator[tuple[str, list[str]]]:
    """Yield name and plain words of each file that has any."""
    for path in paths:
        found = plain_words(read(path.read_text(encoding="utf-8")))  # type: ignore[operator]
        if found:
            yield path.name, found


def test_no_english_remains_on_a_page(translation: Translation) -> None:
    """Visible text, labels for screen readers and words for scripts are translated on every page."""
    pages = translation.pages()
    assert len(pages) > 25
    assert not list(in_files(pages, page_texts))
    assert {page.read_text(encoding="utf-8").count(f'<html lang="{LANGUAGE}"') for page in pages} == {1}


def test_no_english_remains_in_the_scripts(translation: Translation) -> None:
    """Title, subtitle and every word of the learner's scripts are translated."""
    words = list(script_words(translation.out / "html"))
    assert len(words) > 90
    assert not plain_words(iter(words))


def test_no_english_remains_in_a_figure(translation: Translation) -> None:
    """Figures are drawn with translated labels."""
    pictures = sorted((translation.out / "html" / "_images").glob("*.svg"))
    assert len(pictures) >= 12
    assert not list(in_files(pictures, picture_texts))


def test_no_english_remains_in_the_book(translation: Translation) -> None:
    """The PDF is read aloud in the pseudo-language: cover, contents, running words, answer key, index, descriptions."""
    texts = book_texts((translation.out / "book" / "klonopin.pdf").read_bytes())
    assert len(texts) > 2000
    assert not plain_words(iter(texts))


def test_no_english_remains_in_plain_text(translation: Translation) -> None:
    """The text edition is translated; its list of works keeps the language of the works."""
    pages = sorted(path for path in (translation.out / "text").rglob("*.txt") if path.name != "references.txt")
    assert len(pages) > 25
    assert not list(in_files(pages, str.splitlines))


def test_the_interface_has_catalogues_of_its_own(translation: Translation) -> None:
    """No page's catalogue repeats a word that the catalogue of the course holds: nobody translates it twice."""
    catalogues = {}
    for path in translation.templates.glob("*.pot"):
        with path.open("rb") as file:
            catalogues[path.stem] = {message.id for message in read_po(file) if message.id}
    assert {"course", "quizzes", "index", "lessons", "handouts", "appendix", "posttest"} <= set(catalogues)
    boxes = {"Key points", "Recall", "Objectives", "Take away", "You may have read that …"}
    assert boxes <= catalogues["course"]
    assert not boxes & catalogues["lessons"]
    assert not [text for text in catalogues["lessons"] if text.startswith(("Sources:", "Statement S"))]


def test_the_texts_of_course_toml_are_in_the_catalogue_of_the_start_page(translation: Translation) -> None:
    """Title, subtitle and notice come with the file and line where they were written."""
    template = (translation.templates / "index.pot").read_text(encoding="utf-8")
    assert 'msgid "From prescription to recovery"' in template
    assert 'msgid "Clonazepam and benzodiazepine safety"' in template
    assert "course.toml:" in template
