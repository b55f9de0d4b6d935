"""course.toml: what is wrong with it is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from course.project import find_course, load_project, read_extension, reference
from course.project.tables import Tables
from quizzes.finding import FindingsError
from quizzes.reference import schema_of, written
from tests.conftest import DOCS

GOOD = """[course]
title = "A course"
document = "document.txt"
register = "claims.csv"
quizzes = "quizzes"
"""


def course(folder: Path, text: str) -> Path:
    """Write a course folder whose paths exist."""
    (folder / "quizzes").mkdir()
    for name in ("document.txt", "claims.csv"):
        (folder / name).write_text("", encoding="utf-8")
    (folder / "course.toml").write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path) -> list[tuple[str, int, str]]:
    """Return code, line and message of each finding."""
    with pytest.raises(FindingsError) as caught:
        load_project(folder)
    return [(finding.code, finding.line, finding.message) for finding in caught.value.findings]


def test_a_good_file_gives_absolute_paths_and_defaults(tmp_path: Path) -> None:
    """Paths are resolved against the folder of the file."""
    project = load_project(course(tmp_path, GOOD))
    assert project.document == tmp_path / "document.txt"
    assert (project.title, project.language, project.version) == ("A course", "en", "0.1.0")


@pytest.mark.parametrize(
    ("text", "code", "line", "word"),
    [
        (GOOD.replace("title", "titel"), "C005", 2, "unknown key 'titel' in [course], did you mean 'title'?"),
        (GOOD.replace('"A course"', "3"), "C005", 2, "course.title must be text, not 3; put it in quotes"),
        (GOOD.replace('"A course"', '" "'), "C005", 2, "course.title is empty"),
        (GOOD.replace('"A course"', r'"A\ncourse"'), "C005", 2, "course.title must be one line"),
        (GOOD.replace('"A course"', r'"A\u202Ecourse"'), "C005", 2, "course.title must be one line"),
        (GOOD.replace('"A course"', r'"A\u2028course"'), "C005", 2, "course.title must be one line"),
        (GOOD.replace("claims.csv", "nothing.csv"), "C005", 4, "there is no file"),
        (GOOD.replace("claims.csv", "a" * 5000), "C005", 4, "there is no file"),
        (GOOD.replace("claims.csv", r"\u0000"), "C005", 4, "course.register must be one line"),
        (GOOD.replace('quizzes = "', 'quizzes = "claims.csv" # "'), "C005", 5, "there is no folder"),
        (GOOD.replace("register = ", "# register = "), "C005", 1, "course.register is missing"),
        (GOOD + 'language = "German"\n', "C005", 6, "'German', which is no code such as en, de or pt-BR"),
        (GOOD + 'language = ""\n', "C005", 6, "course.language is empty"),
        (GOOD + '[platform]\nid = "https://a b"\n', "C005", 7, "an address has no blanks"),
        (GOOD + '[platform]\nscore = "Best"\n', "C005", 7, "not one of best, last, did you mean 'best'?"),
        (GOOD + '[platform]\nopinions = "no"\n', "C005", 7, "must be true or false"),
        (GOOD + "[review]\ntitle = 7\n", "C005", 7, "review.title must be text"),
        (GOOD + "[review]\ntitel = 'x'\n", "C005", 7, "unknown key 'titel' in [review], did you mean 'title'?"),
        (GOOD + "[review]\npeople = 0\n", "C005", 7, "review.people is 0: it must be at least 1"),
        (GOOD + "[review]\npeople = '2'\n", "C005", 7, "review.people must be a whole number, not '2'"),
        (GOOD + "[review]\npeople = 1.5\n", "C005", 7, "review.people must be a whole number"),
        (GOOD + "[review]\npeople = true\n", "C005", 7, "review.people must be a whole number"),
        ("review = 7\n" + GOOD, "C005", 1, "review must be a mapping of keys and values, not 7"),
        (GOOD + "[asessment]\nlock = true\n", "C005", 6, "unknown table [asessment], did you mean [assessment]?"),
        (GOOD + "[assessment]\nlock = 'no'\n", "C005", 7, "assessment.lock must be true or false, not 'no'"),
        (GOOD + "[activity]\nminuts = 5\n", "C005", 7, "unknown key 'minuts' in [activity], did you mean 'minutes'?"),
        (GOOD + "[activity]\nminutes = '5'\n", "C005", 7, "activity.minutes must be a whole number, not '5'"),
        (GOOD + "[activity]\nminutes = -5\n", "C005", 7, "activity.minutes is -5: it must be at least 0"),
        (GOOD + "[activity]\nexpires = '2026-01-01'\n", "C005", 7, "activity.expires must be a date such as"),
        (GOOD + "[activity]\nexpires = 2026-01-01T10:00:00\n", "C005", 7, "activity.expires must be a date such as"),
        (GOOD + "[people]\nname = 'A'\n", "C005", 6, "people must be a list"),
        (GOOD + "[[people]]\nname = 'A'\n[[people]]\nnam = 'B'\n", "C005", 9, "did you mean 'name'?"),
        (GOOD + "[[person]]\nname = 'A'\nroles = ['autor']\n", "C005", 8, "did you mean 'author'?"),
        (GOOD + "[activity]\naudiance = ['nurse']\n", "C005", 7, "in [activity], did you mean 'audience'?"),
        (GOOD + "[activity.dates]\nreleased = '15.01.2027'\n", "C005", 7, "must be a date such as"),
        (GOOD + "[activity]\nlevel = 'expert'\n", "C005", 7, "not one of beginning, intermediate, advanced"),
        (GOOD + "[activity.ai]\nstatment = 'x'\n", "C005", 7, "in [activity.ai], did you mean 'statement'?"),
        (GOOD + "[accreditation.acme]\nstatus = 'draft'\n", "C005", 6, "did you mean 'accme'?"),
        (GOOD + "[accreditation.ama]\ncredit_amount = '1.5'\n", "C005", 7, "must be a number"),
        (GOOD + "[print]\npaper = 'a5'\n", "C005", 7, "print.paper is 'a5', which is not one of letter, a4, both"),
        (GOOD + "[print]\nimprint = 'x'\n", "C005", 7, "print.imprint must be a list, not 'x'"),
        (GOOD + "[print]\nhandout_kye = 'last'\n", "C005", 7, "did you mean 'handout-key'?"),
        (GOOD + "[site]\nurl = 'example.org'\n", "C005", 7, "must be an address that begins with https://"),
        (GOOD + "[quizzes]\nanswers = 'perhaps'\n", "C005", 7, "quizzes.answers is 'perhaps'"),
        (GOOD + "[x]\nbraille = 3\n", "C005", 7, "x.braille must be a mapping"),
        ("title = 'A'\n" + GOOD, "C005", 1, "unknown key 'title'"),
        (GOOD.replace("[course]", "[curse]"), "C004", 1, "[course] is missing, did you mean 'curse'?"),
        (GOOD + "title =\n", "C003", 6, "not TOML"),
        (GOOD + "x = " + "9" * 5000 + "\n", "C003", 6, "not TOML"),
        (GOOD + "x = " + "[" * 3000 + "\n", "C003", 6, "not TOML"),
    ],
)
def test_a_fault_is_found_with_its_line(tmp_path: Path, text: str, code: str, line: int, word: str) -> None:
    """Each planted fault is one finding with its code, its line and a plain sentence."""
    found = refused(course(tmp_path, text))
    assert [one[:2] for one in found] == [(code, line)], found
    assert word in found[0][2]


def test_several_faults_are_told_at_once(tmp_path: Path) -> None:
    """Each has its line; none hides another."""
    text = GOOD.replace("claims.csv", "nothing.csv").replace("title", "titel")
    text += "[activity]\nminuts = 5\nexpires = 'soon'\n\n[asessment]\nlock = true\n"
    assert [line for _, line, _ in refused(course(tmp_path, text))] == [2, 4, 7, 8, 10]


def test_a_key_in_the_wrong_table_is_told_where_it_belongs(tmp_path: Path) -> None:
    """A key that is added at the end of the file joins the last table."""
    with pytest.raises(FindingsError) as caught:
        load_project(course(tmp_path, GOOD + "[print]\nnotice = 'x'\n"))
    assert caught.value.findings[0].hint == "a key of this name belongs to [review]"


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"\xef\xbb\xbf" + GOOD.encode(), "", 0),
        (GOOD.replace("\n", "\r\n").encode(), "", 0),
        (GOOD.replace("A course", "A c\xf6urse").encode("latin-1"), "C003", 2),
        (GOOD.encode("utf-16"), "C003", 1),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, code: str, line: int) -> None:
    """UTF-8 is read with and without a byte-order mark and with every line end; anything else has its line."""
    folder = course(tmp_path, "")
    (folder / "course.toml").write_bytes(content)
    if code:
        assert [one[:2] for one in refused(folder)] == [(code, line)]
    else:
        assert load_project(folder).title == "A course"


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Braille:
    """The table of an extension."""

    cells: int = 40


def test_an_extension_has_a_table_of_its_own(tmp_path: Path) -> None:
    """[x.NAME] passes, and is read as the model of the extension with its mistakes on their lines."""
    project = load_project(course(tmp_path, GOOD + "[x.braille]\ncells = 32\n\n[x.other]\ncels = 3\n"))
    assert read_extension(project, "braille", Braille).cells == 32
    assert read_extension(project, "absent", Braille).cells == 40
    with pytest.raises(FindingsError) as caught:
        read_extension(project, "other", Braille)
    (found,) = caught.value.findings
    assert (found.code, found.line) == ("C005", 10)
    assert found.message == "[x.other]: unknown key 'cels', did you mean 'cells'?"


def test_page_and_schema_are_those_of_the_tables() -> None:
    """`python -m course.project.reference docs/reference/course-toml.md` writes both after a change."""
    page = DOCS / "reference" / "course-toml.md"
    assert page.read_text(encoding="utf-8") == reference.render()
    schema = schema_of(Tables, "course.toml")
    assert reference.SCHEMA.read_text(encoding="utf-8") == written(schema)
    tables = [inner for name, inner in schema["$defs"].items() if name != "Tables"]
    silent = [key for table in tables for key, one in table["properties"].items() if "description" not in one]
    assert silent == []
    assert all("description" in table for table in tables)


def test_a_folder_without_the_file_says_so(tmp_path: Path) -> None:
    """The message tells how to make one."""
    assert refused(tmp_path)[0][0] == "C002"


def test_an_unknown_course_is_one_finding() -> None:
    """Neither a folder nor a shipped course."""
    with pytest.raises(FindingsError, match="C001"):
        find_course("no-such-course")


def test_the_shipped_course_is_found_by_name() -> None:
    """`klonopin` needs no path."""
    assert (find_course("klonopin") / "course.toml").is_file()


def test_people_of_older_courses_are_read_as_persons_are(tmp_path: Path) -> None:
    """`[[people]]` is the old name of `[[person]]`; both are told in the order of the file."""
    text = GOOD + "[[person]]\nname = 'A'\ndegrees = ['RN', 'MSN']\n[[people]]\nname = 'B'\ncredentials = 'MD'\n"
    found = load_project(course(tmp_path, text)).tables.everybody
    assert [(one.name, one.letters) for one in found] == [("A", "RN, MSN"), ("B", "MD")]
    assert found[0].relationship is None


@pytest.mark.parametrize(
    "title", ["Prise\u00a0: 5\u202fmg", "می\u200cخواهم", "第1章\u3000薬", "\u200fכאב", "Nieren\u00adtee"]
)
def test_a_title_may_have_every_sign_that_languages_write_with(title: str, tmp_path: Path) -> None:
    """Blanks that do not break, joiners, marks of direction and places to hyphenate steer nothing."""
    assert load_project(course(tmp_path, GOOD.replace("A course", title))).title == title


def test_the_site_says_where_errors_go_else_the_contact(tea: Path) -> None:
    """Both names of the place are read; that of the site is nearer to the pages."""
    settings = tea / "course.toml"
    text = settings.read_text(encoding="utf-8") + '\n[contact]\nreport_error = "a@example.org"\n'
    settings.write_text(text, encoding="utf-8")
    assert load_project(tea).tables.reports_to == "a@example.org"
    settings.write_text(f'{text}\n[site]\nreport = "https://example.org/issues/new"\n', encoding="utf-8")
    assert load_project(tea).tables.reports_to == "https://example.org/issues/new"
