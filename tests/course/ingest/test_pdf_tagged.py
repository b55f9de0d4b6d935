"""Tagged PDFs: what the structure tree says comes through; a file made to harm ends in one line."""

from __future__ import annotations

import contextlib
import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest
import typst
from pikepdf import Array, Dictionary, Name, Stream, String

from course.ingest.losses import Losses
from course.ingest.new import read_division
from course.ingest.readers import pdf_bounds
from course.ingest.readers.package import PackageError
from course.ingest.readers.pdf import read_pdf
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
    Note,
    Para,
    Span,
    Table,
    Terms,
    Text,
)
from course.ingest.wording import plain, wording
from quizzes.finding import FindingsError
from tests.course.ingest.pdf_file import at, pdf
from tests.course.ingest.reading import entries, nodes
from tests.course.ingest.test_pdf_placed import told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<rect width="40" height="40" fill="red"/><text y="20">in it</text></svg>'
)
_SOURCE = f"""
#set document(title: "Taper")
#set page(header: [Clinic, draft 3])
= Before you start
Give 1.5 × 10#super(typographic: false)[9]/L and 13 m#super[2] of H#sub[2]O.#footnote[By *weight*.] It is *not* _quick_,
see #link("https://example.org/a")[the page], and #strike[10] mg.

- one
- two
  + first
  + second

#table(columns: 3, table.header([Drug], [Dose], [Note]), table.cell(colspan: 2)[both of them], [slow],
  table.cell(rowspan: 2)[diazepam], [2 mg], [a], [5 mg], [b])
#image(bytes("{_DOT.replace('"', chr(92) + '"')}"), format: "svg", alt: "A red square")
#quote(block: true)[Said so.]
```py
if x:
    y = 1
```
/ Taper: to go down slowly
$ x^2 / 2 $
#pagebreak()
== Then
Ask.
"""


@pytest.fixture(scope="module")
def document() -> Document:
    """Return a document with one of each."""
    return read_pdf(typst.compile(_SOURCE.encode()), Losses())


def only(document: Document, kind: type[Block]) -> Block:
    """Return the only block of a kind."""
    (block,) = (block for block in document.blocks if isinstance(block, kind))
    return block


def test_headings_and_title_and_language(document: Document) -> None:
    """With their pages."""
    heads = [block for block in document.blocks if isinstance(block, Heading)]
    assert [(one.level, plain(one.inner), str(one.place)) for one in heads] == [
        (1, "Before you start", "page 1"), (2, "Then", "page 2"),
    ]  # fmt: skip
    assert (document.title, document.language) == ("Taper", "en")


def test_words_keep_their_meaning(document: Document) -> None:
    """Raised, lowered, deleted, strong and slanted ones, links and notes."""
    para = next(block for block in document.blocks if isinstance(block, Para))
    assert plain(para.inner) == (
        "Give 1.5 × 10⁹/L and 13 m² of H₂O. It is not quick, see the page, and [deleted: 10] mg."
    )
    assert [(one.kind, plain(one.inner)) for one in para.inner if isinstance(one, Span)] == [
        ("sup", "9"), ("sup", "2"), ("sub", "2"), ("strong", "not"), ("emph", "quick"), ("del", "10"),
    ]  # fmt: skip
    assert [(one.href, plain(one.inner)) for one in para.inner if isinstance(one, Link)] == [
        ("https://example.org/a", "the page")
    ]
    assert [wording(one.blocks) for one in para.inner if isinstance(one, Note)] == ["By weight."]


def test_lists_tables_and_other_blocks(document: Document) -> None:
    """With merged cells, head rows, and the blanks of a program."""
    items = only(document, Items)
    assert entries(items) == [(0, "one"), (0, "two"), (1, "first"), (1, "second")]
    table = only(document, Table)
    assert isinstance(table, Table)
    assert table.heads == 1
    assert [[(wording(cell.blocks), cell.wide, cell.high) for cell in row] for row in table.rows] == [
        [("Drug", 1, 1), ("Dose", 1, 1), ("Note", 1, 1)],
        [("both of them", 2, 1), ("slow", 1, 1)],
        [("diazepam", 1, 2), ("2 mg", 1, 1), ("a", 1, 1)],
        [("5 mg", 1, 1), ("b", 1, 1)],
    ]
    box, listing, terms = (only(document, kind) for kind in (Box, Listing, Terms))
    assert isinstance(box, Box)
    assert (box.kind, wording(box.blocks)) == ("quote", "Said so.")
    assert isinstance(listing, Listing)
    assert listing.text == "if x:\n    y = 1"
    assert isinstance(terms, Terms)
    assert [(plain(one.inner), wording(one.blocks)) for one in terms.terms] == [("Taper", "to go down slowly")]


