"""Word: each construct of a document comes through with its meaning, or is told with its words and place."""

from __future__ import annotations

import pytest

from course.ingest.losses import Loss, LossKind, Place
from course.ingest.tree import (
    Block,
    Box,
    Code,
    Document,
    Heading,
    Image,
    Items,
    Link,
    Listing,
    Math,
    Note,
    Para,
    Span,
    Table,
    Text,
    walk,
)
from course.ingest.wording import plain, wording
from tests.course.ingest.reading import entries, losses, nodes, statements
from tests.course.ingest.word_file import (
    cell,
    definition,
    field,
    level,
    numbered,
    p,
    picture,
    r,
    read,
    row,
    style,
    table,
    use,
)  # fmt: skip

HEADINGS = "".join(style(f"H{at}", f"heading {at}") for at in range(1, 4)) + style("T", "Title")
UP, DOWN = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'


def only(document: Document) -> Block:
    """Return the only block of a document."""
    (block,) = document.blocks
    return block


def told(document: Document) -> list[tuple[str, str, bool]]:
    """Return kind, words and whether they are dropped of each loss."""
    return [(str(one.kind), one.words, one.is_dropped) for one in document.losses]


# Letters and marks.


def test_raised_and_lowered_words_keep_their_place() -> None:
    """By the run, by a style of letters, by what that is based on, and by hand."""
    styles = style("up", "Up", f"<w:rPr>{UP}</w:rPr>", "character") + style("upper", "Upper", "", "character", "up")
    runs = r("10") + r("9", UP) + r(" H") + r("2", DOWN) + r("O m") + r("2", '<w:rStyle w:val="upper"/>')
    runs += (
        r(" x") + r("3", '<w:position w:val="6"/>') + r("4", '<w:rStyle w:val="up"/><w:vertAlign w:val="baseline"/>')
    )
    assert statements(read(p(runs), styles=styles)) == ["10⁹ H₂O m² x³4"]


def test_words_that_are_lowered_a_little_count_where_they_are_small() -> None:
    """As LibreOffice writes the index of CO₂; letters of full size that are moved a little are only adjusted."""
    small = '<w:position w:val="-2"/><w:sz w:val="15"/>'
    runs = r("CO") + r("2", small) + r(" 10") + r("9", small.replace("-2", "1")) + r(" x") + r("2", small[:24])
    assert statements(read(p(runs))) == ["CO₂ 10⁹ x2"]


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        (r(inner='<w:sym w:font="Symbol" w:char="F06D"/>'), "µ"),
        (r(inner='<w:sym w:font="Symbol" w:char="00B3"/>'), "≥"),
        (r("\uf0a3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), "≤"),
        (r("m±", '<w:rFonts w:ascii="Symbol"/>'), "µ±"),
        (r("≥", '<w:rFonts w:ascii="Symbol"/>'), "≥"),
        (r(inner='<w:sym w:font="Wingdings" w:char="F0E0"/>'), "→"),
        (r(inner='<w:sym w:font="Wingdings 2" w:char="F052"/>'), "☑"),
        (field("SYMBOL 179 \\f Symbol", None), "≥"),
        (field("SYMBOL 0179", None), "≥"),
        (field('SYMBOL 0xB3 \\f "Symbol"', None), "≥"),
    ],
)
def test_letters_of_symbol_fonts_are_what_they_show(run: str, shown: str) -> None:
    """Five micrograms are never five grams or five milligrams."""
    document = read(p(r("5 ") + run + r("g")))
    assert (statements(document), document.losses) == ([f"5 {shown}g"], ())


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (r(inner='<w:sym w:font="Wingdings" w:char="F0FF"/>'), "Wingdings F0FF"),
        (r("\uf06d", '<w:rFonts w:ascii="Arial"/>'), "Arial F06D"),
        (r(inner='<w:sym w:font="Bookshelf" w:char="F041"/>'), "Bookshelf F041"),
        (r(inner='<w:sym w:font="Segoe UI Emoji" w:char="D83D"/>'), "Segoe UI Emoji D83D"),
        (r(inner='<w:sym w:font="Arial"/>'), "Arial 0000"),
    ],
)
def test_a_letter_that_nobody_knows_is_seen_and_told(run: str, words: str) -> None:
    """It is not guessed."""
    document = read(p(r("5 ") + run + r("g")))
    assert statements(document) == ["5 ⟦?⟧g"]
    assert document.losses == (Loss(Place(1, "paragraph"), LossKind.LETTER, words, "shown as ⟦?⟧"),)


