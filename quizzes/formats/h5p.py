"""Read H5P: a question set, or one question, of the types that a bank has.

Sources: `semantics.json` of h5p/h5p-question-set, h5p-multi-choice, h5p-true-false, h5p-blanks, h5p-drag-text and
h5p-essay. It goes one way: a package would need the programs of H5P inside.
"""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder, NotTakenError, choices_of, one_key, without_empty
from quizzes.formats.essays import essay_of
from quizzes.formats.foreign_xml import read_bytes
from quizzes.formats.format import Format, Html, Read
from quizzes.formats.loss import FormatCode, unreadable
from quizzes.formats.told import MARK
from quizzes.formats.zip_file import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_SET = "H5P.QuestionSet"
_GAP = re.compile(r"\*\*|\*((?:[^*\n]|\*\*)+?)\*(?!\*)")
"""A gap between stars, or two stars for one that is meant."""
_TAGS = re.compile(r"<[^<>]*>")


def read(path: Path) -> Read:
    """Return the questions of a package; raises FindingsError for what is none, and where nothing can be taken."""
    files = unpacked(path, read_bytes(path))
    about, content = (_json(path, files, name) for name in ("h5p.json", "content/content.json"))
    builder = Builder(path, title=_words(about.get("title")))
    main = str(about.get("mainLibrary", ""))
    questions = content.get("questions") if main == _SET else [{"library": main, "params": content}]
    for place, one in enumerate(questions if isinstance(questions, list) else (), 1):
        asked = _Question(one if isinstance(one, dict) else {}, builder, files)
        try:
            values = asked.values()
        except NotTakenError as error:
            builder.refuse(1, f"question {place}: {error}", asked.name)
            continue
        made = builder.add(1, values, called=asked.known_by)
        for message in asked.later:
            builder.tell(1, message, made, FormatCode.GRADED)
    if main == _SET and content.get("randomQuestions"):
        builder.tell(1, "a draw of questions is left out: a test of the course says it")
    return builder.done()


