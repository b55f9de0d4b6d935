"""Moodle XML: the traps of its importer on the way out, the files of strangers on the way in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from course.ingest.fragment import html_to_markdown
from quizzes.finding import FindingsError
from quizzes.formats.convert import Taken, take_foreign, write_foreign
from quizzes.formats.moodle import FORMAT
from quizzes.formats.moodle_fractions import FRACTIONS
from quizzes.formats.moodle_write import edition_of
from quizzes.formats.spread import spread
from quizzes.load import load_bank

EVERY = Path(__file__).parents[2] / "data" / "banks" / "every.yaml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
WORD = (
    '<question type="numerical"><questiontext format="html"><text>n</text></questiontext>'
    '<answer fraction="100"><text>two</text></answer></question>'
)


def taken(tmp_path: Path, questions: str) -> Taken:
    path = tmp_path / "course questions.xml"
    path.write_text(f"{HEAD}{questions}\n</quiz>\n", encoding="utf-8")
    return take_foreign(path, FORMAT, None, html_to_markdown)


def choices(single: str, *fractions: str) -> str:
    rows = "".join(
        f'<answer fraction="{share}" format="html"><text><![CDATA[<p>C{n}</p>]]></text></answer>'
        for n, share in enumerate(fractions)
    )
    return (
        '<question type="multichoice"><name><text>N</text></name><questiontext format="html">'
        f"<text><![CDATA[<p>Which?</p>]]></text></questiontext><single>{single}</single>{rows}</question>"
    )


def test_every_text_is_in_cdata_and_survives_it() -> None:
    """Moodle joins words between escaped tags: so no entity stands in a text, and `]]>` is divided."""
    data = write_foreign(load_bank(EVERY), FORMAT)[0].decode()
    texts = re.findall(r"<text>(?!<!\[CDATA\[)(.*?)</text>", data, re.DOTALL)
    assert [text for text in texts if "&" in text or not re.fullmatch(r"-?[\w.]+|<!\[CDATA\[.*", text)] == []
    root = etree.fromstring(data.encode())
    assert '<code>]]&gt;</code> ends it, as in <code>&lt;p class="x"&gt;</code>' in (
        root.findtext("question[2]/generalfeedback/text") or ""
    )
    assert "<strong>bold</strong> <em>words</em>" in (root.findtext("question[2]/questiontext/text") or "")


def test_ids_names_fractions_and_units_are_those_that_moodle_takes() -> None:
    """The id is in the name too, fractions are of the list, a wrong unit costs everything, pictures are inside."""
    file = spread(load_bank(EVERY))[0]
    root = etree.fromstring(write_foreign(file, FORMAT)[0])
    questions = root.findall("question")[1:]
    assert (root.findtext("question/category/text") or "").endswith(
        f'/Every field // of "every" type ({edition_of(file.bank)})'
    )
    for question in questions:
        name, number = question.findtext("name/text") or "", question.findtext("idnumber") or ""
        assert name == number or name.startswith(f"{number}: ")
        assert len(number) <= 100
        if question.get("type") == "multichoice":
            shares = {(one.get("fraction") or "").lstrip("-") for one in question.findall("answer")}
            assert shares <= {f"{one * 100:.7g}" for one in FRACTIONS}
    measured = next(one for one in questions if one.findtext("idnumber") == "measured")
    assert measured.findtext("unitgradingtype") == "1"
    assert measured.findtext("unitpenalty") == "1"
    assert [one.findtext("multiplier") for one in measured.findall("units/unit")] == ["1", "100", "0.001"]
    assert questions[0].find("questiontext/file").get("name") == "red-dot.png"  # type: ignore[union-attr]
    assert "@@PLUGINFILE@@/red-dot.png" in (questions[0].findtext("questiontext/text") or "")


def test_a_picture_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Its words stand in the question, and a picture from outside of the course is never taken."""
    (tmp_path / "course").mkdir()
    (tmp_path / "secret.png").write_bytes(b"x")
    path = tmp_path / "course" / "b.yaml"
    stem = "![a dot](../secret.png) is what?"
    path.write_text(
        "schema: quizbank/1\nid: b\ntitle: B\nitems:\n"
        f'- {{id: b-1, type: numeric, stem: "{stem}", answer: {{value: 1}}}}\n',
        encoding="utf-8",
    )
    data, findings = write_foreign(load_bank(path), FORMAT)
    assert b"<p>a dot is what?</p>" in data
    assert b"<file" not in data
    assert [one.message for one in findings] == [
        "the picture '../secret.png' is not in the course's folder; its words stand for it"
    ]


