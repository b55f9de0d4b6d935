"""How documents are divided: sizes of lessons, containers kept whole, a plan that somebody edits and gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from course.cli import main
from course.ingest.divide import FEWEST, MOST, Rules
from course.ingest.readers.markdown import read_markdown
from course.ingest.readers.plain import read_plain
from course.ingest.tree import Heading, Table
from course.project import load_project
from quizzes.finding import Level
from tests.course.ingest.reading import division, headings, nodes

if TYPE_CHECKING:
    from pathlib import Path

    from course.ingest.division import Division


def words(number: int) -> str:
    """Return a paragraph of so many words."""
    return " ".join(["word"] * (number - 1) + ["end."])


def divided(text: str, rules: Rules | None = None, *, path: Path) -> Division:
    """Divide Markdown."""
    return division(read_markdown(text), path / "a.md", rules)


def test_a_long_lesson_is_divided_at_its_next_level(tmp_path: Path) -> None:
    """The title of a part becomes that of its lesson; nothing is lost, and the order stays."""
    parts = "".join(f"### Part {number}\n\n{words(900)}\n\n" for number in range(1, 5))
    made = divided(f"# T\n\n## A\n\n{words(400)}\n\n{parts}## B\n\n{words(500)}\n", path=tmp_path)
    assert [lesson.title for lesson in made.lessons] == ["A", "Part 1", "Part 2", "Part 3", "Part 4", "B"]
    assert all(lesson.words <= MOST for lesson in made.lessons)
    assert sum(lesson.words for lesson in made.lessons) == 400 + 4 * 902 + 500 + 2


def test_a_long_part_without_headings_is_divided_between_blocks(tmp_path: Path) -> None:
    """The pieces are of about one length and bear its title with a number; a box is never cut."""
    box = f":::{{note}}\n{words(700)}\n\n{words(700)}\n:::\n\n"
    text = f"# T\n\n## A\n\n{f'{words(600)}{chr(10) * 2}' * 4}{box}{words(600)}\n\n## B\n\n{words(400)}\n"
    made = divided(text, path=tmp_path)
    assert [lesson.title for lesson in made.lessons] == ["A", "A (2)", "B"]
    assert all(1500 < lesson.words <= MOST for lesson in made.lessons[:2])
    assert sum(type(block).__name__ == "Box" for lesson in made.lessons for block in lesson.blocks()) == 1


def test_what_cannot_be_divided_is_said(tmp_path: Path) -> None:
    """One paragraph of 4,000 words stays whole."""
    made = divided(f"# A\n\n{words(4000)}\n\n# B\n\n{words(400)}\n", path=tmp_path)
    (finding,) = made.findings
    assert (finding.code, finding.level) == ("N016", Level.WARNING)
    assert "the lesson 'A' has 4,001 words" in finding.message


def test_short_neighbours_are_joined_where_the_document_allows(tmp_path: Path) -> None:
    """No lesson of thirty short parts is short, and a remark says so; a document of 700 words keeps its headings."""
    many = "".join(f"## Part {number}\n\n{words(100)}\n\n" for number in range(30))
    made = divided(f"# T\n\n{many}", path=tmp_path)
    assert min(lesson.words for lesson in made.lessons) >= FEWEST
    assert max(lesson.words for lesson in made.lessons) <= FEWEST * 2 + 12
    assert made.lessons[0].title.startswith("Part 0; Part 1")
    assert [finding.code for finding in made.findings] == ["N016"]
    uneven = f"## Long\n\n{words(900)}\n\n" + "".join(f"## Part {number}\n\n{words(60)}\n\n" for number in range(5))
    assert [one.title[:6] for one in divided(f"# T\n\n{uneven}", path=tmp_path).lessons] == ["Long", "Part 0"]
    few = "".join(f"## Part {number}\n\n{words(100)}\n\n" for number in range(7))
    assert len(divided(f"# T\n\n{few}", path=tmp_path).lessons) == 7


def test_a_lesson_of_few_words_among_long_ones_begins_the_next(tmp_path: Path) -> None:
    """A line of a colophon is no lesson of its own."""
    made = divided(f"Version 3 of it.\n\n# A\n\n{words(900)}\n\n# B\n\n{words(900)}\n", path=tmp_path)
    assert [lesson.title for lesson in made.lessons] == ["A", "B"]
    assert made.statements[0].text == "Version 3 of it."


def test_level_and_words_can_be_chosen(tmp_path: Path) -> None:
    """A level keeps each of its parts as a lesson; a number of words divides further."""
    text = "# T\n\n" + "".join(f"## {n}\n\n### {n}a\n\n{words(80)}\n\n### {n}b\n\n{words(90)}\n\n" for n in "ABC")
    assert len(divided(text, path=tmp_path).lessons) == 3
    assert len(divided(text, Rules(level=3), path=tmp_path).lessons) == 6
    assert len(divided(text, Rules(most=100), path=tmp_path).lessons) == 6


@pytest.mark.parametrize(
    "line",
    [
        '"And your wife?"', "“And your wife?”", "„Und Ihre Frau?“", "«Et votre femme»", "— She left", "[Illustration]",
        "By", "3 May 2021", "May 2021", "12/05/2021", "Language: English", "Author: Jane Doe", "https://example.org",
        "© 2020 The Trust", "Copyright 2019 Somebody", "ISBN 978-3-16-148410-0", "Read more", "THE END", "3.", "* * *",
    ],
)  # fmt: skip
def test_what_heads_nothing_is_no_heading(line: str) -> None:
    """Dialogue, dates, addresses, colophons and teasers are paragraphs, however short they are."""
    text = f"Chapter I\n\nHe came in and sat down.\n\n{line}\n\nShe was in the country.\n\nChapter II\n\nIt was late.\n"
    assert headings(read_plain(text)) == ["Chapter I", "Chapter II"]
    assert headings(read_plain(f"{line}\n\n{text}"))[0] == "Chapter I"


@pytest.mark.parametrize("line", ["What is it?", "2. Scope", "Step 1: Wash", "Copyright law", "How to read more"])
def test_what_heads_something_is_a_heading(line: str) -> None:
    """A question, a number or a colon behind a name are no reason against it."""
    assert line in headings(read_plain(f"Guide\n\nSome text here.\n\n{line}\n\nMore text here.\n\nOther\n\nText.\n"))


def test_verse_has_no_headings() -> None:
    """Where nearly each line looks like one, only numbers and rules make headings."""
    verse = "\n\n".join(f"Line {name} of the song" for name in "ABCDEFGHIJKL")
    document = read_plain(f"1. Song\n\n{verse}\n\n2. Song\n\n{verse}\n\nAnd so it ends.\n")
    assert headings(document) == ["1. Song", "2. Song"]


def test_headings_without_a_number_stand_below_those_with_one() -> None:
    """In a policy with numbered parts a short line is a part of a part."""
    document = read_plain("1. Scope\n\nText is here.\n\nWards\n\nMore text.\n\n2. Care\n\nText.\n\nHomes\n\nText.\n")
    assert [(block.level) for block in document.blocks if type(block).__name__ == "Heading"] == [1, 2, 1, 2]  # type: ignore[union-attr]


PAGE = "# T\n\n## A\n\nOne two.\n\n### A1\n\nThree.\n\n## B\n\nFour.\n\n## C\n\nFive.\n"


def test_a_plan_is_printed_edited_and_given_back(tmp_path: Path) -> None:
    """Nothing is written for a plan; what it says is done, and its titles are taken."""
    document, plan, folder = tmp_path / "a.md", tmp_path / "plan.txt", tmp_path / "course"
    document.write_text(PAGE, encoding="utf-8")
    printed = CliRunner().invoke(main, ["new", str(document), "--plan"])
    assert printed.exit_code == 0, printed.output
    assert {path.name for path in tmp_path.iterdir()} == {"a.md"}
    lines = [line.split() for line in printed.stdout.splitlines() if not line.startswith("#")]
    assert [(line[0], line[-1]) for line in lines] == [
        ("lesson", "A"),
        ("part", "A1"),
        ("lesson", "B"),
        ("lesson", "C"),
    ]
    edited = printed.stdout.replace("lesson      2 words    B", "part        2 words    B")
    edited = edited.replace("part        2 words      A1", "lesson      2 words      The first part of A")
    assert edited.count("lesson ") == printed.stdout.count("lesson ")
    plan.write_text(edited, encoding="utf-8")
    done = CliRunner().invoke(main, ["new", str(document), str(folder), "--by", str(plan), "-q"])
    assert done.exit_code == 0, done.output
    pages = [path.read_text(encoding="utf-8") for path in load_project(folder).lessons()]
    titles = [[line for line in page.splitlines() if line.startswith("#")] for page in pages]
    assert titles == [
        ["# A", "## Practice"],
        ["# The first part of A", "## A1", "## B", "## Practice"],
        ["# C", "## Practice"],
    ]


@pytest.mark.parametrize(
    ("plan", "words_of_it"),
    [
        ("lesson 3 words A\n", "the plan has 1 lines, and the document 4 parts"),
        ("chapter 3 words A\n", "'chapter 3 words A' is no line of a plan"),
        ("# nothing\n", "the plan has no line"),
    ],
)
def test_a_plan_that_is_none_is_named(tmp_path: Path, plan: str, words_of_it: str) -> None:
    """Code, file and what to do; nothing is made."""
    document, file = tmp_path / "a.md", tmp_path / "plan.txt"
    document.write_text(PAGE, encoding="utf-8")
    file.write_text(plan, encoding="utf-8")
    done = CliRunner().invoke(main, ["new", str(document), str(tmp_path / "course"), "--by", str(file)])
    assert done.exit_code == 1
    assert "N015" in done.output
    assert words_of_it in done.output
    assert not (tmp_path / "course").exists()


def test_options_that_exclude_each_other_are_a_wrong_use(tmp_path: Path) -> None:
    """A plan says how to divide; and without a plan a folder is needed."""
    document = tmp_path / "a.md"
    document.write_text(PAGE, encoding="utf-8")
    for arguments in (["--by", "x", "--level", "2"], []):
        assert CliRunner().invoke(main, ["new", str(document), *arguments]).exit_code == 2


def test_what_a_formulary_repeats_is_named_by_what_it_stands_below(tmp_path: Path) -> None:
    """Two drugs have a lesson "Dose" each, which a list of lessons could not tell apart."""
    drugs = "".join(f"## {drug}\n\n{words(400)}\n\n### Dose\n\n{words(2300)}\n\n" for drug in ("Diazepam", "Lorazepam"))
    made = divided(f"# T\n\n{drugs}", path=tmp_path)
    titles = [lesson.title for lesson in made.lessons]
    assert titles == ["Diazepam", "Diazepam: Dose", "Lorazepam", "Lorazepam: Dose"]
    assert not [one for lesson in made.lessons for one in lesson.blocks() if type(one).__name__ == "Heading"]


LEAFLET = """PATIENT LEAFLET
===============

