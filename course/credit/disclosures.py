"""What people and companies have to do with a course, in sentences: for pages, and for the slides of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from course.project.provider import Person
    from course.project.tables import Tables

_ = get_translation("course")


def people_told(tables: Tables) -> Iterator[str]:
    """Yield each person with what was disclosed, then whether all of it was mitigated."""
    for person in tables.everybody:
        yield f"{', '.join(filter(None, (person.name, person.letters)))}: {_disclosed(person)}"
    relevant = [
        one for person in tables.everybody for one in person.relationship or () if one.relevant and one.ineligible
    ]
    if relevant and all(one.mitigation for one in relevant):
        yield str(_("All relevant financial relationships were mitigated."))


def _disclosed(person: Person) -> str:
    """Return companies by name and nothing else, or that there are none, or that nothing was said."""
    if person.relationship is None:
        return str(_("has disclosed nothing yet"))
    shown = [one for one in person.relationship if one.relevant and one.ineligible]
    if not shown:
        return str(_("no relevant financial relationships with ineligible companies"))
    return "; ".join(f"{one.company} ({_nature(one.nature or 'other')})" for one in shown)


def _nature(nature: str) -> str:
    """Return the name of a financial relationship in the language of the course."""
    words = {
        "consultant": _("consultant"),
        "speaker": _("speaker"),
        "advisor": _("advisor"),
        "grant": _("grant"),
        "royalty": _("royalty"),
        "stock": _("stock"),
        "owner": _("owner"),
        "employee": _("employee"),
        "other": _("other relationship"),
    }
    return str(words[nature])


def support_told(tables: Tables) -> Iterator[str]:
    """Yield who supports the activity with money or in kind, or that nobody does."""
    if tables.activity.commercial_support == "none" and not tables.support:
        yield str(_("This activity has no commercial support."))
    for one in tables.support:
        form = _("in kind") if one.form == "in_kind" else _("money")
        yield f"{one.company} ({form})"
