"""The Markdown of one version: the paper with its answer sheet, and the key for the trainer."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from course.outputs.exam.words import filled, form_title, notice_of
from course.sphinxext.strings import _, plural
from quizzes.key import in_letters
from quizzes.sphinxext.strings import key_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from course.outputs.exam.draw import ExamDraw
    from course.project import Project
    from quizzes.blueprint import PoolItem
    from quizzes.draw import Version

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|$~^@&!])")


def paper(exam: ExamDraw, version: Version, *, fillable: bool = False) -> str:
    """Return the page that the learner gets: questions without any answer, then the sheet to write on.

    A paper with fields has no such sheet: its answers stand with the questions. Call it inside `words.speaking`.
    """
    title = _title(_("%1: %2, version %3"), exam, version)
    lines = [
        f"# {plain(title)}",
        *notice(exam.order.project),
        _who(version),
        plain(_told(exam, version, fillable=fillable)),
    ]
    lines += _questions(exam, version, "none")
    if not fillable:
        lines += [
            "```{exam-leaf}\n```",
            f"## {plain(str(_('Answer sheet')))}",
            f"```{{answer-sheet}} {version.letter}\n```",
        ]
    return "\n\n".join(lines) + "\n"


def _told(exam: ExamDraw, version: Version, *, fillable: bool) -> str:
    """Return how much is asked, what passes, and how to answer."""
    asked = plural("%1 question", "%1 questions", len(version.items))
    words = [f"{asked}, {plural('%1 point', '%1 points', _points(exam))}."]
    if exam.passing is not None:
        words.append(plural("%1 point passes.", "%1 points pass.", exam.passing))
    words.append(_help(fillable=fillable))
    return " ".join(words)


def _help(*, fillable: bool) -> str:
    """Return how to answer; looked up now, because a word translated at import keeps the language of that moment."""
    if fillable:
        told = _(
            "Circles: click one answer. Squares: click every answer that applies. Save the file when you are done."
        )
    else:
        told = _(
            "Mark one answer, or every one that applies where a question asks for several. "
            "Copy them to the answer sheet."
        )
    return str(told)


def answer_key(exam: ExamDraw, version: Version) -> str:
    """Return the page that only the trainer gets: a table to mark with, then every question with its answer.

    Call it inside `words.speaking`.
    """
    title = _title(_("Key: %1, %2, version %3"), exam, version)
    lines = [
        f"# {plain(title)}",
        *notice(exam.order.project),
        plain(str(_("For the trainer. Do not hand out."))),
        _table(version),
        f"## {plain(str(_('Questions with answers')))}",
        *_questions(exam, version, "inline"),
    ]
    if any(entry.item.reference or "{cite" in (entry.item.rationale or "") for entry in exam.items):
        lines += references(exam.order.project)
    return "\n\n".join(lines) + "\n"


def references(project: Project) -> list[str]:
    """Return the list of works that a key cites, nothing for a course without a bibliography."""
    if not project.bibliography:
        return []
    return [f"## {plain(str(_('References')))}", "```{bibliography}\n:cited:\n```"]


def _title(words: str, exam: ExamDraw, version: Version) -> str:
    """Return a title whose last word, the letter, stays with the word before it."""
    title = filled(words, exam.order.project.title, form_title(exam.order.form), version.letter)
    return "\N{NO-BREAK SPACE}".join(title.rsplit(" ", 1))


def notice(project: Project) -> list[str]:
    """Return the line that says that nobody has signed the course; nothing for one that is signed."""
    words = notice_of(project)
    return [f"**{plain(words)}**"] if words else []


def _who(version: Version) -> str:
    return f"```{{exam-who}} {version.letter}\n```"


def _points(exam: ExamDraw) -> str:
    return f"{sum(entry.item.points for entry in exam.items):g}"


def _questions(exam: ExamDraw, version: Version, answers: str) -> Iterator[str]:
    """Yield the questions; a case is printed once, before the first question that belongs to it."""
    number = 0
    for case, group in groupby(version.items, key=lambda pair: pair[0].case):
        entries = [entry for entry, _ in group]
        if case and len(entries) > 1:
            yield f"```{{exam-reach}} {number + 1} {number + len(entries)}\n```"
        for place, entry in enumerate(entries):
            number += 1
            yield _question(exam, entry, answers, case_shown=bool(case and place))


def _question(exam: ExamDraw, entry: PoolItem, answers: str, *, case_shown: bool) -> str:
    mode = "posttest" if answers == "none" else "formative"
    lines = ["```{quiz-item}", f":item: {entry.id}", f":bank: {exam.banks[entry.id]}"]
    lines += [f":mode: {mode}", f":answers: {answers}", *([":nocase:"] if case_shown else []), "```"]
    return "\n".join(lines)


def _table(version: Version) -> str:
    heads = (_("Question"), _("Key"), _("Points"), _("Item"))
    rows = [[str(word) for word in heads]]
    for number, (entry, order) in enumerate(version.items, 1):
        rows.append([str(number), in_letters(entry.item, order, key_word), f"{entry.item.points:g}", entry.id])
    return listed(rows)


def listed(rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown, whose first row and column are heads."""
    lines = [":header-rows: 1", ":stub-columns: 1", ":widths: auto", ""]
    for first, *others in rows:
        lines += [f"* - {plain(first)}", *(f"  - {plain(cell)}" for cell in others)]
    return "\n".join(["```{list-table}", *lines, "```"])


def plain(text: str) -> str:
    """Return a text that Markdown reads literally, on one line."""
    return _MARKUP.sub(r"\\\1", text).replace("\n", " ")
