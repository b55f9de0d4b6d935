"""A certificate only while credit is given, forms without names, rosters that fit what could be read."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from lxml import etree, html

from course.cli import main
from course.credit.participation import fields
from course.outputs.provider.paper import Fact, Grid, Heading, Paper, Scale, Slot, Space, Words
from course.outputs.provider.participation import schema_of
from course.outputs.provider.printed import as_pdf
from course.outputs.provider.web import as_page
from course.outputs.provider.write import papers_of
from course.project import load_project
from quizzes.finding import Finding, FindingsError
from tests.conftest import REPOSITORY, copy_tea

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 22)
RECORD = (REPOSITORY / "tests" / "data" / "record.toml").read_text(encoding="utf-8").replace('"l02"', '"opinions"')
_TABLE = r"^(\[accreditation(?:\.\w+)?\])$\n(?:status = .*\n)?"
ACTIVE = re.sub(_TABLE, r'\1\nstatus = "active"\n', RECORD, flags=re.MULTILINE)
BANK = """schema: quizbank/1
id: opinions
title: Your opinion
use: survey
items:
  - {id: o1, type: likert, stem: It was fair., scale: [{id: s1, text: No}, {id: s2, text: Yes}]}
"""
ROWS = """record,course,edition,hash,completed,name,profession,profession_group,licence,state
r1,tea,1.0,0123456789abcdef,2026-11-20,Zoë Müller,nurse,other,RN123456,FL
r2,tea,1.0,0123456789abcdef,2027-01-21,"=1+1, Bo",physician,physician,,
"""
Made = tuple[dict[str, bytes], list[Finding]]


def course_with(folder: Path, record: str) -> Path:
    """Return the course on tea with a record and a survey."""
    tea = copy_tea(folder)
    (tea / "quizzes" / "opinions.yaml").write_text(BANK, encoding="utf-8")
    with (tea / "course.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{record}")
    return tea


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a course whose accreditations are active; no test writes there."""
    return course_with(tmp_path_factory.mktemp("provider"), ACTIVE)


@pytest.fixture(scope="module")
def made(tea: Path) -> Made:
    """Return its papers, with those of two participations."""
    (tea.parent / "rows.csv").write_text(ROWS, encoding="utf-8")
    return papers_of(load_project(tea), tea.parent / "rows.csv", today=DAY)


def words_of(page: bytes) -> str:
    """Return the words of a page."""
    return " ".join(html.fromstring(page).text_content().split())


def test_the_certificate_has_what_accreditors_ask(made: Made) -> None:
    """Title, provider with address, statement unchanged, credit, hash, and lines for what is about a person."""
    page = made[0]["certificate.html"]
    shown = words_of(page)
    for words in ("Tea, in two cups", "The Tea School, 1 Kettle Lane", "The statement of the letter.", "0.5 AMA PRA"):
        assert words in shown
    slots = [one.get("data-slot") for one in html.fromstring(page).iterfind(".//dd[@data-slot]")]
    assert slots == ["name", "completed", "credit_claimed", "signature"]
    assert not html.fromstring(page).findall(".//input")
    assert "Cup Company" not in shown, "a company that supports has no place on a certificate"
    assert re.search(r"edition 1\.0, [0-9a-f]{16}$", shown)


def test_what_has_no_statement_stays_off_the_certificate(made: Made) -> None:
    """No amount of credit without the sentence of its accreditor; what is pending is none."""
    told = [one.message for one in made[1] if one.code == "C222"]
    assert "the certificate is without aapa: its statement says that approval is pending" in told
    assert "the certificate is without ancc: no statement of the accreditor is pasted" in told
    assert "contact hours" not in words_of(made[0]["certificate.html"])


@pytest.mark.parametrize(
    ("record", "day", "words"),
    [
        (RECORD, DAY, "no provider gives credit yet"),
        (ACTIVE, dt.date(2027, 11, 10), "the activity expired on 2027-11-09"),
        (ACTIVE.replace("starts = 2026-11-10", "starts = 2027-01-01"), DAY, "no accreditation holds today"),
    ],
)
def test_no_certificate_without_credit(tmp_path: Path, record: str, day: dt.date, words: str) -> None:
    """The other papers are made all the same, and why is said once."""
    files, told = papers_of(load_project(course_with(tmp_path, record)), today=day)
    assert "certificate.html" not in files
    assert "certificate.pdf" not in files
    assert any(words in one.message for one in told)
    assert "awards no credit" in words_of(files["completion-record.html"])


