"""Every word of the interface, in one catalogue (`quizzes`); the browser client has no words of its own."""

from __future__ import annotations

from pathlib import Path

from sphinx.locale import get_translation

CATALOGUE = "quizzes"
LOCALE_DIR = Path(__file__).parent / "locale"

_ = get_translation(CATALOGUE)

ONLY_FOR = {
    "together": ("checkAll", "unansweredSome", "openQuestions"),
    "numbers": ("invalidNumber", "numberThousands", "numberComma", "numberUnit", "accepted", "range"),
    "order": ("sameTwice", "early", "late", "pointsOrder"),
    "attempts": ("attemptsLeft", "noAttempts"),
    "variants": ("another", "anotherShown"),
    "pass_mark": ("passed", "failed"),
    "penalty": ("pointsPenalty",),
    "weights": ("pointsWeights",),
    "ways": ("onward", "caseEnds"),
    "essay": ("showModel", "ownPoints", "ownTotal"),
}
"""Words of the client that only some quizzes can say: no lesson carries those that it has no use for."""


def key_word(word: str) -> str:
    """Return one of the words that `quizzes.key` says itself, in the language of the build."""
    known = {
        "True": _("True"),
        "False": _("False"),
        ".": _("."),  # the decimal sign
        "%s to %s": _("%s to %s"),
        "%s significant figures": _("%s significant figures"),
        "for example %s": _("for example %s"),
        "any answer of the expected form": _("any answer of the expected form"),
    }
    return str(known[word])


def client_strings() -> dict[str, str]:
    """Return the words that the browser client shows; `%s` stands for a number or a text."""
    return {
        "check": str(_("Check answer")),
        "checkAll": str(_("Check all answers")),
        "retry": str(_("Try again")),
        "reset": str(_("Start again")),
        "another": str(_("Try other numbers")),
        "anotherShown": str(_("The question has other numbers now.")),
        "correct": str(_("Correct")),
        "partly": str(_("Partly correct")),
        "incorrect": str(_("Not correct")),
        "missing": str(_("Missing")),
        "early": str(_("Not correct: too early")),
        "late": str(_("Not correct: too late")),
        "nowRight": str(_("Right: %s.")),
        "nowWrong": str(_("Not right: %s.")),
        "nowMissing": str(_("Still missing: %s.")),
        "pointsWhole": str(_("Points only for an answer that is right as a whole: %1 of %2.")),
        "pointsParts": str(_("Points: %1 of %2 parts right = %3 of %4.")),
        "pointsOrder": str(_("Points: %1 of %2 pairs of steps in the right order = %3 of %4.")),
        "pointsChosen": str(_("Points: %1 of %2 found × %3 of %4 chosen right = %5 of %6.")),
        "pointsPenalty": str(_("Points: %1 right minus %2 wrong, of %3 = %4 of %5.")),
        "pointsWeights": str(_("Points of your choice: %1 of %2.")),
        "onward": str(_("Go on to question %s.")),
        "caseEnds": str(_("The case ends here.")),
        "accepted": str(_("Accepted: %s.")),
        "range": str(_("%1 to %2")),
        "saved": str(_("Answer saved")),
        "showModel": str(_("Show the model answer")),
        "ownPoints": str(_("Points you give yourself")),
        "ownTotal": str(_("Judged by yourself: %1 of %2 points. They do not count.")),
        "unanswered": str(_("Please answer this question first.")),
        "unansweredSome": str(_("Questions without an answer: %s.")),
        "openParts": str(_("Some parts have no answer and count as nothing. Check again to leave them open.")),
        "openQuestions": str(_("Open questions count as nothing. Check again to leave them open.")),
        "sameTwice": str(_("Please give every step a different position.")),
        "invalidNumber": str(_("Please enter a number, for example 2.5.")),
        "numberThousands": str(_("Please write the number without separators between its thousands.")),
        "numberComma": str(_("Please write a decimal point instead of the comma, for example 2.5.")),
        "numberUnit": str(_("Please write the number in the unit that is asked for.")),
        "attemptsLeft": str(_("Attempts left: %s.")),
        "noAttempts": str(_("No attempts left.")),
        "score": str(_("Score: %1 of %2 points.")),
        "answered": str(_("Answered: %1 of %2.")),
        "passed": str(_("Passed: the pass mark is %s percent.")),
        "failed": str(_("Not passed: the pass mark is %s percent.")),
        "notKept": str(_("Your answers cannot be kept on this device; they are lost when this page is closed.")),
        "damaged": str(_("Saved answers could not be read and were left out.")),
        "changed": str(_("A question has changed since you answered it; please answer it again.")),
        "restored": str(_("Your saved answers are shown.")),
        "resetDone": str(_("All answers of this quiz were removed.")),
    }
