"""Readers: plain text, Markdown, HTML and converted formats become the same kind of draft."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from course.ingest.draft import Bullets, Code, Draft, Paragraph, Table
from course.ingest.html import read_html
from course.ingest.markdown import read_markdown
from course.ingest.outline import divide, slug
from course.ingest.pages import write_lesson
from course.ingest.plain import read_plain
from course.ingest.read import read_draft
from course.ingest.sentences import split_text
from course.ingest.typos import find_typos
from quizzes.finding import FindingsError

ROOT = Path(__file__).parents[3]
KLONOPIN = ROOT / "course" / "klonopin"
DOCUMENTS = ROOT / "tests" / "data" / "documents"


def outline(draft: Draft) -> list[tuple[str, int, int]]:
    """Return heading, level and number of statements of each section."""
    return [(s.heading.text if s.heading else "", s.level, len(list(s.statements()))) for s in draft.sections]


def entries(bullets: Bullets) -> list[tuple[int, str]]:
    """Return depth and first sentence of each entry of a list."""
    return [(entry.depth, entry.statements[0].text) for entry in bullets.entries]


def test_the_document_is_divided_as_its_register() -> None:
    """Seven headings and 66 statements, in the words and the order of the register."""
    draft = read_plain((KLONOPIN / "source" / "klonopin.txt").read_text(encoding="utf-8"))
    with (KLONOPIN / "evidence" / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [one.text for one in draft.headings()] == [row["seed_text"] for row in rows if row["id"].startswith("H")]
    assert [one.text for one in draft.statements()] == [row["seed_text"] for row in rows if row["id"].startswith("S")]
    assert len(list(draft.headings())) == 7
    assert len(list(draft.statements())) == 66


def test_statements_of_the_document_know_their_lines() -> None:
    """Each statement is found on the line it names."""
    text = (KLONOPIN / "source" / "klonopin.txt").read_text(encoding="utf-8")
    lines = text.split("\n")
    draft = read_plain(text)
    assert all(one.text in lines[one.line - 1] for one in [*draft.headings(), *draft.statements()])


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
    draft = read_plain(text)
    assert outline(draft) == [("My guide", 0, 0), ("First part", 1, 2), ("2. Second part", 1, 7)]
    wrapped, second = draft.sections[1].statements()
    assert (wrapped.text, wrapped.line, second.line) == ("A line that goes on.", 6, 7)
    _, bullets, numbers, last = draft.sections[2].blocks
    assert isinstance(bullets, Bullets)
    assert entries(bullets) == [
        (0, "one"),
        (0, "two goes on"),
        (1, "deep"),
    ]
    assert isinstance(numbers, Bullets)
    assert [entry.number for entry in numbers.entries] == [1, 2]
    assert isinstance(last, Paragraph)


def test_markdown_keeps_its_structure() -> None:
    """Both kinds of headings, nested lists, tables and code are kept; links, pictures and HTML are listed."""
    draft = read_markdown((DOCUMENTS / "bread.md").read_text(encoding="utf-8"))
    assert draft.title == "Bread: a short guide"
    assert outline(draft) == [
        ("", 1, 2), ("What flour does", 1, 4), ("Kinds of flour", 2, 9), ("Proofing times", 3, 2),
        ("How to bake", 1, 3),
    ]  # fmt: skip
    texts = {one.text: one.line for one in draft.statements()}
    assert texts["Dr. Mill found it in 1745, e.g. in wheat."] == 9
    assert texts["The text goes on here."] == 10
    assert texts["rye | wheat | 80 %"] == 25
    assert texts["<script>alert(1)</script>"] == 37
    assert texts["An picture: a loaf and {claim}S99 with {{ braces }} and $5."] == 42
    bullets, table = draft.sections[2].blocks
    assert isinstance(bullets, Bullets)
    assert [entry.depth for entry in bullets.entries] == [0, 0, 1, 1]
    assert [one.text for one in bullets.entries[3].statements] == ["fine", "It needs more water."]
    assert isinstance(table, Table)
    assert table.rows[0][0] == ("Flour", "Water")
    assert isinstance(draft.sections[4].blocks[1], Code)
    assert {(remark.kind, remark.text) for remark in draft.remarks} >= {
        ("link", "https://example.org/flour"), ("image", "loaf.png"), ("markup", '<div class="ad">Buy now</div>'),
    }  # fmt: skip


def test_html_gives_its_main_part() -> None:
    """Headings, paragraphs, lists and tables of the main part; scripts, navigation and what is around are dropped."""
    draft = read_html((DOCUMENTS / "tea.html").read_text(encoding="utf-8"))
    assert draft.title == "Making tea"
    assert outline(draft) == [("Making tea", 1, 3), ("Leaves", 2, 8), ("Water", 2, 5)]
    texts = {one.text: one.line for one in draft.statements()}
    assert texts["Tea needs hot water."] == 13
    assert texts["It needs time, too."] == 14
    assert texts["Loose words stand here."] == 16
    assert texts["Green | 2"] == 27
    assert texts["boil\nwait"] == 32
    bullets = draft.sections[1].blocks[0]
    assert isinstance(bullets, Bullets)
    assert entries(bullets) == [
        (0, "Green tea"), (1, "Sencha"), (1, "Gyokuro."), (0, "Black tea"),
    ]  # fmt: skip
    printed = " ".join(texts)
    for word in ("alert", "tracking", "Home", "cups", "paper", "color"):
        assert word not in printed


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
    assert [one.text for one in read_html(page).statements()] == [text]


def test_lessons_come_from_the_highest_level_with_several_headings() -> None:
    """A single title is no lesson; deeper headings stay in their lesson and skip no depth."""
    draft = read_markdown("# Title\n\n## A\n\nx\n\n#### A1\n\ny\n\n## B\n\nz\n")
    lessons = divide(draft)
    assert [lesson.name for lesson in lessons] == ["01-a", "02-b"]
    assert [(depth, part.heading.text) for depth, part in lessons[0].parts() if part.heading] == [(0, "A"), (1, "A1")]
    assert [lesson.title for lesson in divide(read_markdown("Before.\n\n# A\n\nx\n\n# B\n"))] == [
        "Introduction",
        "A",
        "B",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [("What is tea?", "what-is-tea"), ("Über uns", "uber-uns"), ("中文", "part"), ("a " * 50, "a-" * 19 + "a")],
)  # fmt: skip
def test_file_names_are_plain(text: str, name: str) -> None:
    """Names of files are short and ASCII, whatever the heading."""
    assert slug(text) == name


def test_typos_are_listed_and_nothing_is_changed() -> None:
    """Doubled words, articles, spaces, names and known misspellings are told with their lines."""
    draft = read_plain((KLONOPIN / "source" / "klonopin.txt").read_text(encoding="utf-8"))
    found = {(remark.line, remark.text, remark.suggestion) for remark in find_typos(draft)}
    assert found >= {
        (9, "an physical", "a physical"), (9, "weened", "weaned"), (11, "Klonopine", "Klonopin"),
        (31, "the the", "the"), (35, "acheive", "achieve"), (35, "loose control", "lose control"),
        (46, "Difficulities", "Difficulties"), (67, "wok through", "work through"),
    }  # fmt: skip
    others = read_plain("It is an hour , a  user, a European, an MRI, a UN plan, an SSRI. iPhone McDonald deVelop.\n")
    assert {(remark.kind, remark.text) for remark in find_typos(others)} == {
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
        ("Größe".encode("latin-1"), "a.txt", ("N004", 1), "not UTF-8: byte 2 is 0xf6, which is 'ö' in Windows-1252"),
        (b"one\ntwo \xe9\n", "a.html", ("N004", 2), "not UTF-8: byte 8 is 0xe9"),
        ("text".encode("utf-16"), "a.txt", ("N004", 1), "the document is UTF-16, not UTF-8"),
        ("text".encode("utf-16-le"), "a.txt", ("N004", 1), "the document is UTF-16, not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00", "a.txt", ("N005", 2), "not a text: byte 6 is 0x1a"),
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
        read_draft(path)
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
        read_draft(path)


def test_plain_text_with_marks_of_markdown_is_said(tmp_path: Path) -> None:
    """A file named .txt is read as text, and the warning says what to do when it is not."""
    path = tmp_path / "notes.txt"
    path.write_text("Text here.\n\n# One\n\nText.\n\n## Two\n\nText.\n", encoding="utf-8")
    (finding,) = read_draft(path)[1].findings
    assert (finding.code, finding.line) == ("N013", 3)
    assert "a copy called notes.md" in finding.hint


def test_lists_keep_their_numbers(tmp_path: Path) -> None:
    """A list that begins with 4 goes on so, and a list of bullets inside keeps its bullets."""
    path = tmp_path / "a.md"
    path.write_text("# A\n\n4. four\n5. five\n   - dot\n\n     3. three\n\n# B\n\n2) two\n", encoding="utf-8")
    lessons = divide(read_draft(path)[1])
    page = write_lesson(lessons[0], iter(["S1", "S2", "S3", "S4"]), "b", "o")
    assert "4. four {claim}`S1`\n5. five {claim}`S2`\n   - dot {claim}`S3`\n\n     3. three {claim}`S4`\n" in page


def test_footnotes_are_kept() -> None:
    """A mark stays in its sentence, and a note where it stands, even one that is only an address."""
    draft = read_markdown("A fact.[^1] Another[^x].\n\n[^1]: https://example.org\n\n[^x]: Smith. More.\n")
    assert [one.text for one in draft.statements()] == [
        "A fact.[1] Another[x].", "[1] https://example.org", "[x] Smith.", "More.",
    ]  # fmt: skip


def test_a_short_paragraph_above_all_headings_is_the_title(tmp_path: Path) -> None:
    """So word processors style it; a sentence there is an introduction."""
    path = tmp_path / "a.md"
    path.write_text("Falls prevention\n\n# Why\n\nx\n\n# How\n\ny\n", encoding="utf-8")
    draft = read_draft(path)[1]
    assert draft.title == "Falls prevention"
    assert [lesson.title for lesson in divide(draft)] == ["Why", "How"]


@pytest.mark.parametrize("text", ["x" * 200_000, "word " * 100_000, "A sentence. " * 50_000, "a b.c " * 50_000])
def test_a_very_long_line_takes_no_square_of_its_length(text: str) -> None:
    """Half a megabyte in one line is read in about a second; the limit of the test run ends what is not."""
    draft = read_plain(f"Title\n\n{text}\n\nThe end.\n")
    find_typos(draft)
    assert "".join(one.text for one in draft.statements()).startswith(text[:5])
