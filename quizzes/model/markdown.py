"""Texts that are Markdown: of one line they say what stands in them, also where they begin with a sign.

A choice such as `> 10 mg`, `- 5`, `+++`, `1997.` or `% of all` is no quotation, list, rule or remark: it would lose the
sign that it is about, on pages and in every export. So what would open a block gets its backslash when a bank is read.
Texts of several lines have every block of Markdown.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from quizzes.model.values import Text

_OPENS = re.compile(
    r"""(?:
      >                                   # a quotation, with a space behind the sign or without
    | [-+*](?=[ \t]|$)                    # an entry of a list
    | \#{1,6}(?=[ \t]|$)                  # a heading
    | %                                   # a remark of MyST, which nobody sees
    | \+\+\+                              # a break of MyST
    | (?=(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$|(?:\*[ \t]*){3,}$)    # a rule
    | (?=\[[^\]]*\]:)                     # the address of a link, or a note
    | (?=\([^()\s]+\)=$)                  # a target of MyST
    | (?=:[^:\s][^:]*:(?:[ \t]|$))        # a field of MyST
    )""",
    re.VERBOSE,
)
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:[ \t]|$))")


def literal_line(text: str) -> str:
    """Return a text of one line that opens no block of Markdown; a text of several lines as it is."""
    if "\n" in text:
        return text
    if _OPENS.match(text):
        return f"\\{text}"
    found = _NUMBERED.match(text)
    return f"{found[1]}\\{text[found.end() :]}" if found else text


Markdown = Annotated[Text, AfterValidator(literal_line)]
"""Markdown that must not be empty."""
