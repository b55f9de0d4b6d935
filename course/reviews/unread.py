"""What nobody has read in the original, as one list for the person who signs: made from the register, so never stale.

It holds each fact whose status is not `read`, each statement with something left to verify, each work whose note says
that only others were seen to quote it, and each place that [places] leaves empty; what more pages rest on comes first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from course.evidence.facts import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from course.material import Material

NAME = "unread.md"
"""The file beside the facts in which a course may keep the list."""
_DOUBT = re.compile(r"second-hand|unverified|verify before release|not reached|not read")
_HEAD = """\
# What nobody has read in the original

Made by `course check COURSE --unread`; read a source, change its row, and make this list anew. A line names the pages \
that cite the work, so that what more people meet is read first.
"""


def unread(material: Material) -> str:
    """Return the list as Markdown with a final line break."""
    cited = _cited(material)
    parts = (
        ("Facts", ("fact", "state", "what it says", "works", "pages that cite them"), _facts(material, cited)),
        ("Statements of the document", ("statement", "still to verify"), _statements(material)),
        ("Works", ("work", "what was read of it", "pages that cite it"), _works(material, cited)),
        ("Places", ("place", "still empty"), _places(material)),
    )
    return "\n".join([_HEAD, *(_part(*part) for part in parts)])


def _part(title: str, heads: Iterable[str], found: Iterable[tuple[int, tuple[str, ...]]]) -> str:
    rows = [cells for _, cells in sorted(found, key=lambda one: -one[0])]
    if not rows:
        return f"## {title}: nothing\n"
    lines = [heads, ["---"] * len(rows[0]), *rows]
    body = "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)
    return f"## {title}: {len(rows)}\n\n{body}"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def _cited(material: Material) -> Mapping[str, set[str]]:
    """Return the files in which each work is cited: pages, figures, answers, the session plan and questions."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path, sentence in material.passages():
        for key in (*sentence.citations, *(sentence.also_cited if "figure" in sentence.kind else ())):
            found[key].add(path.stem)
    for file, _, item in material.items():
        for reference in item.reference:
            found[reference.key].add(file.path.stem)
    return found


def _facts(material: Material, cited: Mapping[str, set[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for fact in material.facts:
        if fact.status is not Status.READ:
            pages = {page for key in fact.source_keys for page in cited.get(key, ())}
            cells = (fact.id, fact.status.value, fact.statement, ", ".join(fact.source_keys), str(len(pages)))
            yield len(pages), cells


def _statements(material: Material) -> Iterator[tuple[int, tuple[str, ...]]]:
    for claim in material.register.claims if material.register else ():
        if claim.to_verify:
            yield 0, (claim.id, claim.to_verify)


def _works(material: Material, cited: Mapping[str, set[str]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for work in (material.works or {}).values():
        note = re.sub(r"[{}]", "", work.fields.get("verification", ""))
        if _DOUBT.search(note):
            pages = sorted(cited.get(work.key, ()))
            yield len(pages), (work.key, note, ", ".join(pages))


def _places(material: Material) -> Iterator[tuple[int, tuple[str, ...]]]:
    places = material.project.tables.places
    for code, name in places.names.items():
        empty = [row for row, one in places.rows.items() if not (code in one.says and one.says[code].text)]
        if empty:
            yield 0, (name, ", ".join(empty))
