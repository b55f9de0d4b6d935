"""Phone numbers become links that dial them; doses, dates, ranges and numbers of works never do."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.sphinxext.phone import phones
from tests.conftest import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Poison Help 1-800-222-1222", "tel:18002221222"),
        ("ask 800-222-1222.", "tel:8002221222"),
        ("(800) 222-1222", "tel:8002221222"),
        ("+44 20 7946 0018", "tel:+442079460018"),
        ("+49 (30) 19240", "tel:+493019240"),
        ("Call 911 at once", "tel:911"),
        ("call or text 988", "tel:988"),
        ("Notruf: 112", "tel:112"),
        ("1800 333 000 in Australia", "tel:1800333000"),
    ],
)
def test_a_phone_number_is_found_by_its_form_or_by_the_words_before_it(text: str, address: str) -> None:
    """The address holds the digits alone."""
    assert [found for *_place, found in phones(text)] == [address]


@pytest.mark.parametrize(
    "text",
    ["2025-11-30", "112 deaths", "911 people", "PMID 31988112", "10.1000/800-222-1222", "978-0-306-40615-7", "988 mg",
     "call 112 mg", "+10 20 30 mg", "NCT01234567", "12-24-2025", "v1-800-222-1222", "100-200-3000",
     "1-800-222-12223", "call 9110", "PMID 116000"],
)  # fmt: skip
def test_other_numbers_stay_text(text: str) -> None:
    """Form and surroundings must fit both."""
    assert list(phones(text)) == []
    assert text[:4] != "PMID" or list(phones(text, place=True)) == []


@given(st.integers(0, 99999), st.sampled_from(["mg", "µg", "ml", "%", "kg"]), st.sampled_from([" ", "", "."]))
def test_no_dose_becomes_a_link(number: int, unit: str, gap: str) -> None:
    """Whatever the number, also where [places] says it and behind a word that calls."""
    text = f"{number}{gap}5 {unit}" if gap == "." else f"{number}{gap}{unit}"
    assert list(phones(text, place=True, before="call ")) == []


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y"]))
def test_no_date_becomes_a_link(day: date, form: str) -> None:
    """In any of the usual forms."""
    assert list(phones(day.strftime(form), place=True, before="call ")) == []


@given(st.integers(10_000, 99_999_999))
def test_no_number_of_a_work_becomes_a_link(number: int) -> None:
    """Neither a PMID nor what a DOI ends with."""
    for text in (f"PMID {number}", f"10.1136/bmj.{number}", f"doi:10.1001/jama-{number}"):
        assert list(phones(text, place=True)) == []


def test_what_places_say_needs_no_word_before_it() -> None:
    """There a short number is a phone number."""
    said = "NHS 111, option 2, or Samaritans 116 123"
    assert [found for *_place, found in phones(said, place=True)] == ["tel:111", "tel:116123"]
    assert [found for *_place, found in phones("9-8-8 (call or text)", place=True)] == ["tel:988"]
    assert list(phones(said)) == []


def test_the_head_of_a_box_is_dialled_and_a_shortened_address_stops_no_build(course: Path, tmp_path: Path) -> None:
    """A reader in danger touches that number first; the head of a folded box opens it, and a heading is no link.

    The theme shortens a bare address of GitHub and leaves its text without a parent.
    """
    index = course / "index.md"
    told = (
        "\nSee <https://github.com/acme/tea>.\n"
        "\n:::{admonition} Danger: call 911\n:class: danger\nA fit.\n:::\n"
        "\n:::{admonition} Later: call 311\n:class: dropdown\nA form.\n:::\n\n## Then call 411\n\nText.\n"
    )
    index.write_text(index.read_text(encoding="utf-8") + told, encoding="utf-8")
    done = run("build", course, "--to", "html", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    page = (tmp_path / "out" / "html" / "index.html").read_text(encoding="utf-8")
    assert ">acme/tea</a>" in page
    assert 'href="tel:911"' in page.split("Danger: call ")[1].split("</p>")[0]
    assert "tel:311" not in page
    assert "tel:411" not in page
