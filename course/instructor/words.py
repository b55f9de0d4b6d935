"""The words that guides, slides and kits print themselves, in the catalogue `course`."""

from __future__ import annotations

from sphinx.locale import get_translation

_ = get_translation("course")


def labelled(label: object, text: str) -> str:
    """Return a text behind its label, for example '**Time:** 0:15'."""
    return f"**{label}:** {text}"
