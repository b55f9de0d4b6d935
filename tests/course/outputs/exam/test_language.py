"""The words of papers and keys are those of the language of the course."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pikepdf
import pytest

from course.outputs.marking.record import read_record
from course.outputs.marking.review import review_page
from course.outputs.marking.sheets import places_of, shown, typed
from tests.conftest import run

from .conftest import glyphs, make_tea, read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("exam")
GERMAN = (
    "Abschlusstest, Version\N{NO-BREAK SPACE}A",
    "Antwortbogen",
    "Datum",
    "Wahr",
    "Falsch",
    "10 Fragen, 10 Punkte.",
)
ENGLISH = ("Post-test", "Answer sheet", "Date", "Question", "questions", "points", "Mark ", "Your answer", "Order")


def speaking(folder: Path, language: str) -> Path:
    """Return the course about tea with a pool, in a language."""
    course = make_tea(folder)
    settings = course / "course.toml"
    text = re.sub(r"(?m)^language = .*\n", "", settings.read_text(encoding="utf-8"))
    settings.write_text(text.replace("[course]\n", f'[course]\nlanguage = "{language}"\n'), encoding="utf-8")
    return course


def printed(course: Path, out: Path, *more: str) -> Path:
    """Print one version."""
    done = run("exam", course, "--seed", "green", "--versions", "1", "--out", out, *more)
    assert done.exit_code == 0, done.output
    return out


def test_a_german_course_has_german_papers(tmp_path: Path) -> None:
    """Text and PDF, paper, key and form speak German, fields too; the next exam speaks English again."""
    out = printed(speaking(tmp_path, "de"), tmp_path / "out", "--to", "pdf,text", "--fillable")
    for form in ("text", "pdf"):
        paper = read(out / "paper", "posttest-a", form)
        assert [words for words in GERMAN if words not in paper] == []
        assert [words for words in ENGLISH if words in paper] == []
        key = read(out / "key", "posttest-a-key", form)
        assert [
            words for words in ("Nur für Lehrende", "Fragen mit Antworten", "Lösung", "Punkte") if words not in key
        ] == []
    with pikepdf.open(io.BytesIO((out / "paper" / "posttest-a-fillable.pdf").read_bytes())) as document:
        assert str(document.Root.Lang) == "de"
        assert "Seite1von" in glyphs(document.pages[0])
        tips = [str(field.TU) for field in document.Root.AcroForm.Fields]
        values = {
            state for field in document.Root.AcroForm.Fields for one in field.get("/Kids", []) for state in one.AP.N
        }
    assert tips[:3] == ["Name", "Datum", "Ihre Nummer"]
    assert all(tip.startswith("Frage ") for tip in tips[3:])
    assert {"/Wahr", "/Falsch"} <= values
    exam = read_record(out)
    page = review_page([], exam).decode()
    assert 'lang="de" dir="ltr"' in page
    assert "Entscheidungen speichern" in page
    assert '"open": "offen gelassen"' in page
    place = next(place for place in places_of(exam, "A").values() if place.question.item.id == "public-true")
    assert [typed(place, word, ",").taken for word in ("Wahr", "falsch", "A")] == [("true",), ("false",), ("true",)]
    assert shown(place, typed(place, "b", ",")) == ["Falsch"]
    (tmp_path / "english").mkdir()
    english = printed(make_tea(tmp_path / "english"), tmp_path / "english" / "out", "--to", "text")
    assert "Answer sheet" in read(english / "paper", "posttest-a", "text")


def test_a_language_without_words_falls_back_to_english(tmp_path: Path) -> None:
    """French has no catalogue: the paper is marked as French and asks in English."""
    out = printed(speaking(tmp_path, "fr"), tmp_path / "out")
    assert "Answer sheet" in read(out / "paper", "posttest-a", "pdf")
    with pikepdf.open(out / "paper" / "posttest-a.pdf") as document:
        assert str(document.Root.Lang) == "fr"
        assert "Page1of" in glyphs(document.pages[0])


def test_a_course_may_name_its_papers_in_words_of_its_own(tmp_path: Path) -> None:
    """A catalogue in the folder `locales` of the course goes before the one of the package."""
    course = speaking(tmp_path, "de")
    folder = course / "locales" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    (folder / "course.po").write_text(f'{head}\nmsgid "Answer sheet"\nmsgstr "Bogen"\n', encoding="utf-8")
    paper = read(printed(course, tmp_path / "out") / "paper", "posttest-a", "pdf")
    assert "\nBogen\n" in paper
    assert "Datum" in paper
