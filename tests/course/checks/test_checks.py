"""Every check is proved by a fault planted in a course that has none: its code, its file and its line."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from course.checks import all_checks, check, check_material
from course.evidence import load_register
from course.material import read_material
from course.project import load_project
from quizzes.finding import Level

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 22)
LEAF, KINDS, CARD = "lessons/01-leaf.md", "lessons/02-kinds.md", "handouts/h1-card.md"
CLAIMS, FACTS, WORKS = "evidence/claims.csv", "evidence/facts.csv", "evidence/references.bib"
SENTENCE = "The shrub grows in warm and wet places {cite:p}`leaf_2020`."
LONG = "Notwithstanding extraordinary circumstances, particularly disadvantageous agricultural administration " * 4

# code, file, what is replaced, by what, line of the finding
PLANTED = [
    ("E006", CLAIMS, "Tea holds caffeine.", "", 6),
    ("E007", CLAIMS, "Tea holds caffeine.,,cup_2021", "Tea holds caffeine.,,cup_1999", 6),
    ("E008", CLAIMS, "Tea holds caffeine.,,cup_2021", "Tea holds caffeine.,,", 6),
    ("E009", CLAIMS, "Tea holds caffeine.", "Tea holds caffeine [unverified].", 6),
    ("E010", CLAIMS, "awake.,supported", "awake.,open", 6),
    ("E011", LEAF, " {claim}`S02`", "", 6),
    ("E012", LEAF, "{claim}`S02`", "{claim}`S02, S99`", 22),
    ("E012", "quizzes/l01.yaml", "claims: [S01]", "claims: [S77]", 11),
    ("E017", LEAF, "cite:p}`leaf_2020`.", "cite:p}`leaf_1066`.", 16),
    ("E018", WORKS, "@article{cup_2021", "@misc{nobody, title={N}}\n@article{cup_2021", 9),
    ("E019", "lessons/02-kinds.md", "```{chart} brew\n```\n\n", "", 1),
    ("E021", "source/tea.txt", "awake", "asleep", 1),
    ("E022", CLAIMS, "It keeps people awake.", "It keeps cats awake.", 6),
    ("E023", "source/tea.txt", "Kinds", "And more.\n\nKinds", 6),
    ("E036", FACTS, "species of shrub.,leaf_2020", "species of shrub.,leaf_1066", 2),
    ("E037", FACTS, "page 3,2026-11-01", ",", 2),
    ("E038", FACTS, "leaf_2020,read", "leaf_2020,second-hand", 16),
    ("T201", LEAF, "The shrub grows", "Some 40 countries grow it.\nThe shrub grows", 16),
    ("T201", CARD, "Boil the water.", "Call 1-800-222-1222 for help.", 6),
    ("T201", "figures/brew.yaml", "How to wait for tea.", "Wait 3 minutes.", 5),
    ("T202", LEAF, "The shrub grows", "Xanax is no tea, and the shrub grows", 16),
    ("T203", LEAF, "a tired person", "an addict", 22),
    ("T203", LEAF, "{case} A cup for two", "{case} A cup for an addict", 7),
    ("T204", CARD, "Boil the water.", "Take 1.0 mg {cite:p}`cup_2021`.", 6),
    ("T205", CARD, "Wait.", "Wait for the the leaf to recieve water.", 6),
    ("T206", LEAF, "Caffeine makes", "The dried leaf of a shrub and every one. Caffeine makes", 22),
    ("T207", KINDS, "Heat stops", f"{LONG}. Heat stops", 1),
    ("T208", CARD, "Wait.", f"{LONG}.", 2),
    ("T209", CARD, "Wait.", "This page is accredited by a board.", 6),
    ("T301", KINDS, "minutes: 5", "minutes: [5", 3),
    ("T302", KINDS, "[LO2.1]", "[LO2.1, LO9.9]", 3),
    ("T303", KINDS, "[LO2.1]", "[LO1.1]", 2),
    ("T304", "quizzes/l02.yaml", "objective: [LO2.1]\n    facts", "objective: [LO1.1]\n    facts", 2),
    ("T310", LEAF, ":::{case} A cup for two", ":::{note}", 1),
    ("T311", LEAF, "The shrub grows", "Word after word goes by. " * 60 + "The shrub grows", 14),
    ("T312", LEAF, "minutes: 5", "minutes: some", 2),
    ("T313", LEAF, "minutes: 5", "minutes: 5\nallow: T201", 3),
    ("T313", LEAF, "minutes: 5", "minutes: 5\nallow:\n  T999: there is none", 3),
    ("T313", LEAF, "minutes: 5", "minutes: 5\nallow:\n  T201:", 3),
    ("T320", CARD, "Boil", "```{glossary}\nkettle\n  A pot.\n```\n\nBoil", 7),
    ("T401", "wording.yaml", "wording/1", "wording/2", 2),
    ("T401", "wording.yaml", "lessons/01-leaf.md", "lessons/09-leaf.md", 6),
    ("T402", CARD, "Wait.", "Hold on.", 6),
    ("T402", CARD, "Boil the water. Wait.", "Wait. Boil the water.", 6),
    ("T402", LEAF, "The shrub grows", "The shrub can live", 1),
    ("T403", LEAF, "The shrub grows", "Drink it *boiling*. The shrub grows", 16),
    ("T403", "quizzes/l01.yaml", "Grasses give grain", "Drink it boiling", 17),
    ("T501", LEAF, "The shrub grows", "Press the button. The shrub grows", 16),
    ("T501", CARD, "Wait.", "Wait. {screen}`Click here.` It stays in your browser.", 6),
    ("C101", "course.toml", "[review]", "[activity]\nreleased = 2026-05-01\nreviewed = 2026-01-01\n\n[review]", 17),
    ("C102", "course.toml", "[review]", "[activity]\nexpires = 2026-11-01\n\n[review]", 16),
    ("C103", WORKS, "{2026-11-01}", "{2025-03-01}", 1),
    ("C104", "course.toml", "[review]", "[activity]\nminutes = 99\n\n[review]", 16),
    ("C106", "course.toml", "[review]", '[search.synonyms]\nbrew = ["coffee"]\n\n[review]', 16),
    ("C107", LEAF, "The shrub grows", "Call {here}`tee-line`. The shrub grows", 16),
    ("C107", "quizzes/l01.yaml", "The leaf of one shrub", "Call {here}`tea-line`. The leaf of one shrub", 15),
    ("C108", LEAF, "The shrub grows", "Call 999 now. The shrub grows", 16),
    ("C108", "figures/brew.yaml", "Pour the water", "Call 999", 7),
    ("C108", "quizzes/l01.yaml", "Grasses give grain", "Call 999", 17),
    ("C108", CLAIMS, "Tea holds caffeine.", "Tea holds caffeine; call 999.", 6),
    ("C109", LEAF, "The shrub grows", "Go to {here}`shop`. The shrub grows", 30),
    ("C110", "course.toml", '["leaf_2020"]', '["leaf_1066"]', 28),
    ("X001", WORKS, "year      = {2020}", "year      = {2020},\n  url       = {javascript:alert(1)}", 1),
    ("L014", "quizzes/l02.yaml", "use: practice", "use: practice\ncolour: red", 5),
]


def broken(tea: Path, file: str, old: str, new: str) -> Path:
    """Replace a text of a file, which must be there."""
    path = tea / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} has no {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return tea


def test_the_small_course_has_nothing_wrong_but_the_missing_signature(tea: Path) -> None:
    """Planted faults prove something only because nothing is found without them."""
    codes = [finding.code for finding in check(load_project(tea), today=DAY)]
    assert [code for code in codes if not code.startswith("Q")] == ["R001"]


@pytest.mark.parametrize("row", PLANTED, ids=[f"{row[0]}-{row[1]}" for row in PLANTED])
def test_planted_fault_is_found_at_its_line(tea: Path, row: tuple[str, str, str, str, int]) -> None:
    """One fault, one code, the right file and line."""
    code, file, old, new, line = row
    found = check(load_project(broken(tea, file, old, new)), today=DAY)
    places = [(finding.path.name, finding.line) for finding in found if finding.code == code]
    expected = {
        "C109": "course.toml",
        "E011": CLAIMS,
        "E038": LEAF,
        "E019": "figures/brew.yaml",
        "T303": "objectives.yaml",
        "T304": "objectives.yaml",
    }.get(code, file)
    assert (expected.rpartition("/")[2], line) in places, found


def test_every_check_is_proved() -> None:
    """A check without a planted fault here or in the tests of reviews is not allowed."""
    proved = {row[0] for row in PLANTED} | {
        "C105",
        "E024",
        "E025",  # tests/course/update
        "R001",
        "R002",
        "R003",
        "R004",
        "R005",
        "X002",
    }  # X002: tests/course/outputs/trust
    proved |= {f"I{number:03d}" for number in range(1, 17)}  # tests/course/instructor
    proved |= {f"C{number}" for number in (*range(201, 218), 219, 220, 221, 226, 227)}  # tests/course/checks/record
    proved |= {"C111", "C112", "C113"}  # tests/course/checks/test_translations.py
    assert set(all_checks()) <= proved


@pytest.mark.parametrize(
    "said",
    ["As quoted elsewhere, the", "A summary says that the", "We have not read that the", "Laut Auszug: the"],
)
def test_an_unread_source_may_be_named_with_a_word_of_doubt(tea: Path, said: str) -> None:
    """Honest is how it is known; a second source that was read is enough too."""
    broken(tea, FACTS, "leaf_2020,read", "leaf_2020,second-hand")
    broken(tea, LEAF, "The shrub grows", f"{said} shrub grows")
    found = [(one.path.name, one.line) for one in check(load_project(tea), today=DAY) if one.code == "E038"]
    assert (tea.joinpath(LEAF).name, 16) not in found


LOSSES = 'id,place,kind,words,outcome,answer\nL01,page 2,{},"1 mg | 2 mg\nat night",{},{}\nL02,page 3,link,a,dropped,\n'


@pytest.mark.parametrize(
    ("kind", "outcome", "answer", "found"),
    [
        ("table", "dropped", "", ["L01"]),
        ("picture", "dropped", "", ["L01"]),
        ("equation", "dropped", " ", ["L01"]),
        ("table", "dropped", "it is in lesson 2", []),
        ("table", "kept as a list", "", []),
        ("comment", "dropped", "", []),
    ],
)
def test_what_the_draft_dropped_needs_an_answer(
    tea: Path, kind: str, outcome: str, answer: str, found: list[str]
) -> None:
    """A dropped table, picture or formula is an error until somebody says why the course does without."""
    (tea / "evidence" / "losses.csv").write_text(LOSSES.format(kind, outcome, answer), encoding="utf-8")
    faults = [one for one in check(load_project(tea), today=DAY) if one.code == "E024"]
    assert [one.subject for one in faults] == found
    if found:
        assert (faults[0].path.name, faults[0].line, faults[0].level) == ("losses.csv", 2, Level.ERROR)
        assert f"the draft dropped a {kind} at page 2: 1 mg | 2 mg" in faults[0].message


def test_a_list_of_losses_that_cannot_be_read_is_a_finding(tea: Path) -> None:
    """A missing column is named."""
    (tea / "evidence" / "losses.csv").write_text("id,kind\n", encoding="utf-8")
    (fault,) = [one for one in check(load_project(tea), today=DAY) if one.path.name == "losses.csv"]
    assert (fault.code, "place, words, outcome, answer" in fault.message) == ("E024", True)


def test_the_register_is_compared_with_the_words_as_they_were_read(tea: Path) -> None:
    """Beside the register they count in place of the document, sign by sign, also what looks like a bullet."""
    words = tea / "evidence" / "document.txt"
    rows = [claim.seed_text for claim in load_register(tea / CLAIMS).claims]
    words.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    (tea / "source" / "tea.txt").rename(tea / "source" / "tea.docx")
    broken(tea, "course.toml", "tea.txt", "tea.docx")
    codes = ("E022", "E023")
    assert [one for one in check(load_project(tea), today=DAY) if one.code in codes] == []
    words.write_text("".join(f"{row}\n" for row in [*rows, "3."]), encoding="utf-8")
    (fault,) = [one for one in check(load_project(tea), today=DAY) if one.code in codes]
    assert (fault.code, fault.path.name, fault.line) == ("E023", "document.txt", len(rows) + 1)


def test_a_package_in_the_content_is_an_error(tea: Path) -> None:
    """Content folders hold no code."""
    (tea / "lessons" / "__init__.py").touch()
    assert [f.path.name for f in check(load_project(tea), today=DAY) if f.code == "C105"] == ["__init__.py"]


def test_an_old_source_is_an_error_in_a_release(tea: Path) -> None:
    """A build must not break by the calendar alone; a release must."""
    broken(tea, WORKS, "{2026-11-01}", "{2025-03-01}")
    project = load_project(tea)
    levels = [
        [finding.level for finding in check(project, today=DAY, release=release) if finding.code == "C103"]
        for release in (False, True)
    ]
    assert levels == [[Level.WARNING], [Level.ERROR]]


@pytest.mark.parametrize(
    "text",
    [
        "See lesson 3 and steps 1 to 4.",
        "In 2025 a guideline came out.",
        "*22 November 2026.* Checked.",
        "The receptors GABA-A and 5-HT, DSM-5 and CYP3A4.",
        "Call 911 now.",
        "A 26-year-old person came in.",
        "The screen finds 7-aminoclonazepam.",
        "Rate it from 0 (none) to 10 (worst).",
    ],
)
def test_numbers_that_state_no_fact_need_no_source(tea: Path, text: str) -> None:
    """Names, labels, dates and scales are not facts."""
    broken(tea, CARD, "Boil the water.", text)
    assert [f.message for f in check(load_project(tea), today=DAY) if f.code == "T201"] == []


@pytest.mark.parametrize(
    "text", ['A nurse says "addict" here.', "Abuse (the label's words) is a term.", "The risk of abuse."]
)
def test_quoted_and_official_words_are_no_stigma(tea: Path, text: str) -> None:
    """What is quoted, or marked as a term of the label, is allowed."""
    broken(tea, CARD, "Wait.", text)
    assert [f.message for f in check(load_project(tea), today=DAY) if f.code == "T203"] == []


def test_a_denied_accreditation_is_no_promise(tea: Path) -> None:
    """Saying that there is no credit is allowed; a named provider may promise it."""
    broken(tea, CARD, "Wait.", "This page is not accredited by anybody.")
    broken(tea, LEAF, "The shrub grows", "This course is accredited by a board. The shrub grows")
    assert [f.path.name for f in check(load_project(tea), today=DAY) if f.code == "T209"] == ["01-leaf.md"]
    broken(tea, "course.toml", "[review]", '[activity]\naccreditation = "Tea Board"\n\n[review]')
    assert [f for f in check(load_project(tea), today=DAY) if f.code == "T209"] == []


def test_a_page_may_allow_a_finding_with_a_reason(tea: Path) -> None:
    """A waiver names its reason; the finding stays visible as a remark."""
    broken(tea, CARD, "Boil the water.", "Wait 5 minutes.")
    broken(tea, CARD, "audience: patient", "audience: patient\nallow: {T201: our own kitchen}")
    (found,) = [f for f in check(load_project(tea), today=DAY) if f.code == "T201"]
    assert (found.level, found.hint) == (Level.INFO, "waived: our own kitchen")


def test_unreadable_parts_are_reported_and_the_rest_is_checked(tea: Path) -> None:
    """A broken register does not hide what is wrong in a lesson."""
    broken(tea, CLAIMS, "awake.,supported", "awake.,perhaps")
    broken(tea, LEAF, "a tired person", "an addict")
    found = {f.code for f in check_material(read_material(load_project(tea), today=DAY))}
    assert {"E004", "T203"} <= found


UNREADABLE = {
    "another encoding": (b"\xff", "not UTF-8: byte 594 is 0xff (save it as UTF-8)"),
    "a control character": (b"\x00", "the control character U+0000 does not belong in a text (take it out)"),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_a_page_that_cannot_be_read_is_the_one_error(tea: Path, kind: str) -> None:
    """What only seems to be missing, because it stands in that page, is not told."""
    page = tea / "lessons" / "01-leaf.md"
    sound = page.read_bytes()
    page.write_bytes(sound + UNREADABLE[kind][0])
    found = [one for one in check(load_project(tea)) if one.level is not Level.INFO]
    message = UNREADABLE[kind][1].replace("594", str(len(sound)))
    assert [(one.path, one.line, one.code, one.message) for one in found] == [
        (page, sound.count(b"\n") + 1, "T301", message)
    ]
