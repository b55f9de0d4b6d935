"""Every check of the session plan is proved by a planted fault: its code and its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.checks.run import all_checks
from course.material import read_material
from course.project import load_project
from quizzes.finding import Finding, Level

if TYPE_CHECKING:
    from pathlib import Path

PLAN, KINDS = "instructor/sessions.yaml", "lessons/02-kinds.md"
WORDS = "word " * 110
LONG = "\\n\\n".join(["Steep."] * 24)

# code, file, what is replaced, by what; the finding stands on the line of the first replaced text
PLANTED = [
    ("I001", PLAN, "method: Talk", "methods: Talk"),
    ("I001", PLAN, "- {text: ", "- {case: 01-leaf, text: "),
    ("I001", PLAN, ', "Thanked."]', "]"),
    ("I001", PLAN, "minutes: 4", "minutes: four"),
    ("I002", PLAN, "lessons: [01-leaf]", "lessons: [09-leaf]"),
    ("I002", PLAN, "objectives: [LO1.1]", "objectives: [LO1.1, LO9.9]"),
    ("I002", PLAN, "items: [l02-q1]", "items: [l02-q9]"),
    ("I002", PLAN, "claims: [S01]", "claims: [S91]"),
    ("I002", PLAN, "handouts: [h1]", "handouts: [h9]"),
    ("I002", PLAN, "role_plays: [guest]", "role_plays: [ghost]"),
    ("I002", PLAN, "kits: [claim-cards]", "kits: [claim-cups]"),
    ("I002", PLAN, "{chart: cups", "{chart: mugs"),
    ("I002", PLAN, "sort_claims: [S02, S03]", "sort_claims: [S02, S93]"),
    ("I002", PLAN, "{activity: kinds, minutes: 10}", "{activity: sorts, minutes: 10}"),
    ("I002", PLAN, "same_as: tasting", "same_as: testing"),
    ("I003", PLAN, "- id: kinds", "- id: leaf"),
    ("I003", PLAN, "- id: tasting-sheet", "- id: sign-in"),
    ("I001", PLAN, 'rows: ["What we smell"]', "rows: []"),
    ("I002", PLAN, "kits: [tasting-sheet]", "kits: [tasting-list]"),
    ("I004", PLAN, "        minutes: 10\n", "        minutes: 12\n"),
    ("I004", PLAN, "minutes: 30, same_as", "minutes: 40, same_as"),
    ("I005", PLAN, "- id: sip", "- id: nip"),
    ("I006", PLAN, "objectives: [LO2.1]\n    items", "objectives: [LO1.1, LO2.1]\n    items"),
    ("I007", PLAN, "  - id: kinds", "  - id: kinds"),
    ("I008", PLAN, "02-kinds#Two kinds of leaf", "02-kinds#Nine kinds of leaf"),
    ("I008", PLAN, "{poll: l01-q1", "{poll: l02-q1"),
    ("I008", PLAN, '{text: "Pour a cup.", ', '{text: "Pour a cup.", arrows: true, '),
    ("I009", PLAN, "Pour a cup.", WORDS),
    ("I010", KINDS, ":::{slide} Two", ":::{role-play} two\n:::\n\n:::{slide} Two"),
    ("I010", KINDS, "See {numref}", ":::{slide}\nWords.\n:::\n\nSee {numref}"),
    ("I002", PLAN, "leaf_2020", "leaf_2099"),
    ("I002", PLAN, "skip: [discussion]", 'skip: ["No such slide"]'),
    ("I002", PLAN, 'if_long: "Smell the leaf."', "handouts: [h9]"),
    ("I002", PLAN, "    chart: cups", "    chart: mugs"),
    ("I001", PLAN, "- activity: leaf", "- do: [Smell]\n            activity: leaf"),
    ("I001", PLAN, '{slack: "Last sip"', '{pause: "Sip", slack: "Last sip"'),
    ("I014", PLAN, 'do: ["Ring the little bell."]', 'do: ["Everybody votes alone."]'),
    ("I014", PLAN, 'if_long: "Let the guest come back."', 'if_long: "Take H1 again."'),
    ("I014", PLAN, 'if_short: "Do not ring."', 'if_short: "The observer rings."'),
    ("I014", PLAN, 'if_short: "Do not ring."', 'if_short: "Deal the cards."'),
    ("I014", PLAN, "method: Talk", "method: The guest"),
    ("I014", KINDS, "Who pours the second cup", "Who takes a handout, or pours the second cup"),
    ("I014", PLAN, 'if_long: "Smell the leaf."', 'if_long: "Read the handout."\n            handouts: []'),
    ("I015", PLAN, "{activity: kinds, minutes: 10}", "{activity: kinds, minutes: 1}"),
    ("I015", PLAN, "{activity: welcome, minutes: 5}", "{activity: welcome, minutes: 2}"),
    ("I016", PLAN, "        minutes: 10\n", "        minutes: 40\n"),
    ("I016", PLAN, "        minutes: 30\n", "        minutes: 60\n"),
    ("I011", PLAN, "You are thirsty.", "You take 2 mg."),
    ("I011", PLAN, 'Host, card: "You pour.', 'Host, card: "Take one tablet every evening.'),
    ("I012", PLAN, "Pour a cup.", LONG),
    ("I013", PLAN, "- {id: online", "- {id: offline"),
    ("I013", PLAN, "kits: [claim-cards]", "kits: [vote-cards]"),
    ("I013", "instructor/guide/sip.md", "{agenda} sip", "{agenda} sup"),
    ("I013", "instructor/kits/sign-in.md", "{kit} sign-in", "{kit} sign-out"),
    ("T201", PLAN, "Grass, or hay.", "Of 40% of all leaves."),
    ("T203", PLAN, "You are thirsty.", "You are an addict."),
    ("T204", PLAN, "Grass, or hay.", "Grass, or 1.0 mg of hay."),
    ("T205", PLAN, "Grass, or hay.", "Grass, or the the hay."),
    ("T209", PLAN, "Wash the cups.", "You earn CE credits."),
]
EXTRA = {"I005": ("      - {objectives: [LO2.1], reason", "      - {objectives: [LO1.1], reason")}
EXTRA["I007"] = ('\n    producer: "Send the guest the hidden fact."', "")


def sessions_findings(course: Path) -> list[Finding]:
    """Return what the checks of the plan find."""
    material = read_material(load_project(course))
    return [one for code, check in all_checks().items() if code[0] in "IT" for one in check.run(material)]


def replace(path: Path, old: str, new: str) -> int:
    """Replace a text that must be there, and return its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_sound_plan_has_no_findings(tea: Path) -> None:
    """Planted faults prove something only because nothing is found without them."""
    assert sessions_findings(tea) == []


