"""PDFs without tags: each construct comes through by its place on the page, or is told with its words and page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Stream, String

from course.ingest.tree import Heading, Image, Items, Link, Listing, Note, Para, Span, Table, walk
from course.ingest.wording import plain, wording
from tests.course.ingest.pdf_file import at, laid, lines, pdf, read, ruled
from tests.course.ingest.reading import entries, headings, losses, nodes, statements

if TYPE_CHECKING:
    from course.ingest.tree import Document

LONG = (
    "The dose is reduced in small steps, and whoever takes the drug",
    "is asked each time how the nights have been since the last step",
    "was made.",
)


def told(document: Document) -> list[tuple[str, str, str, str]]:
    """Return place, kind, words and outcome of each loss."""
    return [(str(one.place), str(one.kind), one.words, one.outcome) for one in document.losses]


def paras(document: Document) -> list[str]:
    """Return the words of the paragraphs that stand in nothing else."""
    return [plain(block.inner) for block in document.blocks if isinstance(block, Para)]


# Words.


def test_lines_are_paragraphs_and_keep_their_page() -> None:
    """A short last line and an indent begin another, and so does a gap."""
    document = read(lines(70, 750, *LONG, "Stop at once and fits may follow, which nobody can foresee at all.", "Ask."))
    assert paras(document) == [
        " ".join(LONG),
        "Stop at once and fits may follow, which nobody can foresee at all. Ask.",
    ]
    assert [str(block.place) for block in document.blocks if isinstance(block, Para)] == ["page 1", "page 1"]
    apart = read(lines(70, 750, *LONG[:2]) + lines(70, 700, *LONG[:2]))
    assert len(paras(apart)) == 2


def test_a_paragraph_goes_on_over_columns_and_pages() -> None:
    """The left column is read before the right one, under a title that runs across both."""
    names = [one + other for one in "abcdefgh" for other in "ktmns"]
    words = [f"{name} and some more of them here to fill a line" for name in names]
    title = at(70, 800, "A title that runs across both of the columns of this page", size=16)
    first = title + lines(50, 770, *words[:10], size=9) + lines(310, 770, *words[10:20], size=9)
    document = read(first, lines(50, 770, *words[20:30], size=9) + lines(310, 770, *words[30:], size=9))
    assert " ".join(paras(document)) == " ".join(words)


def test_hyphens_at_ends_of_lines_are_asked_of_the_words_of_the_document() -> None:
    """A broken word is whole, a word with a hyphen keeps it, and what is not known elsewhere is told."""
    text = (
        "A follow-up is planned for everybody, and the benzodiazepine is the same all the while. Each follow-",
        "up is short, and a benzo-",
        "diazepine is given, with long-",
        "label advice, and short-",
        "and long-term views, at 5-",
        "10 mg.",
    )
    document = read(lines(30, 750, *text, size=8))
    assert paras(document)[0].endswith(
        "Each follow-up is short, and a benzodiazepine is given, with long-label advice, and short- and long-term "
        "views, at 5-10 mg."
    )
    assert told(document) == [("page 1", "hyphen at a line's end", "long-label", "kept with its hyphen")]


def test_raised_and_lowered_letters_keep_their_meaning() -> None:
    """By size and base line: 10⁹, m², H₂O."""
    line = (
        at(70, 700, "1.5 x 10") + at(105.6, 704, "9", size=6) + at(109, 700, "/L, 13 m") + at(144.7, 704, "2", size=6)
    )
    line += at(148, 700, ", H") + at(160.8, 698, "2", size=6) + at(164.2, 700, "O now.")
    assert paras(read(line)) == ["1.5 x 10⁹/L, 13 m², H₂O now."]


def test_letters_of_full_size_that_stand_off_their_line_keep_their_meaning() -> None:
    """Some programs raise an exponent and leave it as large as the rest: 10⁹ is not 109, x₁² is not x12."""
    line = at(70, 700, "1.5 x 10") + at(105.6, 704.5, "9", size=9.8) + at(111.1, 700, "/L, a x")
    line += at(138.4, 698, "1", size=9.8) + at(147, 700, "and") + at(200, 703, "High")
    (para,) = (block for block in read(line).blocks if isinstance(block, Para))
    assert [(one.kind, plain(one.inner)) for one in para.inner if isinstance(one, Span)] == [("sup", "9"), ("sub", "1")]
    assert plain(para.inner).startswith("1.5 x 10⁹/L, a x₁")


def test_a_line_that_a_lowered_letter_pushes_down_goes_on_with_its_sentence() -> None:
    """Two lines of one sentence, farther apart than others; after a full stop the gap parts two paragraphs."""
    above = lines(70, 750, *LONG[:2]) + at(70, 726, "for as long as nobody has measured in the blood of the baby CO")
    lowered = at(356.3, 723, "2", size=9.8)
    assert len(paras(read(above + lowered + at(70, 708, "per litre.")))) == 1
    assert len(paras(read(above + lowered + at(361.8, 726, ".") + at(70, 708, "Per litre.")))) == 2


def test_letters_that_are_drawn_after_their_line_stand_in_their_gaps() -> None:
    """Programs set a line font by font; what stands in no gap stays where it comes."""
    line = at(70, 700, "Give") + at(110, 700, "5 mg or") + at(160, 700, "10 mg.")
    numbers = at(98, 700, "1:", font="B") + at(148, 700, "2:", font="B")
    assert paras(read(line + numbers)) == ["Give 1: 5 mg or 2: 10 mg."]
    over = at(112, 700, "x", font="B")
    assert "5 mg or" in " ".join(paras(read(line + over)))


def test_letters_of_the_font_symbol_are_the_signs_that_they_show() -> None:
    """A dose "≥ 5 µg" that read "5 g" could kill."""
    line = at(70, 700, "Give ") + at(96, 700, "³", font="S") + at(104, 700, "5 ") + at(112, 700, "m", font="S")
    assert plain(nodes(read(line + at(118, 700, "g.")), Para)[0].inner) == "Give ≥ 5 µg."  # type: ignore[attr-defined]


def test_a_letter_that_nobody_knows_is_seen_and_told() -> None:
    """A font whose letters stand in the private area of Unicode, or nowhere."""

    def change(file: pikepdf.Pdf) -> None:
        rows = "1 beginbfchar <41> <E123> endbfchar"
        font = file.pages[0].obj.Resources.Font.F
        font.ToUnicode = Stream(file, f"begincmap 1 begincodespacerange <00><FF> endcodespacerange {rows}".encode())

    document = read(at(70, 700, "Take A mg, then B mg."), change=change)
    assert paras(document) == ["Take ⟦?⟧ mg, then B mg."]
    assert told(document) == [("page 1", "unknown letter", "Take ⟦?⟧ mg, then B mg.", "kept as ⟦?⟧")]


def test_signs_without_outlines_are_told() -> None:
    """An emoji that the library gives no letter for is named with its font; what letters show is not."""

    def change(file: pikepdf.Pdf) -> None:
        mapped = b"1 beginbfchar <41> <2705> endbfchar "
        mapped += b"2 beginbfrange <42> <43> <2610> <44> <45> [<D83DDC76> <0041>] endbfrange"
        font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+SomeEmoji"))
        font.ToUnicode = Stream(file, mapped)
        file.pages[0].obj.Resources.Font["/E"] = file.make_indirect(font)

    document = read(lines(70, 700, "Give 5 mg."), change=change)
    assert told(document) == [("whole document", "sign", "✅ ☐ ☑ 👶 of the font SomeEmoji", "dropped")]


def test_accents_that_are_drawn_over_letters_are_one_with_them() -> None:
    """As TeX writes them."""
    assert paras(read(at(70, 700, "caf") + at(83.3, 700, "e") + at(84.3, 700, "´") + at(90, 700, "au lait"))) == [
        "café au lait"
    ]


def test_bold_and_slanted_words_are_marked() -> None:
    """Within a paragraph."""
    (para,) = read(at(70, 700, "Do ") + at(86, 700, "not ", font="B") + at(106, 700, "stop", font="I")).blocks
    assert isinstance(para, Para)
    assert [node.kind for node in para.inner if isinstance(node, Span)] == ["strong", "emph"]


def test_links_lie_over_words() -> None:
    """Only those to an address."""
    link = Dictionary(S=Name.URI, URI=String("https://example.org/a"))
    document = read(at(70, 700, "the page"), change=laid(0, Subtype=Name.Link, A=link))
    assert [one.href for one in nodes(document, Link)] == ["https://example.org/a"]  # type: ignore[attr-defined]


# Headings and lists.


def test_headings_are_told_by_size_weight_and_number() -> None:
    """The biggest above all is the title."""
    page = at(70, 800, "Stopping a tablet", size=22) + at(70, 770, "1 Why", size=14, font="B") + lines(70, 750, *LONG)
    page += at(70, 700, "1.1 Fits", size=14, font="B") + lines(70, 680, *LONG) + at(70, 630, "Rarely", font="B")
    page += lines(70, 615, *LONG) + at(70, 570, "2 How", size=14, font="B") + lines(70, 550, *LONG)
    document = read(page)
    assert [(one.level, plain(one.inner)) for one in document.blocks if isinstance(one, Heading)] == [
        (0, "Stopping a tablet"), (1, "1 Why"), (2, "1.1 Fits"), (2, "Rarely"), (1, "2 How"),
    ]  # fmt: skip
    assert document.title == "Stopping a tablet"


def test_bookmarks_name_headings() -> None:
    """Where size and weight say nothing."""

    def change(file: pikepdf.Pdf) -> None:
        with file.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Before you start", 0))

    document = read(at(70, 770, "Before you start") + lines(70, 740, *LONG), change=change)
    assert headings(document) == ["Before you start"]


def test_lists_keep_their_depth_and_numbers() -> None:
    """A mark that is cited stays a word."""
    page = lines(70, 770, "• first of the list", "• second, which is long enough to", "   go on below")
    page += lines(90, 734, "• deeper") + lines(70, 722, "• third") + lines(70, 690, "3. three", "4. four")
    page += lines(70, 650, "(a) cited as such")
    document = read(page)
    lists = [block for block in document.blocks if isinstance(block, Items)]
    assert entries(lists[0]) == [
        (0, "first of the list"), (0, "second, which is long enough to go on below"), (1, "deeper"), (0, "third"),
    ]  # fmt: skip
    assert (lists[1].start, entries(lists[1])) == (3, [(0, "three"), (0, "four")])
    assert paras(document) == ["(a) cited as such"]


def test_lists_beside_each_other_are_read_one_after_the_other() -> None:
    """As on slides; a bullet may be drawn."""
    page = at(70, 760, "Risk and benefit, side by side", size=24)
    page += lines(90, 700, "Falls", "Memory", "Driving", size=14, gap=20)
    page += lines(300, 700, "• Sleep", "• Calm", "• Rest", size=14, gap=20)
    page += "".join(
        f"78 {704 - 20 * n} m 78 {706 - 20 * n} 81 {706 - 20 * n} 81 {704 - 20 * n} c f\n" for n in range(3)
    )
    (items,) = (block for block in read(page + at(70, 600, "Ask.")).blocks if isinstance(block, Items))
    assert [words for _, words in entries(items)] == ["Falls", "Memory", "Driving", "Sleep", "Calm", "Rest"]


def test_a_drawing_is_a_picture() -> None:
    """Bars and curves, but no ground behind words."""
    page = "0 0 1 rg 50 740 400 40 re f\n" + at(60, 750, "On a ground", more="1 1 1 rg") + lines(70, 700, *LONG)
    page += "".join(f"{100 + 30 * n} 500 20 {40 + 20 * n} re f\n" for n in range(4)) + lines(70, 450, *LONG)
    document = read(page)
    assert len(nodes(document, Image)) == 1
    assert "On a ground" in wording(document.blocks)


def test_a_number_that_ends_a_sentence_is_no_entry() -> None:
    """A telephone number that a line has broken stays one."""
    words = ("Whoever needs help at night and cannot wait calls 0800 123", "456. Then wait for somebody to come.")
    assert paras(read(lines(70, 700, *words))) == [" ".join(words)]


def test_heads_and_feet_of_pages_are_told_once_with_their_words() -> None:
    """Page numbers as the first and the last of them."""
    pages = [
        at(70, 815, "Guideline 12, draft")
        + lines(70, 700, f"Text of page {'abcd'[n]}.")
        + at(290, 20, f"Page {n + 1} of 4")
        for n in range(4)
    ]
    document = read(*pages)
    assert paras(document) == [f"Text of page {letter}." for letter in "abcd"]
    assert told(document) == [
        ("whole document", "header or footer", "Guideline 12, draft", "dropped"),
        ("whole document", "header or footer", "Page 1 of 4 … Page 4 of 4", "dropped"),
    ]


def test_the_bare_number_of_its_page_is_no_statement_where_margins_are_wide() -> None:
    """As LaTeX sets it; another number at the foot of a page is kept."""
    pages = [at(70, 700, f"Text of page {'abc'[n]}.") + at(295, 110, f"{n + 1}") for n in range(2)]
    document = read(*pages, at(70, 700, "Text of page c.") + at(295, 110, "15"))
    assert paras(document) == ["Text of page a.", "Text of page b.", "Text of page c.", "15"]


def test_raised_letters_in_lines_of_a_program_stay_raised() -> None:
    """They make a paragraph of it: a block of code has no place for them."""
    code = at(70, 700, "n = 10", font="M") + at(106.2, 704, "9", size=6, font="M") + at(70, 688, "end", font="M")
    document = read(code + lines(70, 600, *LONG))
    assert not any(isinstance(block, Listing) for block in document.blocks)
    assert any(block.kind == "sup" for para in document.blocks if isinstance(para, Para) for block in walk(para.inner)
               if isinstance(block, Span))  # fmt: skip


def test_a_program_at_the_end_of_a_page_ends_there() -> None:
    """What follows on the next page in letters of other kinds is no part of it."""
    code = lines(70, 60, "if late:", "    wait()", font="M")
    document = read(at(70, 700, "As a program:") + code, lines(70, 780, *LONG))
    assert [block.text for block in document.blocks if isinstance(block, Listing)] == ["if late:\n    wait()"]
    assert paras(document)[-1] == " ".join(LONG)


def test_a_footnote_stands_at_its_mark() -> None:
    """Small lines at the foot that begin with a raised mark."""
    page = lines(70, 700, *LONG) + at(200, 676, "Slowly") + at(231, 680, "1", size=6) + at(238, 676, "is best of all.")
    page += at(70, 120, "1", size=5, more="3 Ts") + at(74, 120, "By a tenth every second week.", size=8)
    document = read(page + lines(70, 660, *LONG))
    (note,) = nodes(document, Note)
    assert isinstance(note, Note)
    assert wording(note.blocks) == "By a tenth every second week."
    assert "Slowly is best" in wording(document.blocks)


# Tables and pictures.


def test_a_ruled_table_keeps_its_cells_and_merged_ones() -> None:
    """By the lines that are drawn; a first row in bold is the head."""
    page = ruled(70, 640, 100, 40) + ruled(170, 640, 100, 40) + ruled(70, 680, 200, 20)
    page += "170 660 m 270 660 l S\n"
    page += (
        at(80, 686, "Dose by week", font="B") + at(80, 650, "week 1") + at(180, 666, "2 mg") + at(180, 646, "1.5 mg")
    )
    (table,) = read(page).blocks
    assert isinstance(table, Table)
    assert [[(wording(cell.blocks), cell.wide, cell.high) for cell in row] for row in table.rows] == [
        [("Dose by week", 2, 1)], [("week 1", 1, 2), ("2 mg", 1, 1)], [("1.5 mg", 1, 1)],
    ]  # fmt: skip
    assert table.heads == 1


@pytest.mark.parametrize("rules", ["70 712 m 300 712 l S 70 694 m 300 694 l S 70 650 m 300 650 l S\n", ""])
def test_columns_without_lines_between_them_are_a_table_that_is_told(rules: str) -> None:
    """Rows stay rows, and somebody is asked to compare them with the page."""
    rows = [("Week", "Dose", "Note"), ("1", "2 mg", "start"), ("2", "1.5 mg", "look"), ("3", "1 mg", "call")]
    page = rules + "".join(
        at(75 + 80 * column, 699 - 13 * number, words, font="F" if number else "B")
        for number, row in enumerate(rows)
        for column, words in enumerate(row)
    )
    document = read(page)
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [tuple(wording(cell.blocks) for cell in row) for row in table.rows] == rows
    assert table.heads == 1
    ((_, kind, words, outcome),) = told(document)
    assert (kind, words) == ("table", " ".join(word for row in rows for word in row))
    assert outcome == "kept; its columns were told by gaps, compare them with the page"


def test_pictures_are_cut_out_and_words_in_them_told() -> None:
    """In their place among the words."""
    page = lines(70, 750, *LONG) + "q 100 0 0 80 70 600 cm /Dot Do Q\n" + at(80, 640, "label") + lines(70, 560, *LONG)
    document = read(page)
    assert [type(block.inner[0]).__name__ for block in document.blocks if isinstance(block, Para)] == [
        "Text", "Image", "Text",
    ]  # fmt: skip
    (image,) = nodes(document, Image)
    assert isinstance(image, Image)
    assert document.media[image.name].startswith(b"\x89PNG")
    assert told(document) == [("page 1", "picture", "label", "words in a picture, kept in it")]


def test_a_formula_on_its_own_is_a_picture_and_told() -> None:
    """Its letters alone say less than the page shows."""
    page = lines(70, 750, *LONG) + at(150, 690, "x = a + b - c / d", font="X") + lines(70, 650, *LONG)
    document = read(page)
    (image,) = nodes(document, Image)
    assert isinstance(image, Image)
    assert told(document) == [("page 1", "equation", image.alt, "kept as a picture")]


# What is not seen, and how the page lies.


@pytest.mark.parametrize("more", ["3 Tr", "1 1 1 rg"])
def test_words_that_nobody_sees_are_told(more: str) -> None:
    """Invisible, or white on white."""
    document = read(at(70, 700, "Seen.") + at(70, 600, "Not seen", more=more))
    assert paras(document) == ["Seen."]
    assert told(document) == [("page 1", "hidden text", "Not seen", "dropped")]


def test_white_words_on_a_dark_ground_are_seen() -> None:
    """As in the head of a table or on a slide."""
    document = read(at(70, 600, "Below.") + "0 0 0 rg 60 690 200 30 re f\n" + at(70, 700, "Warning", more="1 1 1 rg"))
    assert "Warning" in wording(document.blocks)


def test_a_page_shows_what_lies_in_its_crop() -> None:
    """What stands outside is told."""
    document = read(
        at(70, 700, "In the page.") + at(400, 700, "Cut away"),
        change=lambda file: setattr(file.pages[0], "cropbox", [50, 600, 350, 800]),
    )
    assert (paras(document), told(document)) == (["In the page."], [("page 1", "hidden text", "Cut away", "dropped")])


@pytest.mark.parametrize("is_turned", [True, False])
def test_a_page_on_its_side_is_read(is_turned: bool) -> None:  # noqa: FBT001 - a parameter of a test
    """Turned by the page, or only by its words, as a wide table in a tall book."""
    words = "".join(f"BT /F 10 Tf 0 1 -1 0 {100 + 12 * n} 100 Tm ({line}) Tj ET\n" for n, line in enumerate(LONG))
    document = read(words, change=lambda file: setattr(file.pages[0], "Rotate", 90) if is_turned else None)
    assert paras(document) == [" ".join(LONG)]


def test_words_that_run_up_the_side_are_told() -> None:
    """Such as the stamp of an archive."""
    document = read(lines(70, 700, *LONG) + "BT /F 10 Tf 0 1 -1 0 30 300 Tm (stamp of 2021) Tj ET\n")
    assert told(document) == [("page 1", "turned text", "stamp of 2021", "dropped")]


def test_a_scanned_page_among_others_is_said_to_be_so() -> None:
    """By its number."""
    document = read(at(70, 700, "Read me."), "q 595 0 0 842 0 0 cm /Dot Do Q\n")
    assert [(place, kind) for place, kind, _, _ in told(document)] == [("page 2", "scanned page")]


def test_the_words_recognised_on_a_scanned_page_are_taken_and_told() -> None:
    """They lie there unseen, and are the only ones."""
    document = read("q 595 0 0 842 0 0 cm /Dot Do Q\n" + at(70, 700, "Give 5 mg.", more="3 Tr"))
    assert paras(document) == ["Give 5 mg."]
    outcome = "kept as the words that a program has recognised; compare them with the page"
    assert told(document) == [("page 1", "scanned page", "Give 5 mg.", outcome)]


@pytest.mark.parametrize(
    ("values", "kind", "words"),
    [
        ({"Subtype": Name.Text, "Contents": String("Ask Kim")}, "comment", "Ask Kim"),
        ({"Subtype": Name.Widget, "T": String("dose"), "V": String("5 mg")}, "field", "dose: 5 mg"),
    ],
)
def test_remarks_and_fields_are_told(values: dict[str, object], kind: str, words: str) -> None:
    """They lie over the page, and are none of its words."""
    document = read(at(70, 600, "Text."), change=laid(0, **values))
    assert told(document) == [("page 1", kind, words, "dropped")]


def test_the_table_of_contents_is_told() -> None:
    """Its leaders tell it."""
    page = lines(70, 780, "One " + "." * 60 + " 3", "Two " + "." * 60 + " 5", "Three " + "." * 60 + " 7")
    document = read(page, lines(70, 700, *LONG))
    assert paras(document) == [" ".join(LONG)]
    assert [kind for _, kind, _, _ in told(document)] == ["table of contents"]


def test_words_from_right_to_left_are_read_so() -> None:
    """Whatever order the content of the page has; numbers and Latin words keep theirs."""
    from course.ingest.readers.pdf_bidi import logical
    from course.ingest.readers.pdf_sheet import Letter, Style

    style = Style(-1, artifact=False, size=10, font="", bold=False, italic=False, mono=False, unseen="", turn=0)
    shown = "mg 12 םלוע םולש"  # as it stands on the page, from left to right
    letters = [Letter(sign, 10.0 * x, 10.0 * x + 10, 0, style) for x, sign in enumerate(shown) if sign != " "]
    assert "".join(one.sign for one in logical(letters)).strip() == "שלום עולם 12 mg"


def test_the_file_is_not_changed_by_reading_it_twice() -> None:
    """The same bytes give the same tree."""
    content = pdf(lines(70, 700, *LONG))
    from course.ingest.readers.pdf import read_pdf

    assert read_pdf(content).blocks == read_pdf(content).blocks


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("ד clonazepam תארקנ הפורתה", "התרופה נקראת clonazepam ד"),
        (".ג 10-מ רתוי אל", "לא יותר מ-10 ג."),
        ("ברעב ג 2–1 ,ג 0.5-1", "0.5-1 ג, 1–2 ג בערב"),
        ("The word הפורת means drug.", "The word תרופה means drug."),
        ("Take השדח הפורת a day.", "Take תרופה חדשה a day."),
    ],
)
def test_lines_of_two_directions_begin_where_their_full_stop_says(shown: str, read: str) -> None:
    """On a page from right to left; a dash between numbers is read from the right, a hyphen keeps their order."""
    from course.ingest.readers.pdf_bidi import logical
    from course.ingest.readers.pdf_sheet import Letter, Style

    style = Style(-1, artifact=False, size=10, font="", bold=False, italic=False, mono=False, unseen="", turn=0)

    def line(words: str, base: float) -> list[Letter]:
        return [Letter(sign, 10.0 * x, 10.0 * x + 10, base, style) for x, sign in enumerate(words) if sign != " "]

    page = logical([*line(shown, 100), *line("תירבע קר שי תרחאה הרושב הז דומעבו הנורחאה הרושב", 50)])
    assert "".join(one.sign for one in page).split("\n")[0] == read


def test_lines_that_run_down_are_read_column_by_column_from_the_right() -> None:
    """As in Japanese books: signs stand upright below each other; two digits side by side are one number."""
    signs = {chr(65 + at): sign for at, sign in enumerate("薬毎日朝飲急止医師相談。")}
    table = "\n".join(f"<{ord(letter):02X}> <{ord(sign):04X}>" for letter, sign in signs.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(signs)} beginbfchar\n{table}\nendbfchar\nendcmap end end"
    )

    def upright(file: pikepdf.Pdf) -> None:
        file.pages[0].Resources.Font["/B"].ToUnicode = pikepdf.Stream(file, cmap.encode())

    first, second = "ABCDAEFGBHL", "IJKABCDEFGL"
    content = "".join(
        at(x, 700 - 12 * step, letter, font="B")
        for x, line in ((400, first), (380, second))
        for step, letter in enumerate(line)
    )
    document = read(content, change=upright)
    said = "".join("".join(signs[letter] for letter in line) for line in (first, second))
    assert "".join(statements(document)) == said


def test_words_through_which_a_line_is_drawn_are_deleted() -> None:
    """No file says so; a line below words, one of a table, and one that is much longer than the words mean nothing."""
    words = at(50, 700, "Take") + at(80, 700, "5 mg") + at(110, 700, "9 mg daily.")
    struck = "80 703 21 0.6 re f\n"
    (para,) = paras(
        read(words + struck + "110 699 30 0.5 re f\n" + at(50, 600, "Long words here.") + "20 603 500 0.5 re f\n")
    )[:1]
    assert para == "Take [deleted: 5 mg] 9 mg daily."
    document = read(words + struck)
    assert ("tracked change", "5 mg") in losses(document)
    remark = laid(0, Subtype=Name.StrikeOut, QuadPoints=[80, 708, 101, 708, 80, 698, 101, 698])
    assert paras(read(words, change=remark)) == ["Take [deleted: 5 mg] 9 mg daily."]
    plain_words = read(words + "20 703 500 0.6 re f\n")
    assert not any(isinstance(one, Span) and one.kind == "del" for one in nodes(plain_words, Span))
