"""The Markdown of banks: the same on every page, in Markdown, in reStructuredText, whatever `conf.py` switches on.

A bank is read by the lint, by exports and by pages of several projects, so its signs cannot mean what the page around
it happens to say. Formulas follow pandoc's rule about dollars: "$5 and $10" is money.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

MARKUP = frozenset({"attrs_inline", "colon_fence", "deflist", "dollarmath", "strikethrough"})
"""What a bank may use beside CommonMark, tables, footnotes and roles: what imports write, and what exports read."""


def of_banks(page: MdParserConfig) -> MdParserConfig:
    """Return the settings of a page with those that all banks have."""
    return page.copy(
        commonmark_only=False,
        gfm_only=False,
        enable_extensions=set(page.enable_extensions) | MARKUP,
        dmath_allow_space=False,
        dmath_allow_digits=False,
    )


@contextmanager
def bank_renderer(state: Any, document: Any) -> Iterator[SphinxRenderer]:
    """Give what renders Markdown of a bank: the page's own renderer with another parser, or one for a page without.

    `state` is that of the directive in which the text stands.
    """
    page = getattr(state, "_renderer", None)
    if page is None:
        own = getattr(document.settings.env, "myst_config", None) or MdParserConfig()
        parser = create_md_parser(of_banks(own), SphinxRenderer)
        fresh: Any = parser.renderer
        fresh.setup_render({**parser.options, "document": document}, {})
        yield fresh
        return
    its_own = page.md
    page.md = _parser_beside(page)
    try:
        yield page
    finally:
        page.md = its_own


def _parser_beside(page: Any) -> MarkdownIt:
    """Return the parser of banks for a page, made once a page."""
    found: MarkdownIt | None = page.md_env.get("quizzes-parser")
    if found is None:
        found = page.md_env["quizzes-parser"] = create_md_parser(of_banks(page.md_config), SphinxRenderer)
    return found
