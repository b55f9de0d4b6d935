"""The course for another country differs by one word of course.toml: its numbers are everywhere, others nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from course.checks import check_material
from course.instructor.deck import deck
from course.instructor.stock import read_stock
from course.material import Material, read_material
from course.project import load_project
from quizzes.finding import Level
from tests.conftest import copy_klonopin

if TYPE_CHECKING:
    from pathlib import Path

EMERGENCY = {"us": "911", "uk": "999", "ca": "911", "au": "000", "eu": "112"}
CRISIS = {"us": "988", "uk": "116 123", "ca": "9-8-8", "au": "13 11 14", "eu": "116 123"}
POISON = {"us": "1-800-222-1222", "uk": "NHS 111", "ca": "1-844-764-7669", "au": "13 11 26"}
SAYS_IT = {
    "emergency": (
        "01-what-clonazepam-is.md", "03-boxed-warning.md", "05-combinations.md", "07-withdrawal.md", "10-capstone.md",
        "h2-boxed-warning-card.md", "h4-ask-and-check.md", "h5-danger-signs.md", "h5p-danger-signs-patient.md",
        "h6-taper-worksheet.md", "h6p-diary.md", "h7-level-of-care.md", "caller-decision-path.yaml",
        "overdose-response.yaml", "sessions.yaml", "claims.csv", "index.md",
    ),
    "crisis": (
        "01-what-clonazepam-is.md", "06-noticing.md", "07-withdrawal.md", "h2-boxed-warning-card.md",
        "h5p-danger-signs-patient.md", "h6p-diary.md", "caller-decision-path.yaml", "sessions.yaml", "glossary.md",
    ),
    "poison": ("05-combinations.md", "h2-boxed-warning-card.md", "h5-danger-signs.md", "overdose-response.yaml"),
}  # fmt: skip


@pytest.fixture(scope="module", params=list(EMERGENCY))
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Material]:
    """Read the course as the edition of one place."""
    root: Path = copy_klonopin(tmp_path_factory.mktemp("country"))
    path = root / "course.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('here = "us"', f'here = "{request.param}"'), "utf-8")
    return request.param, read_material(load_project(root))


def test_every_kind_of_text_gives_the_numbers_of_the_place(edition: tuple[str, Material]) -> None:
    """Lesson, card, leaflet, worksheet, figure, answer, script, start page and glossary."""
    place, material = edition
    said: dict[str, str] = {}
    for path, sentence in material.passages():
        said[path.name] = f"{said.get(path.name, '')} {sentence.text}"
    for numbers, row in ((EMERGENCY, "emergency"), (CRISIS, "crisis"), (POISON, "poison")):
        for name in SAYS_IT[row]:
            assert numbers.get(place, "________") in said[name], (place, row, name)


def test_no_number_of_another_place_is_left(edition: tuple[str, Material]) -> None:
    """Outside of the table of all countries nobody is told to call where nobody answers."""
    place, material = edition
    own = {numbers.get(place) for numbers in (EMERGENCY, CRISIS, POISON)}
    others = {one for numbers in (EMERGENCY, CRISIS, POISON) for one in numbers.values()} - own
    texts = [(path.name, sentence.text) for path, sentence in material.passages()]
    texts += [(path.path.name, path.path.read_text(encoding="utf-8")) for path in material.banks]
    texts += [("course.toml", line) for line in material.project.tables.print.imprint]
    for name, text in texts:
        for number in others:
            found = re.search(rf"(?<![\w.,-]){re.escape(number)}(?![\w-]|[.,]\d)", text)
            assert not found or (name, number) == ("supply.md", "112"), (place, name, number, text[:200])


def test_the_slides_show_the_numbers_of_the_place(edition: tuple[str, Material]) -> None:
    """What a room reads on the wall is the number that somebody answers there."""
    place, material = edition
    stock = read_stock(material.project)
    frames = [frame for part in deck(stock, stock.plan.format("half-day"), 0) for frame in part]
    shown = "\n".join(text for frame in frames for text in frame.texts)
    assert "{here" not in shown
    assert EMERGENCY[place] in shown
    assert CRISIS[place] in shown
    assert not re.search(r"(?<![\w.,-])(911|988)(?![\w-])", shown) or place in {"us", "ca"}


def test_an_edition_for_another_place_has_no_error(edition: tuple[str, Material]) -> None:
    """What is not known there is a line to write on and a warning, never an error."""
    _, material = edition
    assert [str(one) for one in check_material(material) if one.level is Level.ERROR] == []


def test_every_entry_has_a_source_and_a_day(klonopin: Material) -> None:
    """A number or a rule without either cannot be checked again."""
    for name, row in klonopin.project.tables.places.rows.items():
        for code, said in row.says.items():
            assert name == "place" or (said.source and said.read), (name, code)
