"""Tables of Excel and Word, decks of Anki, H5P and text of any encoding: what comes in, and what is never guessed."""

from __future__ import annotations

import hashlib
import html
import json
import sqlite3
import sys
import zipfile
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import zstandard

from course.ingest.fragment import html_to_markdown
from quizzes.finding import FindingsError
from quizzes.formats import anki_new
from quizzes.formats.anki_deck import MODEL
from quizzes.formats.building import FEEDBACK
from quizzes.formats.convert import Taken, take_foreign, write_foreign
from quizzes.formats.registry import OWN
from quizzes.formats.sniff import format_of
from quizzes.load import load_bank

DOT = (Path(__file__).parents[2] / "data" / "banks" / "red-dot.png").read_bytes()
EVERY = Path(__file__).parents[2] / "data" / "banks" / "every.yaml"
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STYLES = (
    f'<styleSheet {SHEET}><numFmts><numFmt numFmtId="164" formatCode="0.00&quot;d&quot;"/>'
    '<numFmt numFmtId="165" formatCode="[$€-407] #,##0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="16"/>'
    '<xf numFmtId="2"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="12"/><xf numFmtId="9"/></cellXfs>'
    "</styleSheet>"
)


def packed(path: Path, files: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def taken(path: Path, kind: str) -> Taken:
    assert format_of(path) == kind
    return take_foreign(path, OWN[kind], None, html_to_markdown, sieve=True)


def refused(made: Taken) -> list[str]:
    return [one.message.removeprefix("not taken: ") for one in made.losses if one.code == "L049"]


def workbook(tmp_path: Path, *rows: str, strings: str = "") -> Path:
    """Return a workbook as Excel writes it: a first sheet of notes, words in a list of their own."""
    head = "".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in ("Question", "A", "B", "Correct answer"))
    body = "".join(f"<row>{row}</row>" for row in (head, *rows))
    notes = f"<worksheet {SHEET}><sheetData/></worksheet>"
    return packed(
        tmp_path / "b.xlsx",
        {
            "xl/workbook.xml": "<workbook/>",
            "xl/styles.xml": STYLES,
            "xl/sharedStrings.xml": f"<sst {SHEET}>{strings}</sst>",
            "xl/worksheets/sheet1.xml": notes,
            "xl/worksheets/sheet10.xml": f"<worksheet {SHEET}><sheetData>{body}</sheetData></worksheet>",
        },
    )


STRUCK = '<c t="inlineStr"><is><r><rPr><strike/></rPr><t>1</t></r><r><t>2</t></r></is></c>'


def cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{html.escape(text)}</t></is></c>'


def test_a_sheet_of_excel(tmp_path: Path) -> None:
    """Marks of words, numbers as people write them, true and false; readings above signs are no words."""
    strings = (
        '<si><r><t xml:space="preserve">H</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r>'
        '<r><t xml:space="preserve"> </t></r><r><rPr><b/></rPr><t>O?</t></r><rPh><t>no</t></rPh></si><si><t>A</t></si>'
    )
    numbers = '<c r="B2"><v>0.30000000000000004</v></c><c r="C2" s="2"><v>2</v></c>'
    rows = (
        f'<c r="A2" t="s"><v>0</v></c>{numbers}<c r="D2" t="s"><v>1</v></c>',
        '<c r="A3" t="inlineStr"><is><t>Is it?</t></is></c><c r="D3" t="b"><v>1</v></c>',
        f'{cell("Half?")}<c s="6"><v>0.5</v></c><c s="6"><v>0.07</v></c>{cell("A")}',
    )
    first, second, half = taken(workbook(tmp_path, *rows, strings=strings), "xlsx").bank.items
    assert first.stem == "H{sub}`2` **O?**"
    assert [one.text for one in first.choices] == [r"0\.3", "2"]  # type: ignore[union-attr]
    assert first.key == ("a",)  # type: ignore[union-attr]
    assert second.answer is True  # type: ignore[union-attr]
    assert [one.text for one in half.choices] == ["50%", "7%"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("odd", "key", "why"),
    [
        ('<c r="B2"><f>1+1</f><v>2</v></c>', "A", "the cell B2 is a formula: paste its value"),
        ('<c r="B2" s="1"><v>45000</v></c>', "A", "the cell B2 is a date"),
        ('<c r="B2" s="3"><v>5</v></c>', "A", "the cell B2 shows its number with words or as a fraction"),
        ('<c r="B2" s="4"><v>5</v></c>', "A", "the cell B2 shows its number with words or as a fraction"),
        ('<c r="B2" s="5"><v>0.5</v></c>', "A", "the cell B2 shows its number with words or as a fraction"),
        ('<c r="B2" t="e"><v>#REF!</v></c>', "A", "the cell B2 has the error #REF!"),
        (cell("1"), "", "it has no key; a key is never guessed"),
        (cell("1"), "C", "the key 'c' is none of the choices a, b"),
        (STRUCK, "A", "words are struck out: nobody can tell which hold"),
    ],
)
def test_a_row_that_may_mean_something_else_is_not_taken(odd: str, key: str, why: str, tmp_path: Path) -> None:
    """The sound one beside it is."""
    sound = f"{cell('Good?')}{cell('1')}{cell('2')}{cell('B')}"
    made = taken(workbook(tmp_path, f"{cell('x')}{odd}{cell('2')}{cell(key)}", sound), "xlsx")
    assert [item.stem for item in made.bank.items] == ["Good?"]
    assert refused(made)[0].startswith(why)


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_table_without_headings_is_refused(kind: str, tmp_path: Path) -> None:
    """What the first row has to say is in the message."""
    word = 'xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cells = f"<document {word}><tbl><tr><tc><p><r><t>Name</t></r></p></tc></tr></tbl></document>"
    sheet = f"<worksheet {SHEET}><sheetData><row>{cell('Name')}</row></sheetData></worksheet>"
    parts: dict[str, str | bytes] = {"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": sheet}
    path = packed(tmp_path / f"b.{kind}", parts if kind == "xlsx" else {"word/document.xml": cells})
    with pytest.raises(FindingsError, match="no columns named `stem`"):
        taken(path, kind)


