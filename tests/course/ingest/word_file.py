"""Make small files of Word in memory: a zip of the parts that a test names, and the pieces of their XML."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from course.ingest.losses import Losses
from course.ingest.readers.word import read_word

if TYPE_CHECKING:
    from course.ingest.tree import Document

_OFFICE = "http://schemas.openxmlformats.org"
NAMES = {
    "w": f"{_OFFICE}/wordprocessingml/2006/main", "r": f"{_OFFICE}/officeDocument/2006/relationships",
    "m": f"{_OFFICE}/officeDocument/2006/math", "a": f"{_OFFICE}/drawingml/2006/main",
    "wp": f"{_OFFICE}/drawingml/2006/wordprocessingDrawing", "pic": f"{_OFFICE}/drawingml/2006/picture",
    "c": f"{_OFFICE}/drawingml/2006/chart", "dgm": f"{_OFFICE}/drawingml/2006/diagram",
    "mc": f"{_OFFICE}/markup-compatibility/2006", "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}  # fmt: skip
_SPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMES.items())
_ROOTS = {"numbering": "w:numbering", "styles": "w:styles", "footnotes": "w:footnotes", "endnotes": "w:endnotes",
          "comments": "w:comments", "header": "w:hdr", "footer": "w:ftr"}  # fmt: skip


def part(root: str, inner: str) -> bytes:
    """Return a part of XML."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {_SPACES}>{inner}</{root}>'.encode()


def relations(rows: list[tuple[str, str, str, str]]) -> bytes:
    """Return the relationships of a part: id, kind, target, mode."""
    lines = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/officeDocument/2006/relationships/{kind}" '
        f"Target={quoteattr(target)}{f' TargetMode={quoteattr(mode)}' if mode else ''}/>"
        for name, kind, target, mode in rows
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{lines}</Relationships>'.encode()


def packed(parts: dict[str, bytes]) -> bytes:
    """Return parts as the bytes of a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed_file:
        for name, content in parts.items():
            packed_file.writestr(name, content)
    return file.getvalue()


def docx(
    body: str,
    *,
    links: dict[str, str] | None = None,
    files: dict[str, bytes] | None = None,
    charts: dict[str, str] | None = None,
    title: str = "",
    **parts: str,
) -> bytes:
    """Return a document: `links` are addresses by id, `files` pictures by id and name, `charts` parts by id.

    Every other part, such as styles or numbering, is given as the XML inside of it.
    """
    rows = [(f"x{kind}", kind, f"{kind}.xml", "") for kind in parts]
    rows += [(name, "hyperlink", address, "External") for name, address in (links or {}).items()]
    rows += [(name.partition(".")[0], "image", f"media/{name}", "") for name in files or {}]
    rows += [(name, "chart", f"charts/{name}.xml", "") for name in charts or {}]
    core = f'<x xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title></x>'
    top = [("d", "officeDocument", "word/document.xml", ""), ("t", "core-properties", "docProps/core.xml", "")]
    return packed({
        "_rels/.rels": relations(top),
        "docProps/core.xml": core.encode(),
        "word/document.xml": part("w:document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relations(rows),
        **{f"word/{kind}.xml": part(_ROOTS[kind], inner) for kind, inner in parts.items()},
        **{f"word/media/{name}": content for name, content in (files or {}).items()},
        **{f"word/charts/{name}.xml": part("c:chartSpace", inner) for name, inner in (charts or {}).items()},
    })  # fmt: skip


def read(body: str, **parts: object) -> Document:
    """Read a document that is made of these parts."""
    return read_word(docx(body, **parts), Losses())  # type: ignore[arg-type]


def r(text: str = "", marks: str = "", inner: str = "") -> str:
    """Return a run: words and other content with the marks of its properties."""
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
    return f"<w:r>{f'<w:rPr>{marks}</w:rPr>' if marks else ''}{words}{inner}</w:r>"


def p(inner: str = "", style: str = "", properties: str = "") -> str:
    """Return a paragraph of runs; words without a tag are a run."""
    runs = inner if inner.startswith("<") or not inner else r(inner)
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{name}{properties}</w:pPr>{runs}</w:p>"


def numbered(text: str, number: int, depth: int = 0, more: str = "") -> str:
    """Return a paragraph that belongs to a list."""
    return p(text, "", f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>{more}')


def style(name: str, called: str, inner: str = "", kind: str = "paragraph", base: str = "") -> str:
    """Return a style."""
    on = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{called}"/>{on}{inner}</w:style>'


def level(depth: int, kind: str, text: str, more: str = "") -> str:
    """Return a level of a list."""
    settings = f'<w:numFmt w:val="{kind}"/><w:lvlText w:val={quoteattr(text)}/>'
    start = "" if "w:start " in more else '<w:start w:val="1"/>'
    return f'<w:lvl w:ilvl="{depth}">{start}{settings}{more}</w:lvl>'


def definition(number: int, *levels: str) -> str:
    """Return the definition of lists."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def use(number: int, of: int, more: str = "") -> str:
    """Return a list that uses a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def cell(text: str, properties: str = "") -> str:
    """Return a cell of a table; words without a tag are a paragraph."""
    inner = text if text.startswith("<") else p(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of a table."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str, properties: str = "") -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{''.join(rows)}</w:tbl>"


def field(instruction: str, result: str | None = "", form: str = "") -> str:
    """Return the runs of a field, without a result for None."""
    shown = "" if result is None else r(inner='<w:fldChar w:fldCharType="separate"/>') + result
    begin = f'<w:fldChar w:fldCharType="begin">{form}</w:fldChar>'
    code = f'<w:instrText xml:space="preserve">{escape(instruction)}</w:instrText>'
    return r(inner=begin) + r(inner=code) + shown + r(inner='<w:fldChar w:fldCharType="end"/>')


def picture(name: str, alt: str = "", inner: str = "") -> str:
    """Return a drawing that holds a picture, or other content."""
    shown = inner or f'<pic:pic><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill></pic:pic>'
    words = f" descr={quoteattr(alt)}" if alt else ""
    return (
        f'<w:drawing><wp:inline><wp:extent cx="1800000" cy="900000"/><wp:docPr id="1" name="n"{words}/>'
        f"<a:graphic><a:graphicData>{shown}</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
