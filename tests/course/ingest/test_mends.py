"""What pandoc drops, moves or changes in silence is said in words that it reads, or told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from course.cli.new import draws
from course.ingest.account import tell_missing
from course.ingest.fit import fitted
from course.ingest.losses import Losses
from course.ingest.read import read_document
from course.ingest.tex_forms import drawable
from course.ingest.tree import Box, Code, Document, Image, Listing, Math, Para, Table, Text
from course.ingest.wording import plain
from tests.course.ingest.reading import losses, nodes, statements
from tests.course.ingest.word_file import packed

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, name: str, text: str) -> Document:
    """Read a document of this name."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_document(path)[1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"5\textpm 1 \texttimes{} 2, \textperthousand{}, 3\,\degree C, 4\,\celsius{}", "5±1 × 2, ‰, 3 °C, 4 °C"),
        (r"1\nicefrac{1}{2} tablets, \unitfrac[5]{mg}{kg}, \unit[6]{mg}", "1 1/2 tablets, 5 mg/kg, 6 mg"),
        (r"\qty{5}{\mg\per\kg\per\day}, \SI{2}{\per\hour}, \SI{8}{\IU}", "5 mg kg⁻¹ d⁻¹, 2 h⁻¹, 8 IU"),
        (r"\DeclareSIUnit\drop{drops}\qty{3}{\drop\per\minute}, \qty{2}{\square\metre}", "3 drops min⁻¹, 2 m²"),
        (r"\ce{H2O}, \ce{Ca^2+}, \ce{SO4^2-}, \ce{Na+}", "H₂O, Ca²⁺, SO₄²⁻, Na⁺"),
        (r"10\raisebox{1ex}{9} \cancel{5 mg} \replaced{9 mg}{7 mg} \fbox{stop}",
         "10⁹ [deleted: 5 mg] 9 mg [deleted: 7 mg] stop"),
        (r"\begin{multicols}{2}two\end{multicols}", "two"),
        (r"\verb|\textpm{}| and $\ce{CO2}$", r"\textpm{} and $\ce{CO2}$"),
    ],
)  # fmt: skip
def test_latex_keeps_signs_and_quantities(tmp_path: Path, text: str, said: str) -> None:
    """Signs, fractions, units, chemistry, deleted words, and measures that are no words."""
    document = read(tmp_path, "a.tex", rf"\documentclass{{a}}\begin{{document}}{text}\end{{document}}")
    assert " ".join(" ".join(statements(document)).split()) == said
    assert losses(document) == set()


def test_tables_lists_and_notes_of_latex_keep_their_order(tmp_path: Path) -> None:
    """Lines in a cell, merged rows, tables of other packages, numbers and letters that a list begins with."""
    document = read(
        tmp_path,
        "a.tex",
        r"""\begin{tblr}{colspec={lX[2,c]},hlines}
drug & \makecell{5 mg \\ at night} \\ \cline{1-2}
other & 7 mg\footnotetext{never alone} \\
\end{tblr}

\begin{enumerate}[start=5]\item five\end{enumerate}
\begin{enumerate}[label=(\alph*)]\item aa\end{enumerate}
\begin{frame}{Doses}
words
\end{frame}
""",
    )
    assert statements(document) == [
        "drug | 5 mg at night",
        "other | 7 mg never alone",
        "never alone",
        "five",
        "(a) aa",
        "words",
    ]
    assert [one.start for one in document.blocks if hasattr(one, "start")] == [5, None]


def test_a_document_that_cannot_be_rewritten_is_read_as_it_is(tmp_path: Path) -> None:
    """The end of an environment that never began."""
    assert statements(read(tmp_path, "a.tex", r"one \begin{tabu} two \end{tabu} three"))[0].startswith("one")


