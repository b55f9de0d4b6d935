"""What the page around the course says, in the language of the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translator

from course.outputs.exam.words import speaking
from course.sphinxext.strings import CATALOGUE
from course.sphinxext.untranslated import Isolating
from quizzes.sphinxext.direction import runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Callable

    from course.project import Project


def shell_words(project: Project, language: str) -> dict[str, str]:
    """Return the words of the shell by their names, those that the course brings first; English for what is missing."""
    with speaking(project, language):
        catalogue = get_translator(CATALOGUE)
        return _words((Isolating(catalogue) if runs_right_to_left(language) else catalogue).gettext)


def _words(_: Callable[[str], str]) -> dict[str, str]:
    return {
        "device": _(
            "No learning platform is around this page. Progress stays in this browser and is reported to nobody."
        ),
        "noPlatform": _(
            "No learning platform answers. You can learn; nothing is reported, and progress is lost on "
            "closing this page."
        ),
        "noSession": _(
            "The learning platform did not begin a session. You can learn; nothing is reported. To have it "
            "counted, close this page and open the course in the platform again."
        ),
        "onlyLooking": _(
            "You are looking at this course without being assessed: nothing that you do here is reported."
        ),
        "unreadable": _(
            "Your earlier progress could not be read. The platform still has your score; the course begins anew."
        ),
        "notSaved": _("The learning platform did not save what you did last. This page tries again; keep it open."),
        "savedAgain": _("The learning platform has saved everything now."),
        "shortened": _(
            "The platform has no room for everything that you typed: some answers of practice will be gone "
            "when you come back. Results stay."
        ),
        "keptThere": _("Your progress is kept by the learning platform, under the name with which you logged in."),
        "notKept": _("Nothing is kept here: no learning platform answers."),
        "close": _("Close this note"),
        "leave": _("Leave the course"),
        "noScripts": _("Without JavaScript nothing is reported to the platform. Read the course here"),
    }