def test_marks_are_kept_where_they_say_something() -> None:
    """Bold of a style of paragraphs marks nothing, and a run may take a mark back."""
    styles = style("B", "Bold", "<w:rPr><w:b/></w:rPr>") + style("s", "Strong", "<w:rPr><w:b/></w:rPr>", "character")
    runs = r("a", "<w:b/>") + r("b", '<w:rStyle w:val="s"/>') + r("c", '<w:rStyle w:val="s"/><w:b w:val="0"/>')
    runs += r("d", "<w:i/>") + r("e", '<w:u w:val="single"/>') + r("f", "<w:strike/>") + r("g", "<w:dstrike/>")
    document = read(p(runs) + p(r("all", "<w:b/>"), "B"), styles=styles)
    first, second = document.blocks
    assert isinstance(first, Para)
    assert isinstance(second, Para)
    assert first.inner == (
        Span("strong", (Text("ab"),)), Text("c"), Span("emph", (Text("de"),)), Span("del", (Text("fg"),))
    )  # fmt: skip
    assert second.inner == (Text("all"),)


def test_capitals_are_words_but_a_unit_is_none() -> None:
    """A reader sees capitals; µ in capitals would be the M of the Greek."""
    document = read(p(r("never stop 5 µg", "<w:caps/>")))
    assert statements(document) == ["NEVER STOP 5 µG"]


def test_hidden_words_are_told() -> None:
    """By the run and by a style, together for a paragraph; what a style hides a run may show."""
    styles = style("X", "X", "<w:rPr><w:vanish/></w:rPr>", "character")
    runs = r("seen ") + r("not ", "<w:vanish/>") + r("this", '<w:rStyle w:val="X"/>')
    document = read(p(runs + r("shown", '<w:rStyle w:val="X"/><w:vanish w:val="0"/>')), styles=styles)
    assert statements(document) == ["seen shown"]
    assert told(document) == [("hidden text", "not this", True)]


def test_blanks_tabs_and_lines_are_words_apart() -> None:
    """Page breaks and soft hyphens say nothing."""
    inner = '<w:t>a</w:t><w:tab/><w:t xml:space="preserve"> b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/><w:t>d</w:t>'
    inner += (
        "<w:noBreakHyphen/><w:t>e\u00adf</w:t><w:softHyphen/><w:lastRenderedPageBreak/><w:t>g</w:t><w:cr/><w:t>h</w:t>"
    )
    assert statements(read(p(r(inner=inner)))) == ["a b c d\u2011efg h"]


def test_ruby_stands_in_brackets() -> None:
    """The reading of a word follows it."""
    inner = f"<w:ruby><w:rubyPr/><w:rt>{r('かんじ')}</w:rt><w:rubyBase>{r('漢字')}</w:rubyBase></w:ruby>"
    assert statements(read(p(r(inner=inner)))) == ["漢字(かんじ)"]


# Changes, comments, notes, links, fields.


def test_changes_are_marked_and_told() -> None:
    """Deleted and inserted words, moves, and the end of a paragraph."""
    runs = r("Give ") + '<w:del w:id="1"><w:r><w:delText>10</w:delText></w:r></w:del>'
    runs += f'<w:ins w:id="2">{r("1")}</w:ins>' + r(" mg.")
    moved = f"<w:moveFrom>{r('away')}</w:moveFrom>" + r(" ") + f"<w:moveTo>{r('here')}</w:moveTo>"
    document = read(p(runs) + p(r("one"), "", "<w:rPr><w:del/></w:rPr>") + p(moved))
    assert statements(document) == ["Give [deleted: 10][inserted: 1] mg.", "one", "[deleted: away] [inserted: here]"]
    assert told(document) == [
        ("tracked change", "deleted: 10", False),
        ("tracked change", "inserted: 1", False),
        ("tracked change", "deleted: the end of the paragraph", False),
        ("tracked change", "moved from here: away", False),
        ("tracked change", "moved to here: here", False),
    ]


