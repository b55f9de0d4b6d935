"""A drawing that runs or loads something is known by whatever it hides behind; one that only shows is let through."""

from __future__ import annotations

import pytest

from quizzes.drawing import alive_in


def drawing(inside: str = "", attributes: str = "", before: str = "") -> bytes:
    """Return an SVG."""
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:s="http://www.w3.org/2000/svg"'
    return f"{before}<svg {names} {attributes}>{inside}</svg>".encode()


ALIVE = {
    "script": (drawing("<script>1</script>"), "<script>"),
    "script of another prefix": (drawing("<s:script>1</s:script>"), "<script>"),
    "script elsewhere": (drawing('<script href="a.js"/>'), "<script>"),
    "handler": (drawing(attributes='onload="x()"'), "onload"),
    "handler below": (drawing('<g><rect OnClick="x()"/></g>'), "OnClick"),
    "foreign": (drawing("<foreignObject><p>words</p></foreignObject>"), "<foreignObject>"),
    "link that runs": (drawing('<a xlink:href="java&#x09;script:x()"><rect/></a>'), "leads to"),
    "link of SVG 2": (drawing('<a href="data:text/html,x"><rect/></a>'), "leads to"),
    "picture elsewhere": (drawing('<image href="https://example.org/a.png"/>'), "leads to https://example.org/a.png"),
    "picture beside": (drawing('<image href="a.png"/>'), "leads to a.png"),
    "drawing in an address": (drawing('<image href="data:image/svg+xml,x"/>'), "leads to"),
    "part of another": (drawing('<use xlink:href="b.svg#x"/>'), "leads to b.svg#x"),
    "animated address": (drawing('<a><animate attributeName="href" to="javascript:x"/></a>'), "changes href"),
    "animated prefix": (drawing('<a><set attributeName=" xlink:href " to="x"/></a>'), "changes xlink:href"),
    "animated handler": (drawing('<set attributeName="onclick" to="x()"/>'), "changes onclick"),
    "imported style": (drawing("<style>@import 'x.css';</style>"), "loads something"),
    "style elsewhere": (drawing("<style>rect { fill: url( 'https://example.org/a' ) }</style>"), "loads something"),
    "escaped style": (drawing(r"<style>@\69mport 'x.css';</style>"), "loads something"),
    "style with a remark": (drawing("<style>@im/**/port 'x'; a { fill: url(/**/x) }</style>"), "loads something"),
    "style with a remark of two lines": (drawing("<style>@im/*\n*/port 'x';</style>"), "loads something"),
    "style in pieces": (drawing("<style>a { b: c }</style><style>@im<![CDATA[port 'x']]></style>"), "style that loads"),
    "a huge escape": (drawing(r"<style>\\ffffff @import 'x';</style>"), "loads something"),
    "style of one element": (drawing('<rect style="fill:url(//example.org/a)"/>'), "loads something"),
    "fill": (drawing('<rect fill="url(other.svg#a)"/>'), "loads something"),
    "style sheet": (drawing(before='<?xml-stylesheet href="a.css"?>'), "xml-stylesheet"),
    "entity": (drawing("<text>&a;</text>", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///a">]>'), "the entity a"),
    "script in an entity": (
        drawing("&a;", before='<!DOCTYPE svg [<!ENTITY a "<script>1</script>">]>'), "<script>",
    ),
    "handler by default": (
        drawing(before='<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x()">]>'), "onload",
    ),
    "no XML": (b"<svg><p></svg>", "is no XML on line 1"),
    "packed": (b"\x1f\x8b\x08rest", "is no XML"),
}  # fmt: skip
QUIET = {
    "shapes": drawing('<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><use href="#a"/><text>on</text>'),
    "pixels": drawing('<image xlink:href="data:image/png;base64,AAAA"/>'),
    "link": drawing('<a href="https://example.org/"><rect/></a><a href="#x"/><a href="page.html"/>'),
    "style": drawing(
        '<style>/* url(x) */ @font-face { src: url(data:font/woff2;base64,AA) } a { fill: url("#a") }</style>'
    ),
    "words about code": drawing("<style/><title>Why @import?</title><text>url(x) is javascript: here</text>"),
    "profile": drawing('<color-profile xlink:href="file:///a.icc"/>'),
    "empty address": drawing('<use href=" "/>'),
    "motion": drawing('<rect><animate attributeName="x" to="5"/></rect>'),
    "entities of its own": drawing("<text>&a;</text>", before='<!DOCTYPE svg [<!ENTITY a "words">]>'),
    "declaration": drawing(before='<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">'),
}


@pytest.mark.parametrize("kind", ALIVE)
def test_what_is_alive_is_named(kind: str) -> None:
    """Each way is told in words that a search in the file finds."""
    content, words = ALIVE[kind]
    assert words in alive_in(content)


@pytest.mark.parametrize("kind", QUIET)
def test_what_only_shows_is_let_through(kind: str) -> None:
    """Gradients, pictures in the drawing, links of a page, fonts and motion."""
    assert alive_in(QUIET[kind]) == ""


def test_entities_that_grow_are_refused() -> None:
    """A thousand million signs are not waited for."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = drawing("<text>&a9;</text>", before=f'<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">{entities}]>')
    assert "is no XML" in alive_in(bomb)
