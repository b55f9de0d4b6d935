"""Phone numbers are links that a phone can dial, on the web and in the EPUB, and do not break at the end of a line.

A number is taken for one when its form says so (+44 20 …, 1-800-222-1222), when the words before it do ("call 911"), or
when it is what [places] of course.toml says of the place. No dose, date, range or number of a work has these forms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from course.sphinxext.memory import project_of
from quizzes.sphinxext.nodes import quiz_item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

CLASS = "course-tel"
_DASH = "[-\N{NON-BREAKING HYPHEN}]"
_SHORT = r"116 ?\d{3}|9-8-8|911|988|999|112|11[0135689]|111|000|144|211|13 \d\d \d\d"
"""Numbers of emergency services and crisis lines: three digits, the European 116 xxx, the Australian 13 xx xx."""
_LONG = (
    rf"(?:1{_DASH})?[2-9]\d\d{_DASH}[2-9]\d\d{_DASH}\d{{4}}"
    rf"|(?:1 )?\([2-9]\d\d\) ?[2-9]\d\d{_DASH}\d{{4}}"
    rf"|1[38]00 \d{{3}} \d{{3}}"
    rf"|\+[1-9]\d{{0,2}}(?:(?: |{_DASH})\(?\d{{1,5}}\)?){{2,5}}"
)
"""North America (NANP: area code and exchange begin with 2 to 9), Australia, and E.123 with its plus."""
_ALONE = r"(?<![\w.,/+§#-])(?:%s)(?![\w/]|[.,]\d|-\d| ?(?:mg|µg|mcg|kg|g|ml|mL|l|IU|%%|percent|Prozent)\b| ?%%)"
_BY_FORM = re.compile(_ALONE % _LONG)
_IN_PLACES = re.compile(_ALONE % f"{_LONG}|{_SHORT}")
_CALL = re.compile(
    r"\b(?:call(?:ing)?|dial|text|phone|ring|Tel\.?|Telefon|Notruf|wählen Sie|rufen Sie|Anruf bei)"
    r"(?: or (?:text|call))?:? $",
    re.IGNORECASE,
)
_WORK = re.compile(r"\bPMID:? ?$")
"""What stands before the number of a work."""
_NEVER = (
    nodes.literal,
    nodes.literal_block,
    nodes.reference,
    nodes.raw,
    nodes.title,
    nodes.citation,
    nodes.math,
    quiz_item,
)


def phones(text: str, *, place: bool = False, before: str = "") -> Iterator[tuple[int, int, str]]:
    """Yield start, end and address of each phone number; `place` says that the text is what [places] says.

    `before` is what stands before the text in its paragraph. Addresses are those of RFC 3966, without separators.
    """
    for found in _IN_PLACES.finditer(text):
        short = _BY_FORM.fullmatch(found[0]) is None
        digits = re.sub(r"\D", "", found[0])
        if found[0].startswith("+") and not 8 <= len(digits) <= 15:  # noqa: PLR2004 - the lengths of E.164
            continue
        if _WORK.search(text[: found.start()]):
            continue
        if short and not place and not _CALL.search(before + text[: found.start()]):
            continue
        yield found.start(), found.end(), f"tel:{'+' if found[0].startswith('+') else ''}{digits}"


class LinkPhones(SphinxPostTransform):
    """Make links of phone numbers in text, lists, tables and heads of boxes; questions and headings stay text."""

    default_priority = 750
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Replace each text that has a number."""
        said = places_said(self.env)
        for text in list(self.document.findall(nodes.Text)):
            # The theme shortens links to GitHub and GitLab, and leaves their new text without a parent.
            if text.parent is not None and not any(_stays_text(parent) for parent in _parents(text)):
                _link(text, place=text.astext().strip() in said)


def places_said(env: BuildEnvironment) -> frozenset[str]:
    """Return what the rows of [places] that hold word for word say of any place."""
    places = project_of(env).tables.places
    return frozenset(said.text for row in places.rows.values() if row.exact for said in row.says.values() if said.text)


def _stays_text(node: nodes.Node) -> bool:
    """Say whether a number in here is no link: the head of a box is one's first touch at night, a fold opens by it."""
    box = node.parent if isinstance(node, nodes.title) else None
    return isinstance(node, _NEVER) and not (isinstance(box, nodes.admonition) and "dropdown" not in box["classes"])


def _parents(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _link(text: nodes.Text, *, place: bool) -> None:
    parent, words = text.parent, text.astext()
    place_of = parent.index(text)
    before = "".join(node.astext() for node in parent.children[:place_of])
    parts: list[nodes.Node] = []
    end = 0
    for start, stop, address in phones(words, place=place, before=before):
        number = words[start:stop]
        parts += [nodes.Text(words[end:start]), nodes.reference("", number, refuri=address, classes=[CLASS])]
        end = stop
    if end:
        parent[place_of : place_of + 1] = [part for part in (*parts, nodes.Text(words[end:])) if part.astext()]


def setup_phones(app: Sphinx) -> None:
    """Register the step."""
    app.add_post_transform(LinkPhones)
