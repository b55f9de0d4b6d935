"""Where a page stands in the course, and what it is about: the line above its title, and its description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from course.sphinxext.learner.pages import steps_of
from course.sphinxext.memory import project_of
from course.sphinxext.strings import _, day_in_words, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

LONGEST = 155
"""Characters of a description that search engines show."""
SHORTEST = 40


def offer_place(app: Sphinx, page: str, _template: str, context: dict[str, Any], tree: nodes.document | None) -> None:
    """Give templates the place of the page in the course, and the description of the page."""
    places = _places(app)
    context["course_place"] = places.get(page, "") if context.get("course_learning") else ""
    context["course_description"] = description(tree) if tree is not None else ""
    context["course_until"], context["course_ended"] = _end(app)


def _end(app: Sphinx) -> tuple[str, str]:
    """Return the last day of the activity, and what a page says from the day after it on; empty without such a day."""
    last = project_of(app.env).tables.activity.expires_on
    if last is None:
        return "", ""
    words = str(_("This activity ended on %1: what it says may be out of date, and it gives no record of completion."))
    return last.isoformat(), words.replace("%1", day_in_words(last))


def _places(app: Sphinx) -> dict[str, str]:
    """Return the line above the title by page, made once a build."""
    builder: Any = app.builder
    if not hasattr(builder, "course_places"):
        steps = steps_of(app.env)
        builder.course_places = {
            step.docname: _line(number, len(steps), step.minutes) for number, step in enumerate(steps, 1)
        }
    places: dict[str, str] = builder.course_places
    return places


def _line(number: int, total: int, minutes: int) -> str:
    words = str(_("Part %1 of %2, about %3")).replace("%1", str(number)).replace("%2", str(total))
    return words.replace("%3", plural("%1 minute", "%1 minutes", minutes))


def description(tree: nodes.document) -> str:
    """Return what a page is about: its objectives, else its first sentences, cut after a word."""
    words = " ".join(next(_candidates(tree), "").split())
    if len(words) <= LONGEST:
        return words
    return f"{words[:LONGEST].rsplit(' ', 1)[0].rstrip(',;:.')} …"


def _candidates(tree: nodes.document) -> Iterator[str]:
    for box in tree.findall(nodes.Element):
        if "course-objectives" in box.get("classes", ()):
            title = next((title.astext() for title in box.findall(nodes.title)), "")
            yield f"{title}: {'; '.join(item.astext() for item in box.findall(nodes.list_item))}"
    for section in tree.findall(nodes.section):
        for child in section.children:
            if isinstance(child, nodes.paragraph) and len(child.astext()) >= SHORTEST:
                yield child.astext()
