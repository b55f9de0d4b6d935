"""What the page of doubtful answers says; call it inside `exam.words.speaking_in`, which sets the language."""

from __future__ import annotations

from course.outputs.exam.words import filled
from course.outputs.marking.judge import Doubt
from course.sphinxext.strings import _


def why(doubt: str) -> str:
    """Return why a person is asked, by the doubt of a row or of a side."""
    words = {
        Doubt.TWO: _("More than one mark."),
        Doubt.FAINT: _("A mark is very light, or was not rubbed out well."),
        Doubt.SIGN: _("A cross, a tick or a part of a filling: is it meant, or was it taken back?"),
        Doubt.CROSSED: _("A filling that seems to be crossed out."),
        Doubt.OUTLINE: _("The printed outlines are not where they should be."),
        Doubt.HAND: _("Written by hand."),
        "unread": _("A digit of the number is not clear."),
        "unknown": _("Nobody was given this number."),
        "versions": _("The number stands on sheets of different versions or prints."),
        "twice": _("This side is there more than once, and what it says may differ. Does this one count?"),
    }
    return str(words[doubt])


def review_said() -> dict[str, str]:
    """Return what the script of the page says, by the names that it uses."""
    words = {
        "count": _("%1 of %2 decided"),
        "open": _("left open"),
        "yes": _("counts"),
        "no": _("does not count"),
        "digits": _("Number, %1 digits"),
        "number": _("Number"),
        "twice": _("Twice"),
        "question": _("Question %1"),
        "picture": _("Cut out of the scan: %1"),
        "version": _("Version %1"),
    }
    return {name: str(text) for name, text in words.items()}


def review_texts(exam: str) -> dict[str, str]:
    """Return the texts of the page itself, by their places in it; `ABOUT` has a command in the place of `%1`."""
    words = {
        "ABOUT": _(
            "Say what each sheet shows. Leave open what you cannot decide. Then save the decisions, and give the file"
            " to %1. Nothing leaves this page by itself."
        ),
        "KEYBOARD": _(
            "Keyboard: Tab goes on, the arrows choose, Space ticks; Alt+Page Down goes to the next one that is open."
        ),
        "SCRIPT": _("This page needs JavaScript, which it brings along."),
        "SAVE": _("Save the decisions"),
    }
    return {name: str(text) for name, text in words.items()} | {
        "TITLE": filled(str(_("Doubtful answers, exam %1")), exam)
    }
