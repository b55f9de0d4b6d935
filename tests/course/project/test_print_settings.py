"""What course.toml says of printed papers is checked before anything is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.project import load_project
from course.project.kinds import contrast_on_white
from course.sphinxext.settings import settings_of
from quizzes.finding import FindingsError

if TYPE_CHECKING:
    from pathlib import Path


def _with(course: Path, lines: str) -> Path:
    settings = course / "course.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + f"\n{lines}\n", encoding="utf-8")
    return course


def test_black_and_a_middle_grey_have_the_contrast_that_is_published() -> None:
    """WCAG 2.2 gives 21 : 1 for black; #767676 is known as the lightest grey that reaches 4.5 : 1."""
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('colors = {brand = "#ffcc00"}', "which has 1.5 : 1 on white, and 4.5 : 1 is the least"),
        ('colors = {brand = "blue"}', "must be a colour such as #0b4a6f"),
        ('logo = "nowhere.png"', "there is no file nowhere.png"),
        ('logo = "/etc/passwd"', "must be a picture in the folder of the course"),
        ('figure-words = "never"', "figure-words"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_its_line(tea: Path, line: str, said: str) -> None:
    """One message, at the line of the setting."""
    number = len((_with(tea, f"[print]\n{line}") / "course.toml").read_text(encoding="utf-8").splitlines())
    with pytest.raises(FindingsError) as refused:
        load_project(tea)
    assert [one.line for one in refused.value.findings] == [number]
    assert said in str(refused.value)


def test_license_publisher_and_contact_stand_in_the_imprint(tea: Path) -> None:
    """The publisher of the course comes before its provider, whose ways to be reached are the contact."""
    text = (tea / "course.toml").read_text(encoding="utf-8")
    (tea / "course.toml").write_text(text.replace("[course]", '[course]\nlicense = "CC BY 4.0"', 1), encoding="utf-8")
    project = load_project(_with(tea, '[provider]\nname = "The tea house"\ncontact_phone = "+1 555 0100"'))
    settings = settings_of(project)
    assert list(settings["course_pdf_imprint"])[:3] == [
        "License: CC BY 4.0",
        "Publisher: The tea house",
        "Contact: +1 555 0100",
    ]
    assert settings["epub_copyright"] == "CC BY 4.0"
    assert settings["epub_publisher"] == "The tea house"
