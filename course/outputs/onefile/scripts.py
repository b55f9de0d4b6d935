"""The scripts of the website as one: what all its kinds of pages load, and the data of search and notes, packed."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import TYPE_CHECKING

from course.sphinxext.learner.scripts import (
    ASKED,
    BUNDLES,
    CLIENT,
    CLOSING,
    FINISHED,
    GRADING,
    PLAYER,
    PRACTICE,
    TEST,
    WORDS,
    joined,
)
from quizzes.sphinxext.assets import CLIENT_DIR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ROUTER = "course-onefile.js"
DATA = "course-data.js"
SHARED = tuple(name for name in BUNDLES if name not in {"course-frame.js", *WORDS} and name != "course-lesson.js")
"""Bundles that are loaded beside one another, each as it stands on the site."""
_CALL = re.compile(r"^courseSearch\.(\w+)\((.*)\);$", re.MULTILINE)
_OWN_WORDS = re.compile(r"^Object\.assign\(globalThis\.Course\.data\.words, \{.*\}\);$", re.MULTILINE)
_NOTES = re.compile(r"^globalThis\.courseNotes = (\{.*\});$", re.MULTILINE)


def script_of(site: Path) -> str:
    """Return everything that the pages of a site do, in the order in which their scripts would run."""
    static = site / "_static"

    def built(name: str) -> str:
        return (static / name).read_text(encoding="utf-8")

    words = "\n".join(_OWN_WORDS.search(built(name))[0] for name in WORDS)  # type: ignore[index]
    keep, *shared = "course-keep-page.js", *SHARED
    parts = [*(CLIENT_DIR / name for name in GRADING), *(CLIENT / name for name in (*PRACTICE, *TEST, *CLOSING))]
    notes = _NOTES.search(built("course-notes.js"))
    assert notes
    told = json.dumps({"words": json.loads(notes[1])["words"], "notes": {}}, ensure_ascii=False)
    return "\n".join(
        [
            built(DATA), words, built("course-all.js"), _OWN_WORDS.sub("", built(keep)),
            *(built(name) for name in shared if name != "course-all.js"),
            joined([*parts, *(CLIENT_DIR / name for name in PLAYER)]),
            *(_OWN_WORDS.sub("", built(name)) for name in ASKED if name != FINISHED),
            built("course-search.js"), f"globalThis.courseNotes = {told};", built("course-notes.js")[notes.end() :],
        ]
    )  # fmt: skip


def packed_data(site: Path, tests: Mapping[str, list[str]]) -> str:
    """Return what nobody can use without scripts as base64 of deflated JSON.

    `calls` build the index of the search, without the text of its places, which stands in the pages; `notes` say what
    terms and works are, `tests` are the pools of tests by page.
    """
    folder = site / "_static" / "search"
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))]
    calls = [[name, *json.loads(f"[{values}]")] for text in texts for name, values in _CALL.findall(text)]
    for call in calls:
        if call[0] == "text":
            call[2] = [place[:2] for place in call[2]]
    found = _NOTES.search((site / "_static" / "course-notes.js").read_text(encoding="utf-8"))
    notes = json.loads(found[1])["notes"] if found else {}
    data = json.dumps(
        {"calls": calls, "notes": notes, "tests": tests}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    return base64.b64encode(zlib.compress(data, 9)).decode()