@pytest.mark.parametrize(
    ("tex", "form"),
    [
        (r"\begin{multline*} a+b \\ +c \end{multline*}", r"\begin{aligned} a+b \\ +c \end{aligned}"),
        (r"\begin{eqnarray} a &=& b \nonumber \end{eqnarray}", r"\begin{aligned} a &=  b  \end{aligned}"),
        (r"\begin{alignat}{2} a &= b &c &= d \end{alignat}", r"\begin{aligned} a &= b &c &= d \end{aligned}"),
        (r"\begin{split} a &= b \end{split} \tag{9}", r"\begin{aligned} a &= b \end{aligned} \quad (9)"),
        (r"\begin{array}{ll} 1 & x \\ 2 & y \end{array}", r"\begin{matrix} 1 & x \\ 2 & y \end{matrix}"),
        (r"\dfrac{1}{2} \begin{dcases} 1 & x \end{dcases}", r"\frac{1}{2} \begin{cases} 1 & x \end{cases}"),
        (r"\ce{2H2 + O2 -> 2H2O} + \ce{SO4^2-}",
         r"\mathrm{2H_{2} + O_{2} \rightarrow  2H_{2}O} + \mathrm{SO_{4}^{2-}}"),
    ],
)  # fmt: skip
def test_formulas_are_drawn_in_the_environments_that_every_edition_knows(tex: str, form: str) -> None:
    """They say the same; what was drawn already stays as it stands."""
    assert drawable(tex) == form
    assert draws(form)
    (block,) = fitted(Document((Para((Math(tex),)),)), draws=draws).blocks
    assert isinstance(block, Para)
    assert not any(isinstance(one, Code) for one in block.inner)
    (block,) = fitted(Document((Para((Math(r"\frac{1}{2}"),)),)), draws=draws).blocks
    assert block.inner == (Math(r"\frac{1}{2}"),)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("^2", "²"), ("^{2+}", "²⁺"), (r"^\circ", "°"), (r"^{\circ}\mathrm{C}", "°C"), (r"{}_{\text{max}}", "ₘₐₓ"),
        ("_2", "₂"), ("^{-3}", "⁻³"), (r"^{\mathrm{th}}", "ᵗʰ"), ("^{x^2}", "$^{x^2}$"), ("x^2", "$x^2$"),
    ],
)  # fmt: skip
def test_a_formula_that_only_moves_letters_is_words(tex: str, shown: str) -> None:
    """No edition draws an exponent without a base, as in m$^2$: it was printed as its TeX."""
    (block,) = fitted(Document((Para((Text("m"), Math(tex))),)), draws=lambda one: one != "^2").blocks
    assert isinstance(block, Para)
    assert plain(block.inner) == f"m{shown}"


ADOC = """= Doses
:set: 1

image::a.png[alt=Curve,title="At 5 mg, daily",width=300px]

.Doses
|===
|Drug |Dose

.2+|one |5 mg
|6 mg
2+|7 mg *each*
|===

[WARNING]
Never stop.
// a comment

ifdef::set[Shown.]
ifndef::set[]
Hidden 8 mg.
endif::[]

include::other.adoc[]

----
// code
----
"""


def test_asciidoc_keeps_titles_merged_cells_and_conditions(tmp_path: Path) -> None:
    """A dose below the right head, a warning that warns, and what nobody sees is told."""
    document = read(tmp_path, "a.adoc", ADOC)
    (table,) = (one for one in document.blocks if isinstance(one, Table))
    assert [[(cell.wide, cell.high) for cell in row] for row in table.rows] == [
        [(1, 1)] * 2,
        [(1, 2), (1, 1)],
        [(1, 1)],
        [(2, 1)],
    ]
    assert statements(document) == [
        "At 5 mg, daily", "Doses", "Drug | Dose", "one | 5 mg", "6 mg", "7 mg each", "Never stop.", "Shown.", "// code",
    ]  # fmt: skip
    assert [one.kind for one in document.blocks if isinstance(one, Box)] == ["figure", "warning"]
    assert nodes(document, Image) == [Image("a.png", "Curve", "300px")]
    assert losses(document) == {
        ("front matter", "set: 1"), ("comment", "// a comment"), ("hidden text", "Hidden 8 mg."),
        ("attached file", "include::other.adoc[]"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "image", "lost"),
    [
        ("a.org", "#+CAPTION: Cap\n#+ATTR_HTML: :alt Curve :width 300 :title Five\n[[file:a.png]]\n",
         Image("a.png", "Curve", "300px"), {("hidden text", "title of a picture: Five")}),
        ("a.rst", ".. image:: a.png\n   :alt: Curve\n   :width: 50%\n", Image("a.png", "Curve", "50.0%"), set()),
        ("a.wiki", "[[File:a.png|thumb|300px|alt=Curve|Cap]]\n", Image("a.png", "Curve", "300px"), set()),
        ("a.wiki", "At [[File:a.png|alt=Curve|Cap]] it\n", Image("a.png", "Curve"),
         {("hidden text", "title of a picture: Cap")}),
        ("a.textile", "!a.png(Curve)! x\n", Image("a.png", "Curve"), set()),
        ("a.tex", r"\includegraphics[width=5cm,alt={Curve}]{a.png}", Image("a.png", "Curve", "5cm"), set()),
    ],
)  # fmt: skip
def test_pictures_keep_their_words_and_size(
    tmp_path: Path, name: str, text: str, image: Image, lost: set[tuple[str, str]]
) -> None:
    """Alternative text, title and width, wherever a format has them."""
    document = read(tmp_path, name, text)
    assert nodes(document, Image) == [image]
    assert losses(document) == lost


