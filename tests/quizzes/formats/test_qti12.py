"""QTI 1.2 for Canvas and as a cartridge: what their importers need, and packages of strangers."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from course.ingest.fragment import html_to_markdown
from quizzes.finding import FindingsError
from quizzes.formats.convert import Taken, take_foreign, write_foreign
from quizzes.formats.qti12 import FORMATS
from quizzes.formats.registry import OWN
from quizzes.formats.sniff import format_of
from quizzes.load import load_bank

EVERY = Path(__file__).parents[2] / "data" / "banks" / "every.yaml"
DOT = EVERY.with_name("red-dot.png").read_bytes()
NAMES = [one.name for one in FORMATS]


def package(name: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(write_foreign(load_bank(EVERY), OWN[name])[0]))


def questions(name: str) -> list[etree._Element]:
    archive = package(name)
    quiz = next(part for part in archive.namelist() if part.startswith("every/"))
    return etree.fromstring(archive.read(quiz)).xpath("//*[local-name()='item']")


def found(item: etree._Element, path: str) -> list[etree._Element]:
    steps = "/".join(f"*[local-name()='{step}']" for step in path.split("/"))
    return item.xpath(f".//{steps}")


@pytest.mark.parametrize("name", NAMES)
def test_a_package_is_the_same_twice_and_names_what_it_holds(name: str) -> None:
    """Entries are sorted, and each file but the manifest is in it."""
    data = write_foreign(load_bank(EVERY), OWN[name])[0]
    assert data == write_foreign(load_bank(EVERY), OWN[name])[0]
    archive = package(name)
    names = archive.namelist()
    assert names == sorted(names)
    manifest = etree.fromstring(archive.read("imsmanifest.xml"))
    assert {*manifest.xpath("//*[local-name()='file']/@href"), "imsmanifest.xml"} == set(names)


@pytest.mark.parametrize("name", NAMES)
def test_feedback_is_told_before_the_score_and_where_importers_look(name: str) -> None:
    """With the scoring condition first Moodle loses the key; feedback that stands elsewhere is lost in both."""
    for item in questions(name):
        kinds = [bool(found(one, "setvar")) for one in found(item, "respcondition")]
        assert kinds == sorted(kinds)
        shown = {one.get("linkrefid") for one in found(item, "displayfeedback")}
        told = {one.get("ident"): found(one, "flow_mat/material/mattext") for one in found(item, "itemfeedback")}
        assert shown == set(told)
        assert all(len(texts) == 1 for texts in told.values())


@pytest.mark.parametrize("name", NAMES)
def test_choices_have_codes_that_mean_nothing(name: str) -> None:
    """An author's id such as `correct-dose` or `all` would decide whose feedback it is."""
    codes = {one.get("ident") for item in questions(name) for one in found(item, "response_label")}
    assert codes <= {"true", "false", "answer1", *(f"{letter}{number}" for letter in "cgt" for number in range(1, 9))}


def test_a_cartridge_is_one_that_moodle_restores() -> None:
    """True and false are called so, or the restore stops; `case="Yes"` within `and`, or no choice is right."""
    for item in questions("cc"):
        labels = [one.get("ident") for one in found(item, "response_label")]
        if "true_false" in etree.tostring(item, encoding="unicode"):
            assert labels == ["true", "false"]
        for one in found(item, "and"):
            assert {test.get("case") for test in found(one, "varequal")} == {"Yes"}


@pytest.mark.parametrize(("name", "base"), [("canvas", "%24IMS-CC-FILEBASE%24"), ("cc", "$IMS-CC-FILEBASE$")])
def test_pictures_are_files_of_the_package(name: str, base: str) -> None:
    """Named by the sign that stands for its root; what is embedded in a text loses its source in Canvas."""
    text = "".join("".join(item.itertext()) for item in questions(name))
    assert f'src="{base}/images/red-dot.png"' in text
    assert "data:" not in text
    assert "images/red-dot.png" in package(name).namelist()


