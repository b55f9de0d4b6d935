"""The tables [print] and [site] of course.toml: paper, answers on handouts, and the address of the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from course.project import wrong_setting
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from course.project import Project

PAPERS = {"letter": ("us-letter",), "a4": ("a4",), "both": ("us-letter", "a4")}
KEYS = ("end", "part")
HANDOUT_KEYS = ("last", "none")
_CHOICES = {"paper": tuple(PAPERS), "key": KEYS, "handout-key": HANDOUT_KEYS}
_IMPRINT = "imprint"


@dataclass(frozen=True)
class PrintTable:
    """What the tables say: the papers of books and of one-page cards in Typst's words, and the address of the site.

    Without `paper`, books and handouts are made for Letter, and cards, which people print themselves, for both.
    `key` says where books have their answers: after each part or at the end.
    """

    papers: tuple[str, ...] = PAPERS["letter"]
    card_papers: tuple[str, ...] = PAPERS["both"]
    key: str = "end"
    handout_key: str = "last"
    site: str = ""
    imprint: tuple[str, ...] = ()


def print_table(project: Project) -> PrintTable:
    """Return the table [print] of a course and the `url` of [site]; raise FindingsError for what they may not say."""
    table = project.meta.get("print", {})
    site = project.meta.get("site", {})
    wrong = _faults(project, table)
    url = site.get("url", "") if isinstance(site, dict) else ""
    if not isinstance(url, str) or (url and not url.startswith(("https://", "http://"))):
        wrong.append(
            _wrong(project, f"url is '{url}', and must be an address that begins with https://", "site", "url")
        )
    if wrong:
        raise FindingsError(*wrong)
    paper = table.get("paper", "")
    return PrintTable(
        PAPERS[paper or "letter"],
        PAPERS[paper or "both"],
        table.get("key", "end"),
        table.get("handout-key", "last"),
        url.rstrip("/"),
        tuple(table.get(_IMPRINT, ())),
    )


def _faults(project: Project, table: object) -> list[Finding]:
    if not isinstance(table, dict):
        return [_wrong(project, "[print] must be a table", "print")]
    known = (*_CHOICES, _IMPRINT)
    found = [_wrong(project, f"unknown key '{key}' in [print]", "print", key) for key in table if key not in known]
    lines = table.get(_IMPRINT, [])
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        found.append(_wrong(project, "imprint must be a list of texts", "print", _IMPRINT))
    for key, allowed in _CHOICES.items():
        if table.get(key, allowed[0]) not in allowed:
            message = f"{key} is '{table[key]}', and must be one of {', '.join(allowed)}"
            found.append(_wrong(project, message, "print", key))
    return found


def _wrong(project: Project, message: str, table: str, key: str = "") -> Finding:
    return wrong_setting(project.settings, message, table, key, "C073")
