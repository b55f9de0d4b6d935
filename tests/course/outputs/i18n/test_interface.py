"""The words of the interface: every one is in the German catalogues, and a course in German shows them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from click.testing import CliRunner

from course.cli import main
from course.sphinxext.catalogues import SOURCES, interface_catalogue
from course.sphinxext.translation import INTERFACE
from tests.conftest import copy_tea

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_PLACEHOLDER = re.compile(r"%[\ds]")


def german(name: str) -> Catalog:
    """Return the German catalogue as text has it."""
    with (INTERFACE[name] / "de" / "LC_MESSAGES" / f"{name}.po").open("rb") as file:
        return read_po(file, locale="de")


def key(message: Message) -> str:
    """Return the text of a message; of one with a plural that of the first form."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> list[tuple[str, str]]:
    """Return each form of the original with the translation of it."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return list(zip(message.id, message.string, strict=True))


@pytest.mark.parametrize("name", SOURCES)
def test_german_has_every_word(name: str) -> None:
    """No word is missing, none is left over, and none is only guessed."""
    wanted = {tuple(one for one, _ in forms(message)) for message in interface_catalogue(name) if message.id}
    have = {
        tuple(one for one, _ in forms(message))
        for message in german(name)
        if message.id and all(said for _, said in forms(message)) and not message.fuzzy
    }
    assert sorted(wanted - have) == [], "translate these, then run the commands in docs/how-to/translate-a-course.md"
    assert sorted(have - wanted) == []


@pytest.mark.parametrize("name", SOURCES)
def test_german_keeps_the_placeholders(name: str) -> None:
    """What the program fills in stands in the translation as often as in the original."""
    wrong = [
        one
        for message in german(name)
        for one, said in forms(message)
        if sorted(_PLACEHOLDER.findall(one)) != sorted(_PLACEHOLDER.findall(said))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", SOURCES)
def test_the_compiled_catalogue_is_that_of_the_text(name: str) -> None:
    """The file that programs read was made from the file that people read."""
    with (INTERFACE[name] / "de" / "LC_MESSAGES" / f"{name}.mo").open("rb") as file:
        compiled = {key(message): forms(message) for message in read_mo(file) if message.id}
    assert compiled == {key(message): forms(message) for message in german(name) if message.id}


def test_a_word_inside_an_f_string_is_collected() -> None:
    """Words in nested expressions reach the catalogue; a tool that reads tokens loses them."""
    assert interface_catalogue("quizzes").get("Answered at its first place") is not None


def test_both_forms_of_a_number_are_collected() -> None:
    """A language with other plurals than English gets the message as one with forms."""
    found = interface_catalogue("course").get("%1 minute")
    assert found is not None
    assert found.id == ("%1 minute", "%1 minutes")


def in_german(folder: Path) -> Path:
    """Return a copy of the small course that names German as its language."""
    copy_tea(folder.parent, folder.name)
    settings = folder / "course.toml"
    text = re.sub(r"(?m)^language = .*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(text.replace("[course]\n", '[course]\nlanguage = "de"\n'), encoding="utf-8")
    return folder


def built(course: Path, out: Path, *more: str) -> str:
    """Build the HTML edition and return the page of its first lesson."""
    done = CliRunner().invoke(main, ["build", str(course), "--to", "html", "--out", str(out), "--quiet", *more])
    assert done.exit_code == 0, done.output
    return (out / "html" / "lessons" / "01-leaf.html").read_text(encoding="utf-8")


def test_a_course_in_german_speaks_german(tmp_path: Path) -> None:
    """The language of course.toml reaches boxes, questions, templates and scripts; the next build is English again."""
    page = built(in_german(tmp_path / "tee"), tmp_path / "out")
    for words in ("Am Ende dieser Lektion können Sie:", "Antwort prüfen", "Drucken", "Vielleicht haben Sie gelesen"):
        assert words in page, words
    site = tmp_path / "out" / "html"
    script = (site / "_static" / "course-data.js").read_text(encoding="utf-8")
    assert "Diese Lektion als erledigt markieren" in script
    assert "Im Kurs suchen" in (site / "_static" / "course-search.js").read_text(encoding="utf-8")
    assert "Suchergebnisse" in (site / "_static" / "translations.js").read_text(encoding="utf-8")
    page = built(copy_tea(tmp_path), tmp_path / "english")
    assert "At the end of this lesson you will be able to:" in page
    assert "Check answer" in page
    assert "Antwort prüfen" not in page


def test_the_contents_of_an_epub_are_named_in_german(tmp_path: Path) -> None:
    """Sphinx names them in English in every language; we do not."""
    out = tmp_path / "out"
    command = ["build", str(in_german(tmp_path / "tee")), "--to", "epub", "--out", str(out), "--quiet"]
    assert CliRunner().invoke(main, command).exit_code == 0
    with zipfile.ZipFile(next((out / "epub").glob("*.epub"))) as book:
        contents = book.read("nav.xhtml").decode()
    assert "Inhaltsverzeichnis" in contents
    assert "Table of Contents" not in contents


def test_a_course_may_bring_words_of_its_own(tmp_path: Path) -> None:
    """A catalogue `course.po` in the folder `locales` goes before the one of the package."""
    course = in_german(tmp_path / "tee")
    folder = course / "locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Print"\nmsgstr "Aufs Papier"\n'
    (folder / "course.po").write_text(text, encoding="utf-8")
    page = built(course, tmp_path / "out")
    assert "Aufs Papier" in page
    assert "Auf dieser Seite" in page
