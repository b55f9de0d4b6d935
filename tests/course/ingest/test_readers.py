"""Readers: plain text, Markdown, HTML and converted formats become the same kind of draft."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from course.ingest.names import slug
from course.ingest.new import read_division
from course.ingest.pages import write_lesson
from course.ingest.readers.html import read_html
from course.ingest.readers.markdown import read_markdown
from course.ingest.readers.plain import read_plain
from course.ingest.sentences import split_text
from course.ingest.tree import Image, Items, Link, Note, Para, Table
from course.ingest.typos import find_typos
from course.project.kinds import STEERS
from quizzes.finding import FindingsError
from tests.course.ingest.reading import division, entries, found, headings, losses, nodes, outline, statements

ROOT = Path(__file__).parents[3]
KLONOPIN = ROOT / "course" / "klonopin"
DOCUMENTS = ROOT / "tests" / "data" / "documents"


def test_the_document_is_divided_as_its_register() -> None:
    """Seven headings and 66 statements, in the words and the order of the register."""
    document = read_plain((KLONOPIN / "source" / "klonopin.txt").read_text(encoding="utf-8"))
    with (KLONOPIN / "evidence" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert headings(document) == [row["seed_text"] for row in rows if row["id"].startswith("H")]
    assert statements(document) == [row["seed_text"] for row in rows if row["id"].startswith("S")]
    assert (len(headings(document)), len(statements(document))) == (7, 66)


def test_statements_of_the_document_know_their_lines() -> None:
    """Each statement is found on the line it names."""
    text = (KLONOPIN / "source" / "klonopin.txt").read_text(encoding="utf-8")
    lines = text.split("\n")
    assert all(one.text in lines[one.place.number - 1] for one in found(read_plain(text)))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("Dr. Smith gave 0.5 mg. It helped.", ["Dr. Smith gave 0.5 mg.", "It helped."]),
        ("Take e.g. bread, cf. Fig. 3 and so on. Done.", ["Take e.g. bread, cf. Fig. 3 and so on.", "Done."]),
        ("At 5 p.m. The end.", ["At 5 p.m.", "The end."]),
        ("The U.S. Senate met. J. Doe spoke.", ["The U.S. Senate met.", "J. Doe spoke."]),
        ('He said "Go." Then he left. (Really.)', ['He said "Go."', "Then he left.", "(Really.)"]),
        ("Bread, salt etc. are needed. Milk etc. It.", ["Bread, salt etc. are needed.", "Milk etc.", "It."]),
        ("It ended ... somewhere. ***", ["It ended ... somewhere. ***"]),
        ("一。二！三", ["一。", "二！", "三"]),
        ("Ask if I. Or not.", ["Ask if I.", "Or not."]),
        ("1. Wash hands. Dry them.", ["1. Wash hands.", "Dry them."]),
        ("Figure 1. The five moments. More.", ["Figure 1. The five moments.", "More."]),
        ("II. What changes. All.", ["II. What changes.", "All."]),
        ("The answer is no. Take No. 5 of it.", ["The answer is no.", "Take No. 5 of it."]),
        ("Nehmen Sie z. B. Brot, d. h. Mehl. Am 3. Mai ist Ende.", ["Nehmen Sie z. B. Brot, d. h. Mehl.",
                                                                   "Am 3. Mai ist Ende."]),
        ("Er sagt: „Ruhe.“ Dann geht er.", ["Er sagt: „Ruhe.“", "Dann geht er."]),
        ("هل تعرف؟ نعم. لا", ["هل تعرف؟", "نعم.", "لا"]),
        ("no end", ["no end"]),
        ("...", []),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_ends_them(text: str, sentences: list[str]) -> None:
    """Abbreviations, initials and decimals do not end a sentence; no letter is lost."""
    assert [sentence for _, sentence in split_text(text)] == sentences
    if sentences:
        assert "".join("".join(sentences).split()) == "".join(text.split())


def test_plain_text_is_read_by_shape() -> None:
    """Underlines, numbers, wrapped lines, bullets and rules are understood, and quoted whole."""
    text = "My guide\n\nFirst part\n==========\n\nA line that\ngoes on. Next.\n\n2. Second part\n\nAs follows:\n"
    text += "- one\n- two\n  goes on\n    - deep\n\n-----\n\n1. a\n2. b\n\nThe end is near\n"
    document = read_plain(text)
    assert outline(document) == [("My guide", 0, 0), ("First part", 1, 2), ("2. Second part", 1, 7)]
    wrapped, second = (one for one in found(document) if one.place.number in (6, 7))
    assert (wrapped.text, wrapped.place.number, second.place.number) == ("A line that goes on.", 6, 7)
    _, bullets, numbers, last = document.blocks[4:]
    assert entries(bullets) == [(0, "one"), (0, "two goes on"), (1, "deep")]
    assert isinstance(numbers, Items)
    assert (numbers.start, len(numbers.items)) == (1, 2)
    assert isinstance(last, Para)


def test_markdown_keeps_its_structure() -> None:
    """Both kinds of headings, nested lists, tables and code are kept, and so are links and pictures."""
    document = read_markdown((DOCUMENTS / "bread.md").read_text(encoding="utf-8"))
    assert document.title == "Bread: a short guide"
    assert [(title, level) for title, level, _ in outline(document)] == [
        ("", 1), ("What flour does", 1), ("Kinds of flour", 2), ("Proofing times", 3), ("How to bake", 1),
    ]  # fmt: skip
    texts = {one.text: one.place.number for one in found(document)}
    assert texts["Dr. Mill found it in 1745, e.g. in wheat."] == 9
    assert texts["The text goes on here."] == 10
    assert texts["rye | wheat | 80 %"] == 25
    assert texts["An picture: a loaf and S99 with {{ braces }} and $5."] == 42
    assert losses(document) == {
        ("front matter", 'title: "Bread: a short guide"'), ("markup", "alert(1)"), ("directive", "{claim}`S99`"),
    }  # fmt: skip
    bullets = nodes(document, Items)[0]
    assert isinstance(bullets, Items)
    assert [depth for depth, _ in entries(bullets)] == [0, 0, 1, 1]
    (table,) = nodes(document, Table)
    assert isinstance(table, Table)
    assert table.heads == 1
    assert [link.href for link in nodes(document, Link)] == ["https://example.org/flour"]  # type: ignore[attr-defined]
    assert [picture.name for picture in nodes(document, Image)] == ["loaf.png"]  # type: ignore[attr-defined]


def test_html_gives_its_main_part() -> None:
    """Headings, paragraphs, lists and tables of the main part; what is around is told with its words."""
    document = read_html((DOCUMENTS / "tea.html").read_text(encoding="utf-8"))
    assert document.title == "Making tea"
    assert outline(document) == [("Making tea", 1, 3), ("Leaves", 2, 8), ("Water", 2, 6)]
    texts = {one.text: one.place.number for one in found(document)}
    assert texts["Tea needs hot water."] == 13
    assert texts["It needs time, too."] == 14
    assert texts["Loose words stand here."] == 16
    assert texts["Green | 2"] == 27
    assert texts["boil\nwait"] == 32
    assert entries(nodes(document, Items)[0]) == [  # type: ignore[arg-type]
        (0, "Green tea"), (1, "Sencha"), (1, "Gyokuro. It is rare."), (0, "Black tea"),
    ]  # fmt: skip
    printed = " ".join(texts)
    for word in ("alert", "tracking", "Home", "cups", "color"):
        assert word not in printed
    assert ("beside the text", "Home") in losses(document)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<article><p>In.</p></article><p>Out.</p>", "In."),
        ("<p>Body.", "Body."),
        ("<div role=main><p>In.</p></div><p>Out.</p>", "In."),
        ("just text", "just text"),
        ("<main><article><p>In.</p></article><p>Out.</p></main>", "In."),
        ("<p>a<b>b</b>c<br>d</p>", "abc d"),
        ("<!-- gone --><p>Here.</p><![CDATA[gone]]>", "Here."),
    ],
)
def test_the_main_part_of_any_page_is_found(page: str, text: str) -> None:
    """An article, a main part or the body, whichever there is."""
    assert statements(read_html(page)) == [text]


def test_lessons_come_from_the_highest_level_with_several_headings(tmp_path: Path) -> None:
    """A single title is no lesson; deeper headings stay in their lesson and skip no depth."""
    divided = division(read_markdown("# Title\n\n## A\n\nx\n\n#### A1\n\ny\n\n## B\n\nz\n"), tmp_path / "a.md")
    assert [lesson.name for lesson in divided.lessons] == ["01-a", "02-b"]
    page = write_lesson(divided.lessons[0], divided.statement_id, "b", "o")
    assert "# A\n" in page
    assert "\n## A1\n" in page
    before = division(read_markdown("Before it all.\n\n# A\n\nx\n\n# B\n"), tmp_path / "a.md")
    assert [lesson.title for lesson in before.lessons] == ["Introduction", "A", "B"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("What is tea?", "what-is-tea"), ("Über uns", "uber-uns"), ("中文", "zhongwen"), ("Лечение", "lechenie"),
        ("…", "part"), ("a " * 50, "a-" * 19 + "a"),
    ],
)  # fmt: skip
def test_file_names_are_plain(text: str, name: str) -> None:
    """Names of files are short and ASCII, whatever the heading."""
    assert slug(text) == name


def test_typos_are_listed_and_nothing_is_changed(tmp_path: Path) -> None:
    """Doubled words, articles, spaces, names and known misspellings are told with their lines."""
    document = read_plain((KLONOPIN / "source" / "klonopin.txt").read_text(encoding="utf-8"))
    doubts = find_typos(division(document, tmp_path / "a.txt"))
    assert {(remark.place.number, remark.text, remark.suggestion) for remark in doubts} >= {
        (9, "an physical", "a physical"), (9, "weened", "weaned"), (11, "Klonopine", "Klonopin"),
        (31, "the the", "the"), (35, "acheive", "achieve"), (35, "loose control", "lose control"),
        (46, "Difficulities", "Difficulties"), (67, "wok through", "work through"),
    }  # fmt: skip
    others = read_plain("It is an hour , a  user, a European, an MRI, a UN plan, an SSRI. iPhone McDonald deVelop.\n")
    assert {(remark.kind, remark.text) for remark in find_typos(division(others, tmp_path / "a.txt"))} == {
        ("space before punctuation", "hour ,"), ("double space", "a  user,"),
        ("mixed capitals", "deVelop"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "place", "words"),
    [
        (None, "none.txt", ("N001", 1), "cannot be read"),
        (b"", "a.txt", ("N003", 1), "the document is empty"),
        (b" \n\t\n", "a.md", ("N003", 1), "the document is empty"),
        (b"***\n---\n", "a.txt", ("N003", 1), "holds no text"),
        (b"<html><script>x</script></html>", "a.html", ("N003", 1), "holds no text that can be read"),
        (b"\xff\xfea\x00b", "a.txt", ("N004", 1), "is no letter in utf-16-le"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.txt", ("N005", 1), "not a text: it begins like a picture"),
        (b"some words \x01\x02\x03" * 5, "a.md", ("N005", 1), "15 of its 70 signs are control characters"),
        (b"<div>" * 100_000 + b"x", "a.html", ("N011", 1), "nested too deeply"),
    ],
)
def test_a_document_that_is_no_text_is_a_finding(
    tmp_path: Path, content: bytes | None, name: str, place: tuple[str, int], words: str
) -> None:
    """Each has its code, its line and a sentence."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FindingsError) as caught:
        read_division(path)
    (finding,) = caught.value.findings
    assert ((finding.code, finding.line), finding.path) == (place, path)
    assert words in finding.message


