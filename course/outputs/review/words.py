"""The words of the page of a reviewer, in the language of its course."""

from __future__ import annotations

from course.sphinxext.strings import _


def reviewer_words() -> dict[str, str]:
    """Return what its scripts say, by name."""
    words = {
        "approved": _("approved"),
        "cancel": _("Cancel"),
        "commentText": _("Comment"),
        "commented": _("commented"),
        "do_approval": _("Approve"),
        "do_comment": _("Comment"),
        "do_suggestion": _("Suggest other words"),
        "do_wrong": _("Mark as wrong"),
        "forgetSure": _("Delete everything that is kept here? Save it as a file first."),
        "gone": _("%1 remarks are about blocks that this edition does not have; they stay in your file."),
        "keep": _("Keep"),
        "marked": _("marked as wrong"),
        "needWho": _("Fill in name, role and credentials first."),
        "noMore": _("There is no further block."),
        "noSuggestion": _("This block takes comments only."),
        "noWords": _("There are no words yet."),
        "notKept": _("This browser keeps nothing: save a file before you leave."),
        "nothingYet": _("Nothing has been said yet."),
        "opened": _("%1 entries were taken in."),
        "progress": _("%1 of %2 blocks judged, %3 remarks."),
        "reason": _("Reason (may be empty)"),
        "sameWords": _("The words are the same, or none are left; a block that should go is marked as wrong."),
        "saved": _("Saved as %1. Send this file to the authors."),
        "suggested": _("suggested"),
        "suggestionText": _("The block as its file has it; change its words"),
        "takeBack": _("Take back"),
        "takenBack": _("taken back"),
        "wrongCourse": _("This file is of another course."),
        "wrongFile": _("This is no file of a review."),
        "wrongFirst": _("You marked this as wrong; take that back first."),
        "wrongText": _("What is wrong, and which source says so?"),
    }
    return {name: str(word) for name, word in words.items()}


def page_words() -> dict[str, str]:
    """Return what stands in the page itself, by name."""
    words = {
        "changed": _("changed since %1 signed it"),
        "danger": _("Read first because of: %1"),
        "facts": _("Facts"),
        "first": _("Read this first"),
        "firstWhy": _("The most dangerous and the least certain come first. Each line leads to its block."),
        "forget": _("Delete what is kept here"),
        "how": _(
            "Judge each block with what stands beside it. What you say is kept in this browser; save it as a file and "
            "send that to the authors. The file is no signature: you sign the record that they make of it."
        ),
        "howPaper": _(
            "Judge each block with what stands below it, and write on its lines. Send the sheets to the authors. They "
            "are no signature: you sign the record that the authors make of them."
        ),
        "howWord": _(
            "Judge each block with the comment beside it, and answer in that comment. Send the file to the authors. It "
            "is no signature: you sign the record that the authors make of it."
        ),
        "keys": _(
            "Keys, while a block is chosen: j and k go to the next and the one before, n to the next to be read first, "
            "a approves, c comments, s suggests other words, w marks as wrong, u takes the last back. "
            "In a field, Ctrl and Enter keep the words and Escape leaves it."
        ),
        "line": _("line %1"),
        "next": _("Next to be read first"),
        "none": _("It cites nothing."),
        "nothing": _("Everything is signed as it stands."),
        "open": _("Nobody has signed it."),
        "openFile": _("Open a file saved before"),
        "parts": _("Parts of the course"),
        "read": _("read in its source"),
        "review": _("Review of %1"),
        "save": _("Save as a file"),
        "second-hand": _("second-hand"),
        "signed": _("signed by %1"),
        "skip": _("Skip to main content"),
        "sources": _("Sources"),
        "statements": _("Statements of the document"),
        "status": _("Status"),
        "toVerify": _("still to verify: %1"),
        "unverified": _("unverified"),
        "who": _("Who reviews"),
        "who_credentials": _("Degrees and licences"),
        "who_licence_jurisdiction": _("State or country of the licence; no number"),
        "who_name": _("Name"),
        "who_role": _("Role, such as clinical reviewer"),
        "works": _("Works"),
    }
    return {name: str(word) for name, word in words.items()}
