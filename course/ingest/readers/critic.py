"""Changes and remarks that CriticMarkup writes into Markdown (https://github.com/CriticMarkup), as HTML says them.

Without it `{~~5 mg~>9 mg~~}` reads as if both doses were struck out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from course.ingest.losses import Losses, LossKind, Place

if TYPE_CHECKING:
    from collections.abc import Callable

_MARK = re.compile(
    r"(?<!\{)\{(?:\+\+(?P<ins>[^{}]+?)\+\+|--(?P<del>[^{}]+?)--|~~(?P<old>[^{}]+?)~>(?P<new>[^{}]+?)~~"
    r"|>>(?P<said>[^{}]+?)<<|==(?P<shown>[^{}]+?)==)\}(?!\})"
)


def without_critic(text: str, losses: Losses) -> str:
    """Return a text with its changes marked as HTML marks them; remarks are told with their line."""
    return _MARK.sub(_written(text, losses), text) if _MARK.search(text) else text


def _written(text: str, losses: Losses) -> Callable[[re.Match[str]], str]:
    def written(found: re.Match[str]) -> str:
        if found["said"]:
            losses.add(Place(text.count("\n", 0, found.start()) + 1), LossKind.COMMENT, found["said"])
            return "\n" * found["said"].count("\n")
        if found["old"]:
            return f"<del>{found['old']}</del><ins>{found['new']}</ins>"
        return found["shown"] or (f"<ins>{found['ins']}</ins>" if found["ins"] else f"<del>{found['del']}</del>")

    return written