Last updated: 3 May 2024

1. WHAT IT IS

Clonazepam is a benzodiazepine.

2. HOW TO TAKE IT

Dose\t\tAge
0.5 mg\t\t>65
1 mg\t18-64

Page 2 of 9

3. HOW TO STORE IT

Below 25 °C.
"""


def test_a_leaflet_begins_with_its_first_part(tmp_path: Path) -> None:
    """Its title is that of the course, its date and its pages head nothing, and its columns are a table."""
    made = division(read_plain(LEAFLET), tmp_path / "a.txt")
    assert made.title == "PATIENT LEAFLET"
    assert [one.title for one in made.lessons] == ["1. WHAT IT IS", "2. HOW TO TAKE IT", "3. HOW TO STORE IT"]
    said = [one.text for one in made.statements]
    assert said[:2] == ["Last updated: 3 May 2024", "Clonazepam is a benzodiazepine."]
    assert said[2:6] == ["Dose | Age", "0.5 mg | >65", "1 mg | 18-64", "Page 2 of 9"]


def test_rules_below_headings_tell_their_levels() -> None:
    """As reStructuredText does: the first kind of rule is the highest; lines of unlike columns are no table."""
    text = "Guide\n=====\n\nOne\n---\n\nA  b   c.\nD.\n\nTwo\n---\n\nEnd of it.\n"
    document = read_plain(text)
    assert [(one.level, headings(document)[at]) for at, one in enumerate(nodes(document, Heading))] == [
        (0, "Guide"), (2, "One"), (2, "Two"),
    ]  # fmt: skip
    assert not nodes(document, Table)


def test_who_speaks_heads_nothing() -> None:
    """A question to somebody and a line between stars; a question of the document itself is a heading."""
    parts = ("_Viat_. Why, Sir, what is it worth?", "*** START OF THE BOOK ***", "Why stop slowly?", "CHAP. II.", "So.")
    assert headings(read_plain("\n\nWords.\n\n".join(parts))) == ["Why stop slowly?", "CHAP. II."]


def test_a_table_with_a_rule_and_lines_of_values() -> None:
    """The rule below the first row makes it the head; a date with its word and a line of columns head nothing."""
    rows = "Drug         Dose      Half-life\n-----------------------\nDiazepam     10 mg     20-100 h\n"
    document = read_plain(f"Doses\n\nApproved: 12/03/2024\n\nBoard A    Clinic B\n\n{rows}\nThe end of it.\n")
    assert headings(document) == ["Doses"]
    (table,) = nodes(document, Table)
    assert isinstance(table, Table)
    assert (len(table.rows), table.heads, len(table.rows[1])) == (2, 1, 3)


def test_no_lesson_begins_with_a_date_or_a_teaser(tmp_path: Path) -> None:
    """Though the document makes a heading of it; it stays one in the lesson above. A diary is divided by its dates."""
    page = (
        "## Dose\n\nOne.\n\n## 3 May 2024\n\nTwo.\n\n## Share this\n\nThree.\n\n## Stop\n\nFour.\n\n## Why\n\nFive.\n"
    )
    made = divided(page, path=tmp_path)
    assert [lesson.title for lesson in made.lessons] == ["Dose", "Stop", "Why"]
    assert [one.text for one in made.headings] == ["Dose", "3 May 2024", "Share this", "Stop", "Why"]
    diary = divided("## 3 May 2024\n\nTwo.\n\n## 4 May 2024\n\nThree.\n", path=tmp_path)
    assert [lesson.title for lesson in diary.lessons] == ["3 May 2024", "4 May 2024"]


def test_pieces_of_a_text_without_headings_are_called_by_their_first_words(tmp_path: Path) -> None:
    """The words "Introduction (2)" say nothing; below a heading a piece goes on with its number."""
    text = "\n\n".join(f"Paragraph {number} says what follows. {words(600)}" for number in range(8))
    titles = [one.title for one in divided(text, path=tmp_path).lessons]
    assert titles == ["Introduction", "Paragraph 4 says what follows. word word word word …"]
    assert [one.title for one in divided(f"# Dose\n\n{text}", path=tmp_path).lessons] == ["Dose", "Dose (2)"]
