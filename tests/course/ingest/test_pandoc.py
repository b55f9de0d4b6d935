"""Formats that pandoc reads: its tree node for node by values written here, and each format by pandoc itself."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from course.ingest import pandoc
from course.ingest.account import tell_missing_pages
from course.ingest.losses import Losses
from course.ingest.new import read_division
from course.ingest.odt_mend import mended
from course.ingest.odt_rest import tell_rest
from course.ingest.read import read_document
from course.ingest.readers.pandoc import read_pandoc
from course.ingest.tree import Box, Cell, Code, Image, Item, Items, Listing, Math, Note, Para, Span, Table, Text, walk
from quizzes.finding import FindingsError
from tests.course.ingest.reading import headings, losses, statements
from tests.course.ingest.word_file import packed

if TYPE_CHECKING:
    from pathlib import Path

    from course.ingest.tree import Block, Document

NO = ["", [], []]
PNG = b"\x89PNG\r\n\x1a\nnot whole"


def t(kind: str, *c: Any) -> dict[str, Any]:
    """Return a node; one value stands by itself, several are a list."""
    return {"t": kind} if not c else {"t": kind, "c": c[0] if len(c) == 1 else list(c)}


def words(text: str) -> list[dict[str, Any]]:
    """Return words as pandoc gives them."""
    parts = [[t("Str", word), t("Space")] for word in text.split(" ")]
    return [node for part in parts for node in part][:-1]


def para(*inner: Any) -> dict[str, Any]:
    """Return a paragraph of nodes and texts."""
    return t("Para", [node for one in inner for node in (words(one) if isinstance(one, str) else [one])])


def read(
    *blocks: dict[str, Any], said: tuple[str, ...] = (), media: dict[str, bytes] | None = None, **meta: Any
) -> Document:
    """Read a tree of these blocks."""
    tree = {"pandoc-api-version": [1, 23, 1], "meta": meta, "blocks": list(blocks)}
    return read_pandoc(tree, media=media, said=said)


def only(*blocks: dict[str, Any]) -> Block:
    """Return the one block that is read, and see that nothing is lost."""
    document = read(*blocks)
    assert document.losses == ()
    (block,) = document.blocks
    return block


def cell(text: str, high: int = 1, wide: int = 1) -> list[Any]:
    """Return a cell of a table."""
    return [NO, t("AlignDefault"), high, wide, [t("Plain", words(text))]]


def test_words_keep_their_meaning() -> None:
    """Raised, lowered, deleted, inserted, quoted, code, formula and note."""
    block = only(
        para(
            "10", t("Superscript", [t("Str", "9")]), "H", t("Subscript", [t("Str", "2")]),
            t("Strikeout", words("old 5")),
            t("Span", ["", ["insertion"], []], words("new")), t("SmallCaps", words("Caps")),
            t("Underline", words("under")), t("Quoted", t("DoubleQuote"), words("said")), t("Code", NO, "x = 1"),
            t("Math", t("InlineMath"), " x^2 "),
            t("Note", [para("Below.")]), t("LineBreak"),
        ),
    )  # fmt: skip
    assert isinstance(block, Para)
    assert statements(read(para("10", t("Superscript", [t("Str", "9")]), "/L"))) == ["10⁹/L"]
    nodes = list(walk(block.inner))
    assert [one.kind for one in nodes if isinstance(one, Span)] == ["sup", "sub", "del", "ins"]
    assert [one for one in nodes if isinstance(one, Code | Math)] == [Code("x = 1"), Math("x^2")]
    assert next(one for one in nodes if isinstance(one, Note)).blocks[0].inner == (Text("Below."),)  # type: ignore[union-attr]
    text = "".join(one.text for one in nodes if isinstance(one, Text))
    assert "old 5" in text
    assert "“said”" in text
    assert "Capsunder" in text


@pytest.mark.parametrize(
    ("style", "limit", "start", "found"),
    [
        ("LowerAlpha", "OneParen", 1, ["a) one", "b) two"]),
        ("UpperAlpha", "Period", 26, ["Z. one", "AA. two"]),
        ("LowerRoman", "TwoParens", 3, ["(iii) one", "(iv) two"]),
        ("UpperRoman", "Period", 9, ["IX. one", "X. two"]),
        ("Decimal", "Period", 3, ["one", "two"]),
    ],
)
def test_marks_of_lists_are_words_unless_they_are_numbers(style: str, limit: str, start: int, found: list[str]) -> None:
    """A letter or Roman number that the document counts stands in the entry; numbers begin where they did."""
    entries = [[t("Plain", words("one"))], [t("Plain", words("two"))]]
    document = read(t("OrderedList", [start, t(style), t(limit)], entries))
    assert statements(document) == found
    (items,) = document.blocks
    assert isinstance(items, Items)
    assert items.start == (start if style == "Decimal" else None)


def test_a_box_before_an_entry_is_a_task() -> None:
    """Done or not."""
    block = only(
        t("BulletList", [[t("Plain", words("☒ done 1"))], [t("Plain", words("☐ open"))], [t("Plain", words("no"))]])
    )
    assert isinstance(block, Items)
    assert [(item.ticked, item.blocks[0].inner) for item in block.items] == [  # type: ignore[union-attr]
        (True, (Text("done 1"),)), (False, (Text("open"),)), (None, (Text("no"),)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "title", "expected"),
    [("warning", "Warning", ""), ("note", "Own words", "Own words"), ("caution", "", "")],
)
def test_admonitions_are_boxes_and_their_title_is_the_documents(kind: str, title: str, expected: str) -> None:
    """The word that pandoc puts there for the kind is no word of the document."""
    head = [t("Div", ["", ["title"], []], [para(title)])] if title else []
    block = only(t("Div", ["", [kind], []], [*head, para("Stop 2 mg.")]))
    assert isinstance(block, Box)
    assert (block.kind, "".join(one.text for one in block.title if isinstance(one, Text))) == (kind, expected)
    assert len(block.blocks) == 1


def test_tables_keep_merged_cells_heads_and_caption() -> None:
    """Head rows, rows between, a column of heads and a foot; a table of nothing but a head has none."""
    head = [NO, [[NO, [cell("who"), cell("dose")]]]]
    body = [NO, 1, [], [[NO, [cell("all", wide=2)]], [NO, [cell("child"), cell("1 mg")]]]]
    foot = [NO, [[NO, [cell("end", wide=2)]]]]
    block = only(t("Table", NO, [None, [t("Plain", words("Doses 5"))]], [], head, [body], foot))
    assert isinstance(block, Table)
    assert (block.heads, block.caption) == (1, (Text("Doses 5"),))
    assert [[(one.wide, one.high, one.head) for one in row] for row in block.rows] == [
        [(1, 1, True), (1, 1, True)], [(2, 1, True)], [(1, 1, True), (1, 1, False)], [(2, 1, True)],
    ]  # fmt: skip
    alone = only(t("Table", NO, [None, []], [], head, [], [NO, []]))
    assert isinstance(alone, Table)
    assert (alone.heads, len(alone.rows)) == (0, 1)
    assert isinstance(alone.rows[0][0], Cell)


def test_pictures_are_taken_by_their_path() -> None:
    """Two of one name stay two; width and words are kept; one that lies elsewhere keeps its address."""

    def image(path: str) -> dict[str, Any]:
        return t("Image", ["", [], [["width", "50%"]]], words("A pill"), [path, ""])

    media = {"/m/a/pill.png": PNG, "/m/b/pill.png": PNG + b"2", "/m/unused.png": PNG}
    document = read(para(*map(image, ["/m/a/pill.png", "/m/b/pill.png", "beside.png"])), media=media)
    names = [one.name for one in walk(document.blocks) if isinstance(one, Image)]
    assert names == ["pill.png", "2-pill.png", "beside.png"]
    assert dict(document.media) == {"pill.png": PNG, "2-pill.png": PNG + b"2"}
    assert {(one.alt, one.width) for one in walk(document.blocks) if isinstance(one, Image)} == {("A pill", "50%")}


def test_what_has_no_node_is_a_loss_with_its_words() -> None:
    """Markup of other formats, an unknown node, what stands in the head; HTML is read."""
    document = read(
        t("RawBlock", "html", "<p>10<sup>9</sup> kept</p>"),
        t("RawBlock", "latex", "\\unknown{5 mg}"),
        t("Strange", [t("Para", words("odd words"))]),
        para("a", t("RawInline", "mediawiki", "{{Box|7}}"), t("RawInline", "html", "<br/>"), "b"),
        para(t("Cite", [{"citationId": "who_2020"}], [t("RawInline", "latex", "\\cite{who_2020}")])),
        author=t("MetaList", [t("MetaInlines", words("A B")), t("MetaString", "C")]),
        title=t("MetaInlines", words("The title")),
        abstract=t("MetaBlocks", [para("Short 7.")]),
        lang=t("MetaString", "de-AT"),
    )
    assert losses(document) == {
        ("markup", "\\unknown{5 mg}"), ("markup", "odd words"), ("markup", "{{Box|7}}"),
        ("front matter", "author: A B, C"),
    }  # fmt: skip
    assert statements(document) == ["Short 7.", "10⁹ kept", "a b", "[who_2020]"]
    assert (document.title, headings(document), document.language) == ("The title", ["The title"], "de-AT")


def test_what_pandoc_skips_is_told_with_its_line() -> None:
    """A drawing is a picture that was dropped; what only sets type is nothing; warnings are told."""
    said = (
        "[INFO] Skipped '\\maketitle' at line 4 column 27",
        "[INFO] Skipped '\\begin{tikzpicture}\n\\draw;\\end{tikzpicture}' at - line 10 column 20",
        "[INFO] Skipped '\\dose{8 mg}' at line 13 column 26",
        "[INFO] Running filter x",
        "[WARNING] Could not load include file /etc/passwd at line 3 column 1",
    )
    found = [(str(one.place), str(one.kind), one.words, one.is_dropped) for one in read(para("x"), said=said).losses]
    assert found == [
        ("line 10", "picture", "\\begin{tikzpicture} \\draw;\\end{tikzpicture}", True),
        ("line 13", "markup", "\\dose{8 mg}", True),
        (
            "whole document",
            "warning of a converter",
            "Could not load include file /etc/passwd at line 3 column 1",
            False,
        ),
    ]


TEXTS = {
    "a.rst": (
        """\
