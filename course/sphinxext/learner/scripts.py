"""Which scripts and style sheets a page loads: what it needs, joined into few files, and nothing inline."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.sphinxext.learner.words import (
    closing_words,
    finished_words,
    keep_words,
    look_words,
    posttest_words,
    report_words,
    take_words,
)
from course.sphinxext.static_file import write_static
from quizzes.model.item import AnsweredBy, Scoring
from quizzes.sphinxext.assets import CLIENT_DIR, JOINED, SCRIPTS, VARIANTS
from quizzes.sphinxext.nodes import quiz_item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx

CLIENT = Path(__file__).parents[2] / "client"
FRAME = (
    "course-frame.js",
    "course-dom.js",
    "course-entries.js",
    "course-owner.js",
    "course-store.js",
    "course-progress.js",
)
PRACTICE = ("course-practice.js", "course-results.js")
TEST = ("course-draw.js", "course-ring.js", "course-outcome.js", "course-sheet.js", "course-test.js")
CLOSING = ("course-finished.js", "course-record.js", "course-review.js")
KEEP = "course-keep-page.js"
"""What only a page with the block `{progress}` needs: files of progress, and who learns on this device."""
TYPED = "course-typed.js"
"""What reads numbers and patterns: only for pages with a question that is answered so."""
READERS = ("quiz-regex.js", "quiz-match.js", "quiz-number.js")
ESSAYS = "course-essays.js"
"""What open answers need, which their writer judges: only for pages with one."""
JUDGING = ("quiz-essay.js",)
VARYING = "course-variants.js"
"""What shows other numbers of a question: only for pages with one that varies."""
WAYS = "course-ways.js"
"""What follows the branches of a case: only for pages with one."""
LEADING = ("quiz-way.js",)
WEIGHTS = "course-weights.js"
"""What adds up the weights of choices: only for pages with some."""
WEIGHING = ("quiz-weights.js",)
GRADING, PLAYER = (
    tuple(name for name in SCRIPTS[:-1] if name not in (*READERS, *JUDGING, *LEADING, *WEIGHING)),
    SCRIPTS[-1:],
)
"""The client of the questions; its last script brings the page to life, so the course's own go before it."""
LOOK, TAKE, REPORT, FINISHED = "course-look.js", "course-take.js", "course-report.js", "course-finished.js"
"""What comes when it is asked for: the look of pages, what can be taken along, a report on an error, the last words."""
ASKED = (LOOK, TAKE, REPORT, FINISHED)
BESIDE = "course-beside.js"
"""Which editions stand beside the website: none, until a build of several says so (`course.outputs.beside`)."""
UNTIL = "course-until.js"
"""What only a course with a last day needs; it comes first, because the others ask whether that day is over."""
BUNDLES: dict[str, tuple[Path, ...]] = {
    UNTIL: (CLIENT / UNTIL,),
    "course-frame.js": (CLIENT / "course-frame.js", CLIENT / "course-dom.js"),
    **{name: (CLIENT / name,) for name in ASKED},
    "course-all.js": tuple(CLIENT / name for name in FRAME),
    KEEP: (CLIENT / "course-transfer.js", CLIENT / "course-keep.js"),
    TYPED: tuple(CLIENT_DIR / name for name in READERS),
    WEIGHTS: tuple(CLIENT_DIR / name for name in WEIGHING),
    WAYS: tuple(CLIENT_DIR / name for name in LEADING),
    ESSAYS: tuple(CLIENT_DIR / name for name in JUDGING),
    VARYING: (CLIENT_DIR / VARIANTS,),
    "course-lesson.js": (
        *(CLIENT_DIR / name for name in GRADING),
        *(CLIENT / name for name in PRACTICE),
        *(CLIENT_DIR / name for name in PLAYER),
    ),
    "course-test-page.js": (
        *(CLIENT_DIR / name for name in GRADING),
        *(CLIENT / name for name in (*PRACTICE, *TEST)),
        *(CLIENT_DIR / name for name in PLAYER),
    ),
    "course-closing.js": (
        *(CLIENT_DIR / name for name in GRADING),
        *(CLIENT / name for name in (*PRACTICE, *CLOSING)),
        *(CLIENT_DIR / name for name in PLAYER),
    ),
}
"""Joined script to its parts; each page loads `course-all.js`, what its blocks need and at most one other for its
questions, a book in one page the frame."""
WORDS = {
    KEEP: keep_words,
    "course-test-page.js": posttest_words,
    "course-closing.js": closing_words,
    LOOK: look_words,
    TAKE: take_words,
    REPORT: report_words,
    FINISHED: finished_words,
}
"""Words that one bundle alone needs: they go with it, so that lessons do not carry them."""
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)


