"""The evaluation and the follow-up some weeks later, as forms and as a bank that platforms can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.outputs.exam.words import filled
from course.outputs.provider.paper import Paper, Scale, Space, Words
from course.sphinxext.strings import _, plural
from quizzes.finding import Finding, FindingsError
from quizzes.formats.plain_text import to_plain
from quizzes.model.bank import Bank
from quizzes.model.survey import LikertItem
from quizzes.model.use import Use

if TYPE_CHECKING:
    from course.material import Material
    from course.outputs.provider.paper import Part
    from quizzes.load import BankFile
    from quizzes.model.types import Item

CODE = "C223"
FOLLOWUP = "followup"
EARLIEST, USUAL, LATEST = 60, 75, 90
"""Days after completion: when a follow-up is asked for (A30)."""


def evaluation_bank(material: Material) -> BankFile:
    """Return the bank of the evaluation: the one that `[evaluation]` names, else the one for surveys.

    Raises FindingsError (C223) when there is none.
    """
    named = material.project.tables.evaluation.bank
    found = [one for one in material.banks if one.bank.id == named or (not named and one.bank.use.value == "survey")]
    if not found:
        message = f"there is no bank '{named}' of the evaluation" if named else "there is no bank of an evaluation"
        hint = "a bank with `use: survey`, which [evaluation] bank names"
        raise FindingsError(Finding(material.project.settings, 1, CODE, message, hint=hint))
    if found[0].bank.use is not Use.SURVEY:
        message = f"the bank '{found[0].bank.id}' is no survey, so it makes no evaluation"
        raise FindingsError(Finding(found[0].path, 1, CODE, message, hint="write `use: survey`, or name another bank"))
    return found[0]


def evaluation(material: Material, bank: BankFile) -> Paper:
    """Return the evaluation as a form without a name."""
    title = plain_words(material, bank.bank.title) or str(_("Evaluation"))
    parts: list[Part] = [Words(str(_("No name, please."))), *(_asked(material, item) for item in bank.bank.items)]
    return Paper("evaluation", material.project.language, title, parts, material.project.title)


def _asked(material: Material, item: Item) -> Part:
    if isinstance(item, LikertItem):
        points = [plain_words(material, point.text) for point in item.scale]
        return Scale(plain_words(material, item.stem), points, item.id)
    return Space(plain_words(material, item.stem), item.id)


def plain_words(material: Material, text: str) -> str:
    """Return a text of a bank on one line, with what `{here}` says in this country."""
    return to_plain(material.say(text))[0]


def days_after(material: Material) -> int:
    """Return how many days after completion the follow-up is asked for; 0 when the record wants none."""
    said = material.project.tables.evaluation.followup_days
    return USUAL if said is None else said


def followup_bank(material: Material) -> Bank:
    """Return the follow-up as a bank of opinions: a scale for each objective, and two on what changed."""
    agree = (_("Not at all"), _("A little"), _("Mostly"), _("Fully"))
    scale = [{"id": f"s{place}", "text": str(words)} for place, words in enumerate(agree, 1)]
    asked = [(f"fu-{one.id.lower().replace('.', '-')}", one.text) for one in material.objectives.values()]
    stems = [(name, filled(str(_("Since the course I can do this in my work: %1")), text)) for name, text in asked]
    stems.append(("fu-changed", str(_("I changed at least one thing in my work because of this course."))))
    stems.append(("fu-lasting", str(_("I still do what I changed."))))
    items = [{"id": name, "type": "likert", "stem": stem, "scale": scale} for name, stem in stems]
    return Bank.model_validate(
        {
            "schema": "quizbank/1",
            "id": FOLLOWUP,
            "title": str(_("Follow-up")),
            "lang": material.project.language,
            "license": material.project.tables.course.license or "none",
            "use": "survey",
            "items": items,
        }
    )


def followup(material: Material, bank: Bank) -> Paper:
    """Return the follow-up as a form: when it is sent, the scales, and what only words can say."""
    when = plural("%1 day after completion", "%1 days after completion", days_after(material))
    parts: list[Part] = [
        Words(when),
        Words(str(_("No name, please."))),
        *(_asked(material, item) for item in bank.items),
    ]
    parts += [
        Space(str(_("What do you do differently?")), "fu-what"),
        Space(str(_("What stood in the way?")), "fu-barrier"),
        Space(str(_("What should the course teach instead, or as well?")), "fu-next"),
    ]
    return Paper(FOLLOWUP, material.project.language, bank.title, parts, material.project.title)