Tapering
========

Doses
-----

Take **2 mg** of H\\ :sub:`2`\\ O, see :ref:`there <x>`. Press :kbd:`Esc`.

.. warning::

   Never stop [#f]_.

.. [#f] The note, 5 mg.

.. include:: /etc/passwd

.. code-block:: python

   print(1)
""",
        ["Take 2 mg of H₂O, see there.", "Press Esc.", "Never stop.", "The note, 5 mg.", "print(1)"],
        {"warning of a converter"},
    ),
    "a.adoc": (
        """\
= Book
:lang: de

== Dosen

Nimm *2 mg* H~2~O, 10^9^/L.

.Titel
|===
|wer |Dosis

|Kind |1 mg
|===
""",
        ["Nimm 2 mg H₂O, 10⁹/L.", "Titel", "wer | Dosis", "Kind | 1 mg"],
        set(),
    ),
    "a.tex": (
        r"""\documentclass{article}
\newcommand{\mg}[1]{#1~mg}
\begin{document}
\section{Doses}
Take \mg{2} of $x^2$.
\begin{itemize}\item[a)] one\end{itemize}
\dose{8 mg}
\end{document}
""",
        ["Take 2\u00a0mg of $x^2$.", "one"],
        {"markup"},
    ),
    "a.org": ("* Doses\nTake *2 mg* +gone+.\n- [X] done\n", ["Take 2 mg [deleted: gone].", "[x] done"], set()),
    "a.wiki": (
        "== Doses ==\nTake '''2 mg'''<ref>Note 5</ref>, 10<sup>9</sup>.\n",
        ["Take 2 mg, 10⁹.", "Note 5"],
        set(),
    ),
    "a.rtf": ("{\\rtf1\\ansi Take {\\b 2 mg} of 10{\\super 9}.\\par}", ["Take 2 mg of 10⁹."], set()),
    "a.textile": ("h1. Doses\n\nTake *2 mg*, H[~2~]O.\n", ["Take 2 mg, H₂O."], set()),
}


@pytest.mark.parametrize("name", TEXTS)
def test_each_format_by_pandoc_itself(tmp_path: Path, name: str) -> None:
    """Words, numbers and signs come through, and what does not is told."""
    text, found, kinds = TEXTS[name]
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    document = read_document(path)[1]
    assert statements(document) == found
    assert {str(one.kind) for one in document.losses} == kinds


MARKDOWN = (
    "# Doses\n\nTake 2 mg of 10^9^, ~~not 20~~.[^n]\n\n[^n]: The note, 5 mg.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
)


@pytest.mark.parametrize("form", ["odt", "epub", "docbook"])
def test_packed_files_and_those_of_programs(tmp_path: Path, form: str) -> None:
    """Made by pandoc of Markdown, and read: heading, raised and deleted words, note and table."""
    path = tmp_path / f"a.{form}"
    program = next(iter(pandoc._programs()))
    order = [
        program,
        "--from",
        "markdown",
        "--to",
        form,
        "--standalone",
        "--metadata",
        "title=T",
        "--output",
        str(path),
    ]
    subprocess.run(order, input=MARKDOWN.encode(), check=True, capture_output=True)
    document = read_document(path)[1]
    found = statements(document)
    assert "Doses" in headings(document)
    assert any(one.startswith("Take 2 mg of 10⁹, [deleted: not 20].") for one in found), found
    assert "The note, 5 mg." in found
    assert found[-2:] in (["a | b", "1 | 2"], ["1 | 2", "The note, 5 mg."])


def test_an_encoding_of_old_is_read_before_pandoc_sees_it(tmp_path: Path) -> None:
    """ReStructuredText in Latin-1: pandoc itself takes UTF-8 only."""
    old = tmp_path / "b.rst"
    old.write_bytes("Größen\n======\n\nFünf Öfen für überall in München.\n".encode("cp1252"))
    assert statements(read_document(old)[1]) == ["Fünf Öfen für überall in München."]


@pytest.mark.parametrize(
    ("name", "kind"), [("a.odt", "an OpenDocument file"), ("a.epub", "an e-book"), ("a.rtf", "RTF")]
)
def test_a_file_that_is_not_what_its_suffix_says_is_refused(tmp_path: Path, name: str, kind: str) -> None:
    """Before pandoc is asked."""
    path = tmp_path / name
    path.write_text("Only words.", encoding="utf-8")
    with pytest.raises(
        FindingsError, match=rf"N005 it does not begin like {kind}, though its name ends with \.{name[2:]}"
    ):
        read_division(path)


def test_a_damaged_file_is_refused_in_one_line(tmp_path: Path) -> None:
    """What pandoc says of it is told."""
    path = tmp_path / "a.odt"
    path.write_bytes(b"PK\x03\x04 and nothing")
    with pytest.raises(FindingsError, match=r"N010 pandoc cannot read it: .+ \(save it anew") as raised:
        read_division(path)
    assert str(raised.value).count("\n") == 0


def test_without_pandoc_the_message_says_what_helps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None installed, and one that is too old for the format."""
    path = tmp_path / "a.adoc"
    path.write_text("= A\n\nWords.\n", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    get = r'python -m pip install "coursewright\[pandoc\]"; or install pandoc \(https://pandoc.org/installing.html\)'
    with pytest.raises(
        FindingsError, match=rf"N007 reading \.adoc needs pandoc, which is not installed \({get}; or save"
    ):
        read_division(path)
    old = tmp_path / "pandoc"
    old.write_text("#!/bin/sh\necho rst\n", encoding="utf-8")
    old.chmod(0o755)
    with pytest.raises(FindingsError, match=r"N007 the pandoc that is installed \(.*pandoc\) does not read asciidoc"):
        read_division(path)


def test_every_format_of_the_table_is_one_that_pandoc_reads() -> None:
    """By the program that the tests have."""
    program = next(iter(pandoc._programs()))
    assert set(pandoc.FORMATS.values()) <= pandoc._reads(program)


def test_blocks_that_stand_as_they_are() -> None:
    """Code with its language, lines of a poem, quotes and definitions."""
    document = read(
        t("CodeBlock", ["", ["sourceCode", "python"], []], "print(1)"),
        t("LineBlock", [words("line one"), words("line two")]),
        t("BlockQuote", [para("Quoted.")]),
        t("DefinitionList", [[words("term"), [[para("its meaning")]]]]),
        t("HorizontalRule"),
        t("Figure", NO, [None, [t("Plain", words("Its caption"))]], [t("Plain", [t("Image", NO, [], ["p.png", ""])])]),
    )
    assert [type(block).__name__ for block in document.blocks] == ["Listing", "Para", "Box", "Terms", "Box"]
    assert isinstance(document.blocks[0], Listing)
    assert document.blocks[0].language == "python"
    assert statements(document) == ["print(1)", "line one line two", "Quoted.", "term", "its meaning", "Its caption"]
    assert not any(isinstance(one, Item) for one in document.blocks)


def test_tags_of_html_between_words_mark_them() -> None:
    """Pairs of them, one in another, and one that is never closed; a tag without a meaning leaves its words."""

    def tag(text: str) -> dict[str, Any]:
        return t("RawInline", "html", text)

    document = read(
        para("a", tag("<s>"), "old", tag("<b>"), "5", tag("</b>"), tag("</s>"), tag('<span id="x">'), "kept")
    )
    assert statements(document) == ["a[deleted: old5]kept"]
    assert [one.kind for one in walk(document.blocks) if isinstance(one, Span)] == ["del", "strong"]
    assert document.losses == ()


def test_what_sets_type_in_latex_is_no_loss_and_labels_are_kept_or_told(tmp_path: Path) -> None:
    """Commands above the document say nothing; the head of a long table stands once; a label stands or is told."""
    path = tmp_path / "a.tex"
    path.write_text(
        r"""\documentclass{article}
\DefineVerbatimEnvironment{A}{B}{}
\makeatletter\unknownabove{x}
\begin{document}
\begin{description}\item[Term] Its 7 meanings.\end{description}
\begin{itemize}\item[5)] five\end{itemize}
\begin{longtable}{ll}\toprule a & b\\ \midrule\endfirsthead a & b\\ \endhead 1 & 2\\ \bottomrule\end{longtable}
\end{document}
""",
        encoding="utf-8",
    )
    document = read_document(path)[1]
    assert statements(document) == ["Term", "Its 7 meanings.", "five", "a | b", "1 | 2"]
    assert losses(document) == {("markup", "label of an entry: 5)")}


def test_comments_changes_and_heads_of_opendocument_are_told(tmp_path: Path) -> None:
    """Pandoc drops them without a word."""
    spaces = {"office": "office:1.0", "text": "text:1.0", "style": "style:1.0", "dc": "x"}
    names = " ".join(
        f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{address}"' for one, address in spaces.items()
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>old 9</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Take 2 mg.<office:annotation><text:p>Ask Ann</text:p>"
        "</office:annotation></text:p>"
    )
    path = tmp_path / "a.odt"
    path.write_bytes(packed({
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
                       "</office:document-content>".encode(),
        "styles.xml": f"<office:document-styles {names}><office:styles/><office:master-styles>"
                      "<style:header><text:p>Ward 7</text:p></style:header></office:master-styles>"
                      "</office:document-styles>".encode(),
    }))  # fmt: skip
    found = Losses()
    tell_rest(path.read_bytes(), found)
    assert {(str(one.kind), one.words) for one in found.found} == {
        ("tracked change", "old 9"), ("comment", "Ask Ann"), ("header or footer", "Ward 7"),
    }  # fmt: skip
    tell_rest(b"no zip", found)
    assert len(found.found) == 3


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.org", "* Kept\nWords 1 here.\n* Sub :noexport:\nDose of 40 mg.\n", ["* Sub :noexport:", "Dose of 40 mg."]),
        ("a.adoc", "= T\n\nWords here.\n\n// comment with 32 words\n\nimage::p.png[A pill]\n", []),
        ("a.wiki", "Words here 5. [[File:p.png|thumb|A pill]]\n<!-- note 38 -->\n", []),
        ("a.docbook", '<article\n  xmlns="http://docbook.org/ns/docbook">\n<para>Words 7.</para></article>', []),
    ],
)
def test_a_line_that_the_draft_lacks_is_told(tmp_path: Path, name: str, text: str, told: list[str]) -> None:
    """What pandoc leaves out without a word, such as a part that is not for export; marks of a format are no words."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = [one.words.partition(": ")[2] for one in read_document(path)[1].losses if "lacks" in one.words]
    assert found == told


def test_other_files_and_words_around_citations_are_kept_or_told(tmp_path: Path) -> None:
    """AsciiDoc goes on without a file that it includes; a page of a citation of LaTeX stays beside its key."""
    path = tmp_path / "a.adoc"
    path.write_text("= T\n\nWords 1.\n\ninclude::other.adoc[]\n\nMore 2.\n", encoding="utf-8")
    document = read_document(path)[1]
    assert statements(document) == ["Words 1.", "More 2."]
    assert [(str(one.place), one.words) for one in document.losses] == [("line 5", "include::other.adoc[]")]
    paper = tmp_path / "a.tex"
    paper.write_text("\\begin{document}See \\cite[p.~37]{who}.\\end{document}", encoding="utf-8")
    assert statements(read_document(paper)[1]) == ["See [who p.\u00a037]."]


def test_fields_boxes_and_readings_of_opendocument_are_kept(tmp_path: Path) -> None:
    """Pandoc alone drops the dose that a field shows, and every text box."""
    path = tmp_path / "a.odt"
    program = next(iter(pandoc._programs()))
    order = [program, "--from", "markdown", "--to", "odt", "--output", str(path)]
    subprocess.run(order, input=b"MARK\n\nLast words.\n", check=True, capture_output=True)
    inner = (
        "Take <text:variable-get>77</text:variable-get> mg<draw:frame><draw:text-box><text:p>In a box 78.</text:p>"
        "</draw:text-box></draw:frame> daily <text:ruby><text:ruby-base>kanji</text:ruby-base>"
        "<text:ruby-text>kana 79</text:ruby-text></text:ruby>.</text:p>"
        "<text:numbered-paragraph><text:p>Clause 80.</text:p></text:numbered-paragraph><text:p>"
    )
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    assert b"MARK" in parts["content.xml"]
    path.write_bytes(packed(parts | {"content.xml": parts["content.xml"].replace(b"MARK", inner.encode())}))
    document = read_document(path)[1]
    assert statements(document) == ["Take 77 mg daily kanji (kana 79).", "In a box 78.", "Clause 80.", "Last words."]
    assert [(one.words, one.outcome) for one in document.losses if str(one.kind) == "text box"] == [
        ("In a box 78.", "kept below its paragraph"),
    ]
    path.write_bytes(b"PK nothing")
    assert mended(b"PK nothing", Losses()) == b"PK nothing"


def test_pages_of_an_e_book_are_accounted_for() -> None:
    """A line of a page that the draft lacks is told with its file; navigation, style and what is kept are not."""
    page = "<html><head><title>Not said</title></head>\n<body><nav>Contents of all</nav><p>Kept words 5.</p>\n"
    page += "<p>Dose &amp; time 40 mg daily</p>\n<style>body { color: red }</style></body></html>"
    found = Losses()
    tell_missing_pages(packed({"a.xhtml": page.encode(), "b.css": b"lost words"}), "Kept words 5.", found)
    assert [(str(one.place), one.words) for one in found.found] == [
        ("a.xhtml, line 3", "line that the draft lacks: Dose & time 40 mg daily"),
    ]
    tell_missing_pages(b"no zip", "", found)
    assert len(found.found) == 1


@pytest.mark.parametrize("address", ["F/", "./F", "F"])
def test_a_formula_of_opendocument_is_found_however_it_is_addressed(address: str) -> None:
    """Pandoc writes a slash at the end of its address, behind which it finds nothing itself."""
    link = f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{address}"'
    inner = f"<draw:object {link}/><draw:object/>"
    content = f'<x xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">{inner}</x>'
    with zipfile.ZipFile(io.BytesIO(mended(packed({"content.xml": content.encode()}), Losses()))) as file:
        assert f'href="{address.rstrip("/")}"'.encode() in file.read("content.xml")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("\\begin{equation}\\label{eq:a}\nx=\\frac{1}{2}\n\\end{equation}", "x=\\frac{1}{2}"),
        ("\\begin{align*} x&=1\\\\y&=2 \\end{align*}", "\\begin{aligned}x&=1\\\\y&=2\\end{aligned}"),
        ("\\begin{cases}a\\end{cases}", "\\begin{cases}a\\end{cases}"),
    ],
)
def test_an_equation_of_latex_is_bare(given: str, found: str) -> None:
    """What shows and numbers it is no part of the formula, and no edition would draw it."""
    block = only(para(t("Math", t("DisplayMath"), given)))
    assert isinstance(block, Para)
    assert block.inner == (Math(found, shown=True),)
