"""Catalogues of translations: doses, other numbers, fixed terms, and files that are none."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from course.checks import check
from course.project import load_project
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def told(tea: Path, *entries: str, head: str = HEAD, name: str = "lessons") -> list[tuple[str, int, str]]:
    """Return what is said about a Spanish catalogue with these entries."""
    path = tea / "locales" / "es" / "LC_MESSAGES" / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + "\n".join(entries), encoding="utf-8")
    found = check(load_project(tea))
    return [(one.code, one.line, one.message) for one in found if one.code in {"C111", "C112", "C113"}]


@pytest.mark.parametrize(
    ("before", "after", "code", "words"),
    [
        ("Take 0.5 mg now.", "Tome 5 mg ahora.", "C111", "0.5 mg → 5 mg"),
        ("Take 1.5 mg now.", "Tome 1.500 mg ahora.", "C111", "1.5 mg → 1.500 mg"),
        ("Take 2 mg now.", "Tome 2 veces.", "C111", "2 mg → –"),
        ("Take 1,250 mg now.", "Tome 1,250 mg ahora.", "C111", "1,250 mg → 1,250 mg"),
        ("Take 2 mg now.", "Tome 2 mcg ahora.", "C111", "2 mg → 2 mcg"),
        ("Cut 5% to 10%.", "Reduzca 5%.", "C111", "10% → –"),
        ("Less than <1 mg.", "Menos de >1 mg.", "C111", "<1 mg → >1 mg"),
        ("Take 0.25 mg now.", "Примите 25 мг.", "C111", "0.25 mg → 25 мг"),
        ("Call 911.", "Llame al 112.", "C112", "911 → 112"),
        ("In 3 days.", "En 30 días.", "C112", "3 → 30"),
    ],
)
def test_other_numbers_are_found(tea: Path, before: str, after: str, code: str, words: str) -> None:
    """A dose is an error, another number a warning, each at its line."""
    found, line, message = told(tea, f'msgid "{before}"\nmsgstr "{after}"\n')[0]
    assert (found, line) == (code, 4)
    assert message.endswith(f": {words}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Take 0.5 mg now.", "Tome 0,5 mg ahora."),
        ("Take 0.5 mg now.", "Tome 0.50 mg ahora."),
        ("Take 0.125 mg now.", "Tome 0.125 mg ahora."),
        ("Up to 1,000 mg or 1,250.5 mL.", "Hasta 1.000 mg o 1.250,5 ml."),
        ("Up to 1000 mg.", "Hasta 1 000 mg."),
        ("Take 5 mcg, 10%.", "Tome 5 µg, 10 %."),
        ("Take 0.25 mg for 3 days.", "Примите 0,25 мг 3 дня."),
        ("Take 5 mg.", "服用 5 毫克。"),
        ("Take 5 mg.", "服用５毫克。"),
    ],
)
def test_a_language_writes_numbers_and_units_its_own_way(tea: Path, before: str, after: str) -> None:
    """With a comma, other thousands, other letters and other digits."""
    assert told(tea, f'msgid "{before}"\nmsgstr "{after}"\n') == []


@pytest.mark.parametrize(
    "entry",
    [
        'msgid "Take 0.5 mg for 3 days {cite:p}`leaf_2020`."\nmsgstr "Tome 0.5 mg {cite:p}`hoja_2021` por 3 días."\n',
        'msgid "Take 0.5 mg"\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Take 0.5 mg"\nmsgstr "Tome 5 mg"\n',
        '#~ msgid "Take 0.5 mg"\n#~ msgstr "Tome 5 mg"\n',
    ],
)
def test_what_is_right_empty_guessed_or_gone_is_silent(tea: Path, entry: str) -> None:
    """Only a translation that is used is judged, and names of sources are no numbers."""
    assert told(tea, entry) == []


def test_fixed_terms_follow_the_glossary(tea: Path) -> None:
    """In any case of letters; a term that the text has not is not asked for."""
    (tea / "locales" / "es").mkdir(parents=True)
    (tea / "locales" / "es" / "glossary.csv").write_text("term,translation\ntaper,reducción\nfit,ataque\n", "utf-8")
    good = 'msgid "Taper slowly."\nmsgstr "Reducción lenta."\n'
    bad = 'msgid "A taper."\nmsgstr "Una bajada."\n'
    assert told(tea, good, bad) == [("C113", 7, "'taper' is 'reducción' in the glossary, and not in this translation")]


def test_a_page_may_have_a_catalogue_of_its_own(tea: Path) -> None:
    """In a folder, as Sphinx makes them where conf.py asks for it: doses, numbers and terms are compared there too."""
    (tea / "locales" / "es").mkdir(parents=True)
    (tea / "locales" / "es" / "glossary.csv").write_text("term,translation\ntaper,reducción\n", "utf-8")
    wrong = 'msgid "Taper by 0.5 mg in 3 weeks."\nmsgstr "Baje 5 mg en 4 semanas."\n'
    assert [code for code, *_ in told(tea, wrong, name="lessons/01-leaf")] == ["C111", "C112", "C113"]


def test_a_compiled_catalogue_needs_its_text(tea: Path) -> None:
    """Nobody can compare what is in it."""
    assert told(tea, 'msgid "Call."\nmsgstr "Llame."\n') == []
    text = tea / "locales" / "es" / "LC_MESSAGES" / "lessons.po"
    text.with_suffix(".mo").write_bytes(b"compiled")
    assert [code for code, *_ in told(tea, 'msgid "Call."\nmsgstr "Llame."\n')] == []
    text.with_suffix(".mo").rename(text.with_name("index.mo"))
    (found,) = told(tea, 'msgid "Call."\nmsgstr "Llame."\n')
    assert found == (
        "C111",
        1,
        "a compiled catalogue without its text: nobody can compare its doses, and it is not used",
    )


@pytest.mark.parametrize("content", ["no catalogue at all\n", 'msgid "a\n', "\x00\n"])
def test_what_is_no_catalogue_is_one_finding(tea: Path, content: str) -> None:
    """Whatever is wrong with the file."""
    assert [code for code, *_ in told(tea, head=content)] == ["C111"]


def test_the_spanish_sheets_say_what_they_are_and_keep_every_number() -> None:
    """Every text of both sheets is translated, with the numbers, sources and places of the original."""
    folder = REPOSITORY / "course" / "klonopin" / "locales" / "es" / "LC_MESSAGES"
    text = (folder / "handouts.po").read_text(encoding="utf-8")
    assert text.startswith("# Not reviewed by a translator.")
    entries = [one for one in read_po(io.BytesIO(text.encode())) if one.id]
    feet = [str(one.string) for one in entries if str(one.id).startswith("*") and "Checked in" in str(one.id)]
    assert len(feet) == 2
    assert all("Sin revisión clínica. Traducción no revisada por un traductor." in foot for foot in feet)
    for one in entries:
        before, after = str(one.id), str(one.string)
        assert after, before
        for pattern in (r"\d+", r"\{[\w:-]+\}`[^`]*`"):
            assert sorted(re.findall(pattern, before)) == sorted(re.findall(pattern, after)), before