def test_papers_are_tagged_and_ask_nothing_of_anybody(made: Made) -> None:
    """Every PDF has tags, a title and a language; no page runs a script, sends a form or loads anything."""
    names = [name for name in made[0] if name.endswith(".pdf")]
    assert len(names) == 6
    for name in names:
        with pikepdf.open(io.BytesIO(made[0][name])) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang)
            assert str(pdf.docinfo["/Title"])
        page = made[0][name.replace(".pdf", ".html")].decode()
        assert not re.search(r"<script|<form|src=|action=|https?:", page)


def test_surveys_are_forms_and_go_to_platforms(made: Made) -> None:
    """The follow-up asks about every objective 75 days later; both surveys are written for two platforms."""
    files = made[0]
    later = words_of(files["followup.html"])
    assert "75 days after completion" in later
    assert "name the plant that tea comes from" in later
    assert "It was fair." in words_of(files["evaluation.html"])
    for page in (files["followup.html"], files["evaluation.html"]):
        boxes = html.fromstring(page).findall(".//fieldset/label/input")
        assert boxes
        assert all(box.get("type") == "radio" for box in boxes)
    assert b"multichoicerated" in files["moodle-feedback/followup.xml"]
    assert "It was fair." in files["moodle-feedback/opinions.xml"].decode()
    assert zipfile.ZipFile(io.BytesIO(files["qti21/followup.zip"])).namelist()


def test_the_schema_says_who_collects_each_field(made: Made) -> None:
    """Licences, birthdays and numbers of registries are the provider's; the schema holds for a row and is one."""
    schema = json.loads(made[0]["participation.schema.json"])
    Draft202012Validator.check_schema(schema)
    mine = {name: one["x-collected-by"] for name, one in schema["properties"].items()}
    assert {name for name, who in mine.items() if who == "page"} == {
        "course", "edition", "hash", "completed", "score", "max",
    }  # fmt: skip
    assert {mine[name] for name in ("licence", "birth_mmdd", "e_profile_id", "name")} == {"provider"}
    row = dict(zip(ROWS.splitlines()[0].split(","), ROWS.splitlines()[1].split(","), strict=True))
    assert [*Draft202012Validator(schema).iter_errors(row)] == []
    assert [*Draft202012Validator(schema).iter_errors(row | {"birth_mmdd": "1332"})]
    assert schema == schema_of()


def test_no_page_of_a_course_asks_for_what_a_provider_collects() -> None:
    """No script and no template of the learner's pages has a field for a licence, a birthday or a registry's number."""
    asked = re.compile(r"licen[cs]e.?(?:number|no)|birth|e.?profile|\bnpi\b", re.IGNORECASE)
    files = [*(REPOSITORY / "course" / "client").glob("*.js"), *(REPOSITORY / "quizzes" / "client").glob("*.js")]
    assert files
    assert [file.name for file in files if asked.search(file.read_text(encoding="utf-8"))] == []


def test_a_roster_has_the_columns_that_were_read(made: Made) -> None:
    """A to H as text: numbers without their prefixes, licence, day, state and profession; nobody without a licence."""
    book = zipfile.ZipFile(io.BytesIO(made[0]["cebroker.xlsx"]))
    strings = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
    assert strings == ["123", "123456", "", "RN123456", "11/20/2026", "State=FL", "Profession=RN"]
    assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
    assert any("1 of 2 participations have no licence" in one.message for one in made[1])


def test_the_xml_fits_the_schema_of_documented_fields(made: Made) -> None:
    """It holds what the record says; a wrong licence state or a number of ten digits does not pass."""
    files = made[0]
    schema = etree.XMLSchema(etree.fromstring(files["cebroker.xsd"]))
    root = etree.fromstring(files["cebroker.xml"])
    assert schema.validate(root)
    assert root.find("completion").attrib["licensee_profession"] == "RN"  # type: ignore[union-attr]
    for key, value in (("id_parent_provider", "1234567890"), ("id_parent_provider", "")):
        wrong = etree.fromstring(files["cebroker.xml"])
        wrong.set(key, value)
        assert not schema.validate(wrong)


