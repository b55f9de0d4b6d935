"""What a sheet takes from a page: a handout from a lesson, a card from a page of its own."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from course.outputs.pdf.worksheet import fill_cells, fill_lines, widen
from course.sphinxext.strings import _
from quizzes.sphinxext import nodes as q

NOTICE = "course-notice"
_KEPT_BOXES = ("course-objectives", "course-keypoints")
_LONG_TEST = 350
_OPENING = ("course-case", "course-objectives")
_MANY_QUESTIONS = 10


class sheet_part(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A part of a sheet that the theme sets in a way of its own: `call` names its function, each child is a body."""


LESSON_START = "lesson-start"
"""The function of the theme that sets case and objectives side by side."""


def open_lesson(document: nodes.document) -> None:
    """Put the case and the objectives that open a lesson side by side, whichever stands first."""
    section = next(document.findall(nodes.section), None)
    boxes = [one for one in section.children[1:] if not _is_unseen(one)][:2] if section is not None else []
    kinds = [next((kind for kind in _OPENING if _is_box(box, kind)), "") for box in boxes]
    if section is None or sorted(kinds) != sorted(_OPENING):
        return
    place = section.index(boxes[0])
    for box in boxes:
        section.remove(box)
    section.insert(place, sheet_part("", *sorted(boxes, key=lambda box: _is_box(box, _OPENING[1])), call=LESSON_START))


def is_looked_up(document: nodes.document) -> bool:
    """Say whether a page is looked up and not read through, so that columns of small type serve it."""
    wide = any(document.findall(nodes.table)) or any(document.findall(nodes.figure))
    listed = any(document.findall(addnodes.glossary)) or any(document.findall(nodes.citation))
    statements = any("course-statements" in found["classes"] for found in document.findall(nodes.definition_list))
    questions = sum(1 for _item in document.findall(q.quiz_item))
    return not wide and (listed or statements or questions >= _MANY_QUESTIONS)


def _is_box(node: nodes.Node, kind: str) -> bool:
    return isinstance(node, nodes.admonition) and kind in node["classes"]


def _is_unseen(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Invisible | nodes.target | addnodes.index) or _is_box(node, NOTICE)


def handout(document: nodes.document, *, key: bool) -> nodes.document:
    """Return the lesson as a handout: title, objectives, key points, figures, its own questions.

    Without `key` no question tells its answer.
    """
    section = _first_section(document)
    title = section[section.first_child_matching_class(nodes.title) or 0]
    boxes = [box for name in _KEPT_BOXES for box in section.findall(nodes.admonition) if name in box["classes"]]
    figures = [figure for figure in section.findall(nodes.figure) if "course-chart" in figure["classes"]]
    quizzes = [quiz for quiz in section.findall(q.quiz) if not _is_recalled(quiz)]
    for item in [item for quiz in quizzes for item in quiz.findall(q.quiz_item)]:
        item["answers"] = "end" if key and item["answers"] != "none" else "none"
    section.children = [title]
    section += sheet_part("", *boxes, call="side-by-side")
    section += sheet_part("", nodes.container("", *quizzes), call="questions" if _is_long(quizzes) else "block")
    section += figures
    _drop_notes(document)
    return document


def _drop_notes(document: nodes.document) -> None:
    """Remove footnotes to which nothing that is kept refers: they would stand alone and say nothing."""
    kept = {ref.get("refid") for ref in document.findall(nodes.footnote_reference)}
    for note in [note for note in document.findall(nodes.footnote) if kept.isdisjoint(note["ids"])]:
        note.parent.remove(note)


def tell_cases_once(document: nodes.document) -> None:
    """Print a case that several questions in a row share before the first of them only, and say how far it reaches."""
    for quiz in document.findall(q.quiz):
        shared: list[q.quiz_item] = []
        for item in [*quiz.findall(q.quiz_item), None]:
            if shared and (item is None or _case(item) != _case(shared[0])):
                _share(shared)
                shared = []
            if item is not None and _case(item):
                shared.append(item)


def _case(item: q.quiz_item) -> str:
    found = next(item.findall(q.quiz_stimulus), None)
    return found.astext() if found is not None else ""


def _share(items: list[q.quiz_item]) -> None:
    if len(items) == 1:
        return
    words = str(_("Questions %s to %s belong to this case.")) % (items[0]["number"], items[-1]["number"])
    next(items[0].findall(q.quiz_stimulus)).append(nodes.paragraph("", "", nodes.emphasis("", words)))
    for item in items[1:]:
        item.remove(next(item.findall(q.quiz_stimulus)))


def _is_long(quizzes: list[q.quiz]) -> bool:
    """Say whether questions fill more than a page, so that two columns save paper."""
    return sum(len(part.astext().split()) for quiz in quizzes for part in quiz.findall(_is_asked)) > _LONG_TEST


def _is_asked(node: nodes.Node) -> bool:
    return isinstance(node, q.quiz_stem | q.quiz_choice_text | q.quiz_stimulus)


def _is_recalled(node: nodes.Node) -> bool:
    """Say whether a quiz asks questions of other lessons again."""
    current = node.parent
    while current is not None:
        if isinstance(current, nodes.admonition) and "course-recall" in current["classes"]:
            return True
        current = current.parent
    return False


def card(document: nodes.document) -> nodes.document:
    """Return a page as a card: without the notice, which stands in the foot; every blank is a field."""
    section = _first_section(document)
    for box in [box for box in section.findall(nodes.admonition) if NOTICE in box["classes"]]:
        box.parent.remove(box)
    for table in list(section.findall(nodes.table)):
        fill_cells(table)
        widen(table)
    _frame_lead(section)
    fill_lines(section)
    return document


def tell_everything(document: nodes.document) -> None:
    """Print the key of every question below it, tests included: the edition for the trainer."""
    for item in document.findall(q.quiz_item):
        if item["key"]:
            item["answers"], item["mode"] = "inline", "formative"


def _first_section(document: nodes.document) -> nodes.section:
    return next(document.findall(nodes.section))


def _frame_lead(section: nodes.section) -> None:
    """Put the paragraphs below the title, which say what the card is for and what to do, into a frame."""
    lead = []
    for child in section.children[1:]:
        if not isinstance(child, nodes.paragraph):
            break
        lead.append(child)
    if lead:
        section[1 : 1 + len(lead)] = [sheet_part("", nodes.container("", *lead), call="card-lead")]