def test_eleven_keys_are_left_out_because_moodle_would_refuse_the_file(tmp_path: Path) -> None:
    """The finding says so, and the other questions are written."""
    rows = "".join(f'\n      - {{text: "{n}", correct: true, feedback: Yes it is.}}' for n in range(11))
    path = tmp_path / "many.yaml"
    path.write_text(
        f"schema: quizbank/1\nid: many\ntitle: Many\nitems:\n"
        f"  - id: eleven\n    type: multiple\n    stem: Which?\n    choices:{rows}\n"
        "  - {id: one, type: numeric, stem: How many?, answer: {value: 1}}\n",
        encoding="utf-8",
    )
    data, findings = write_foreign(load_bank(path), FORMAT)
    assert b"eleven" not in data
    assert "each of 11 right choices" in findings[0].message


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (choices("true", "50", "50"), "no right choices, where one is needed; a key is never guessed"),
        (choices("true", "100", "100"), "2 right choices"),
        (choices("false", "50", "0"), "give 50 % together"),
        ('<question type="stack"><name><text>E</text></name></question>', "no question of Moodle's type 'stack'"),
        (WORD, "'two' is no number"),
    ],
)  # fmt: skip
def test_a_question_without_a_sure_key_is_not_taken(question: str, why: str, tmp_path: Path) -> None:
    """It is named with its line, and the sound one beside it is taken."""
    made = taken(tmp_path, f"{choices('true', '100', '0')}\n{question}")
    assert [item.id for item in made.bank.items] == ["course-questions-1"]
    told = [one for one in made.losses if one.code == "L049"]
    assert [one.line for one in told] == [4]
    assert why in told[0].message


def test_a_text_that_speaks_of_a_doctype_is_read(tmp_path: Path) -> None:
    """It stands in CDATA, and is a text like any other."""
    made = taken(tmp_path, choices("true", "100", "0").replace("Which?", "Why &lt;!DOCTYPE html&gt;?"))
    assert "DOCTYPE html" in made.bank.items[0].stem


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('<?xml version="1.0"?>\n<!DOCTYPE quiz [<!ENTITY a "aaaa">]>\n<quiz>&a;</quiz>', "DOCTYPE"),
        ('<!-- x -->\n<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>', "DOCTYPE"),
        ("<quiz><question></quiz>", "not XML"),
        ("", "not XML"),
        ("<html/>", "that of Moodle XML is <quiz>"),
        ("<quiz/>", "no question that can be taken"),
    ],
)
def test_a_hostile_or_broken_file_is_one_line(content: str, said: str, tmp_path: Path) -> None:
    """No entity is read, and nothing is half taken."""
    path = tmp_path / "bad.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FindingsError) as caught:
        take_foreign(path, FORMAT)
    assert said in str(caught.value)
    assert len(caught.value.findings) == 1


def test_signs_of_the_code_of_gaps_are_written_so_that_they_are_none(tmp_path: Path) -> None:
    r"""`}`, `#`, `~`, `"`, `=`, `%` and `\` mean something there, and Moodle undoes codes, not backslashes."""
    path = tmp_path / "bank.yaml"
    gaps = r"""[{id: g, answer: 'a}b#c~d/e"f=g\h', also: ['*'], choices: ['a}b#c~d/e"f=g\h', '*', x]}]"""
    path.write_text(
        "schema: quizbank/1\nid: bank\ntitle: T\nitems:\n  - id: q\n    type: cloze\n    stem: Take {{g}}.\n"
        f"    scoring: partial\n    gaps: {gaps}\n",
        encoding="utf-8",
    )
    written = write_foreign(load_bank(path), FORMAT)[0]
    assert "=a&#125;b&#35;c&#126;d/e&#34;f&#61;g&#92;h" in written.decode()
    back = tmp_path / "back.xml"
    back.write_bytes(written)
    (item,) = take_foreign(back, FORMAT, None, html_to_markdown).bank.items
    assert item.gaps[0].choices == ('a}b#c~d/e"f=g\\h', "*", "x")  # type: ignore[union-attr]


def test_a_formula_alone_in_a_text_is_displayed_where_the_platform_displays_it(tmp_path: Path) -> None:
    """Between round brackets it stays in its line, so that a choice stands beside its letter."""
    answers = "".join(
        f'<answer fraction="{share}" format="html"><text><![CDATA[{text}]]></text></answer>'
        for share, text in ((100, r"<p>\(9\)</p>"), (0, r"\(x^2\)"), (0, r"<p>\[y\]</p>"))
    )
    bank = taken(tmp_path, choices("true").replace("</question>", f"{answers}</question>")).text
    assert "text: '{math}`9`'" in bank
    assert "text: '{math}`x^2`'" in bank
    assert re.search(r"text: \|-\n +```\{math\}\n +y\n +```", bank)
