"""How far a course is signed, as data and as a page that needs nothing else."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from course.reviews.told import changed, pages_told, summed

if TYPE_CHECKING:
    from course.reviews.standing import Standing

FORM = "course-review-status/1"
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1a1a1a;background:#fff;"
    "overflow-wrap:anywhere}del{color:#a30015}ins{color:#0b5c2b}li{margin:.3rem 0}"
)


def as_json(title: str, kind: str, state: Standing) -> str:
    """Return every block with who signed it, and what was signed and is no more, as JSON."""
    return json.dumps(_data(title, kind, state), indent=1, ensure_ascii=False) + "\n"


def _data(title: str, kind: str, state: Standing) -> dict[str, Any]:
    return {
        "form": FORM,
        "course": title,
        "as": kind,
        "people": state.people,
        "total": len(state.blocks),
        "open": len(state.open),
        "blocks": [
            {
                "scope": block.scope,
                "file": block.name,
                "line": block.line,
                "kind": block.kind,
                "sha256": block.sha256,
                "open": state.is_open(at),
                "signed_by": [_person(one.signature) for one in state.signers[at]],
                **({"was": state.was[at].row.text} if at in state.was else {}),
            }
            for at, block in enumerate(state.blocks)
        ],
        "gone": [
            {"file": one.row.name, "sha256": one.row.sha256, "was": one.row.text, **_person(one.signed.signature)}
            for one in state.lost
        ],
    }


def _person(signature: Any) -> dict[str, str]:
    return {
        "name": signature.name,
        "role": signature.role,
        "credentials": signature.credentials,
        **({"licence_jurisdiction": place} if (place := signature.licence_jurisdiction) else {}),
        "date": signature.date.isoformat(),
    }


def as_html(title: str, kind: str, state: Standing) -> str:
    """Return the same as a page: each file with its signers, then what changed since with both wordings."""
    files = "".join(f"<li>{escape(line)}</li>" for line in pages_told(state))
    was = "".join(
        f"<li>{escape(state.blocks[at].name)}:{state.blocks[at].line}, "
        f"{escape(one.signed.signature.name)}, {one.signed.signature.date}: "
        f"{_marked(changed(one.row.text, state.blocks[at].text))}</li>"
        for at, one in sorted(state.was.items())
    )
    gone = "".join(f"<li>{escape(one.row.name)}: <del>{escape(one.row.text)}</del></li>" for one in state.lost)
    head = escape(f"{title}: {kind} review")
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{head}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body><main><h1>{head}</h1><p>{escape(summed(state))}</p><h2>Files</h2><ul>{files}</ul>"
        + (f"<h2>Changed since they were signed</h2><ul>{was}</ul>" if was else "")
        + (f"<h2>Changed or gone</h2><ul>{gone}</ul>" if gone else "")
        + "</main></body></html>\n"
    )


def _marked(text: str) -> str:
    for sign, mark in (("[-", "<del>"), ("-]", "</del>"), ("{+", "<ins>"), ("+}", "</ins>")):
        text = text.replace(sign, f"\0{mark}\0")
    parts = text.split("\0")
    return "".join(part if part in {"<del>", "</del>", "<ins>", "</ins>"} else escape(part) for part in parts)
