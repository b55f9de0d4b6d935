"""Tell prose from what is none: code, formulas, quotations. Every rule about language reads the prose alone."""

from __future__ import annotations

import re
from functools import lru_cache

from quizzes.lint.text_measures import plain

CODE = "\N{MATHEMATICAL ITALIC SMALL X}"
"""What stands in prose for a piece of code or a formula: a word of one letter that no rule knows."""
_MARKS = re.compile(r"[`~$\\<\t]| {4}")
_NO_PROSE = re.compile(
    r"""(?P<block>
      ^[ >]*(?P<fence>`{3,}|~{3,})[^`\n]*\n (?:.*?\n)?? [ >]*(?P=fence)[`~]*[ \t]*$   # a fence that is closed
    | ^[ >]*(?:`{3,}|~{3,})[^`\n]*\n .*\Z                                            # one that is not
    | \$\$.+?\$\$ | \\\[.+?\\\]
    | <(?P<tag>pre|math|svg)\b.*?</(?P=tag)>
    | (?:(?<=\n\n)|\A)(?:[ ]{4}|\t)[^\n]*(?:\n+(?:[ ]{4}|\t)[^\n]*)*                 # indented code
    )|(?P<role>\{(?!math|code|kbd|samp|file|command|program)[\w:.-]+\}`[^`]*`
    )|(?P<inline>
      (?:\{[\w:.-]+\})?(?P<ticks>(?<!`)`+(?!`)).+?(?<!`)(?P=ticks)(?!`)
    | (?<![\\$\w])\$(?![\s$])(?:\\.|[^$\\\n])+?(?<![\s\\])\$(?![\d$])            # as MyST: $5 and $10 are money
    | \\\(.+?\\\)
    | <(?P<word>code|kbd|samp|tt)\b[^<>]*>.*?</(?P=word)>
    )""",
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)
_BLOCK_QUOTE = re.compile(r"^ {0,3}>[^\n]*\n?", re.MULTILINE)


@lru_cache(maxsize=2048)
def segments(text: str) -> tuple[str, tuple[str, ...]]:
    """Divide Markdown into prose and what is none: code and formulas, each as written; `CODE` stands in their places.

    A block leaves a paragraph of its own that holds nothing, so that the question before it stays the last sentence.
    """
    if not _MARKS.search(text):
        return text, ()
    found: list[str] = []

    def take(match: re.Match[str]) -> str:
        if match["role"]:
            return match[0]
        found.append(match[0].strip())
        return "\n\n" if match["block"] else CODE

    return _NO_PROSE.sub(take, text), tuple(found)


@lru_cache(maxsize=2048)
def prose(text: str) -> str:
    """Return what is written in words: `plain` text in which `CODE` stands for code and formulas.

    A text that is nothing but a block of code is one `CODE`.
    """
    said, taken = segments(text)
    return plain(said).strip() or (CODE if taken else "")


def without_quotations(text: str) -> str:
    """Return Markdown without its block quotes, whose words are somebody else's."""
    return _BLOCK_QUOTE.sub("\n", text) if ">" in text else text