def test_tables_of_a_document_that_pandoc_wrote(tmp_path: Path) -> None:
    """Two tables of questions and one of something else; raised words and paragraphs stay."""
    table = "<table><tr><th>{}</th></tr><tr><td>{}</td></tr></table>"
    heads = "Question</th><th>a</th><th>b</th><th>Key</th><th>Rationale"
    stem = "<p>What is x<sup>2</sup>?</p><p>Say <b>it</b> &lt;now&gt;.</p>"
    asked = table.format(heads, f"{stem}</td><td>one</td><td>two</td><td>b</td><td>So.")
    other = table.format("Drug</th><th>Dose", "A</td><td>1 mg")
    path = tmp_path / "b.docx"
    page = f"<p>Intro</p>{asked}{other}{asked.replace('one', 'three')}"
    pypandoc.convert_text(page, "docx", "html", outputfile=str(path))
    made = taken(path, "docx")
    assert [item.stem for item in made.bank.items] == ["What is x{sup}`2`?\n\nSay **it** \\<now\\>."] * 2
    assert made.bank.items[0].key == ("b",)  # type: ignore[union-attr]
    assert made.bank.items[0].rationale == "So."
    assert [one.message for one in made.losses if one.code == "L041"] == [
        "left out: a table without the headings question and key"
    ]


SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in [
        ("o", "office"),
        ("t", "table"),
        ("w", "text"),
        ("s", "style"),
        ("f", "xsl-fo-compatible"),
        ("d", "drawing"),
    ]
)
LOOKS = "".join(
    f'<s:style s:name="{name}" s:family="text"><s:text-properties {look}/></s:style>'
    for name, look in [
        ("B", 'f:font-weight="bold"'),
        ("U", 's:text-position="super 58%"'),
        ("X", 's:text-line-through-style="solid"'),
    ]
)


def opened(tmp_path: Path, *rows: str) -> Path:
    """Return a sheet as LibreOffice writes it: empty cells to the edge, empty rows to the end, notes before it."""
    heads = "".join(typed(one) for one in ("Question", "A", "B", "Key"))
    rest = (
        '<t:table-row t:number-rows-repeated="1048000"><t:table-cell t:number-columns-repeated="16384"/></t:table-row>'
    )
    edge = '<t:table-cell t:number-columns-repeated="16380"/>'
    body = "".join(f"<t:table-row>{row}{edge}</t:table-row>" for row in (heads, *rows))
    tables = f'<t:table t:name="Notes">{rest}</t:table><t:table t:name="Q">{body}{rest}</t:table>'
    looks = f"<o:automatic-styles>{LOOKS}</o:automatic-styles>"
    content = f"<o:document-content {SPACES}>{looks}<o:body>{tables}</o:body></o:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed(tmp_path / "b.ods", {"mimetype": kind, "content.xml": content})


