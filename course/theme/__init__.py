"""The look of the HTML edition: style sheet, one script and template parts on top of sphinx-book-theme (no fork)."""

from __future__ import annotations

from pathlib import Path

TEMPLATES = Path(__file__).parent / "templates"
SHEETS = Path(__file__).parent / "sheets"
OWN = (
    "tokens",
    "grid",
    "text",
    "frame",
    "buttons",
    "boxes",
    "figures",
    "questions",
)
"""The style sheets of a course on a screen, one subject each, in the order in which they are read."""
SEARCHING = ("search",)
"""Those that come with the search."""
NOTING = ("notes",)
"""Those of what stands beside a term or a citation when it is asked for."""
BEGINNING = ("start",)
"""Those of the page where the course begins."""
TESTED = ("test", "record")
"""Those of pages with a test, its results or the record."""
PAPER = "print"
"""The style sheet for paper, read last."""

OPTIONS = {
    "article_header_start": ["course-menu.html"],
    "article_header_end": ["course-buttons.html"],
    "navbar_start": [],
    "navbar_center": [],
    "navbar_end": [],
    "navbar_persistent": [],
    "back_to_top_button": False,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navigation_with_keys": False,
    "show_toc_level": 2,
    "primary_sidebar_end": [],
    "footer_content_items": ["course-foot.html"],
}
"""Options of sphinx-book-theme: what a course does not need is left out."""

SIDEBARS = {"**": ["course-title.html", "course-navigation.html"]}
_BARS = ("sidebar-logo", "navbar-logo", "icon-links", "search-button-field", "search-field", "searchbox")
_LISTS = ("sbt-sidebar-nav", "sidebar-nav-bs", "globaltoc", "localtoc", "relations", "sourcelink")
REPLACED = {f"{name}.html" for name in (*_BARS, *_LISTS)}
"""Templates of the themes and of Sphinx for the side bar, in whose place ours stand."""
