"""Every page of an EPUB is XML that is well formed, names its language, and shows what a screen folds away."""

from __future__ import annotations

import pytest
from docutils import frontend, nodes, utils
from docutils.parsers.rst import Parser
from lxml import etree

from course.outputs.epub.answers import OpenTabs
from course.outputs.epub.pages import for_readers

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>A</title></head>'
WORDS = "Grüße & more".replace("&", "&amp;")


class sd_tab_input(nodes.Element):  # noqa: N801 - as sphinx-design calls it
    """The switch of a tab."""


class sd_tab_label(nodes.TextElement):  # noqa: N801 - as sphinx-design calls it
    """The label of a tab."""


def _page(body: str) -> bytes:
    return f"{HEAD}<body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{WORDS}</p>",
        f'<p>{WORDS}<br><input type="radio" checked><img src="a.png" alt="A"></p>',
        f"<p>{WORDS}<hr></p><p>open",
    ],
)
def test_every_page_is_well_formed_and_names_its_language(body: str) -> None:
    """Elements that HTML need not end are ended; words and language are there once."""
    made = for_readers(_page(body), "pt-BR").decode()
    root = etree.fromstring(made.encode())
    assert root.tag == "{http://www.w3.org/1999/xhtml}html"
    assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "pt-BR"
    assert "Grüße & more" in "".join(root.itertext())


def test_a_language_that_is_named_stays() -> None:
    """A page that says its language says it once."""
    page = _page("<p>a</p>").replace(b"<html ", b'<html lang="he" ')
    assert for_readers(page, "en") == page


def test_the_contents_have_a_role() -> None:
    """Ace asks for it: a screen reader knows roles and not the types of EPUB."""
    assert b'<nav epub:type="toc" role="doc-toc">' in for_readers(_page('<nav epub:type="toc">a</nav>'), "en")


def test_what_is_folded_is_open_and_icons_are_gone() -> None:
    """Details are open, also those that were; drawings that only decorate are left out, others stay."""
    icon = '<svg class="a" aria-hidden="true"><path d="M0 0"/></svg>'
    made = for_readers(
        _page(f'<details class="a"><summary>{icon}S</summary>B</details><details open="open">C</details>'), "en"
    )
    assert made.count(b'open="open"') == 2
    assert b"<svg" not in made


def test_tabs_have_titles_and_no_switches() -> None:
    """Labels become titles in their places, also where the nodes do not know what they stand in."""
    tabs = nodes.container()
    tabs.children = [sd_tab_input(), sd_tab_label("", "One"), nodes.paragraph("", "White."), sd_tab_input()]
    document = utils.new_document("page", frontend.get_default_settings(Parser))
    document += tabs
    OpenTabs(document).run()
    assert [type(child).__name__ for child in tabs.children] == ["paragraph", "paragraph"]
    assert [child.astext() for child in tabs.children] == ["One", "White."]