def test_totals_count_physicians_and_others_by_year_without_names(made: Made) -> None:
    """Physicians and others apart, and by profession; each calendar year has its own."""
    totals = json.loads(made[0]["totals.json"])
    assert totals["all"] == {
        "learners": 2, "physicians": 1, "others": 1, "by_profession": {"nurse": 1, "physician": 1},
    }  # fmt: skip
    assert (totals["years"]["2026"]["others"], totals["years"]["2027"]["physicians"]) == (1, 1)
    assert "Müller" not in made[0]["totals.json"].decode()


WRONG = [
    ("r2,tea", "r1,tea", "record 'r1' stands in line 2 already"),
    ("r2,tea", "r2,coffee", "of the course 'coffee', and this one is 'tea'"),
    ("2027-01-21", "21.01.2027", "must be a day such as"),
    ("2027-01-21", "2027-02-30", "must be a day such as"),
    ("2027-01-21", "2028-01-21", "after the activity ended"),
    ("2026-11-20", "2026-11-01", "before the release"),
    (",FL", ",", "a licence without the state"),
    (",FL", ",Florida", "state is 'Florida'"),
    ("nurse,other", "nurse,nurse", "profession_group is 'nurse'"),
    ("0123456789abcdef,2026", "0123,2026", "hash is '0123'"),
    ("Zoë Müller", "", "name is empty"),
    ("name,prof", "nmae,prof", "unknown column 'nmae'"),
    ("name,prof", "edition,prof", "two columns are called 'edition'"),
    ("RN123456,FL", "RN123456", "this row has 9 cells, and there are 10 heads"),
    ("Müller,nurse", "Müller,midwife", "no code of CE Broker for 'midwife'"),
]


@pytest.mark.parametrize(("old", "new", "words"), WRONG, ids=[row[2][:30] for row in WRONG])
def test_a_wrong_row_is_told_with_its_line(tea: Path, tmp_path: Path, old: str, new: str, words: str) -> None:
    """Nothing is written, and the line is that of the table."""
    assert old in ROWS
    table = tmp_path / "rows.csv"
    table.write_text(ROWS.replace(old, new, 1), encoding="utf-8")
    run = CliRunner().invoke(
        main, ["ce-papers", str(tea), "--out", str(tmp_path / "out"), "--participants", str(table)]
    )
    assert run.exit_code == 1
    assert words in run.stderr
    assert re.search(r"rows\.csv:[123]: C22[45]", run.stderr)
    assert not (tmp_path / "out").exists()


def test_a_course_without_a_provider_has_no_papers(tmp_path: Path) -> None:
    """There is nothing to hand out, which is one line."""
    run = CliRunner().invoke(main, ["ce-papers", str(copy_tea(tmp_path)), "--out", str(tmp_path / "out")])
    assert (run.exit_code, (tmp_path / "out").exists()) == (1, False)
    assert "C222 course.toml names no provider and no accreditation" in run.stderr


def test_hostile_and_foreign_words_stay_words(tea: Path) -> None:
    """Markup of HTML and Typst is printed as it is; a sign that no font has is named, not dropped."""
    odd = '#set page(width: 1pt) <img src=x onerror=alert(1)> $x$ "q" \\ ]'
    parts = [
        Heading(odd),
        Words(odd, strong=True),
        Fact(odd, odd),
        Slot(odd, odd),
        Scale(odd, [odd], odd),
        Space(odd, odd),
    ]
    paper = Paper("odd", "pt-BR", odd, [*parts, Grid([[odd], [odd]])], odd)
    project = load_project(tea)
    page = html.fromstring(as_page(paper))
    assert page.findall(".//img") == []
    assert page.text_content().count("onerror") >= 8
    with pikepdf.open(io.BytesIO(as_pdf(paper, project, DAY))) as pdf:
        assert (str(pdf.docinfo["/Title"]), str(pdf.Root.Lang)) == (odd, "pt-BR")
    with pytest.raises(FindingsError, match=r"P110 odd\.pdf: no font has the sign"):
        as_pdf(Paper("odd", "en", "Tea \U00013000", [Words("\U00013000")]), project, DAY)


def test_every_field_names_its_requirement_and_how_it_was_read() -> None:
    """A field without a source could not be kept true."""
    assert all(re.fullmatch(r"A\d+", one.requirement) and one.read and one.what for one in fields())
    assert len({one.name for one in fields()}) == len(fields())