def test_comments_are_told_with_who_made_them() -> None:
    """Also those whose place is lost."""
    comments = (
        f'<w:comment w:id="1" w:author="Ann">{p("Is it?")}</w:comment><w:comment w:id="2">{p("Lost")}</w:comment>'
    )
    document = read(p(r("Dose") + r(inner='<w:commentReference w:id="1"/>')), comments=comments)
    assert statements(document) == ["Dose"]
    assert [(str(one.place), one.words) for one in document.losses] == [
        ("paragraph 1", "Ann: Is it?"),
        ("whole document", ": Lost"),
    ]


def test_notes_stand_where_their_mark_is() -> None:
    """Footnotes and endnotes, with links of their own; one without a mark is told, and a mark without a note."""
    separator = f'<w:footnote w:type="separator" w:id="0">{p("x")}</w:footnote>'
    foot = separator + f'<w:footnote w:id="2">{p("Not in children.")}</w:footnote>'
    foot += f'<w:footnote w:id="3">{p("Nobody sees it.")}</w:footnote>'
    end = f'<w:endnote w:id="2">{p("Read 2020.")}</w:endnote>'
    marks = r(inner='<w:footnoteReference w:id="2"/>') + r(inner='<w:endnoteReference w:id="2"/>')
    marks += r(inner='<w:footnoteReference w:id="9"/>')
    document = read(p(r("Stop") + marks), footnotes=foot, endnotes=end)
    notes = [wording(one.blocks) for one in nodes(document, Note) if isinstance(one, Note)]
    assert notes == ["Not in children.", "Read 2020."]
    assert told(document) == [
        ("link", "mark of footnote 9", True),
        ("hidden text", "footnote to which no mark refers: Nobody sees it.", True),
    ]


def test_links_lead_on_and_are_not_followed() -> None:
    """By relationship, by field, and inside of the document."""
    runs = f'<w:hyperlink r:id="l1">{r("label")}</w:hyperlink>' + field(
        'HYPERLINK "https://e.org/x" \\l "y"', r("field")
    )
    runs += f'<w:hyperlink w:anchor="part">{r("below")}</w:hyperlink>' + field("HYPERLINK https://e.org/z", r("bare"))
    document = read(p(runs), links={"l1": "https://example.org/"})
    found = [(one.href, plain(one.inner)) for one in nodes(document, Link) if isinstance(one, Link)]
    assert found == [
        ("https://example.org/", "label"),
        ("https://e.org/x#y", "field"),
        ("#part", "below"),
        ("https://e.org/z", "bare"),
    ]


def test_of_a_field_its_result_is_read() -> None:
    """Also when it is simple or nested; the instruction is no word, and one without a result is told."""
    nested = field("IF 1 = 1", field("REF x", r("inner")) + r(" outer"))
    simple = f'<w:fldSimple w:instr=" NUMPAGES ">{r("12")}</w:fldSimple>'
    index = field('XE "dose"', None)
    document = read(
        p(nested + r(" of ") + simple + index)
        + p(field("EQ \\b(1)", None) + r("half"))
        + p(field("EQ \\f(1,2)", None) + r(" tablet"))
    )
    assert statements(document) == ["inner outer of 12", "half", r"$\frac{1}{2}$ tablet"]
    assert told(document) == [("field", 'XE "dose"', True), ("equation", "EQ \\b(1)", True)]


def test_words_in_the_instruction_of_a_broken_field_are_told() -> None:
    """A field that never shows its result swallows what follows in Word, but not here."""
    document = read(p(r(inner='<w:fldChar w:fldCharType="begin"/>') + r("lost")) + p("too"))
    assert told(document) == [("field", "lost too", True)]


def test_forms_show_what_is_chosen() -> None:
    """Boxes to tick, of both kinds, and a list to choose from."""
    box = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
    entries_of = '<w:listEntry w:val="oral"/><w:listEntry w:val="nasal"/>'
    choice = f'<w:ffData><w:ddList><w:result w:val="1"/>{entries_of}</w:ddList></w:ffData>'
    control = f"<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>{r('☐')}</w:sdtContent></w:sdt>"
    document = read(
        p(field("FORMCHECKBOX", None, box) + r(" Weighed")) + p(control + r(" Asked"))
        + p(r("Way: ") + field("FORMDROPDOWN", None, choice)) + p("☐ Yes ☐ No")
    )  # fmt: skip
    boxes = document.blocks[0]
    assert isinstance(boxes, Items)
    assert [one.ticked for one in boxes.items] == [True, False]
    assert statements(document) == ["[x] Weighed", "[ ] Asked", "Way: nasal", "☐ Yes ☐ No"]