def test_a_package_of_a_stranger_brings_its_pictures(tmp_path: Path) -> None:
    """Canvas keeps files below `web_resources`, with a question mark and more behind the address."""
    stem = "&lt;img src=&quot;$IMS-CC-FILEBASE$/a%20b.png?canvas_=1&quot; alt=&quot;dot&quot;&gt; How many?"
    quiz = (
        f"<questestinterop><item ident='q1'><presentation><material><mattext texttype='text/html'>{stem}</mattext>"
        "</material><response_str ident='r'><render_fib/></response_str></presentation><resprocessing><respcondition>"
        "<conditionvar><varequal respident='r'>three</varequal></conditionvar><setvar>100</setvar></respcondition>"
        "</resprocessing></item></questestinterop>"
    )
    path = tmp_path / "quiz.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "imsmanifest.xml", "<manifest><resources><resource type='imsqti_xmlv1p2'/></resources></manifest>"
        )
        archive.writestr("q/q.xml", quiz)
        archive.writestr("web_resources/a b.png", DOT)
    assert format_of(path) == "canvas"
    taken = take_foreign(path, OWN["canvas"], None, html_to_markdown)
    assert list(taken.pictures.values()) == [DOT]
    assert taken.bank.items[0].stem.startswith("![dot](")


def typed(tmp_path: Path, *conditions: tuple[str, str]) -> Taken:
    """Return what is taken of a question with a field, of conditions and what each earns."""
    scored = "".join(
        f"<respcondition><conditionvar>{test}</conditionvar><setvar>{points}</setvar></respcondition>"
        for test, points in conditions
    )
    path = tmp_path / "quiz.xml"
    path.write_text(
        "<questestinterop><item ident='q1'><presentation><material><mattext>How many?</mattext></material>"
        f"<response_str ident='r'><render_fib/></response_str></presentation><resprocessing>{scored}</resprocessing>"
        "</item></questestinterop>"
    )
    return take_foreign(path, OWN["canvas"], None, html_to_markdown)


def equal(*values: str) -> str:
    return "".join(f"<varequal respident='r'>{value}</varequal>" for value in values)


def test_an_answer_that_earns_a_part_or_is_excluded_is_not_taken_as_right(tmp_path: Path) -> None:
    """What earns most is right; less is told, and what stands within <not> is what is not meant."""
    made = typed(tmp_path, (equal("York"), "100"), (equal("Jork"), "50"), (f"<not>{equal('Leeds')}</not>", "100"))
    assert [one.text for one in made.bank.items[0].answers] == ["York"]  # type: ignore[union-attr]
    assert "the answer 'Jork' earns a part there and nothing here" in [one.message for one in made.losses]


def test_a_range_around_a_number_need_not_be_even(tmp_path: Path) -> None:
    """A number in the middle has a tolerance; elsewhere the range counts."""
    for low, high, meant in ((29, 31, {"value": 30, "tolerance": 1}), (30, 35, {"range": (30, 35)})):
        ends = f"<vargte respident='r'>{low}</vargte><varlte respident='r'>{high}</varlte>"
        made = typed(tmp_path, (f"<or>{equal('30')}<and>{ends}</and></or>", "100"))
        assert made.bank.items[0].answer.model_dump(exclude_defaults=True) == meant  # type: ignore[union-attr]


def test_several_right_numbers_are_none(tmp_path: Path) -> None:
    """A bank has one number: taking the first would make the others wrong."""
    with pytest.raises(FindingsError, match="2 right numbers"):
        typed(tmp_path, (f"<or>{equal('30', '40')}<vargte respident='r'>29</vargte></or>", "100"))


def test_a_package_of_ours_is_known_and_a_broken_one_is_left_to_its_reader(tmp_path: Path) -> None:
    """Both forms by their manifest."""
    for name in NAMES:
        path = tmp_path / f"{name}.zip"
        path.write_bytes(write_foreign(load_bank(EVERY), OWN[name])[0])
        assert format_of(path) == "canvas"
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04rest")
    assert format_of(tmp_path / "broken.zip") == "qti21"