_CAST = re.compile(r"/\*\* @type \{[^*]*\} \*/ ?")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def joined(paths: Iterable[Path]) -> str:
    """Return the scripts one after the other, without comments on lines of their own, types and indentation."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    bare = "\n".join(_INDENT.sub("", _CAST.sub("", _COMMENT.sub("", text))).strip() for text in texts)
    return re.sub(r"\n{2,}", "\n", bare) + "\n"


def bundle(name: str) -> str:
    """Return a joined script, after the words that are its own."""
    words = WORDS[name]() if name in WORDS else {}
    own = json.dumps(words, ensure_ascii=False, sort_keys=True)
    begin = f'"use strict";\n\nObject.assign(globalThis.Course.data.words, {own});\n' if words else ""
    if name in ASKED:  # a book in one page has no data of a learner
        begin = begin.replace("\n\n", "\n\nglobalThis.Course.data ??= { words: {} };\n")
    return begin + joined(BUNDLES[name])


def beside(editions: Iterable[dict[str, Any]]) -> str:
    """Return the script that tells which files of other editions stand beside the website."""
    told = json.dumps([*editions], ensure_ascii=False, sort_keys=True)
    return f'"use strict";\n\nglobalThis.Course.beside = {told};\n'


def write_bundles(app: Sphinx) -> None:
    """Write the joined scripts into `_static`, before any page names them."""
    if app.builder.format != "html" or app.builder.name == "epub":
        return
    for name in BUNDLES:
        write_static(app, name, bundle(name))
    write_static(app, BESIDE, beside(()))


def choose_scripts(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], tree: nodes.document | None
) -> None:
    """Leave out what the page does not need, and every inline script of the theme."""
    if "script_files" not in context or app.builder.format != "html" or app.builder.name == "epub":
        return
    names = {Path(str(script.filename or "")).name for script in context["script_files"]}
    asks = JOINED in names
    learning = bool(context.get("course_learning"))
    keep = () if learning else (JOINED,)
    known = [script for script in context["script_files"] if Path(str(script.filename or "")).name in keep]
    own = [script for script in context["script_files"] if _is_authors(script, app)]
    context["script_files"] = [*known, *own]
    keeps = KEEP if context.get("course_keeps") else ""
    asked = list(tree.findall(quiz_item)) if tree is not None else []
    typed = TYPED if any(map(_is_typed, asked)) else ""
    essays = ESSAYS if any(item["answered_by"] == AnsweredBy.ESSAY for item in asked) else ""
    ways = WAYS if any(item["next"] for item in asked) else ""
    weights = WEIGHTS if any(item["scoring"] == Scoring.WEIGHTS for item in asked) else ""
    varying = VARYING if any(item.get("variants") for item in asked) else ""
    needed = (keeps, typed, essays, ways, weights, varying, _bundle(context, asks=asks))
    bundles = ("course-all.js", *needed) if learning else ("course-frame.js",)
    until = UNTIL if context.get("course_until") else ""
    context["course_scripts"] = [name for name in (until, *bundles) if name]


def _is_typed(item: quiz_item) -> bool:
    """Say whether the page grades this question by reading a number or by a pattern."""
    key = item["grading"]
    return bool(key) and (item["answered_by"] == AnsweredBy.NUMBER or '"match": "regex"' in key)


def _bundle(context: dict[str, Any], *, asks: bool) -> str:
    """Return the second script of the page: by its blocks, by its kind, by whether it asks something."""
    if context.get("course_closing") or context.get("course_kind") == "evaluation":
        return "course-closing.js"
    if context.get("course_kind") == "test":
        return "course-test-page.js"
    return "course-lesson.js" if asks else ""


def _is_authors(script: Any, app: Sphinx) -> bool:
    """Say whether the course itself asked for the script in its conf.py."""
    asked = app.config._raw_config.get("html_js_files", ())  # noqa: SLF001 - only conf.py itself, not the defaults
    names = {entry if isinstance(entry, str) else entry[0] for entry in asked}
    return str(script.filename or "").removeprefix("_static/") in names
