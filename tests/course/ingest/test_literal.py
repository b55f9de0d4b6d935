"""Whatever a document holds, its words are printed as they stand: no markup, role, directive or HTML survives."""

from __future__ import annotations

import json
import tomllib

import pytest
import yaml
from docutils.core import publish_doctree
from docutils.nodes import literal_block
from hypothesis import example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser

from course.ingest.literal import literal, one_line, quoted
from course.ingest.myst import fenced

EXTENSIONS = [
    "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "strikethrough",
    "substitution", "tasklist", "amsmath",
]  # fmt: skip
HOSTILE = [
    "```{include} /etc/passwd\n```", ":::{raw} html\n<script>alert(1)</script>\n:::", "{raw}`x`", "{claim}`S99`",
    "{{ title }}", "$x$ and $$y$$", "---\ntitle: x\n---", "# no heading", "Setext\n===", "* no list", "1. no list",
    "1) no list", "+++ {}", "% no comment", "(target)=", ": no definition", ":field: x", "| a | b |\n|---|---|",
    "<b>bold</b> & &amp; &lt;", "<!-- gone -->", "[link](http://x.y)", "[ref]: http://x.y", "![img](x.png)", "[^1]",
    "**bold** _em_ `code` ~~gone~~", "a\\b \\* \\", "    indented", "> quote", "~~~\ncode", "<http://x.y>",
    "- [ ] task", "{.class}", "[span]{.class}", "\\begin{equation}\nx\n\\end{equation}", "a\u2028# b", "a\x0b- b",
    "a\x85> b", "-", "+", "#", "=",
    "***", "___", "`", "1.", "!", "\u200b", "=====", ":", "::", "```", "$", "|", "&copy;",
]  # fmt: skip
WORDS = st.sampled_from([*HOSTILE, "word", "Word.", " ", "\n", "\n\n", "\t"])


def printed(markdown: str) -> str:
    """Return the visible text of Markdown, read by MyST with every extension of a course."""
    overrides = {"myst_enable_extensions": EXTENSIONS, "report_level": 5, "halt_level": 6, "_disable_config": True}
    document = publish_doctree(markdown, parser=Parser(), settings_overrides=overrides)
    assert [type(node).__name__ for node in document.children] == ["paragraph"]
    paragraph = document.children[0]
    assert all(type(node).__name__ == "Text" for node in paragraph.children), paragraph.pformat()
    return str(paragraph.astext())


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_of_every_kind_is_printed_as_it_stands(text: str) -> None:
    """Each piece of markup comes out as one paragraph of plain text."""
    expected = f"{one_line('x ' + text)}\n{one_line(text)} end"
    assert printed(f"{literal('x ' + text)}\n{literal(text)} end") == expected


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS | st.text(max_size=6), min_size=1, max_size=6).map("".join))
@example("\\`{raw}`x`")
@example("\u00a0x")
def test_any_text_is_printed_as_it_stands(text: str) -> None:
    """No mixture of markup and text has another meaning than its letters."""
    expected = " ".join(f"{one_line(text)} end".split())
    assert " ".join(printed(f"{literal(text)} end").split()) == expected


@settings(deadline=None, max_examples=60)
@given(st.lists(WORDS | st.text(max_size=6), max_size=6).map("".join))
def test_a_block_of_code_cannot_be_ended_by_its_content(text: str) -> None:
    """The fence is longer than every run of backticks in it."""
    overrides = {"report_level": 5, "halt_level": 6, "_disable_config": True}
    document = publish_doctree(fenced(text, "text"), parser=Parser(), settings_overrides=overrides)
    assert [type(node) for node in document.children] == [literal_block]


@given(st.lists(WORDS | st.text(max_size=6), max_size=6).map("".join))
def test_a_quoted_text_is_read_alike_by_json_yaml_and_toml(text: str) -> None:
    """Titles go into settings and banks by the same quotation marks."""
    expected = one_line(text)
    assert json.loads(quoted(text)) == expected
    assert tomllib.loads(f"x = {quoted(text)}")["x"] == expected
    assert yaml.safe_load(f"x: {quoted(text)}")["x"] == expected
