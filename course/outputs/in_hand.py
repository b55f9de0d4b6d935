"""Which words of its author Sphinx had in hand when a library failed on them: a finding at their line, no traceback.

Roles and directives of other packages raise whatever they like for words that they do not expect: an empty citation, a
list without an entry. The error knows nothing of the page, but what was called on the way knows it.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.util.docutils import SphinxRole

from quizzes.finding import Finding
from quizzes.sphinxext.texts import TextPlace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CODE, STOPPED = "C083", "C030"
_OURS = tuple(Path(__file__).parents[2] / name for name in ("course", "quizzes"))


def in_hand(error: BaseException, page: Path, caller: Path, extension: str = "") -> Finding | None:
    """Return the finding for an error that a library raised about a page; None for one that began in our own code.

    What counts is who was at work on the innermost role or directive: a question of ours may hold words of its author.
    `caller` is the module that called Sphinx, whose lines do not count. `extension` is the package of Sphinx whose
    handler failed; without a role or directive in hand it is all that can be named.
    """
    frames = [(Path(frame.f_code.co_filename), frame.f_locals) for frame, _ in traceback.walk_tb(error.__traceback__)]
    held = max((at for at, (_, known) in enumerate(frames) if list(_lines(known))), default=0)
    if any(path.is_relative_to(ours) for path, _ in frames[held:] for ours in _OURS if path != caller):
        return None
    if extension and not held:
        message = f"the extension '{extension}' fails here ({_told(error)})"
        return Finding(page, 1, STOPPED, message, hint="leave it out of the settings, or ask those who make it")
    message = f"this cannot be read ({_told(error)})"
    hint = "write the role or directive as its package asks for"
    banks = [one.source for _, known in frames for one in known.values() if isinstance(one, TextPlace)]
    return Finding(Path(banks[-1]) if banks else page, line_in_hand(error), CODE, message, hint=hint)


def in_code(error: BaseException, code: Path) -> Finding | None:
    """Return the finding for an error that began in a file of code of the course, at its last line there."""
    if isinstance(error, SyntaxError) and error.filename and Path(error.filename).name == code.name:
        return Finding(code, error.lineno or 1, STOPPED, f"this code cannot be read ({error.msg})", hint="mend it")
    frames = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in frames if Path(frame.f_code.co_filename) == code]
    if not lines:
        return None
    return Finding(code, lines[-1], STOPPED, f"this code fails ({_told(error)})", hint="mend it, or take it out")


def _told(error: BaseException) -> str:
    told = " ".join(str(error).split())
    return f"{type(error).__name__}{': ' if told else ''}{told:.200}"


def line_in_hand(error: BaseException) -> int:
    """Return the line (from 1) of the innermost role, directive or node that was being worked on; 1 without one."""
    lines = [line for frame, _ in traceback.walk_tb(error.__traceback__) for line in _lines(frame.f_locals)]
    return lines[-1] if lines else 1


def _lines(known: Mapping[str, object]) -> Iterator[int]:
    """Yield the lines that the variables of a function tell."""
    one, node = known.get("self"), known.get("node")
    told = [
        one.lineno if isinstance(one, Directive | SphinxRole) else None,
        known.get("lineno") if "inliner" in known else None,
        node.line if isinstance(node, nodes.Element) else None,
    ]
    yield from [line for line in told if isinstance(line, int) and line > 0][:1]
