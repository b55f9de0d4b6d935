"""`course items import`: files of strangers become banks, and a second import takes what changed there."""

from __future__ import annotations

import base64
import io
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from PIL import Image

from course.cli import main
from quizzes.formats.building import FEEDBACK
from quizzes.load import load_bank

if TYPE_CHECKING:
    from click.testing import Result

ROOTS = Path(__file__).parents[2] / "roots"
TABLE = "\ufeffQuestion;A;B;C;Key;Notes\n1,5 + 1?;2,5;2;3;A;easy\nTwo?;1;2;3;b;\n"
GIFT = """$CATEGORY: tom/dick/Harry

// a remark
::Q1:: 1+1=2 {T}

Who sleeps here?{=Ann ~no one #Was true for years ~Bob}

Which two? {
  ~%-100%None
  ~%50%Left\\: one
  ~%50%Right
  ~%-100%All }

Match. { =Canada -> Ottawa =Italy -> Rome = -> Oslo }

When? {#1822:5}

How much? {#3.141..3.142}

Two plus {=two =2} equals four.

Write a life. {}
"""


def picture(colour: str) -> str:
    stream = io.BytesIO()
    Image.new("RGB", (2, 2), colour).save(stream, "PNG")
    return base64.b64encode(stream.getvalue()).decode()


def question(name: str, stem: str, colour: str) -> str:
    return (
        f'<question type="multichoice"><name><text>{name}</text></name><questiontext format="html"><text>'
        f'<![CDATA[<p>{stem} is <b>what</b>?</p><p><img src="@@PLUGINFILE@@/my%20dot.png" alt="A dot"></p>]]></text>'
        f'<file name="my dot.png" encoding="base64">{picture(colour)}</file></questiontext><single>true</single>'
        '<answer fraction="100" format="html"><text>&lt;p&gt;A &amp;amp; B&lt;/p&gt;</text></answer>'
        '<answer fraction="0" format="html"><text>no</text></answer></question>'
    )