def test_pictures_and_formulas_are_cut_out(document: Document) -> None:
    """With the words that the file has for them; a formula that is more than a line of signs is told."""
    images = [one for one in nodes(document, Image) if isinstance(one, Image)]
    assert images[0].alt == "A red square"
    assert document.media[images[0].name].startswith(b"\x89PNG")
    assert [(kind, outcome) for _, kind, _, outcome in told(document) if kind == "equation"] == [
        ("equation", "kept as a picture")
    ]


def test_what_belongs_to_no_text_is_told_once(document: Document) -> None:
    """The head of both pages."""
    heads = [(place, words) for place, kind, words, _ in told(document) if kind == "header or footer"]
    assert heads == [("whole document", "Clinic, draft 3")]


# Trees as other programs write them.


def tagged(content: str, tree: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return a page with marks, and a tree that `tree` makes."""

    def change(file: pikepdf.Pdf) -> None:
        root = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        file.Root.StructTreeRoot = root
        root.K = tree(file)

    return pdf(content, change=change)


def marked(number: int, content: str, name: str = "P") -> str:
    """Return content with a mark."""
    return f"/{name} <</MCID {number}>> BDC\n{content}EMC\n"


def element(file: pikepdf.Pdf, kind: str, *kids: object, **values: object) -> pikepdf.Object:
    """Return an element of the first page."""
    given = {"S": Name(f"/{kind}"), "Pg": file.pages[0].obj, "K": Array(kids), **values}  # type: ignore[arg-type]
    return file.make_indirect(Dictionary(**given))


def test_the_order_is_that_of_the_tree_and_roles_are_looked_up() -> None:
    """Not that of the content; a text that is put in the place of letters counts."""
    content = marked(0, at(70, 600, "Second, ") + at(110, 600, "?")) + marked(1, at(70, 700, "First"))

    def tree(file: pikepdf.Pdf) -> object:
        roles = Dictionary(Kopf=Name.H2, Wort=Name.Span)
        file.Root.StructTreeRoot.RoleMap = roles
        word = element(file, "Wort", 0, ActualText=String("Second: ≥ 5 mg"))
        return Array([element(file, "Kopf", 1), element(file, "P", word)])

    document = read_pdf(tagged(content, tree), Losses())
    head, para = document.blocks
    assert isinstance(head, Heading)
    assert isinstance(para, Para)
    assert (head.level, plain(head.inner), plain(para.inner)) == (2, "First", "Second: ≥ 5 mg")


def test_a_mark_that_letters_and_tags_both_tell_is_told_once() -> None:
    """Bold letters in an element Strong: written twice they would be asterisks on the page."""
    content = marked(0, at(70, 700, "Do ")) + marked(1, at(86, 700, "not", font="B")) + marked(2, at(105, 700, "stop."))

    def tree(file: pikepdf.Pdf) -> object:
        return element(file, "P", 0, element(file, "Strong", 1), 2)

    (para,) = read_pdf(tagged(content, tree), Losses()).blocks
    assert isinstance(para, Para)
    assert para.inner == (Text("Do "), Span("strong", (Text("not"),)), Text(" stop."))


def test_a_program_in_a_paragraph_keeps_its_lines() -> None:
    """Browsers tag `pre` as words; on one line the program would be another one."""
    content = marked(0, at(70, 700, "if late:", font="M") + at(94, 688, "wait()", font="M"))
    content += marked(1, at(70, 650, "Type ")) + marked(2, at(95, 650, "stop", font="M"))

    def tree(file: pikepdf.Pdf) -> object:
        code = element(file, "NonStruct", element(file, "Code", 0))
        return Array([code, element(file, "P", 1, element(file, "Code", 2))])

    first, second = read_pdf(tagged(content, tree), Losses()).blocks
    assert isinstance(first, Listing)
    assert first.text == "if late:\n    wait()"
    assert isinstance(second, Para)
    assert second.inner == (Text("Type "), Code("stop"))


def test_tags_that_miss_words_are_not_followed() -> None:
    """Then the places of letters say more."""
    content = marked(0, at(70, 700, "One.")) + marked(1, at(70, 600, "And much more that no element names at all."))
    document = read_pdf(tagged(content, lambda file: element(file, "P", 0)), Losses())
    assert [wording([block]) for block in document.blocks] == ["One.", "And much more that no element names at all."]


def test_headings_that_no_tag_names_are_told_by_their_looks() -> None:
    """As programs for layout leave them: everything is a paragraph."""
    heads = [("A leaflet", 20), ("Why", 14), ("How", 14)]
    content, number = "", 0
    for words, size in heads:
        content += marked(number, at(70, 760 - 60 * number, words, size=size))
        content += marked(number + 1, at(70, 740 - 60 * number, "Many words of one size that go on to the end of it."))
        number += 2

    def tree(file: pikepdf.Pdf) -> object:
        return Array([element(file, "P", one) for one in range(number)])

    document = read_pdf(tagged(content, tree), Losses())
    assert [(one.level, plain(one.inner)) for one in document.blocks if isinstance(one, Heading)] == [
        (0, "A leaflet"), (1, "Why"), (1, "How"),
    ]  # fmt: skip


def test_a_tree_without_end_is_read_once() -> None:
    """An element that holds itself, and one that lies deeper than anybody nests."""

    def tree(file: pikepdf.Pdf) -> object:
        inner = element(file, "P", 0)
        for _ in range(3000):
            inner = element(file, "Div", inner)
        inner.K.append(inner)
        return inner

    document = read_pdf(tagged(marked(0, at(70, 700, "Deep down.")), tree), Losses())
    assert [wording([block]) for block in document.blocks] == ["Deep down."]


# Files that are none, or made to harm.


def bomb(file: pikepdf.Pdf) -> None:
    """Pack what unpacks to 210 MB in two steps."""
    once = zlib.compress(bytes(210_000_000), 1)
    stream = Stream(file, b"")
    stream.write(zlib.compress(once, 9), filter=Array([Name.FlateDecode, Name.FlateDecode]), type_check=False)
    file.pages[0].obj.Contents = stream


def tangled(file: pikepdf.Pdf) -> None:
    """Draw a form that draws itself twice."""
    page = file.pages[0].obj
    form = file.make_stream(b"/X Do /X Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 500, 500]))
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    page.Resources.XObject.X = form
    page.Contents = Stream(file, b"/X Do")


def grown(file: pikepdf.Pdf) -> None:
    """Draw a form three times in each of 25 that hold each other."""
    page, inner = file.pages[0].obj, file.make_stream(b"")
    for _ in range(25):
        form = file.make_stream(b"/X Do /X Do /X Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        form.Resources = Dictionary(XObject=Dictionary(X=inner))
        inner = form
    page.Resources.XObject.X = inner
    page.Contents = Stream(file, b"/X Do")


def unmapped(file: pikepdf.Pdf) -> None:
    """Let a font say of each letter that it is one of its own."""
    rows = "".join(f"<{code:02x}> <E1{code:02x}> " for code in b"Nobdyknws")
    cmap = f"begincmap 1 begincodespacerange <00><FF> endcodespacerange 9 beginbfchar {rows}endbfchar"
    file.pages[0].obj.Resources.Font.F.ToUnicode = Stream(file, cmap.encode())


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: b"%PDF-1.7 and no more", "damaged"),
        (lambda: pdf(at(70, 700, "x"), encryption=pikepdf.Encryption(owner="o", user="u")), "password"),
        (lambda: pdf("q 595 0 0 842 0 0 cm /Dot Do Q\n"), "only pictures of pages"),
        (lambda: pdf(at(70, 700, "x"), change=bomb), "too much"),
        (lambda: pdf(at(70, 700, "x"), change=tangled), "forms that hold themselves"),
        (lambda: pdf(at(70, 700, "x"), change=grown), "without end"),
        (lambda: pdf(at(70, 700, "Nobody knows"), change=unmapped), "which letters they show"),
        (lambda: pdf(""), "no letters"),
    ],
    ids=["damaged", "protected", "scanned", "bomb", "tangled", "grown", "unmapped", "empty"],
)
def test_a_file_that_cannot_be_read_ends_in_one_line(make: Callable[[], bytes], message: str, tmp_path: Path) -> None:
    """With what to do."""
    path = tmp_path / "a.pdf"
    path.write_bytes(make())
    with pytest.raises(FindingsError, match=rf"N010 the document cannot be read: .*{message}") as raised:
        read_division(path)
    (finding,) = raised.value.findings
    assert "\n" not in str(finding)


def test_any_damage_is_a_finding_or_nothing(tmp_path: Path) -> None:
    """A byte changed anywhere in the file never ends in a traceback."""
    path = tmp_path / "a.pdf"
    whole = tagged(marked(0, at(70, 700, "Weigh.")), lambda file: element(file, "P", 0))
    for place in range(0, len(whole), 61):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        with contextlib.suppress(FindingsError):
            assert read_division(path)[1].statements


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before one of them is read."""
    monkeypatch.setattr(pdf_bounds, "MOST_PAGES", 2)
    with pytest.raises(PackageError, match="it has 3 pages; a document has at most 2"):
        read_pdf(pdf(*[at(70, 700, "x")] * 3), Losses())