def typed(words: str, kind: str = 'o:value-type="string"') -> str:
    return f"<t:table-cell {kind}><w:p>{words}</w:p></t:table-cell>"


def test_a_sheet_of_opendocument(tmp_path: Path) -> None:
    """Marks, blanks and lines stay; numbers are as they are, unless their cell shows words or a share."""
    stem = 'x<w:span w:style-name="U">2</w:span><w:s w:c="2"/>is <w:span w:style-name="B">it</w:span><w:line-break/>'
    stem += "&lt;b&gt;"
    note = "<o:annotation><w:p>look</w:p></o:annotation>"
    share, comma = 'o:value-type="percentage" o:value="0.5"', 'o:value-type="float" o:value="1.5"'
    row = f"{typed(stem)}{typed('50%', share)}{typed('1,50', comma)}{typed(note + 'A')}"
    dose = typed("5 mg", 'o:value-type="float" o:value="5"')
    made = taken(opened(tmp_path, row, f"{typed('Dose?')}{dose}{typed('6')}{typed('B')}"), "ods")
    first, second = made.bank.items
    assert first.stem.split() == ["x{sup}`2`", "is", "**it**\\", "\\<b\\>"]
    assert [one.text for one in first.choices] == ["50%", r"1\.5"]  # type: ignore[union-attr]
    assert [one.text for one in second.choices] == ["5 mg", "6"]  # type: ignore[union-attr]
    assert (first.key, second.key) == (("a",), ("b",))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        (typed("2", 't:formula="of:=1+1" o:value-type="float" o:value="2"'), "a cell is a formula: paste its value"),
        (typed("1/2", 'o:value-type="date" o:date-value="2026-02-01"'), "a cell is a date, which"),
        (typed("1", 't:number-columns-spanned="2"'), "it has merged cells"),
        (typed("<d:frame/>"), "a cell has a picture or a formula"),
        (typed('<w:span w:style-name="X">1</w:span>2'), "words are struck out"),
    ],
)
def test_a_row_of_opendocument_that_may_mean_something_else_is_not_taken(odd: str, why: str, tmp_path: Path) -> None:
    """The sound one beside it is."""
    rest = f"{typed('2')}{typed('A')}"
    made = taken(opened(tmp_path, f"{typed('x')}{odd}{rest}", f"{typed('Good?')}{typed('1')}{rest}"), "ods")
    assert [item.stem for item in made.bank.items] == ["Good?"]
    assert refused(made)[0].startswith(why)


def test_a_sheet_of_opendocument_without_headings_is_refused(tmp_path: Path) -> None:
    """So is an archive that is none."""
    with pytest.raises(FindingsError, match="no columns named `stem`"):
        taken(
            packed(
                tmp_path / "b.ods",
                {"content.xml": f"<a {SPACES}><t:table><t:table-row>{typed('x')}</t:table-row></t:table></a>"},
            ),
            "ods",
        )
    with pytest.raises(FindingsError, match="this is no sheet of OpenDocument"):
        take_foreign(packed(tmp_path / "c.ods", {"a": "b"}), OWN["ods"])


