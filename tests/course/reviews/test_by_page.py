"""The notice by page: made of signatures, never of a sentence; other kinds of review; the state as page and data."""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from lxml import html

from course.checks import check
from course.checks.promises import claims_review, promises_credit
from course.outputs.exam.words import notice_of, speaking
from course.project import load_project
from course.reviews import reviewed_hash
from course.reviews.by_page import signed_pages
from course.sphinxext.notice import short_notice, signed_words
from tests.conftest import run
from tests.course.reviews.test_standing import sign

if TYPE_CHECKING:
    from pathlib import Path

LEAF = "lessons/01-leaf"


def test_a_page_names_its_signers_and_what_is_open(tea: Path) -> None:
    """Own blocks, figures and banks are the parts of a page; the start page counts the whole course."""
    assert signed_pages(load_project(tea)) == {}
    sign(tea, "Ana Tester", keep=lambda row: row.name == f"{LEAF}.md")
    pages = signed_pages(load_project(tea))
    assert pages[LEAF].signers == ("Ana Tester (taster, 2026-11-20)",)
    assert (pages[LEAF].total, pages[LEAF].open, pages[LEAF].places) == (16, 3, ("l01.yaml",))
    assert (pages["index"].total, pages["index"].open) == (63, 50)
    assert pages["lessons/02-kinds"].signers == ()
    lesson = tea / f"{LEAF}.md"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("warm and wet", "cold"), encoding="utf-8")
    assert signed_pages(load_project(tea))[LEAF].places == ("Where it grows", "l01.yaml")


def test_the_words_of_the_notice_follow_the_signatures() -> None:
    """Nobody, some and all of a page."""
    assert signed_words((), 9, 9, ()) == "No part of it is signed."
    assert signed_words(("A", "B"), 9, 2, ("x", "y")) == "Signed by A, B, except 2 of 9 parts: x; y."
    assert signed_words(("A",), 9, 0, ()) == "Signed by A; other parts of the course are not."


def test_feet_and_covers_have_the_notice_in_one_line() -> None:
    """Who signed stands there without roles; a title of the author holds only while nobody has."""
    told = (("Ana (taster, 2026-11-20)", "Bo (x, 1)", "Cy (y, 2)"), 9, 2, ())
    assert short_notice("Not read", None, reviewed=False) == "Not read"
    assert short_notice("Not read", ((), 9, 9, ()), reviewed=False) == "Not read"
    assert short_notice("Not read", told, reviewed=False) == "Signed by Ana, Bo and 1 more, except 2 of 9 parts"
    assert short_notice("Not read", (told[0][:1], 9, 0, ()), reviewed=False) == "Reviewed in part"
    assert short_notice("Not read", told, reviewed=True) == ""


def words_on(book: Path) -> str:
    """Return the words of all pages of a PDF."""
    with closing(pdfium.PdfDocument(book)) as document:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_the_notice_stands_in_editions_and_goes_when_all_is_signed(tea: Path, tmp_path: Path) -> None:
    """The derived words replace those of the author; after the last signature there is no notice."""
    sign(tea, "Ana Tester", keep=lambda row: row.name == f"{LEAF}.md")
    assert run("build", tea, "--to", "html,pdf", "--out", tmp_path / "o").exit_code == 0
    pages = [(tmp_path / "o" / "html" / f"{name}.html").read_bytes() for name in (LEAF, "lessons/02-kinds")]
    said = [" ".join(html.fromstring(page).text_content().split()) for page in pages]
    assert "Signed by Ana Tester (taster, 2026-11-20), except 3 of 16 parts: l01.yaml." in said[0]
    assert "No tea master has read" not in said[0]
    assert "No part of it is signed." in said[1]
    book = next((tmp_path / "o" / "pdf").glob("*.pdf"))
    assert re.search(r"Signed by Ana Tester, except \d+ of \d+ parts", words_on(book))
    assert "No tea master" not in words_on(book)
    with speaking(load_project(tea)):
        assert notice_of(load_project(tea)).startswith("Signed by Ana Tester, except")
    sign(tea, "Bo", 21)
    assert run("build", tea, "--to", "html,pdf", "--out", tmp_path / "o").exit_code == 0
    assert "course-notice" not in (tmp_path / "o" / "html" / f"{LEAF}.html").read_text("utf-8")
    assert not re.search(r"Signed by|Not yet|Not reviewed", words_on(book))


@pytest.mark.parametrize(
    ("language", "claim", "denial"),
    [
        ("de", "Von einer Ärztin geprüft.", "Noch nicht ärztlich geprüft."),
        ("de", "Der Kurs wurde fachlich begutachtet.", "Niemand hat ihn von einem Arzt geprüft."),
        ("es", "Revisado por una médica.", "No ha sido revisado por un médico."),
        ("es", "Contenido validado clínicamente.", "Nunca fue revisado por un farmacéutico."),
        ("fr", "Relu par une pharmacienne.", "Il n'a pas été relu par un médecin."),
        ("it", "Rivisto da un medico.", "Non è stato rivisto da un medico."),
        ("pt-BR", "Revisado por uma médica.", "Não foi revisado por um médico."),
        ("nl", "This page is clinically reviewed.", "It was not reviewed by a physician."),
    ],
)
def test_claims_of_a_review_are_known_in_the_language_of_the_course(language: str, claim: str, denial: str) -> None:
    """English is known everywhere, since titles often are."""
    assert claims_review(claim, language)
    assert claims_review(denial, language) == ""