def test_galleries_and_fractions_of_a_wiki_come_whole(tmp_path: Path) -> None:
    """Pictures with their captions, and a dose of half a tablet."""
    text = "<gallery>\nFile:a.png|First 5 mg\nb.png\n</gallery>\n"
    text += "Take {{frac|1|2}} of {{val|5|u=mg}}, <chem>H2O</chem>{{odd|9}}.\n"
    document = read(tmp_path, "a.wiki", text)
    assert [one.name for one in nodes(document, Image) if isinstance(one, Image)] == ["a.png", "b.png"]
    assert statements(document)[-1] == r"Take 1/2 of 5 mg, $\ce{H2O}$."
    assert losses(document) == {("markup", "{{odd|9}}")}


def test_a_number_that_is_gone_is_told_whatever_else_its_line_says() -> None:
    """A dose is one word among twenty; numbers of entries and notes are counted by the draft."""
    found = Losses()
    tell_missing(
        "3. Take no more than 12 mg of it [4].\nTake 10^9 of it.\n", "rst", "Take no more than mg of it 10⁹", found
    )
    assert [one.words for one in found.found] == ["line that the draft lacks: 3. Take no more than 12 mg of it [4]."]


ODT = """<office:document-content {spaces}><office:automatic-styles>
<style:style style:name="Child" style:family="text" style:parent-style-name="Raised"/>
<style:style style:name="Gone" style:family="paragraph"><style:text-properties style:text-line-through-style="solid"/>
</style:style><style:style style:name="Off" style:family="text"><style:text-properties text:display="none"/>
</style:style>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
</text:list-style></office:automatic-styles><office:body><office:text>
<text:p>10<text:span text:style-name="Child">9</text:span> <text:span text:style-name="Off">7 mg</text:span>now</text:p>
<text:p text:style-name="Gone">5 mg</text:p>
<text:p>of <text:meta>two</text:meta> <text:page-variable-get>3</text:page-variable-get></text:p>
<text:list text:style-name="L"><text:list-item><text:p>one</text:p></text:list-item>
<text:list-item text:start-value="7"><text:p>seven</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>drug</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="2"><text:p>5 mg</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell><text:p>old</text:p></table:table-cell></table:table-row>
</table:table><text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:title>Curve</svg:title>
<svg:desc>It falls</svg:desc></draw:frame></text:p></office:text></office:body></office:document-content>"""
COMMON = """<office:document-styles {spaces}><office:styles><style:style style:name="Raised" style:family="text">
<style:text-properties style:text-position="super 58%"/></style:style></office:styles></office:document-styles>"""


def test_opendocument_says_what_its_styles_show(tmp_path: Path) -> None:
    """A style of a style or paragraph, hidden words; numbers of entries, repeated cells, fields, descriptions."""
    names = ("office", "text", "style", "table")
    addresses = {name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in names}
    addresses |= {
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "xlink": "http://www.w3.org/1999/xlink",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    }  # fmt: skip
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in addresses.items())
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.text", "Pictures/a.png": b"\x89PNG",
        "content.xml": ODT.format(spaces=spaces).replace("\n", "").encode(),
        "styles.xml": COMMON.format(spaces=spaces).encode(),
    }  # fmt: skip
    path = tmp_path / "a.odt"
    path.write_bytes(packed(parts))
    document = read_document(path)[1]
    assert statements(document) == [
        "10⁹ now", "[deleted: 5 mg]", "of two 3", "one", "seven", "drug | 5 mg | 5 mg",
    ]  # fmt: skip
    assert nodes(document, Image) == [Image("a.png", "Curve. It falls")]
    assert [one.start for one in document.blocks if hasattr(one, "start")] == [1, 7]
    assert {("hidden text", "7 mg"), ("hidden text", "old")} <= losses(document)


