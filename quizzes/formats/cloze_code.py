"""Moodle's code for gaps in a text, such as `{1:SHORTANSWER:=blue#Because of scattering.~%50%azure}`.

Source: `question/type/multianswer/questiontype.php` of Moodle, `qtype_multianswer_extract_question`.
"""

from __future__ import annotations

import html
import re
from typing import Any

import lxml.html

from quizzes.formats.building import NotTakenError
from quizzes.formats.format import Html
from quizzes.formats.told import MARK

_GAP = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^\\}])*)\}", re.DOTALL)
_PART = re.compile(r"~((?:\\.|[^\\~])*)", re.DOTALL)
_WORDS = re.compile(r"((?>\\.|(?:&|&amp;)#|[^\\#])*+)#(.*)", re.DOTALL)
"""What stands before the feedback: a `#` behind `&` is part of a code such as `&#176;`."""
_SHARE = re.compile(r"(=|%(-?\d+(?:\.\d+)?)%)?(.*)", re.DOTALL)
_TYPED = {"SHORTANSWER": "casefold", "SA": "casefold", "MW": "casefold", "SHORTANSWER_C": "exact", "SAC": "exact",
          "MWC": "exact"}  # fmt: skip
_CHOSEN = re.compile(r"(?:MULTICHOICE|MC)(?:_?[HVS]{1,2})?")
_WHOLE = 100.0


def read_cloze(text: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text with marks where gaps are (`quizzes.formats.told` puts braces), and the gaps with their `weight`.

    Raises NotTakenError for a gap of another kind, or without a right answer.
    """
    gaps: list[dict[str, Any]] = []

    def mark(found: re.Match[str]) -> str:
        gaps.append({"id": f"g{len(gaps) + 1}", **_gap(found), "weight": int(found[1] or 1)})
        return f"{MARK[0]}g{len(gaps)}{MARK[1]}"

    return _GAP.sub(mark, text), gaps


def _gap(found: re.Match[str]) -> dict[str, Any]:
    kind, parts = found[2], _parts(found[3])
    right = [(text, said) for share, text, said in parts if share >= _WHOLE]
    if not right:
        raise NotTakenError("a gap has no right answer")
    (answer, said), others = right[0], list(dict.fromkeys(text for text, _ in right[1:]))
    if {said for _, said in right} != {said}:
        raise NotTakenError("the right answers of a gap have feedback of their own, and a gap here has one")
    feedback = {"feedback": Html(said)} if said else {}
    if kind in _TYPED:
        exact = {"match": "exact"} if _TYPED[kind] == "exact" else {}
        if len(parts) > len(right) or any(re.search(r"(?<!\\)\*", text) for text, _ in right):
            raise NotTakenError("a gap has an answer that is half right, or a pattern, which a gap here has not")
        plain = [text.replace(r"\*", "*") for text in (answer, *others)]
        return {"answer": plain[0], **({"also": plain[1:]} if others else {}), **exact, **feedback}
    if _CHOSEN.fullmatch(kind):
        words = [_shown(text) for text in (answer, *others)]
        also = {"also": words[1:]} if others else {}
        menu = {"choices": [_shown(text) for _, text, _ in parts], "mixed": kind.endswith("S")}
        return {"answer": words[0], **also, **menu, **feedback}
    raise NotTakenError(f"a gap is of the kind {kind}, which a bank does not have")


def _shown(text: str) -> str:
    """Return the words of a choice, which Moodle shows as HTML."""
    if "<" not in text and "&" not in text:
        return text
    return " ".join(lxml.html.fragment_fromstring(text, create_parent="div").text_content().split())


def _parts(code: str) -> list[tuple[float, str, str]]:
    out = []
    for one in _PART.findall(f"~{code}" if not code.startswith("~") else code):
        found = _SHARE.fullmatch(one)
        assert found
        share = _WHOLE if found[1] == "=" else float(found[2]) if found[2] else 0.0
        text, _, said = _split(found[3])
        out.append((share, _bare(html.unescape(text)).strip(), _bare(html.unescape(said)).strip()))
    return out


def _split(text: str) -> tuple[str, str, str]:
    found = _WORDS.match(text)
    return (found[1], "#", found[2]) if found else (text, "", "")


def _bare(text: str) -> str:
    r"""Return a text without the backslashes that Moodle takes away: those before `}` and `#`."""
    return re.sub(r"\\([}#])", r"\1", text)
