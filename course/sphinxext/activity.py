"""Say what learners must read before they begin: who provides and pays, who wrote it, and what they have to do with it.

Everything stands in the record of course.toml (`docs/how-to/record-credit.md`). A course without a provider prints
nothing, and nothing of credit is printed until an accreditation is active.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from course.credit.disclosures import people_told, support_told
from course.sphinxext.memory import project_of
from course.sphinxext.strings import _, day_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from course.project.tables import Tables

Part = tuple[str, list[str]]
READ_FIRST = "course-activity"
"""The class of the block; no link to a lesson goes before it."""


class ActivityBlock(SphinxDirective):
    """Print provider, credit, audience, dates, people with disclosures, support, AI tools, off-label uses and contacts.

    The order is the one in which learners must meet them; no picture can stand in it.
    """

    def run(self) -> list[nodes.Node]:
        """Return a list of terms, or nothing for a course that no provider adopted."""
        project = project_of(self.env)
        self.env.note_dependency(str(project.settings))
        tables = project.tables
        if tables.provider is None and not tables.accreditation.blocks():
            return []
        found = nodes.definition_list(classes=[READ_FIRST])
        for term, texts in parts_of(tables):
            lines = [nodes.paragraph(text, text) for text in texts if text]
            if lines:
                found += nodes.definition_list_item("", nodes.term(term, term), nodes.definition("", *lines))
        source, line = self.get_source_info()
        for node in found.findall(nodes.Element):
            node.source, node.line = source, line
        return [found]


def parts_of(tables: Tables) -> Iterator[Part]:
    """Yield terms and their lines in order; a part without lines is not printed."""
    yield str(_("Provider")), [*_provided(tables)]
    if tables.gives_credit:
        yield str(_("Credit")), [*_credit(tables)]
    activity = tables.activity
    audience = ", ".join(one.replace("_", " ") for one in activity.audience)
    yield str(_("Purpose")), [activity.purpose]
    yield str(_("Audience")), [audience]
    yield str(_("Level")), [_level(activity.level)] if activity.level else []
    yield str(_("Prerequisites")), [activity.prerequisites]
    yield str(_("Time")), [*_time(tables)]
    yield str(_("Dates")), [*_dates(tables)]
    yield str(_("Authors, planners and reviewers")), [*people_told(tables)]
    yield str(_("Commercial support")), [*support_told(tables)]
    yield str(_("AI tools")), [*_tools(tables)]
    yield str(_("Uses outside of the label")), [one.use for one in activity.off_label]
    yield str(_("To complete the activity")), [*_test(tables)]
    yield str(_("What you need")), [activity.technical]
    yield str(_("Contact")), [*_contact(tables)]
    yield str(_("Imprint")), [activity.notice]


def _level(level: str) -> str:
    """Return the name of a level in the language of the course."""
    return str({"beginning": _("beginning"), "intermediate": _("intermediate"), "advanced": _("advanced")}[level])


def _provided(tables: Tables) -> Iterator[str]:
    provider = tables.provider
    if provider:
        yield ", ".join(filter(None, (provider.name, provider.address)))
        yield from (str(_("Jointly with %s")) % one.name for one in provider.joint)


def _credit(tables: Tables) -> Iterator[str]:
    """Yield what accreditors gave, in their own words."""
    for block in tables.accreditation.blocks().values():
        if block.status == "active":
            yield block.statement
            if block.credit_amount and block.credit_unit:
                yield f"{block.credit_amount:g} {block.credit_unit}"
            yield from (f"UAN {one.value}" for one in block.uan)


def _time(tables: Tables) -> Iterator[str]:
    told = tables.activity.time.minutes_stated or tables.activity.minutes
    if told:
        yield str(_("%s minutes (an estimate)")) % told


def _dates(tables: Tables) -> Iterator[str]:
    activity = tables.activity
    for words, day in (
        (_("Released: %s"), activity.released_on),
        (_("Last reviewed: %s"), activity.reviewed_on),
        (_("Expires: %s"), activity.expires_on),
    ):
        if day:
            yield str(words) % day_in_words(day)


def _tools(tables: Tables) -> Iterator[str]:
    told = tables.activity.ai
    if told is None or told.used is None:
        return
    yield told.statement or str(_("No AI tools were used.") if not told.used else "")
    for one in told.use:
        days = "\N{EN DASH}".join(day_in_words(day) for day in (one.begin, one.end) if day)
        yield ", ".join(filter(None, (f"{one.tool} {one.version}".strip(), days, ", ".join(one.tasks))))


def _test(tables: Tables) -> Iterator[str]:
    test = tables.assessment
    if test.pass_mark is not None and test.draw:
        right = round(test.draw * test.pass_mark)
        yield str(_("Answer %(right)s of %(all)s questions of the test rightly.")) % {"right": right, "all": test.draw}
    if test.attempts is not None:
        yield str(_("Attempts: %s")) % (test.attempts or str(_("without a limit")))


def _contact(tables: Tables) -> Iterator[str]:
    provider = tables.provider
    if provider:
        yield ", ".join(filter(None, (provider.contact_email, provider.contact_phone)))
        if provider.accommodations:
            yield str(_("Accommodations: %s")) % provider.accommodations
        if provider.complaints:
            yield str(_("Complaints: %s")) % provider.complaints


def setup_activity(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("activity", ActivityBlock)
