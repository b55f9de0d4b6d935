"""The small course on tea with a session plan that uses every kind of slide, and nothing wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

PLAN = Path(__file__).with_name("sessions.yaml")
SLIDE = ":::{slide} Two kinds of leaf\n- Green leaf\n- Herbal leaf\n:::\n\n"
TALK = """
:::{discussion}
Who pours the second cup at your table?
:::

:::{role-play} guest
Take turns at the kettle.
:::
"""
PAGES = {
    "index.md": "# Running a tea session\n\n```{session-checklists}\n```\n",
    "guide/tasting.md": "# Guide: tasting\n\n```{agenda} tasting\n```\n\n```{session-guide} tasting\n```\n",
    "guide/online.md": "# Guide: online\n\n```{agenda} online\n```\n\n```{session-guide} online\n```\n",
    "guide/sip.md": "# Guide: sip\n\n```{agenda} sip\n```\n\n```{session-guide} sip\n```\n",
    "slides/tasting.md": "# Tea\n\nTasting.\n\n```{deck} tasting\n```\n",
    "slides/online.md": "# Tea online\n\n```{deck} online\n```\n",
    "slides/sip.md": "# Tea at the counter\n\n```{deck} sip\n```\n",
    **{
        f"kits/{name}.md": f"# Kit {name}\n\n```{{kit}} {name}\n```\n"
        for name in (
            "role-plays",
            "claim-cards",
            "claim-cards-key",
            "obstacle-cards",
            "sign-in",
            "evaluation",
            "tasting-sheet",
        )
    },
}


def add_sessions(course: Path) -> Path:
    """Give a copy of the course a session plan, its pages, and a marked slide in lesson 2; return the course."""
    folder = course / "instructor"
    for name, text in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copyfile(PLAN, folder / "sessions.yaml")
    lesson = course / "lessons" / "02-kinds.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text.replace("See {numref}", f"{SLIDE}See {{numref}}") + TALK, encoding="utf-8")
    return course


@pytest.fixture
def tea(tea: Path) -> Path:
    """Give a copy that a test may break."""
    return add_sessions(tea)