def moodle(*questions: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>{"".join(questions)}</quiz>'


def take(*args: str | Path) -> Result:
    return CliRunner().invoke(main, ["items", "import", *map(str, args)])


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_each_format_is_known_by_what_it_holds(tmp_path: Path) -> None:
    """Three files of three kinds, with one command; what was taken is what they say."""
    files = [
        put(tmp_path / "table.csv", TABLE),
        put(tmp_path / "vet.txt", GIFT),
        put(tmp_path / "plain.txt", "Which?\nA. One\nB. Two\nANSWER: B\n"),
    ]
    done = take(*files, "--out", tmp_path / "banks")
    assert done.exit_code == 0, done.output
    table, vet, plain = (load_bank(tmp_path / "banks" / f"{name}.yaml").bank for name in ("table", "vet", "plain"))
    assert [item.key for item in table.items] == [("a",), ("b",)]  # type: ignore[union-attr]
    assert table.items[0].choices[0].text == "2,5"  # type: ignore[union-attr]
    kinds = " ".join(item.type for item in vet.items)
    assert kinds == "truefalse single multiple match numeric numeric short essay"
    assert vet.items[2].choices[1].text == "Left: one"  # type: ignore[union-attr]
    assert vet.items[3].distractors == ("Oslo",)  # type: ignore[union-attr]
    assert vet.items[6].stem == r"Two plus \_\_\_\_\_ equals four."
    assert plain.items[0].key == ("b",)  # type: ignore[union-attr]
    report = (tmp_path / "banks" / "vet.import.txt").read_text(encoding="utf-8")
    assert "vet-8: a rubric is still to be written" in report
    assert "vet-2: feedback is still to be written" in report
    assert "the column `Notes` is left out" in (tmp_path / "banks" / "table.import.txt").read_text(encoding="utf-8")


def test_pictures_come_along_under_names_of_their_own(tmp_path: Path) -> None:
    """Two pictures of one name are two files, in the figures of a course, and the bank names them."""
    shutil.copytree(ROOTS / "test-course", tmp_path / "course")
    file = put(tmp_path / "dots.xml", moodle(question("Red", "Red", "red"), question("Blue", "Blue", "blue")))
    assert take(file, "--out", tmp_path / "course" / "quizzes").exit_code == 0
    made = sorted(path.name for path in (tmp_path / "course" / "figures" / "items").iterdir())
    assert len(made) == 2
    items = load_bank(tmp_path / "course" / "quizzes" / "dots.yaml").bank.items
    assert sorted(name for name in made for item in items if f"/figures/items/{name}" in item.stem) == made
    assert "Red is **what**?" in items[0].stem
    assert items[0].choices[0].text == r"A \& B"  # type: ignore[union-attr]


def test_a_second_import_updates_and_keeps_what_the_author_wrote(tmp_path: Path) -> None:
    """Known by name, not by place: one changes, one is new before it, one is gone, and written feedback stays."""
    file = put(tmp_path / "dots.xml", moodle(question("Red", "Red", "red"), question("Old", "Old", "red")))
    bank = tmp_path / "dots.yaml"
    assert take(file).exit_code == 0
    text = bank.read_text(encoding="utf-8").replace(FEEDBACK, "Because it is so.")
    put(bank, text)
    assert "0 new, 0 changed, 2 as before, 0 gone there" in take(file).output
    assert bank.read_text(encoding="utf-8") == text
    put(file, moodle(question("New", "New", "blue"), question("Red", "Dark red", "red")))
    assert "1 new, 1 changed, 0 as before, 1 gone there" in take(file).output
    items = {item.id: item for item in load_bank(bank).bank.items}
    assert [items[name].stem.partition(" is")[0] for name in ("dots-1", "dots-2", "dots-1-2")] == [
        "Dark red",
        "Old",
        "New",
    ]
    assert (items["dots-1"].revision, items["dots-1"].choices[0].feedback) == (2, "Because it is so.")  # type: ignore[union-attr]
    assert items["dots-1-2"].choices[0].feedback == FEEDBACK  # type: ignore[union-attr]
    record = json.loads((tmp_path / "dots.import.json").read_text(encoding="utf-8"))
    assert {name: one["foreign"] for name, one in record["items"].items()} == {
        "dots-1": "name:Red", "dots-2": "name:Old", "dots-1-2": "name:New",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "Question,A,B\nX,1,2\n", "no columns named `key`"),
        ("a.csv", "Question,A,B,Key\nX,1,2,\n", "it has no key; a key is never guessed"),
        ("a.csv", "Question,A,B,Key\nX,1,2,C\n", "the key 'c' is none of the choices a, b"),
        ("a.csv", "Question,A,B,Key\nX,=cmd|' /C calc'!A0,2,B\n", "is a formula"),
        ("a.csv", 'Question,A,B,Key\n"X,1,2,B\n', "no table in CSV"),
        ("a.csv", "Question,A,B,Key\nX,1,2,B,more\n", "5 cells under 4 headings"),
        ("a.gift", "What?{~a ~b}\n", "give 0 % together"),
        ("a.gift", "What?{=a ~b\n", "braces"),
        ("a.txt", "Nothing of a question.\n", "its format is not known"),
        ("a.xlsx", "PK\x03\x04", "the archive cannot be read"),
        ("a.xml", '<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', "DOCTYPE"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_written(name: str, text: str, said: str, tmp_path: Path) -> None:
    """No traceback, no bank, exit status 1."""
    done = take(put(tmp_path / name, text), "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert said in done.output
    assert "Traceback" not in done.output
    assert not (tmp_path / "out").exists()


def test_what_is_odd_in_one_question_costs_the_others_nothing(tmp_path: Path) -> None:
    """A text nested without end and one that is too long are not taken; control characters go, and are told."""
    deep = question("Deep", "<div>" * 5_000 + "x", "red")
    file = put(tmp_path / "odd.xml", moodle(deep, question("Fine", "Fine", "red")))
    done = take(file)
    assert done.exit_code == 0, done.output
    assert "odd.xml:2: L044 warning: a text is nested too deeply" in done.output
    assert "L049 warning: odd-1: not taken" in done.output
    assert [item.title for item in load_bank(tmp_path / "odd.yaml").bank.items] == ["Fine"]
    long = put(tmp_path / "long.gift", f"Long? {{={'a' * 21_000}}}\n\nA\x00\x1b[1m bell? {{T}}\n")
    done = take(long)
    assert done.exit_code == 0, done.output
    assert "longer than 20,000 characters" in done.output
    assert "control characters are left out" in done.output
    assert load_bank(tmp_path / "long.yaml").bank.items[0].stem == r"A\[1m bell?"


def test_a_bank_of_somebody_is_never_written_over(tmp_path: Path) -> None:
    """Without a record of an import beside it, a bank is the work of an author."""
    put(tmp_path / "t.yaml", "schema: quizbank/1\nid: t\ntitle: T\nitems: []\n")
    done = take(put(tmp_path / "t.csv", TABLE))
    assert done.exit_code == 1
    assert "C068" in done.output
    assert "items: []" in (tmp_path / "t.yaml").read_text(encoding="utf-8")