@pytest.mark.parametrize(
    ("language", "claim", "denial"),
    [
        ("de", "Der Kurs gibt 2 Fortbildungspunkte.", "Er gibt keine Fortbildungspunkte."),
        ("de", "Zertifiziert durch die Kammer.", "20 Punkte im Test."),
        ("es", "Otorga 1,5 créditos.", "No otorga créditos."),
        ("fr", "Donne 2 crédits.", "Cette activité n'est pas accréditée par un organisme."),
        ("it", "Vale 3 crediti.", "Non dà crediti formativi."),
        ("pt", "Dá 2 créditos.", "Não dá créditos de educação contínua."),
        ("sv", "It gives 0.25 contact hours.", "It gives no contact hours."),
    ],
)
def test_promises_of_credit_are_known_in_the_language_of_the_course(language: str, claim: str, denial: str) -> None:
    """Numbers of points in a test are no credit."""
    assert promises_credit(claim, language)
    assert promises_credit(denial, language) == ""


def test_a_translation_cannot_say_what_nobody_signed_or_gives(tea: Path) -> None:
    """Catalogues are read as pages are, in their own language, with the line of the original."""
    catalogue = tea / "locales" / "es" / "LC_MESSAGES" / "lessons.po"
    catalogue.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    said = 'msgid "Tea"\nmsgstr "Té, revisado por un médico"\n\nmsgid "Of 2"\nmsgstr "Otorga 2 créditos"\n'
    catalogue.write_text(f"{head}\n{said}", encoding="utf-8")
    found = {(one.code, one.line) for one in check(load_project(tea)) if one.path == catalogue}
    assert found == {("R005", 4), ("T209", 7)}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("This page is clinically reviewed.", 1),
        ("It was reviewed by a physician.", 1),
        ("It was not reviewed by a physician.", 0),
        ("Until it is clinically reviewed, ask.", 0),
    ],
)
def test_a_sentence_cannot_say_what_nobody_signed(tea: Path, words: str, found: int) -> None:
    """R005 at its line, while nobody has signed; in the notice of course.toml as well."""
    lesson = tea / f"{LEAF}.md"
    lesson.write_text(f"{lesson.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
    settings = tea / "course.toml"
    text = settings.read_text(encoding="utf-8")
    text = re.sub('^title = "Not reviewed.*"$', f'title = "{words}"', text, flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")
    told = [one for one in check(load_project(tea)) if one.code == "R005"]
    assert [one.path.name for one in told] == ["course.toml", "01-leaf.md"] * found


def test_each_kind_of_review_that_is_asked_for_must_be_signed(tea: Path) -> None:
    """A record for language is none for the clinical review; R001 names what lacks; a kind that is none is refused."""
    sign(tea, "Ana Tester")
    assert reviewed_hash(load_project(tea))
    settings = tea / "course.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("[review]\n", '[review]\nalso = ["language"]\n', 1),
        encoding="utf-8",
    )
    assert not reviewed_hash(load_project(tea))
    (told,) = [one for one in check(load_project(tea)) if one.code == "R001"]
    assert told.message == "not reviewed: no language review is signed as it stands"
    sheet = run("review", "sign-sheet", "bo", tea, "--as", "language")
    assert sheet.stdout.startswith("as: language\n")
    record = tea / "reviews" / "bo.yaml"
    record.write_text(f"name: Bo\nrole: r\ncredentials: c\ndate: 2026-11-21\n{sheet.stdout}", encoding="utf-8")
    assert reviewed_hash(load_project(tea))
    record.write_text(record.read_text(encoding="utf-8").replace("as: language", "as: taste"), encoding="utf-8")
    assert [one.line for one in check(load_project(tea)) if one.code == "R003"] == [5]


def test_the_state_is_a_page_and_data(tea: Path) -> None:
    """JSON has every block with its signers, the page both wordings; markup of an author stays text."""
    sign(tea, "Ana <b>Tester</b>")
    lesson = tea / f"{LEAF}.md"
    lesson.write_text(lesson.read_text(encoding="utf-8").replace("warm and wet", "warm <i>"), encoding="utf-8")
    data = json.loads(run("review", "status", tea, "--format", "json").output)
    assert (data["total"], data["open"], len(data["blocks"]), len(data["gone"])) == (63, 1, 63, 1)
    assert [one["was"].split()[5] for one in data["blocks"] if one["open"]] == ["and"]
    page = html.fromstring(run("review", "status", tea, "--format", "html").output)
    assert page.xpath("//del/text()")[0] == "and wet"
    assert page.xpath("//ins/text()") == ["<i>"]
    assert page.xpath("//b | //i") == []
