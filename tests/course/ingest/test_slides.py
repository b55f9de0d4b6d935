"""PowerPoint: each construct of a slide comes through with its meaning, and what does not is named by its slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from course.ingest.losses import Losses
from course.ingest.new import read_division
from course.ingest.readers.slides import read_slides
from course.ingest.tree import Box, Heading, Image, Items, Link, Math, Para, Span, Table, walk
from course.ingest.wording import plain
from quizzes.finding import FindingsError
from tests.course.ingest.reading import entries, headings, losses, statements
from tests.course.ingest.word_file import packed, part, relations

if TYPE_CHECKING:
    from pathlib import Path

    from course.ingest.tree import Document

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
PNG = b"\x89PNG\r\n\x1a\nnot whole"
_NAMES = f'xmlns:p="{P}" xmlns:p14="{P14}"'


def xml(root: str, inner: str, extra: str = "") -> bytes:
    """Return a part of a presentation."""
    return (
        part("x", inner).replace(b"<x ", f"<{root} {_NAMES} {extra} ".encode()).replace(b"</x>", f"</{root}>".encode())
    )


def shape(kind: str, *paragraphs: str, index: str = "1") -> str:
    """Return a shape of words; without a kind it is a box of words and no placeholder."""
    holder = f'<p:ph type="{kind}" idx="{index}"/>' if kind else ""
    lines = "".join(paragraphs)
    return f"<p:sp><p:nvSpPr><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>"


def line(*runs: str, settings: str = "") -> str:
    """Return a paragraph; a run without a sign of XML is words."""
    inner = "".join(one if one.startswith("<") else f"<a:r><a:t>{one}</a:t></a:r>" for one in runs)
    return f"<a:p>{settings}{inner}</a:p>"


def run(words: str, settings: str = "", inner: str = "") -> str:
    """Return a run with settings."""
    return f"<a:r><a:rPr {settings}>{inner}</a:rPr><a:t>{words}</a:t></a:r>"


def deck(
    *slides: str,
    sections: str = "",
    files: dict[str, bytes] | None = None,
    rows: list[tuple[str, str, str, str]] | None = None,
    hidden: int = 0,
    master: str = "",
) -> bytes:
    """Return a presentation; `files` are more parts, `rows` more relationships of the first slide."""
    numbers = range(1, len(slides) + 1)
    ids = "".join(f'<p:sldId id="{255 + n}" r:id="s{n}"/>' for n in numbers)
    bullets = "".join(f'<a:lvl{level}pPr><a:buChar char="•"/></a:lvl{level}pPr>' for level in (1, 2))
    parts = {
        "_rels/.rels": relations([("d", "officeDocument", "ppt/presentation.xml", "")]),
        "ppt/presentation.xml": xml("p:presentation", f"<p:sldIdLst>{ids}</p:sldIdLst>{sections}"),
        "ppt/_rels/presentation.xml.rels": relations(
            [(f"s{n}", "slide", f"slides/slide{n}.xml", "") for n in numbers] + [("m", "slideMaster", "master.xml", "")]
        ),
        "ppt/master.xml": xml("p:sldMaster", f"{master}<p:txStyles><p:bodyStyle>{bullets}</p:bodyStyle></p:txStyles>"),
        "ppt/layout.xml": xml("p:sldLayout", ""),
        "ppt/_rels/layout.xml.rels": relations([("m", "slideMaster", "master.xml", "")]),
        **(files or {}),
    }
    for number, inner in zip(numbers, slides, strict=True):
        show = 'show="0"' if number == hidden else ""
        parts[f"ppt/slides/slide{number}.xml"] = xml("p:sld", f"<p:cSld><p:spTree>{inner}</p:spTree></p:cSld>", show)
        more = (rows or []) if number == 1 else []
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = relations(
            [("l", "slideLayout", "../layout.xml", ""), *more]
        )
    return packed(parts)


def read(*slides: str, **parts: Any) -> Document:
    """Read a presentation of these slides."""
    return read_slides(deck(*slides, **parts), Losses())


def test_titles_bullets_and_levels() -> None:
    """The title comes first wherever it stands; bullets come from the master, and one can be taken away."""
    none = "<a:pPr><a:buNone/></a:pPr>"
    body = shape(
        "body",
        line("First 1"),
        line("Deeper", settings='<a:pPr lvl="1"/>'),
        line("Second"),
        line("Plain", settings=none),
    )
    document = read(body + shape("title", line("Dosing")))
    assert headings(document) == ["Dosing"]
    listed, bare = document.blocks[1:]
    assert entries(listed) == [(0, "First 1"), (1, "Deeper"), (0, "Second")]
    assert isinstance(bare, Para)
    assert plain(bare.inner) == "Plain"
    assert {str(block.place) for block in document.blocks} == {"slide 1"}
    assert document.losses == ()


@pytest.mark.parametrize(
    ("kind", "start", "first", "found"),
    [
        ("arabicPeriod", 3, 3, ["one", "two"]),
        ("alphaLcParenR", 1, None, ["a) one", "b) two"]),
        ("romanUcPeriod", 4, None, ["IV. one", "V. two"]),
        ("alphaUcParenBoth", 2, None, ["(B) one", "(C) two"]),
    ],
)
def test_numbers_and_letters_of_lists(kind: str, start: int, first: int | None, found: list[str]) -> None:
    """Numbers begin where they do on the slide; letters are words of their entries."""
    settings = f'<a:pPr><a:buAutoNum type="{kind}" startAt="{start}"/></a:pPr>'
    document = read(shape("", line("one", settings=settings), line("two", settings=settings)))
    (items,) = document.blocks
    assert isinstance(items, Items)
    assert items.start == first
    assert statements(document) == found


def test_words_keep_their_meaning() -> None:
    """Raised, lowered, struck, strong and linked words, signs of fonts, equations; a number of the slide is no word."""
    symbol = '<a:latin typeface="Symbol"/>'
    link = '<a:hlinkClick r:id="h"/>'
    equation = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    document = read(
        shape("", line(
            "10", run("9", 'baseline="30000"'), " H", run("2", 'baseline="-25000"'), " ",
            run("old 5", 'strike="sngStrike"'),
            run(" not", 'b="1"'), run("m", "", symbol), "g ", run("here", "", link), " ", equation,
            '<a:fld type="slidenum"><a:t>7</a:t></a:fld>',
        )),
        rows=[("h", "hyperlink", "https://example.org", "External")],
    )  # fmt: skip
    assert statements(document) == ["10⁹ H₂ [deleted: old 5] notµg here $x$"]
    nodes = list(walk(document.blocks))
    assert [one.kind for one in nodes if isinstance(one, Span)] == ["sup", "sub", "del", "strong"]
    assert [one.href for one in nodes if isinstance(one, Link)] == ["https://example.org"]
    assert [one.tex for one in nodes if isinstance(one, Math)] == ["x"]


def test_tables_keep_merged_cells_and_their_head() -> None:
    """Cells that go on are not repeated; words under one are told."""

    def cell(words: str, settings: str = "") -> str:
        return f"<a:tc {settings}><a:txBody>{line(words) if words else ''}</a:txBody></a:tc>"

    rows = [cell("dose", 'gridSpan="2"') + cell("", 'hMerge="1"'), cell("a", 'rowSpan="2"') + cell("1 mg"),
            cell("under", 'vMerge="1"') + cell("2 mg")]  # fmt: skip
    inner = "".join(f"<a:tr>{row}</a:tr>" for row in rows)
    document = read(f'<p:graphicFrame><a:tbl><a:tblPr firstRow="1"/>{inner}</a:tbl></p:graphicFrame>')
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert (table.heads, [[(one.wide, one.high) for one in row] for row in table.rows]) == (
        1, [[(2, 1)], [(1, 2), (1, 1)], [(1, 1)]],
    )  # fmt: skip
    assert losses(document) == {("table", "words under a merged cell: under")}


def test_pictures_groups_and_notes() -> None:
    """Words and width of a picture, shapes in a group, and a box of what the speaker notes."""
    picture = (
        '<p:pic><p:nvPicPr><p:cNvPr id="1" name="x.png" descr="A pill"/></p:nvPicPr><p:blipFill><a:blip r:embed="i"/>'
        '</p:blipFill><p:spPr><a:xfrm><a:ext cx="1800000" cy="1"/></a:xfrm></p:spPr></p:pic>'
    )
    notes = shape("sldImg", "") + shape("body", line("Say 3 things.")) + shape("sldNum", line("1"))
    document = read(
        f"<p:grpSp>{shape('', line('In a group'))}</p:grpSp>{picture}",
        rows=[("i", "image", "../media/x.png", ""), ("n", "notesSlide", "../notes.xml", "")],
        files={
            "ppt/media/x.png": PNG,
            "ppt/notes.xml": xml("p:notes", f"<p:cSld><p:spTree>{notes}</p:spTree></p:cSld>"),
        },
    )
    assert statements(document) == ["In a group", "Say 3 things."]
    assert [one for one in walk(document.blocks) if isinstance(one, Image)] == [
        Image("ppt/media/x.png", "A pill", "5.00cm")
    ]
    assert dict(document.media) == {"ppt/media/x.png": PNG}
    assert isinstance(document.blocks[-1], Box)
    assert document.blocks[-1].kind == "aside"


def test_what_is_not_kept_is_named_by_its_slide() -> None:
    """A hidden slide, a chart with its numbers, a comment, a footer once, and what the master prints."""
    frame = '<p:graphicFrame><c:chart r:id="c"/></p:graphicFrame>'
    footer = shape("ftr", line("Confidential"))
    document = read(
        frame + footer + shape("", line("Seen")), shape("", line("Not shown 5")), footer + shape("", line("Last")),
        hidden=2, master=shape("", line("On every slide")),
        rows=[("c", "chart", "../c.xml", ""), ("k", "comments", "../k.xml", "")],
        files={
            "ppt/c.xml": part("c:chartSpace", "<a:t>Taper</a:t><c:v>12</c:v>"),
            "ppt/k.xml": xml("p:cmLst", "<p:cm><p:text>Ask Ann</p:text></p:cm>"),
        },
    )  # fmt: skip
    assert {(str(one.place), str(one.kind), one.words) for one in document.losses} == {
        ("slide 1", "chart", "Taper 12"),
        ("slide 1", "comment", "Ask Ann"),
        ("slide 1", "header or footer", "Confidential"),
        ("slide 2", "hidden text", "hidden slide: Not shown 5"),
        ("whole document", "header or footer", "On every slide"),
    }  # fmt: skip
    assert statements(document) == ["Seen", "Last"]


def test_a_diagram_is_kept_as_a_list() -> None:
    """Its words, and that its shape is gone."""
    points = "".join(f"<dgm:pt><dgm:t>{line(one)}</dgm:t></dgm:pt>" for one in ("Assess", "Taper"))
    document = read(
        '<p:graphicFrame><dgm:relIds r:dm="d"/></p:graphicFrame>',
        rows=[("d", "diagramData", "../d.xml", "")],
        files={"ppt/d.xml": part("dgm:dataModel", f"<dgm:ptLst>{points}</dgm:ptLst>")},
    )
    assert entries(document.blocks[0]) == [(0, "Assess"), (0, "Taper")]
    assert [(one.words, one.outcome) for one in document.losses] == [("Assess Taper", "diagram kept as a list")]


def test_sections_are_headings_above_the_slides() -> None:
    """Two of them or more; the cover names the whole."""
    names = [("Why", "257"), ("How", "258")]
    listed = "".join(
        f'<p14:section name="{name}"><p14:sldIdLst><p14:sldId id="{number}"/></p14:sldIdLst></p14:section>'
        for name, number in names
    )
    document = read(
        shape("ctrTitle", line("The course")) + shape("subTitle", line("for nurses")),
        shape("title", line("One")), shape("title", line("Two")),
        sections=f"<p14:sectionLst>{listed}</p14:sectionLst>",
    )  # fmt: skip
    heads = [(one.level, plain(one.inner)) for one in document.blocks if isinstance(one, Heading)]
    assert heads == [(0, "The course"), (1, "Why"), (2, "One"), (1, "How"), (2, "Two")]
    assert document.title == "The course"


def test_it_is_read_by_its_suffix_and_what_is_none_is_refused(tmp_path: Path) -> None:
    """A presentation, a file that is no zip, and a package of Word under this name."""
    path = tmp_path / "a.pptx"
    path.write_bytes(deck(shape("title", line("Act")) + shape("", line("Call for help."))))
    assert [one.text for one in read_division(path)[1].found] == ["Act", "Call for help."]
    path.write_bytes(b"nothing of it")
    with pytest.raises(FindingsError, match="N010 the document cannot be read: the file is damaged"):
        read_division(path)
    path.write_bytes(packed({
        "_rels/.rels": relations([("d", "officeDocument", "w.xml", "")]), "w.xml": part("w:document", ""),
    }))  # fmt: skip
    with pytest.raises(FindingsError, match="N010 the document cannot be read: it holds no presentation"):
        read_division(path)


def test_a_shape_that_is_hidden_is_told() -> None:
    """Nobody sees it on the slide."""
    off = shape("", line("7 mg")).replace("<p:nvSpPr>", '<p:nvSpPr><p:cNvPr id="9" name="x" hidden="1"/>')
    document = read(shape("title", line("Dose")) + shape("body", line("5 mg")) + off)
    assert statements(document) == ["5 mg"]
    assert losses(document) == {("hidden text", "7 mg")}