def test_a_table_of_contents_is_told() -> None:
    """By its field, its style, or its control; the words after its end are kept."""
    styles = style("C", "toc 1")
    begin, end = field("TOC \\o", "|").split("|")
    control = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control += f"<w:sdtContent>{p('Contents')}</w:sdtContent></w:sdt>"
    document = read(
        control + p(begin + r("Dose 3")) + p(r("Risk 4") + end + r("Kept")) + p("By style 5", "C"), styles=styles
    )
    assert statements(document) == ["Kept"]
    assert told(document) == [
        ("table of contents", words, True) for words in ("Contents", "Dose 3", "Risk 4", "By style 5")
    ]


# Headings, numbers, lists.


def test_headings_are_found_by_style_and_outline() -> None:
    """In every language, also through what a style is based on; a level of the body is none."""
    styles = HEADINGS + style("Mine", "Mein Titel", "", base="H2")
    styles += style("Out", "Ebene", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>')
    styles += style("No", "No", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', base="H1")
    body = p("Title", "T") + p("One", "H1") + p("Two", "Mine") + p("Three", "Out") + p("Text", "No")
    document = read(body + p("Four", "", '<w:outlineLvl w:val="3"/>') + p("Late", "T"), styles=styles)
    found = [(one.level, plain(one.inner)) for one in document.blocks if isinstance(one, Heading)]
    assert found == [(0, "Title"), (1, "One"), (2, "Two"), (3, "Three"), (4, "Four"), (1, "Late")]
    assert (document.title, statements(document)) == ("Title", ["Text"])


def test_automatic_numbers_of_headings_and_clauses_are_words() -> None:
    """Levels that name a style; each number counts those above; a deeper one begins again."""
    link = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("H1", "heading 1", link) + style("H2", "heading 2", link)
    levels = (
        level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'),
        level(2, "decimal", "%1.%2.%3"),
    )
    numbering = definition(0, *levels) + use(1, 0)
    body = (
        p("A", "H1") + p("B", "H2") + numbered("c.", 1, 2) + numbered("d.", 1, 2) + p("E", "H2") + numbered("f.", 1, 2)
    )
    body += p("G", "H1") + p("H", "H2") + p("I", "H1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    document = read(body, styles=styles, numbering=numbering)
    words = [plain(one.inner) for one in document.blocks if isinstance(one, Heading | Para)]
    assert words == ["1 A", "1.1 B", "1.1.1 c.", "1.1.2 d.", "1.2 E", "1.2.1 f.", "2 G", "2.1 H", "I"]


def test_lists_count_as_word_counts_them() -> None:
    """They go on after other words, begin again where told, and nest."""
    numbering = definition(0, level(0, "decimal", "%1."), level(1, "bullet", "•")) + use(1, 0)
    numbering += use(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    body = (
        numbered("a", 1) + numbered("b", 1, 1) + numbered("c", 1) + p("between") + numbered("d", 1) + numbered("e", 2)
    )
    document = read(body + numbered("f", 2), numbering=numbering)
    lists = [one for one in document.blocks if isinstance(one, Items)]
    assert [(one.start, entries(one)) for one in lists] == [
        (1, [(0, "a"), (1, "b"), (0, "c")]),
        (3, [(0, "d")]),
        (5, [(0, "e"), (0, "f")]),
    ]


@pytest.mark.parametrize(
    ("kind", "text", "third"),
    [
        ("lowerLetter", "(%1)", "(c)"),
        ("upperRoman", "%1.", "III."),
        ("lowerRoman", "%1)", "iii)"),
        ("decimalZero", "%1", "03"),
        ("ordinal", "%1", "3rd"),
        ("decimalEnclosedCircle", "%1", "③"),
        ("decimal", "Step %1:", "Step 3:"),
        ("bullet", "✓", "✓"),
    ],
)
def test_a_mark_by_which_an_entry_is_cited_is_in_its_words(kind: str, text: str, third: str) -> None:
    """Only plain numbers and dots are left to the list."""
    numbering = definition(0, level(0, kind, text)) + use(1, 0)
    document = read("".join(numbered(word, 1) for word in "abc"), numbering=numbering)
    assert statements(document)[2] == f"{third} c".strip()
    assert document.losses == ()


def test_bullets_of_boxes_are_boxes_and_unknown_formats_are_told() -> None:
    """A box of Wingdings is one to tick."""
    font = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    numbering = definition(0, level(0, "bullet", "\uf0a8", font)) + definition(1, level(0, "thaiLetters", "%1."))
    document = read(numbered("ask", 1) + numbered("go", 2), numbering=numbering + use(1, 0) + use(2, 1))
    boxes, counted = document.blocks
    assert isinstance(boxes, Items)
    assert isinstance(counted, Items)
    assert (boxes.items[0].ticked, boxes.start, counted.start) == (False, None, 1)
    assert told(document) == [("markup", "numbers as thaiLetters", False)]


def test_lists_nest_by_their_margin_and_hold_paragraphs() -> None:
    """A list with another definition further in, and a paragraph of a list without a number."""
    styles = style("L", "List Paragraph")
    numbering = definition(0, level(0, "decimal", "%1.", '<w:pPr><w:ind w:left="720"/></w:pPr>')) + use(1, 0)
    numbering += definition(1, level(0, "bullet", "•", '<w:pPr><w:ind w:left="1080"/></w:pPr>')) + use(2, 1)
    body = numbered("a", 1) + numbered("b", 2) + p("more of a", "L", '<w:ind w:left="720"/>') + numbered("c", 1)
    block = only(read(body, styles=styles, numbering=numbering))
    assert isinstance(block, Items)
    assert entries(block) == [(0, "a"), (1, "b"), (0, "c")]
    assert wording(block.items[0].blocks) == "a b more of a"


def test_code_is_kept_sign_by_sign() -> None:
    """By style and by letters of a typewriter; prose in such letters is prose."""
    styles = style("S", "Source Code")
    mono = '<w:rFonts w:ascii="Courier New"/>'
    body = p("if x:", "S") + p("", "S") + p(r("    y = 1"), "S") + p(r("Call ") + r("printf", mono) + r(" now."))
    document = read(
        body + p(r("SELECT a FROM b;", mono)) + p("a") + p(r("A memo in old letters.", mono)) + p("a") * 9,
        styles=styles,
    )
    listings = [one.text for one in document.blocks if isinstance(one, Listing)]
    assert listings == ["if x:\n\n    y = 1", "SELECT a FROM b;"]
    assert [one.text for one in nodes(document, Code) if isinstance(one, Code)] == ["printf"]
    assert "A memo in old letters." in statements(document)


def test_quotes_and_boxes_of_text_stand_apart() -> None:
    """Neighbours of a style are one quote; a text box is read once, and a table of one cell is a box."""
    styles = style("Q", "Intense Quote")
    inside = f"<w:txbxContent>{p('Stop at once.')}</w:txbxContent>"
    box = "<mc:AlternateContent><mc:Choice>" + picture("", inner=f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>")
    box += f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback>"
    box += "</mc:AlternateContent>"
    document = read(p("a", "Q") + p("b", "Q") + p(r("Anchor", inner=box)) + table(row(cell("Alone"))), styles=styles)
    boxes = [(one.kind, wording(one.blocks)) for one in document.blocks if isinstance(one, Box)]
    assert boxes == [("quote", "a b"), ("textbox", "Stop at once."), ("textbox", "Alone")]
    assert told(document) == [("text box", "Stop at once.", False)]


def test_a_drop_cap_belongs_to_its_word() -> None:
    """Word sets the first letter apart as a paragraph."""
    frame = '<w:framePr w:dropCap="drop"/>'
    assert statements(read(p("N", "", frame) + p("ever stop."))) == ["Never stop."]
    assert statements(read(p("N", "", frame) + p())) == ["N"]


# Tables, pictures, formulas.


def test_merged_cells_keep_their_columns_and_rows() -> None:
    """What a merged cell covers is told with its row; cells left out are empty."""
    restart, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        row(cell("Drug", restart), cell("Week", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
        row(cell("covered", on), cell("1"), cell("2"), properties="<w:tblHeader/>"),
        row(cell("5"), properties='<w:gridBefore w:val="2"/>'),
    )
    document = read(p("x") + table(*rows))
    block = document.blocks[1]
    assert isinstance(block, Table)
    sizes = [[(wording(one.blocks), one.wide, one.high) for one in line] for line in block.rows]
    assert sizes == [[("Drug", 1, 2), ("Week", 2, 1)], [("1", 1, 1), ("2", 1, 1)], [("", 2, 1), ("5", 1, 1)]]
    assert (block.heads, str(block.place)) == (2, "paragraph 2")
    (loss,) = document.losses
    assert (str(loss.place), loss.kind) == ("paragraph 2, row 2", LossKind.TABLE)
    assert loss.words == "covered by a merged cell: covered"


def test_the_head_of_a_table_is_found() -> None:
    """Every row marked as head is none; bold words, or a style that sets the first row apart, are one."""
    head = "<w:tblHeader/>"
    every = table(row(cell("a"), cell("b"), properties=head), row(cell("c"), cell("d"), properties=head))
    bold = table(row(cell(p(r("a", "<w:b/>"))), cell(p(r("b", "<w:b/>")))), row(cell("c"), cell("d")))
    asks = '<w:tblStyle w:val="G"/><w:tblLook w:val="04A0" w:firstRow="1"/>'
    styled = table(row(cell("a"), cell("b")), row(cell("c"), cell("d")), properties=asks)
    set_apart = style("G", "Grid Table 4", '<w:tblStylePr w:type="firstRow"/>', "table")
    document = read(every + p("x") + bold + p("y") + styled, styles=set_apart)
    assert [one.heads for one in document.blocks if isinstance(one, Table)] == [0, 1, 1]


def test_captions_belong_to_what_they_name() -> None:
    """Above a table, and below a picture."""
    styles = style("C", "caption")
    above = p(r("Table ") + field("SEQ Table", r("1")) + r(": Doses"), "C")
    shown = p(r(inner=picture("p1", "A curve"))) + p("Figure 1: Taper", "C")
    document = read(above + table(row(cell("a"), cell("b"))) + shown, styles=styles, files={"p1.png": b"x"})
    of_doses, figure = document.blocks
    assert isinstance(of_doses, Table)
    assert isinstance(figure, Box)
    assert (plain(of_doses.caption), figure.kind, wording(figure.blocks)) == (
        "Table 1: Doses",
        "figure",
        "A curve Figure 1: Taper",
    )


def test_pictures_bring_words_and_size() -> None:
    """One outside of the file is not fetched but told; its words stay."""
    away = picture("far", "Map").replace("r:embed", "r:link")
    old = '<w:pict><v:shape style="width:90pt" alt="Old"><v:imagedata r:id="p1"/></v:shape></w:pict>'
    body = p(r(inner=picture("p1", "Taper curve"))) + p(r(inner=picture("p1"))) + p(r(inner=away)) + p(r(inner=old))
    document = read(body, files={"p1.png": b"bytes"}, links={"far": "https://e.org/map.png"})
    assert nodes(document, Image) == [
        Image("word/media/p1.png", "Taper curve", "5.00cm"),
        Image("word/media/p1.png", "", "5.00cm"),
        Image("word/media/p1.png", "Old", "90pt"),
    ]
    assert dict(document.media) == {"word/media/p1.png": b"bytes"}
    assert statements(document) == ["[Map]"]
    assert told(document) == [("picture", "Map https://e.org/map.png", True)]


def test_charts_objects_and_unknown_elements_are_told_with_their_words() -> None:
    """Nothing that is not understood is left out in silence."""
    chart = picture("", "Levels", '<c:chart r:id="c1"/>')
    thing = '<w:object><v:shape/><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>'
    body = p(r(inner=chart)) + p(r(inner=thing)) + p(f"<w:novel>{r('new words')}</w:novel>") + "<w:strange/>"
    document = read(body, charts={"c1": "<c:cat><c:v>Week 1</c:v></c:cat><c:val><c:v>0.5</c:v></c:val>"})
    assert told(document) == [
        ("chart", "Levels Week 1 0.5", True),
        ("attached file", "Excel.Sheet.12", True),
        ("markup", "<novel> new words", True),
        ("markup", "<strange>", True),
    ]


def run(text: str) -> str:
    """Return letters of a formula."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def test_a_formula_is_tex_and_one_on_its_own_line_a_paragraph() -> None:
    """What cannot be said in TeX is kept as its signs and told."""
    half = f"<m:f><m:num>{run('1')}</m:num><m:den>{run('2')}</m:den></m:f>"
    odd = f"<m:novel>{run('q')}</m:novel>"
    body = p(r("Take ") + f"<m:oMath>{half}</m:oMath>" + r(" of it."))
    body += p(f"<m:oMathPara><m:oMath>{run('a≤b')}</m:oMath><m:oMath>{run('c')}</m:oMath></m:oMathPara>")
    document = read(body + p(f"<m:oMath>{odd}</m:oMath>"))
    shown = [Para((Math(tex, shown=True),), Place(2, "paragraph")) for tex in (r"a\le b", "c")]
    assert list(document.blocks[1:3]) == shown
    assert statements(document)[0] == r"Take $\frac{1}{2}$ of it."
    assert told(document) == [("equation", "q (with novel)", False)]


# The document as a whole.


def test_heads_and_feet_of_pages_are_told_once() -> None:
    """With a watermark."""
    mark = r(inner='<w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict>')
    document = read(p("x"), header=p(r("Clinic") + mark), footer=p("Clinic DRAFT"))
    assert told(document) == [("header or footer", "Clinic DRAFT", True)]


@pytest.mark.parametrize(("title", "kept"), [("Stopping slowly", "Stopping slowly"), ("Microsoft Word - x.doc", "")])
def test_the_title_of_the_properties_counts_without_another(title: str, kept: str) -> None:
    """The name of a program or file is no title."""
    assert read(p("x"), title=title).title == kept


def test_the_language_is_that_of_the_words() -> None:
    """English of the styles is what nobody set."""
    default = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    spanish = p(r("Nunca pare de golpe.", '<w:lang w:val="es-ES"/>'))
    assert read(spanish, styles=default.format("en-US")).language == "es-ES"
    assert read(p("Ruhe."), styles=default.format("de-DE")).language == "de-DE"
    assert read(p("Rest."), styles=default.format("en-US")).language == ""


def test_controls_and_wrappers_say_what_is_in_them() -> None:
    """In the body, in a paragraph, around a row and around a cell."""

    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    rows = control(row(cell("c"), control(cell("d"))))
    document = read(control(p("a")) + p(control(r("b"))) + table(rows, row(cell("e"), cell("f"))))
    assert statements(document) == ["a", "b", "c | d", "e | f"]
    assert not document.losses


def test_paragraphs_are_counted_in_the_order_of_the_document() -> None:
    """Empty ones too, as a reader counts them in Word; a note has places of its own."""
    note = f'<w:footnote w:id="2">{p("deep")}</w:footnote>'
    body = p("a") + p() + p(r("b") + r(inner='<w:footnoteReference w:id="2"/>'))
    places = [str(one.place) for one in walk(read(body, footnotes=note).blocks) if isinstance(one, Para)]
    assert places == ["paragraph 1", "paragraph 3", "footnote 2, paragraph 1"]


def test_bold_paragraphs_are_headings_where_no_style_names_one() -> None:
    """As people write who know no styles; a bold sentence is none, and neither are most paragraphs."""
    text = "".join(p(f"Sentence {number} is here.") for number in range(3))
    heads = [p(r(words, "<w:b/>")) for words in ("1 Before you start", "1.1 What to ask", "Do not stop at once.")]
    document = read("".join(f"{head}{text}" for head in heads))
    assert [(one.level, plain(one.inner)) for one in document.blocks if isinstance(one, Heading)] == [
        (1, "1 Before you start"), (2, "1.1 What to ask"),
    ]  # fmt: skip
    named = read(p("Named", "H1") + "".join(f"{head}{text}" for head in heads), styles=HEADINGS)
    assert [plain(one.inner) for one in named.blocks if isinstance(one, Heading)] == ["Named"]
    bold = read("".join(heads[:2]) * 3 + text)
    assert not any(isinstance(one, Heading) for one in bold.blocks)


def test_rows_that_are_deleted_or_hidden_teach_no_dose() -> None:
    """A row that was deleted is struck out, a hidden one is told; cells may be merged in the old way."""
    rows = (
        row(cell("old"), cell("5 mg"), properties='<w:del w:id="1"/>'),
        row(cell("now"), cell("9 mg")),
        row(cell("off"), cell("7 mg"), properties="<w:hidden/>"),
        row(cell("both", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>")),
    )
    document = read(table(*rows))
    assert statements(document) == ["[deleted: old] | [deleted: 5 mg]", "now | 9 mg", "both"]
    assert ("hidden text", "off 7 mg") in losses(document)
    assert [cell.wide for cell in document.blocks[0].rows[2]] == [2]  # type: ignore[union-attr]
