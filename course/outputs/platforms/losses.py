"""What of the website a platform keeps, changes or drops: the loss report beside each package."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from quizzes.formats.carry import Word
from quizzes.formats.loss_report import STYLE

if TYPE_CHECKING:
    from course.outputs.platforms.site import Website
    from course.project import Project

_KEPT, _CHANGED, _DROPPED = Word.KEPT, Word.CHANGED, Word.DROPPED
_ROOM = {"scorm12": 4096, "scorm2004": 64_000, "cmi5": 32_000}
"""Letters of the state."""
_NAMES = {"scorm12": "SCORM 1.2", "scorm2004": "SCORM 2004", "cmi5": "cmi5"}
Row = tuple[str, Word, str]


def losses_json(website: Website, project: Project, kind: str) -> str:
    """Return the report for programs."""
    rows = [
        {"what": what, "fate": word.value, **({"how": how} if how else {})}
        for what, word, how in rows_of(website, project, kind)
    ]
    values = {"format": kind, "course": project.name, "edition": project.version, "rows": rows}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def losses_html(website: Website, project: Project, kind: str) -> str:
    """Return the report for people, what is dropped first."""
    order = [_DROPPED, _CHANGED, _KEPT]
    rows = sorted(rows_of(website, project, kind), key=lambda row: order.index(row[1]))
    body = "\n".join(
        f'<tr class="{word}"><td>{html.escape(what)}</td><td>{word}{": " if how else ""}{html.escape(how)}</td></tr>'
        for what, word, how in rows
    )
    title = html.escape(f"{website.data['title']}: what {_NAMES[kind]} keeps")
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{STYLE}</style></head><body><main><h1>{title}</h1>
<p>Edition {html.escape(project.version)}.</p>
<table><thead><tr><th scope="col">What</th><th scope="col">What becomes of it</th></tr></thead><tbody>
{body}
</tbody></table></main></body></html>
"""


def rows_of(website: Website, project: Project, kind: str) -> list[Row]:
    """Return what becomes of each thing that the website does, for this course."""
    return [
        ("pages, figures, search, downloads", _KEPT, ""),
        ("links out of the course", _CHANGED, "they open beside the platform"),
        *_progress(kind),
        *_answers(website, project, kind),
        *_results(website, project, kind),
        *_LEARNING,
        (
            "the keys of questions",
            _KEPT,
            "they are in the package, as on the website: no test in it proves anything to an authority",
        ),
        ("the private pool", _DROPPED, "it never goes into a package for learners"),
    ]


_LEARNING: list[Row] = [
    (
        "who learns at this device, progress as a file, deleting progress",
        _DROPPED,
        "the platform knows who learns and keeps it",
    ),
    (
        "learning without a network",
        _CHANGED,
        "what is loaded stays usable, and is reported when the network is back while the page is still open",
    ),
]


def _progress(kind: str) -> list[Row]:
    room = (
        f"short codes of at most {_ROOM[kind]:,} letters; what does not fit is left out and told: long typed answers "
        "of practice first, results never"
    )
    later = "it takes over what both have; answers to questions with another key or revision are left out"
    return [
        ("parts that are done, the place to go on, settings of the page", _KEPT, ""),
        ("times of what was done", _CHANGED, "to the hour"),
        ("the state of a learner", _CHANGED, room),
        ("a later edition in place of this one", _CHANGED, later),
    ]


def _answers(website: Website, project: Project, kind: str) -> list[Row]:
    """Return what becomes of answers, for the types that the course has."""
    table = project.tables.platform
    asked = {item["type"] for item in website.items}
    told = {"all": "of practice, pre-test and test", "test": "of the test only", "none": ""}[table.interactions]
    how = f"{told}, each with its result" if told else 'the author asked for it: [platform] interactions = "none"'
    rows: list[Row] = [("answers to questions", _CHANGED if told else _DROPPED, how)]
    if any(item["opinion"] for item in website.items):
        rows.append(("answers of the evaluation and open answers", *_opinions(sent=table.opinions)))
    if "match" in asked:
        rows.append(("what was matched", _CHANGED, "answers have ids made of their words; equal words are one"))
    if "numeric" in asked:
        rows.append(("numbers with units", _CHANGED, "the number without its unit"))
    if any(item["key"] is None and not item["opinion"] for item in website.items):
        rows.append(("right answers by a regular expression", _DROPPED, "no pattern says them; the result does"))
    if kind == "scorm12":
        short = "responses of at most 255 letters; no words of questions"
        rows.append(("responses and the words of questions", _CHANGED, short))
    return rows


def _opinions(*, sent: bool) -> tuple[Word, str]:
    if sent:
        return _KEPT, "beside the learner's name, as the author asked"
    return _DROPPED, "they stay in the page, and are gone when it is closed: [platform] opinions"


def _results(website: Website, project: Project, kind: str) -> list[Row]:
    table = project.tables.platform
    if website.mastery is None:
        return [("score", _DROPPED, "the course has no test")]
    score = f"the {table.score} test, from 0 to 100; the pass mark of the course goes along"
    rows: list[Row] = [
        ("the score of the test", _CHANGED, score),
        ("results by objective, the gain since the pre-test", _DROPPED, "only the pages show them"),
    ]
    if kind == "scorm12":
        other = "whether all parts are done" if table.status == "passed" else "whether the test is passed"
        rows.append(("done and passed", _CHANGED, f"SCORM 1.2 has one word for both, so it is never told {other}"))
    return rows
