"""The provider's certificate as a template, and the record of completion, which anybody may print for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.checks.record.record import is_blank
from course.outputs.provider.paper import Fact, Paper, Slot, Words
from course.outputs.release.manifest import printed_hash
from course.project.load import setting_line
from course.sphinxext.strings import _, day_in_words
from quizzes.finding import Finding, FindingsError, Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from course.outputs.provider.paper import Part
    from course.project import Project
    from course.project.provider import Accreditation

CODE = "C222"
_NAMES_LICENCE = {"ca_brn"}
"""Whose certificates bear the number of a licence, which the provider fills in (16 CCR 1450-1459)."""


def certificate(project: Project, day: dt.date) -> Paper:
    """Return the template of the certificate: what the record holds is printed, what is about a person is a line.

    Raises FindingsError (C222) unless a provider gives credit on `day`, and when the activity has expired.
    """
    tables = project.tables
    if not tables.gives_credit or tables.provider is None:
        _refuse(project, "no certificate: no provider gives credit yet", "needs [provider] and an active accreditation")
    ends = tables.activity.expires_on
    if ends and ends < day:
        _refuse(project, f"no certificate: the activity expired on {ends}", "review it and set new dates")
    blocks = given(project, day)
    if not blocks:
        _refuse(project, "no certificate: no accreditation holds today with its statement", "look at its table")
    title = str(_("Certificate"))
    return Paper("certificate", project.language, title, [*_certified(project, blocks)], _foot(project))


def _refuse(project: Project, message: str, hint: str) -> None:
    raise FindingsError(Finding(project.settings, 1, CODE, message, hint=hint))


def given(project: Project, day: dt.date) -> dict[str, Accreditation]:
    """Return the accreditations whose credit a certificate of a day may name."""
    return {name: one for name, one in _active(project).items() if not _why_not(one, day)}


def withheld(project: Project, day: dt.date) -> list[Finding]:
    """Return a warning for each active accreditation that the certificate leaves out, and why."""
    told = [(name, _why_not(one, day)) for name, one in _active(project).items()]
    return [
        Finding(project.settings, setting_line(project, "accreditation", name), CODE, message, Level.WARNING)
        for name, why in told
        if why
        for message in [f"the certificate is without {name}: {why}"]
    ]


def _active(project: Project) -> dict[str, Accreditation]:
    return {name: one for name, one in project.tables.accreditation.blocks().items() if one.status == "active"}


def _why_not(one: Accreditation, day: dt.date) -> str:
    """Return why the credit of an active accreditation stands on no certificate, nothing when it may."""
    if one.starts and day < one.starts:
        return f"it begins on {one.starts}"
    if one.expires and day > one.expires:
        return f"it ended on {one.expires}"
    if one.statement_form == "pending":
        return "its statement says that approval is pending"
    return "no statement of the accreditor is pasted" if is_blank(one.statement) else ""


def _certified(project: Project, blocks: dict[str, Accreditation]) -> Iterator[Part]:
    """Yield what California and nursing ask of a certificate, and the statements as they were pasted."""
    activity, provider = project.tables.activity, project.tables.provider
    assert provider
    yield Slot(str(_("Name")), "name")
    names = {(one.profile or name).replace("-", "_") for name, one in blocks.items()}
    if names & _NAMES_LICENCE:
        yield Slot(str(_("Licence or other number")), "licence")
    yield Words(str(_("has completed")))
    yield Words(activity.title or project.title, strong=True)
    yield Slot(str(_("Completed on")), "completed")
    yield Fact(str(_("Provider")), ", ".join(filter(None, (provider.name, provider.address))))
    yield from (Fact(str(_("Jointly with")), one.name) for one in provider.joint)
    for one in blocks.values():
        yield from _accredited(one)
    yield Slot(str(_("Credit claimed")), "credit_claimed")
    if activity.expires_on:
        yield Fact(str(_("The activity may be used until")), day_in_words(activity.expires_on))
    if names & _NAMES_LICENCE:
        yield Words(str(_("Keep this certificate for four years.")))
    yield Slot(str(_("Signature")), "signature")
    yield Words(provider.signatory)


def _accredited(one: Accreditation) -> Iterator[Part]:
    yield Words(one.statement)
    if one.credit_amount and one.credit_unit:
        yield Fact(str(_("Credit")), f"{one.credit_amount:g} {one.credit_unit}")
    if one.provider_number:
        yield Fact(str(_("Number of the provider")), one.provider_number)
    if one.activity_number:
        yield Fact(str(_("Number of the activity")), one.activity_number)
    yield from (Fact("UAN", each.value) for each in one.uan)


def completion(project: Project) -> Paper:
    """Return the record of completion as a form: what the page of the course prints by itself, for who has no screen.

    It awards nothing, whoever the provider is.
    """
    parts: list[Part] = [
        Slot(str(_("Name")), "name"),
        Words(str(_("has completed"))),
        Words(project.title, strong=True),
        Slot(str(_("Completed on")), "completed"),
        Slot(str(_("Points of the test")), "score"),
        Fact(str(_("Edition")), project.version),
        Fact(str(_("Hash of the content")), printed_hash(project)),
        Words(str(_("This record is not a certificate and awards no credit."))),
    ]
    return Paper("completion-record", project.language, str(_("Record of completion")), parts, _foot(project))


def _foot(project: Project) -> str:
    edition = str(_("%s, edition %s, %s"))
    return edition % (project.title, project.version, printed_hash(project))