def test_a_huge_document_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty megabytes are refused by their size."""
    path = tmp_path / "a.txt"
    path.touch()
    with path.open("r+b") as stream:
        stream.truncate(20_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the document was read"))
    with pytest.raises(FindingsError, match=r"N002 20,000,000 bytes; a document has at most 5,000,000"):
        read_division(path)


def test_plain_text_with_marks_of_markdown_is_said(tmp_path: Path) -> None:
    """A file named .txt is read as text, and the warning says what to do when it is not."""
    path = tmp_path / "notes.txt"
    path.write_text("Text here.\n\n# One\n\nText.\n\n## Two\n\nText.\n", encoding="utf-8")
    (finding,) = read_division(path)[1].findings
    assert (finding.code, finding.line) == ("N013", 3)
    assert "a copy called notes.md" in finding.hint


def test_lists_keep_their_numbers(tmp_path: Path) -> None:
    """A list that begins with 4 goes on so, and a list of bullets inside keeps its bullets."""
    path = tmp_path / "a.md"
    path.write_text("# A\n\n4. four\n5. five\n   - dot\n\n     3. three\n\n# B\n\n2) two\n", encoding="utf-8")
    divided = read_division(path)[1]
    page = write_lesson(divided.lessons[0], divided.statement_id, "b", "o")
    assert "4. four {claim}`S01`\n5. five {claim}`S02`\n   - dot {claim}`S03`\n\n     3. three {claim}`S04`\n" in page


def test_footnotes_are_kept() -> None:
    """A note stands where its mark is, once, also one that is only an address; one without a mark is a paragraph."""
    document = read_markdown(
        "A fact.[^1] Another[^x].\n\n[^1]: https://example.org\n\n[^x]: Smith. More.\n\n[^y]: Alone.\n\nAgain[^1].\n"
    )
    assert statements(document) == [
        "A fact.", "Another.", "https://example.org", "Smith.", "More.", "Again.", "[y] Alone.",
    ]  # fmt: skip
    assert len(set(nodes(document, Note))) == 2


def test_a_short_paragraph_above_all_headings_is_the_title(tmp_path: Path) -> None:
    """So word processors style it; a sentence there is an introduction."""
    path = tmp_path / "a.md"
    path.write_text("Falls prevention\n\n# Why\n\nx\n\n# How\n\ny\n", encoding="utf-8")
    divided = read_division(path)[1]
    assert divided.title == "Falls prevention"
    assert [lesson.title for lesson in divided.lessons] == ["Why", "How"]


@pytest.mark.parametrize("text", ["x" * 200_000, "word " * 100_000, "A sentence. " * 50_000, "a b.c " * 50_000])
def test_a_very_long_line_takes_no_square_of_its_length(text: str, tmp_path: Path) -> None:
    """Half a megabyte in one line is read in about a second; the limit of the test run ends what is not."""
    divided = division(read_plain(f"Title\n\n{text}\n\nThe end.\n"), tmp_path / "a.txt")
    find_typos(divided)
    assert "".join(one.text for one in divided.statements).startswith(text[:5])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10^9^/L, 1.5×10^−3^, Ca^2+^ and m^2^.", "10⁹/L, 1.5×10⁻³, Ca²⁺ and m²."),
        ("H~2~O, CO~2~, SpO~2~ and (x)~3~.", "H₂O, CO₂, SpO₂ and (x)₃."),
        ("<b>x^2^</b> and y^2^.", "x² and y²."),
        ("Give 5~10mg or 20~30mg, ~5~ mg, not ~~20~~ mg.", "Give 5~10mg or 20~30mg, ~5~ mg, not [deleted: 20] mg."),
        ("2^3+3^2 is 17, 10^3/10^2 is 10, a^ b^ c.", "2^3+3^2 is 17, 10^3/10^2 is 10, a^ b^ c."),
    ],
)
def test_markdown_raises_and_lowers_as_pandoc_does_and_nothing_else(written: str, read: str) -> None:
    """Powers, ranges and a tilde that may strike out stay as they are written."""
    assert statements(read_markdown(f"# T\n\n{written}\n")) == [read]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Nieren\u00adinsuffizienz", "Niereninsuffizienz"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u202bכאב\u202c", "כאב"),
        ("第1章\u3000薬", "第1章 薬"),
        ("Prise\u00a0: 5\u202f000\u00a0mg", "Prise : 5 000 mg"),
    ],
)
def test_a_title_is_one_that_course_toml_takes(written: str, title: str, tmp_path: Path) -> None:
    """Joiners are letters of it; places to hyphenate and signs that turn words around are not."""
    found = division(read_markdown(f"# {written}\n\nOne sentence.\n"), tmp_path / "a.md").title
    assert found == title
    assert STEERS.search(found) is None