def typed(folder: Path, lines: str) -> Document:
    """Read an OpenDocument text whose style P1 is made of the style for programs, and Up of nothing but raised."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style")
    )
    own = 'style:family="paragraph" style:parent-style-name="Preformatted_20_Text"'
    content = (
        f"<office:document-content {spaces}><office:automatic-styles><style:style style:name='P1' {own}/>"
        "<style:style style:name='Gone' style:family='text'><style:text-properties "
        "style:text-line-through-style='solid'/></style:style>"
        f"</office:automatic-styles><office:body><office:text>{lines}</office:text></office:body>"
        "</office:document-content>"
    )
    path = folder / "a.odt"
    kind = b"application/vnd.oasis.opendocument.text"
    common = COMMON.format(spaces=spaces).encode()
    path.write_bytes(packed({"mimetype": kind, "content.xml": content.encode(), "styles.xml": common}))
    return read_document(path)[1]


PROSE = "".join(f"<text:p>Words of the lesson {number}.</text:p>" for number in range(5))


def test_a_program_in_opendocument_keeps_its_lines_and_blanks(tmp_path: Path) -> None:
    """Each line is a paragraph in a style for programs, or a style of such a one; pandoc slants its words."""
    lines = (
        '<text:p text:style-name="Preformatted_20_Text">if <text:span>late</text:span>:</text:p>'
        '<text:p text:style-name="P1"><text:s text:c="4"/>wait(2 <text:s/>* 3)<text:line-break/>go()</text:p>'
        '<text:p text:style-name="P1"/><text:p text:style-name="P1"><text:tab/>end</text:p>'
        '<text:p text:style-name="Codeine">Codeine 30 mg</text:p>'
    )
    document = typed(tmp_path, lines + PROSE)
    program = "if late:\n    wait(2  * 3)\ngo()\n\n    end"
    assert [block.text for block in document.blocks if isinstance(block, Listing)] == [program]
    assert "Codeine 30 mg" in statements(document)


def test_marks_in_lines_of_a_program_are_kept(tmp_path: Path) -> None:
    """A block of code has no place for them: such a line is a paragraph, and 10⁹ is not 109."""
    lines = (
        '<text:p text:style-name="P1">a = 10<text:span text:style-name="Raised">9</text:span></text:p>'
        '<text:p text:style-name="P1"><text:span text:style-name="Gone">40 mg</text:span> 4 mg</text:p>'
    )
    assert statements(typed(tmp_path, lines + PROSE))[:2] == ["a = 10⁹", "[deleted: 40 mg] 4 mg"]


def test_a_plain_text_that_was_saved_as_opendocument_is_no_program(tmp_path: Path) -> None:
    """LibreOffice gives all of its lines the style for programs."""
    document = typed(tmp_path, PROSE.replace("<text:p>", '<text:p text:style-name="Preformatted_20_Text">'))
    assert not any(isinstance(block, Listing) for block in document.blocks)
    assert statements(document)[0] == "Words of the lesson 0."


PAGE = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>{}</body></html>'


def test_an_e_book_keeps_numbers_notes_and_the_pages_beside_its_line(tmp_path: Path) -> None:
    """Entries with numbers of their own, lists that count down, readings, notes of another file, answers at the end."""
    first = (
        '<h1>Doses</h1><p>Take<a epub:type="noteref" href="#n1">1</a> '
        '5 mg<a epub:type="noteref" href="b.xhtml#n2">2</a> '
        '<ins>9 mg</ins> <ruby>漢<rt>kan</rt></ruby></p><aside epub:type="footnote" id="n1"><p>Here.</p></aside>'
        '<ol><li>one</li><li value="7">seven</li><li>eight</li></ol>'
        '<ol reversed="reversed"><li>last</li><li>first</li></ol>'
    )
    second = '<h1>Answers</h1><aside epub:type="footnote" id="n2"><p>There 3 mg.</p></aside>'
    item = '<item id="{0}" href="{0}.xhtml" media-type="application/xhtml+xml"/>'.format
    spine = '<spine><itemref idref="a"/><itemref idref="b" linear="no"/></spine>'
    package = '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>{}</manifest>{}'
    parts = {
        "mimetype": "application/epub+zip", "b.opf": package.format(item("a") + item("b"), f"{spine}</package>"),
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        "a.xhtml": PAGE.format(first), "b.xhtml": PAGE.format(second),
    }  # fmt: skip
    path = tmp_path / "a.epub"
    path.write_bytes(packed({name: one.encode() for name, one in parts.items()}))
    document = read_document(path)[1]
    said = statements(document)
    assert said == [
        "Take 5 mg2 [inserted: 9 mg] 漢(kan)",
        "Here.",
        "one",
        "seven",
        "eight",
        "last",
        "first",
        "There 3 mg.",
    ]
    assert [one.start for one in document.blocks if hasattr(one, "start")] == [1, 7, 2, 1]
    assert losses(document) == set()


def test_jats_keeps_tables_without_a_body_and_the_labels_by_which_they_are_cited(tmp_path: Path) -> None:
    """A table of an article may have rows alone."""
    rows = "<tr><td rowspan='2'>drug</td><td>5 mg</td></tr><tr><td>6 mg</td></tr>"
    text = (
        "<article><body><sec><title>S</title><table-wrap><label>Table 1</label><caption><title>Doses</title></caption>"
        f"<table>{rows}</table></table-wrap><p>More.</p><table-wrap><table><thead><tr><th>a</th></tr></thead>"
        "<tr><td>7 mg</td></tr></table></table-wrap></sec></body></article>"
    )
    document = read(tmp_path, "a.jats", text)
    assert [len(one.rows) for one in nodes(document, Table) if isinstance(one, Table)] == [2, 2]
    assert {"drug | 5 mg", "6 mg", "7 mg"} <= set(statements(document))
    assert losses(document) == set()
