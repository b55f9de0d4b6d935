"""Quotation marks of each language."""

from __future__ import annotations

from docutils.utils.smartquotes import smartchars

_ENGLISH = "en"


def quoted(text: str, language: str) -> str:
    """Return a text in the quotation marks of a language such as `de` or `pt-BR`; an unknown one has English marks.

    The marks are those that Sphinx sets in running text (docutils' table of smart quotes).
    """
    code = language.lower().replace("_", "-")
    known = smartchars.quotes
    marks = known.get(code) or known.get(code.split("-")[0]) or known[_ENGLISH]
    return f"{marks[0]}{text}{marks[1]}"