def _json(path: Path, files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    try:
        found = json.loads(files[name].decode("utf-8-sig"))
    except (KeyError, ValueError, RecursionError) as error:
        raise FindingsError(unreadable(path, 1, f"it has no {name} that can be read; H5P has one")) from error
    return found if isinstance(found, dict) else {}


def _words(value: object) -> str:
    return " ".join(html.unescape(_TAGS.sub(" ", str(value or ""))).split())


class _Question:
    def __init__(self, entry: Mapping[str, Any], builder: Builder, files: Mapping[str, bytes]) -> None:
        self.kind = str(entry.get("library", "")).partition(" ")[0]
        params, about = entry.get("params"), entry.get("metadata")
        self.params: Mapping[str, Any] = params if isinstance(params, dict) else {}
        self.name = _words(about.get("title")) if isinstance(about, dict) else ""
        self.known_by = str(entry.get("subContentId") or "")
        self.builder, self.files = builder, files
        self.later: list[str] = []

    def values(self) -> dict[str, Any]:
        """Return the item; raises NotTakenError for one that no bank can hold."""
        made = _READERS.get(self.kind)
        if made is None:
            raise NotTakenError(f"a bank has no question of H5P's type {self.kind or '(none)'}")
        own = made(self)
        stem = Html(self._picture() + own.pop("stem"))
        if not _TAGS.sub("", stem).strip() and "<img" not in stem:
            raise NotTakenError("its text is empty")
        title = "" if self.name.lower().startswith("untitled") else self.name
        return {"type": own.pop("type"), "stem": stem, **own, **without_empty({"title": title})}

    def text(self, name: str) -> Html:
        return Html(str(self.params.get(name) or "").strip())

    def part(self, name: str) -> Mapping[str, Any]:
        found = self.params.get(name)
        return found if isinstance(found, dict) else {}

    def flag(self, name: str) -> bool:
        return self.part("behaviour").get(name) is True

    def _picture(self) -> str:
        """Return the picture above a question; a film or a sound is told."""
        media = self.part("media").get("type")
        media = media if isinstance(media, dict) and media.get("library") else {}
        given = media.get("params")
        inner: Mapping[str, Any] = given if isinstance(given, dict) else {}
        file = inner.get("file")
        if not media:
            return ""
        address = str(file.get("path", "")) if isinstance(file, dict) else ""
        content = self.files.get(f"content/{address}")
        if not str(media["library"]).startswith("H5P.Image ") or content is None:
            self.later.append(f"left out: {str(media['library']).partition(' ')[0]} above the question")
            return ""
        self.builder.pictures[quote(address)] = content
        return f'<p><img src="{quote(address)}" alt="{html.escape(_words(inner.get("alt")))}"/></p>'


def _choices(question: _Question) -> dict[str, Any]:
    found = [one for one in question.params.get("answers") or () if isinstance(one, dict)]
    rows = []
    for one in found:
        said = one.get("tipsAndFeedback")
        told = said if isinstance(said, dict) else {}
        feedback = Html(str(told.get("chosenFeedback") or ""))
        rows.append((Html(str(one.get("text") or "")), one.get("correct") is True, feedback))
        if told.get("tip") or told.get("notChosenFeedback"):
            question.later.append("tips, and what is said of a choice that is not taken, are left out")
    question.later = list(dict.fromkeys(question.later))
    if any(not _TAGS.sub("", text).strip() and "<img" not in text for text, _, _ in rows):
        raise NotTakenError("a choice is empty")
    kind = str(question.part("behaviour").get("type") or "auto")
    right = sum(key for _, key, _ in rows)
    if kind == "single" and right > 1:
        raise NotTakenError(f"{right} right choices of which one is taken; a key is never guessed")
    if not right:
        raise NotTakenError("no choice is right; a key is never guessed")
    still = {"shuffle": False} if question.part("behaviour").get("randomAnswers") is False else {}
    if right == 1 and kind != "multi":
        one_key(rows)
        return {"type": "single", "stem": question.text("question"), "choices": choices_of(rows), **still}
    scoring: dict[str, Any] = {} if question.flag("singlePoint") else {"scoring": "penalty", "points": right}
    asked = {"type": "multiple", "stem": question.text("question")}
    return {**asked, **scoring, "choices": choices_of(rows), **still}


def _judged(question: _Question) -> dict[str, Any]:
    answer = str(question.params.get("correct")).lower()
    if answer not in ("true", "false"):
        raise NotTakenError("it has no key; a key is never guessed")
    behaviour = question.part("behaviour")
    right, wrong = (str(behaviour.get(name) or "") for name in ("feedbackOnCorrect", "feedbackOnWrong"))
    said = {answer: right, "false" if answer == "true" else "true": wrong}
    feedback = {key: Html(html.escape(text)) for key, text in said.items() if text.strip()}
    return {"type": "truefalse", "stem": question.text("question"), "answer": answer == "true", "feedback": feedback}


def _blanks(question: _Question) -> dict[str, Any]:
    texts = [str(one) for one in question.params.get("questions") or () if isinstance(one, str)]
    exact = {"match": "exact"} if question.part("behaviour").get("caseSensitive") is not False else {}
    if question.flag("acceptSpellingErrors"):
        question.later.append("a spelling mistake makes the answer wrong here")
    gaps: list[dict[str, Any]] = []

    def mark(found: re.Match[str]) -> str:
        if found[1] is None:
            return "*"
        words, _, tip = html.unescape(_TAGS.sub("", found[1])).replace("**", "*").partition(":")
        answers = [one.strip() for one in words.split("/") if one.strip()]
        if not answers:
            raise NotTakenError("a gap has no right answer; a key is never guessed")
        if tip:
            question.later.append("tips of gaps are left out")
        also = {"also": list(dict.fromkeys(answers[1:]))} if len(answers) > 1 else {}
        gaps.append({"id": f"g{len(gaps) + 1}", "answer": answers[0], **also, **exact})
        return f"{MARK[0]}g{len(gaps)}{MARK[1]}"

    body = "".join(_GAP.sub(mark, text) for text in texts)
    return _cloze(question, question.text("text") + body, gaps)


def _dragged(question: _Question) -> dict[str, Any]:
    """Return a text into which words are dragged: each gap has all of them to choose from."""
    words: list[str] = []

    def mark(found: re.Match[str]) -> str:
        if found[1] is None:
            return "*"
        words.append(_split(found[1]))
        return f"{MARK[0]}g{len(words)}{MARK[1]}"

    body = _GAP.sub(mark, html.escape(str(question.params.get("textField") or ""), quote=False)).replace("\n", "<br/>")
    others = [_split(one) for one in _GAP.findall(str(question.params.get("distractors") or "")) if one]
    menu = sorted({*words, *others})
    gaps = [{"id": f"g{place}", "answer": word, "choices": menu} for place, word in enumerate(words, 1)]
    return _cloze(question, f"{question.text('taskDescription')}<p>{body}</p>", gaps)


def _split(code: str) -> str:
    return html.unescape(code).replace("**", "*").partition(":")[0].partition("\\+")[0].strip()


def _cloze(question: _Question, stem: str, gaps: list[dict[str, Any]]) -> dict[str, Any]:
    if not gaps:
        raise NotTakenError("its text has no gap")
    question.later = list(dict.fromkeys(question.later))
    return {"type": "cloze", "stem": Html(stem), "scoring": "partial", "gaps": gaps,
            **({"points": len(gaps)} if len(gaps) > 1 else {})}  # fmt: skip


def _essay(question: _Question) -> dict[str, Any]:
    if question.params.get("keywords"):
        question.later.append("the keywords by which it is judged are left out: a person judges it by a rubric")
    notes = str(question.part("solution").get("sample") or "")
    return {**essay_of("", 1, Html(notes) if notes else ""), "stem": question.text("taskDescription")}


_READERS: dict[str, Callable[[_Question], dict[str, Any]]] = {
    "H5P.MultiChoice": _choices,
    "H5P.TrueFalse": _judged,
    "H5P.Blanks": _blanks,
    "H5P.DragText": _dragged,
    "H5P.Essay": _essay,
}
FORMAT = Format("h5p", ".h5p", "H5P: question sets, choices, true or false, gaps, words to drag, essays", read)
