"""One escape rule: whatever the text is, Typst reads back the same text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from course.outputs.pdf.escape import breakable, literal, words

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = [
    "", '"', "\\", '\\"', '"); #panic("x")', "#let x = 1", "$x$", "*a*", "_a_", "`a`", "<label>", "@ref", "= heading",
    "// comment", "/* open", "\\u{41}", "\\n", "a\nb", "a\r\nb", "tab\tb", "\x00\x07\x1b\x7f", "\u202e\u200b\u00ad",
    "שלום مرحبا", "👩🏽‍⚕️", "\ud83d", "]]}})", "~", "--", "---", "...", "https://example.org//x",
]  # fmt: skip


def read_back(texts: list[str], folder: Path) -> list[str]:
    """Let Typst evaluate the literals, all in one document."""
    source = folder / "texts.typ"
    listed = "".join(f"{literal(text)}, " for text in texts)
    source.write_text(f"#metadata(({listed})) <texts>", encoding="utf-8")
    found: list[str] = json.loads(typst.query(str(source), "<texts>", field="value", one=True))
    return found


def test_hostile_texts_stay_literal(tmp_path: Path) -> None:
    """Markup, quotes, control characters, right-to-left text and emoji come back as they were."""
    expected = [
        text.encode("utf-8", "replace").decode().replace("?", "\ufffd") if "\ud83d" in text else text
        for text in HOSTILE
    ]
    assert read_back(HOSTILE, tmp_path) == expected


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=20, max_size=60))
def test_any_text_comes_back(tmp_path_factory: object, texts: list[str]) -> None:
    """Random Unicode text survives, thousands of texts over all examples."""
    folder = tmp_path_factory.mktemp("fuzz")  # type: ignore[attr-defined]
    assert read_back(texts, folder) == texts


@given(st.text(), st.integers(4, 60))
def test_places_for_line_breaks_change_nothing_else(text: str, limit: int) -> None:
    """Without the zero-width spaces the text is what it was; no run is longer than the limit or a long word."""
    opened = breakable(text, limit)
    assert opened.replace("\u200b", "") == text.replace("\u200b", "")
    assert all(len(run) <= max(limit, 30) for run in re.split(r"[\s\u200b]", opened))


def test_a_line_is_broken_after_a_mark() -> None:
    """Addresses and identifiers are divided where their parts end; words of language are left to hyphenation."""
    assert breakable("see snake_case_name now", 8) == "see snake_\u200bcase_\u200bname now"
    assert breakable("benzodiazepine, withdrawal", 8) == "benzodiazepine, withdrawal"
    assert breakable("x" * 20, 8) == "x" * 20
    assert breakable("x" * 40, 16) == f"{'x' * 16}\u200b{'x' * 16}\u200b{'x' * 8}"


@given(st.text())
def test_a_literal_is_one_line(text: str) -> None:
    """No text can end the line, the string or the comment that marks its source."""
    assert "\n" not in literal(text)
    assert "\r" not in words(text)
    assert literal(text).startswith('"')
    assert literal(text).endswith('"')


def test_hostile_text_prints_as_it_stands(tmp_path: Path) -> None:
    """Markup of Typst in a paragraph is text when the document is compiled."""
    text = '#panic("x") $a$ *b* [c] <d> @e // f \\ "g"'
    source = tmp_path / "one.typ"
    source.write_text(f"#{words(text)};", encoding="utf-8")
    assert typst.compile(str(source), format="svg")
