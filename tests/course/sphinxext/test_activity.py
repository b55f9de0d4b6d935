"""The block on the start page says what learners must read first, and nothing of credit before it is given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from course.checks import all_checks
from course.material import read_material
from course.project import load_project
from course.sphinxext.activity import READ_FIRST, parts_of
from course.sphinxext.learner.start import place_of_start
from tests.conftest import REPOSITORY, copy_tea

if TYPE_CHECKING:
    from pathlib import Path

    from course.project.tables import Tables

RECORD = (REPOSITORY / "tests" / "data" / "record.toml").read_text(encoding="utf-8")
ACTIVE = RECORD.replace('status = "draft"', 'status = "active"').replace(
    'profile = "accme"', 'profile = "accme"\nstatus = "active"'
)
BLOCK = "```{activity}\n```\n"


def with_record(tea: Path, record: str) -> Tables:
    """Return the tables of the course on tea with a record."""
    with (tea / "course.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + record)
    return load_project(tea).tables


@pytest.fixture(scope="module")
def active(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Return the tables of a course with an active accreditation."""
    return with_record(copy_tea(tmp_path_factory.mktemp("activity")), ACTIVE)


def test_the_parts_come_in_the_order_in_which_learners_must_meet_them(active: Tables) -> None:
    """Provider and credit first, then whom it is for, then people and support, then what to do."""
    assert [term for term, lines in parts_of(active) if lines] == [
        "Provider", "Credit", "Purpose", "Audience", "Level", "Prerequisites", "Time", "Dates",
        "Authors, planners and reviewers", "Commercial support", "AI tools", "Uses outside of the label",
        "To complete the activity", "What you need", "Contact", "Imprint",
    ]  # fmt: skip


def test_people_are_shown_with_companies_by_name_or_with_none(active: Tables) -> None:
    """Absence is said of each person; the sentence on mitigation stands once."""
    assert dict(parts_of(active))["Authors, planners and reviewers"] == [
        "Ana Leaf, BSc: no relevant financial relationships with ineligible companies",
        "Ben Cup, RN: Kettle Works (consultant)",
        "Cem Pot, MD: no relevant financial relationships with ineligible companies",
        "All relevant financial relationships were mitigated.",
    ]


def test_who_said_nothing_and_what_was_not_mitigated_are_never_glossed_over(tea: Path) -> None:
    """Without a disclosure nobody is said to have no relationships, and without mitigation no sentence claims it."""
    silent = RECORD.replace("relationship = []\n", "", 1).replace('mitigation = "peer_review"', 'mitigation = ""')
    lines = dict(parts_of(with_record(tea, silent)))["Authors, planners and reviewers"]
    assert lines[0] == "Ana Leaf, BSc: has disclosed nothing yet"
    assert not [line for line in lines if "mitigated" in line]


def test_credit_is_printed_unchanged_and_only_when_it_is_given(active: Tables) -> None:
    """The statement is the one that was pasted; drafts give none, nor does a record whose status is none."""
    assert dict(parts_of(active))["Credit"] == ["The statement of the letter.", "0.5 AMA PRA Category 1 Credit"]
    none = replace(active, accreditation=replace(active.accreditation, status="none"))
    assert "Credit" not in dict(parts_of(none))


def test_learners_are_told_the_minutes_of_the_parts_and_not_those_that_are_claimed(active: Tables) -> None:
    """45 are told, 30 are claimed."""
    assert dict(parts_of(active))["Time"] == ["45 minutes (an estimate)"]
    assert dict(parts_of(active))["To complete the activity"][0] == "Answer 8 of 10 questions of the test rightly."


@pytest.mark.parametrize(("place", "found"), [("before", []), ("after", [("A11", "index.md", 12)])])
def test_the_block_must_stand_before_the_first_link_to_a_lesson(
    tea: Path, place: str, found: list[tuple[str, str, int]]
) -> None:
    """Behind the links it is met too late."""
    with_record(tea, ACTIVE)
    start = tea / "index.md"
    text = start.read_text(encoding="utf-8")
    text = text.replace("short texts.\n", f"short texts.\n\n{BLOCK}") if place == "before" else f"{text}{BLOCK}"
    start.write_text(text, encoding="utf-8")
    told = all_checks()["C216"].run(read_material(load_project(tea)))
    assert [(one.subject, one.path.name, one.line) for one in told] == found


def test_the_button_to_the_first_lesson_stands_below_the_block() -> None:
    """It is a link to the content, so that learners must have met the disclosures; without a block nothing changes."""
    section = nodes.section("", nodes.title("", "Tea"), nodes.paragraph("", "A course."))
    assert place_of_start(section) == (section, 2)
    inner = nodes.section("", nodes.title("", "Who"), nodes.definition_list(classes=[READ_FIRST]), nodes.paragraph())
    section += [nodes.definition_list(), inner]
    assert place_of_start(section) == (inner, 2)