def deck(path: Path, *notes: tuple[str, int, str], media: dict[str, bytes] | None = None) -> Path:
    """Return a deck of notes (guid, note type, fields between bars): 1 plain, 2 with gaps, 3 of ours."""
    front, back = {"name": "Front"}, {"name": "Back"}
    plain = [{"qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}]
    models: dict[str, Any] = {
        "1": {"id": 1, "type": 0, "flds": [front, back], "tmpls": plain},
        "2": {"id": 2, "type": 1, "flds": [front, back], "tmpls": [{"qfmt": "{{cloze:Front}}", "afmt": "x"}]},
        "3": {"id": MODEL, "type": 0, "flds": [front, back], "tmpls": plain},
    }
    with sqlite3.connect(":memory:") as connection:
        connection.execute("create table col (models text)")
        connection.execute("insert into col values (?)", (json.dumps(models),))
        connection.execute("create table notes (id integer primary key, guid text, mid integer, tags text, flds text)")
        rows = [(guid, kind, " a::b two ", fields.replace("|", "\x1f")) for guid, kind, fields in notes]
        connection.executemany("insert into notes (guid, mid, tags, flds) values (?, ?, ?, ?)", rows)
        connection.commit()
        data = connection.serialize()
    named = dict(enumerate(media or {}))
    files: dict[str, str | bytes] = {str(number): (media or {})[name] for number, name in named.items()}
    return packed(path, {"collection.anki2": data, "media": json.dumps(named), **files})


def test_a_deck_of_plain_cards(tmp_path: Path) -> None:
    """A short back is an answer to type, a long one an essay's; gaps, pictures and tags come along, sounds do not."""
    path = deck(
        tmp_path / "b.apkg",
        ("g1", 1, 'Capital of <b>France</b>?<img src="my dot.png">|Paris'),
        ("g2", 1, "Why? [sound:a.mp3]|Because of <i>scattering</i>, [$]x^2[/$]."),
        ("g3", 2, "The {{c1::sky::what?}} is {{c2::blue &amp; wide}}.|More"),
        ("g4", 1, "Nothing|"),
        ("g5", 3, "Q|A"),
        media={"my dot.png": DOT},
    )
    made = taken(path, "anki")
    short, essay, cloze = made.bank.items
    assert [one.text for one in short.answers] == ["Paris"]  # type: ignore[union-attr]
    assert short.tags == ("a-b", "two")
    assert list(made.pictures.values()) == [DOT]
    assert essay.model_answer == "Because of *scattering*, {math}`x^2`."  # type: ignore[union-attr]
    assert cloze.stem == "The {{g1}} is {{g2}}."
    assert [gap.answer for gap in cloze.gaps] == ["sky", "blue & wide"]  # type: ignore[union-attr]
    assert cloze.rationale == "More"
    assert refused(made) == [
        "its back is empty; a key is never guessed",
        "this card was written from a bank: take the bank",
    ]
    assert made.foreign[short.id] == "name:g1"
    said = [one.message for one in made.losses if one.code == "L044"]
    assert "a sound is left out" in said
    assert "hints of gaps are left out" in said


def test_decks_that_cannot_be_read_are_one_line(tmp_path: Path) -> None:
    """No deck, a broken database, and our own deck, which was made of a bank."""
    with pytest.raises(FindingsError, match="it holds no deck of Anki"):
        take_foreign(packed(tmp_path / "none.apkg", {"a": b"x"}), OWN["anki"])
    with pytest.raises(FindingsError, match="its database cannot be read"):
        taken(packed(tmp_path / "bad.apkg", {"collection.anki2": b"x"}), "anki")
    (tmp_path / "own.apkg").write_bytes(write_foreign(load_bank(EVERY), OWN["anki"])[0])
    with pytest.raises(FindingsError, match="take the bank"):
        taken(tmp_path / "own.apkg", "anki")


def message(*fields: tuple[int, int | bytes]) -> bytes:
    """Return a message of protocol buffers; numbers below 128."""
    return b"".join(
        bytes([number << 3, value]) if isinstance(value, int) else bytes([number << 3 | 2, len(value)]) + value
        for number, value in fields
    )


def newer(path: Path, data: bytes = b"", media: bytes | None = None) -> Path:
    """Return a deck as Anki writes it since 2.1.50: packed, note types in tables of their own, journal on."""
    pack = zstandard.ZstdCompressor(write_content_size=False).compress
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(
            "create table col (models text); insert into col values ('');"
            "create table notetypes (id integer primary key, config blob);"
            "create table fields (ntid integer, ord integer, name text); create table templates (ntid integer,"
            "ord integer, config blob);"
            "create table notes (id integer primary key, guid text, mid integer, tags text, flds text);"
        )
        connection.executemany("insert into notetypes values (?, ?)", [(1, b""), (2, message((1, 1), (3, b".card")))])
        names = [(kind, place, name) for kind in (1, 2) for place, name in enumerate(("Front", "Back"))]
        connection.executemany("insert into fields values (?, ?, ?)", names)
        cards = [(1, message((1, b"{{Front}}"), (2, b"{{Back}}"), (8, 7))), (2, message((1, b"{{cloze:Front}}")))]
        connection.executemany("insert into templates values (?, 0, ?)", cards)
        notes = [("g1", 1, '<img src="my d\u00f6t.png"> What?\x1fA dot'), ("g2", 2, "{{c1::Sky}} is blue\x1fMore")]
        connection.executemany("insert into notes (guid, mid, tags, flds) values (?, ?, ' a ', ?)", notes)
        connection.commit()
        plain = connection.serialize()
    plain = plain[:18] + b"\2\2" + plain[20:]
    digest = hashlib.sha1(DOT, usedforsecurity=False).digest()
    told = message((1, message((1, "my d\u00f6t.png".encode()), (2, 70), (3, digest)))) if media is None else media
    files: dict[str, str | bytes] = {
        "meta": message((1, 3)),
        "collection.anki2": b"x",
        "media": pack(told),
        "0": pack(DOT),
    }
    return packed(path, {**files, "collection.anki21b": data or pack(plain)})


def test_a_deck_in_the_newer_form_of_anki(tmp_path: Path) -> None:
    """Note types, gaps, tags and pictures come as from the older one."""
    made = taken(newer(tmp_path / "b.apkg"), "anki")
    short, cloze = made.bank.items
    assert [one.text for one in short.answers] == ["A dot"]  # type: ignore[union-attr]
    assert cloze.stem == "{{g1}} is blue"
    assert (cloze.rationale, cloze.tags) == ("More", ("a",))
    assert list(made.pictures.values()) == [DOT]


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"data": b"x"}, "a part of it cannot be unpacked"),
        ({"data": zstandard.ZstdCompressor().compress(b"x" * 200)}, "its database cannot be read"),
        ({"media": b"\x0a\x7f"}, "its list of pictures cannot be read"),
        ({"media": message((1, message((1, b"a.png"), (3, b"another"))))}, "its picture 0 is damaged"),
        ({"data": zstandard.ZstdCompressor().compress(b"\0" * 140_000)}, "more than 60,000 bytes are too much"),
    ],
)
def test_a_newer_deck_that_cannot_be_read_is_one_line(
    broken: dict[str, bytes], why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bomb is not unpacked to its end."""
    monkeypatch.setattr(anki_new, "MOST_BYTES", 60_000)
    with pytest.raises(FindingsError, match=why):
        taken(newer(tmp_path / "b.apkg", **broken), "anki")


def test_without_zstandard_a_newer_deck_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package is an extra."""
    path = newer(tmp_path / "b.apkg")
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(FindingsError, match=r"pip install 'coursewright\[anki\]'"):
        taken(path, "anki")


def h5p(path: Path, main: str, content: object, **files: bytes) -> Path:
    about = json.dumps({"title": "My &amp; set", "mainLibrary": main})
    told = f"\ufeff{json.dumps(content)}".encode()
    return packed(path, {"h5p.json": about, "content/content.json": told, **files})


def asked(library: str, **params: Any) -> dict[str, Any]:
    return {"library": f"H5P.{library} 1.1", "params": params, "subContentId": "7-a"}


def answer(text: str, said: str = "", *, correct: bool = False) -> dict[str, Any]:
    return {"text": f"<div>{text}</div>\n", "correct": correct, "tipsAndFeedback": {"chosenFeedback": said}}


def test_a_question_set_of_h5p(tmp_path: Path) -> None:
    """Choices, judgments, gaps, words to drag and essays, with pictures; anything else is named."""
    image = {"type": {"library": "H5P.Image 1.1", "params": {"file": {"path": "images/a b.png"}, "alt": "A dot"}}}
    film = {"type": {"library": "H5P.Video 1.6", "params": {}}}
    two = [answer("One", "Yes", correct=True), answer("Two &lt;p&gt;")]
    content = {
        "randomQuestions": True,
        "questions": [
            asked("MultiChoice", media=image, question="<p>Which?</p>", answers=two),
            asked("MultiChoice", media=film, question="<p>Which two?</p>", answers=[*two, answer("3", correct=True)]),
            asked("TrueFalse", question="<p>So?</p>", correct="true", behaviour={"feedbackOnWrong": "No & never"}),
            asked("Blanks", text="<p>Fill.</p>", questions=["<p>2**3 is *8/eight:number*.</p>"],
                  behaviour={"caseSensitive": False}),
            asked("DragText", taskDescription="<p>Drag.</p>", textField="Grass is *green*\nSea & sky *blue:tip*.",
                  distractors="*red*"),
            asked("Essay", taskDescription="<p>Write.</p>", keywords=[1]),
            asked("DragQuestion"),
            asked("MultiChoice", question="<p>None?</p>", answers=[answer("a"), answer("b")]),
            asked("MultiChoice", question="<p>One?</p>", answers=[answer("a", correct=True), answer("b", correct=True)],
                  behaviour={"type": "single"}),
        ],
    }  # fmt: skip
    made = taken(h5p(tmp_path / "b.h5p", "H5P.QuestionSet", content, **{"content/images/a b.png": DOT}), "h5p")
    single, multiple, judged, blanks, dragged, essay = made.bank.items
    assert made.bank.title == "My & set"
    assert single.stem.startswith("![A dot](")
    assert [(one.text, one.feedback) for one in single.choices] == [("One", "Yes"), (r"Two \<p\>", FEEDBACK)]  # type: ignore[union-attr]
    assert (multiple.key, multiple.scoring, multiple.points) == (("a", "c"), "penalty", 2)  # type: ignore[union-attr]
    assert judged.feedback.false == r"No \& never"  # type: ignore[union-attr]
    assert blanks.stem == "Fill.\n\n2\\*3 is {{g1}}."
    assert blanks.gaps[0].accepted == ("8", "eight")  # type: ignore[union-attr]
    assert [(gap.answer, gap.choices) for gap in dragged.gaps] == [  # type: ignore[union-attr]
        ("green", ("blue", "green", "red")), ("blue", ("blue", "green", "red")),
    ]  # fmt: skip
    assert essay.stem == "Write."
    assert refused(made) == [
        "question 7: a bank has no question of H5P's type H5P.DragQuestion",
        "question 8: no choice is right; a key is never guessed",
        "question 9: 2 right choices of which one is taken; a key is never guessed",
    ]
    said = " ".join(one.message for one in made.losses)
    assert "left out: H5P.Video above the question" in said
    assert "a draw of questions is left out" in said


def test_one_question_of_h5p_alone_and_a_broken_package(tmp_path: Path) -> None:
    """The content is the question itself; a package without it is one line."""
    made = taken(h5p(tmp_path / "b.h5p", "H5P.TrueFalse", {"question": "<p>So?</p>", "correct": "false"}), "h5p")
    assert made.bank.items[0].answer is False  # type: ignore[union-attr]
    with pytest.raises(FindingsError, match=r"no h5p\.json that can be read"):
        taken(packed(tmp_path / "bad.h5p", {"content/content.json": "{}"}), "h5p")


def test_a_number_of_a_table_with_decimal_commas_is_read_or_not_taken(tmp_path: Path) -> None:
    """1.500 may be one and a half thousand there; 1,500 may be so in either; a cell of 0,5 is a half."""
    path = tmp_path / "b.csv"
    rows = ["Question;Type;Key;Tolerance", "Half?;numeric;0,5;0,05", "A?;numeric;1.500;", "B?;numeric;1,500;"]
    path.write_text("\n".join([*rows, "C?;numeric;1.5;"]), encoding="utf-8")
    made = taken(path, "csv")
    assert [(one.stem, one.answer.value) for one in made.bank.items] == [("Half?", 0.5), ("C?", 1.5)]  # type: ignore[union-attr]
    assert [one.partition(":")[0] for one in refused(made)] == ["1.500 may be 1500", "'1,500' is no number"]


@pytest.mark.parametrize("name", ["csv", "gift", "aiken", "text2qti"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_of_any_encoding_is_read_and_a_guess_is_told(name: str, encoding: str, tmp_path: Path) -> None:
    """What Excel and old editors write; only Windows-1252 is a guess."""
    text = {
        "csv": "Question;A;B;Key\r\nCafé “für” 5 €?;é;b;A\r\n",
        "gift": "Café “für” 5 €?{=é ~b}\r\n",
        "aiken": "Café “für” 5 €?\r\nA. é\r\nB. b\r\nANSWER: A\r\n",
        "text2qti": "1. Café “für” 5 €?\r\n*a) é\r\nb) b\r\n",
    }[name]
    path = tmp_path / f"b{OWN[name].suffix}"
    path.write_bytes(text.encode(encoding))
    made = take_foreign(path, OWN[name], None, html_to_markdown)
    assert made.bank.items[0].stem == "Café “für” 5 €?"
    assert made.bank.items[0].choices[0].text == "é"  # type: ignore[union-attr]
    told = [one.message for one in made.losses if one.code == "L044"]
    guessed = "it is no UTF-8 and was read as Windows-1252: look at its accents and quotation marks"
    assert told == ([guessed] if encoding == "cp1252" else [])


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that no encoding of these has, and zeros."""
    for content in (b"Question,Key\n\x81\xff", b"Question,Key\n\0"):
        path = tmp_path / "b.csv"
        path.write_bytes(content)
        with pytest.raises(FindingsError, match="this is no text"):
            take_foreign(path, OWN["csv"], None, html_to_markdown)
