"""Write findings as JSON or as SARIF 2.1.0 for editors and code hosts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from course import __version__
from course.checks import all_checks, is_waived
from quizzes.finding import Finding, Level, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_SARIF_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def summary(findings: Sequence[Finding]) -> str:
    """Return the line that counts what was found."""
    count = Counter(one.level for one in findings if not is_waived(one))
    waived = sum(map(is_waived, findings))
    words = [counted(count[level], name) for level, name in zip(Level, ("error", "warning", "remark"), strict=True)]
    return f"{', '.join(words)}, {waived} waived"


def as_json(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return each finding as a plain table."""
    return [{**vars(one), "path": one.path.as_posix(), "level": str(one.level)} for one in findings]


def as_sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return a SARIF log of one run; paths inside the working folder are relative."""
    used = sorted({one.code for one in findings})
    titles = {code: check.title for code, check in all_checks().items()}
    rules = [{"id": code, "shortDescription": {"text": titles.get(code, code)}} for code in used]
    driver = {"name": "course", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": [_result(one, used.index(one.code)) for one in findings]}
    return {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    about = f"{finding.subject}: " if finding.subject else ""
    hint = f" ({finding.hint})" if finding.hint else ""
    uri = finding.path.as_uri() if finding.path.is_absolute() else quote(finding.path.as_posix())
    place = {"artifactLocation": {"uri": uri}, "region": {"startLine": max(finding.line, 1)}}
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[finding.level],
        "message": {"text": f"{about}{finding.message}{hint}"},
        "locations": [{"physicalLocation": place}],
    }