def test_a_course_without_a_plan_has_no_findings(tea: Path) -> None:
    """Teaching in a room is an offer, not a duty."""
    (tea / PLAN).unlink()
    replace(tea / KINDS, ":::{role-play} guest\nTake turns at the kettle.\n:::", "")
    assert sessions_findings(tea) == []


@pytest.mark.parametrize("row", PLANTED, ids=[f"{row[0]}-{number}" for number, row in enumerate(PLANTED)])
def test_planted_fault_is_found_at_its_line(tea: Path, row: tuple[str, str, str, str]) -> None:
    """One fault, one code, the right file and line."""
    code, file, old, new = row
    if code in EXTRA:
        replace(tea / file, *EXTRA[code])
    line = replace(tea / file, old, new)
    found = [one for one in sessions_findings(tea) if one.code == code]
    assert (tea / file, line) in [(one.path, one.line) for one in found], found
    assert all(one.level is (Level.WARNING if code == "I009" else Level.ERROR) for one in found)


def test_every_check_of_the_plan_is_proved() -> None:
    """A new code needs a fault here; those of lessons are proved with lessons."""
    assert {code for code in all_checks() if code.startswith("I")} <= {row[0] for row in PLANTED}


def test_an_objective_cannot_be_both_practiced_and_left_out(tea: Path) -> None:
    """A reason to leave out what is done would be untrue."""
    replace(tea / PLAN, "{objectives: [LO2.1], reason", "{objectives: [LO1.1, LO2.1], reason")
    assert [one.subject for one in sessions_findings(tea) if one.code == "I005"] == ["LO1.1"]
