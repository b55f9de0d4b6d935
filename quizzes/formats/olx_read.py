"""Read OLX of Open edX: an archive, or one problem; keys stand in `correct` and `answer`, and none is guessed."""

from __future__ import annotations

import copy
import io
import posixpath
import re
import tarfile
import zlib
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from lxml import etree

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder, NotTakenError, choices_of, number, one_key, without_empty
from quizzes.formats.foreign_xml import local, parse, read_bytes
from quizzes.formats.format import Html, Read
from quizzes.formats.loss import FormatCode, unreadable
from quizzes.formats.told import MARK
from quizzes.formats.zip_file import MOST_BYTES, MOST_ENTRIES, MOST_ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

_RESPONSE = re.compile(r"\w+response")
_SAID = ("solution", "demandhint", "choicehint", "correcthint", "optionhint", "compoundhint")
_HALF = 2


def read(path: Path) -> Read:
    """Return the problems of an archive or of one file.

    Raises FindingsError for what is no OLX, and where nothing can be taken.
    """
    content = read_bytes(path)
    builder = Builder(path)
    if not content.startswith(b"\x1f\x8b"):
        root = parse(path, content)
        if local(root) != "problem":
            raise FindingsError(unreadable(path, 1, f"the root is <{local(root)}>; that of a problem is <problem>"))
        _take(builder, root, root.get("url_name", ""), {})
        return builder.done()
    files = _unpacked(path, content)
    for name in _ordered(path, files):
        for one in parse(path, files[name], name).iter("problem"):
            if len(one) or one.text:
                stem = posixpath.splitext(posixpath.basename(name))[0]
                _take(builder, one, one.get("url_name") or stem, files)
    builder.title = _titled(path, files)
    return builder.done()


def _unpacked(path: Path, content: bytes) -> dict[str, bytes]:
    """Return the files of an archive; nothing is written to a disk, links are left alone."""
    found: dict[str, bytes] = {}
    size = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
            for entry in archive:
                size += entry.size
                if len(found) > MOST_ENTRIES or size > MOST_BYTES or entry.size > MOST_ENTRY:
                    raise FindingsError(unreadable(path, 1, "its files are too many or too large"))
                stream = archive.extractfile(entry) if entry.isfile() else None
                if stream is not None:
                    found[posixpath.normpath(entry.name)] = stream.read()
    except (tarfile.TarError, zlib.error, EOFError, OSError, ValueError) as error:
        raise FindingsError(unreadable(path, 1, f"the archive cannot be read: {error}")) from error
    return found


def _ordered(path: Path, files: Mapping[str, bytes]) -> list[str]:
    """Return the names of files that may hold problems, those of units first, in the order of sections."""
    xml = {name: files[name] for name in sorted(files) if name.endswith(".xml")}
    units = [name for name in xml if "/sequential/" in f"/{name}"]
    wanted = [str(one.get("url_name")) for name in units for one in parse(path, xml[name], name).iter("vertical")]
    verticals = {posixpath.basename(name)[:-4]: name for name in xml if "/vertical/" in f"/{name}"}
    ordered = [verticals[one] for one in wanted if one in verticals]
    inner = [str(one.get("url_name")) for name in ordered for one in parse(path, xml[name], name).iter("problem")]
    problems = {posixpath.basename(name)[:-4]: name for name in xml if "/problem/" in f"/{name}"}
    first = [problems[one] for one in inner if one in problems]
    return list(dict.fromkeys([*first, *ordered, *problems.values()]))


def _titled(path: Path, files: Mapping[str, bytes]) -> str:
    for name in sorted(files):
        if "/course/" in f"/{name}" and name.endswith(".xml"):
            root = parse(path, files[name], name)
            if local(root) == "course" and root.get("display_name"):
                return " ".join(root.get("display_name", "").split())
    return ""


def _take(builder: Builder, root: Element, name: str, files: Mapping[str, bytes]) -> None:
    problem = _Problem(root, builder, files)
    try:
        values = problem.values()
    except NotTakenError as error:
        builder.refuse(root.sourceline or 1, str(error), name)
        return
    title = " ".join((root.get("display_name") or "").split())
    values |= {"title": title} if title and title != name else {}
    made = builder.add(root.sourceline or 1, values, name)
    for message in problem.later:
        builder.tell(root.sourceline or 1, message, made, FormatCode.GRADED)


class _Problem:
    def __init__(self, root: Element, builder: Builder, files: Mapping[str, bytes]) -> None:
        self.root, self.builder, self.files = root, builder, files
        self.later: list[str] = []
        self.responses = [one for one in root.iter() if _RESPONSE.fullmatch(local(one))]

    def values(self) -> dict[str, Any]:
        """Return the item; raises NotTakenError for one that no bank can hold."""
        if any(local(one) == "script" for one in self.root.iter()):
            raise NotTakenError("it has a program, which is never run")
        kinds = {local(one) for one in self.responses}
        if not kinds:
            raise NotTakenError("it asks nothing")
        if odd := sorted(kinds - set(_READERS)):
            raise NotTakenError(f"a bank has nothing like <{odd[0]}>")
        own = self._several() if len(self.responses) > 1 or self._inline else self._one(self.responses[0])
        stem = own.pop("stem", None) or self.text()
        if not re.sub(r"<[^<>]*>|\s", "", stem) and "<img" not in stem:
            raise NotTakenError("its text is empty")
        points = number(self.root.get("weight") or "1")
        tries = self.root.get("max_attempts", "")
        said = list(self.root.iter("solution"))
        rest = {
            "rationale": Html("".join(map(self.rich, said))),
            "hints": [self.rich(one) for one in self.root.iterfind("demandhint/hint")],
            "points": points if points != 1 and 0 < points <= 100 else "",  # noqa: PLR2004 - the most that a bank has
            "attempts": int(tries) if tries.isdecimal() and 0 < int(tries) < 100 else "",  # noqa: PLR2004
        }
        return {"type": own.pop("type"), "stem": stem, **own, **without_empty(rest)}

    @property
    def _inline(self) -> bool:
        """Say whether its one field stands in a text."""
        return self.responses[0].get("inline") in ("1", "true")

    def rich(self, element: Element, without: tuple[str, ...] = ()) -> Html:
        """Return the inside of an element as HTML, with pictures by their names in the archive."""
        element = copy.deepcopy(element)
        for one in [one for one in element.iter() if local(one) in without]:
            _removed(one)
        for one in element.iter("img"):
            name = posixpath.basename(unquote(one.get("src", "")))
            found = next((whole for whole in self.files if whole.endswith(f"static/{name}")), "") if name else ""
            if found and one.get("src", "").startswith("/static/"):
                one.set("src", quote(name))
                self.builder.pictures[quote(name)] = self.files[found]
        inner = "".join(etree.tostring(one, encoding="unicode") for one in element)
        return Html((_escaped(element.text) + inner).strip())

    def text(self, marks: Mapping[int, str] | None = None) -> Html:
        """Return what is asked: all that is neither field nor answer; `marks` stand for fields by their places."""
        root = copy.deepcopy(self.root)
        for place, one in enumerate([one for one in root.iter() if _RESPONSE.fullmatch(local(one))]):
            inner = [child for child in one if local(child) in ("label", "description", "p", "legend")]
            if marks is None and len(self.responses) == 1:
                for child in inner:
                    child.tag = "p"
                    one.addprevious(child)
            _removed(one, (marks or {}).get(place, ""))
        for one in [one for one in root.iter() if local(one) in ("solution", "demandhint")]:
            _removed(one)
        for one in root.iter("label", "legend"):
            one.tag = "p"
        return self.rich(root)

    def _one(self, response: Element) -> dict[str, Any]:
        return _READERS[local(response)](self, response)

    def said(self, element: Element, tag: str) -> Html:
        """Return the feedback of an answer, where it is chosen."""
        found = [one for one in element.iterchildren(tag) if one.get("selected", "true") == "true"]
        return self.rich(found[0]) if found else Html("")

    def _several(self) -> dict[str, Any]:
        if not {local(one) for one in self.responses} <= {"optionresponse", "stringresponse"}:
            raise NotTakenError("it asks several things in one problem")
        if all(local(one) == "optionresponse" and one.find("label") is not None for one in self.responses):
            return self._match()
        gaps = [self._gap(one, f"g{place}") for place, one in enumerate(self.responses, 1)]
        marks = {place: f"{MARK[0]}{gap['id']}{MARK[1]}" for place, gap in enumerate(gaps)}
        return {"type": "cloze", "scoring": "partial", "stem": self.text(marks), "gaps": gaps}

    def _match(self) -> dict[str, Any]:
        pairs, texts = [], dict[str, None]()
        for place, one in enumerate(self.responses):
            options, right = self.options(one)
            texts |= dict.fromkeys(options)
            label = one.find("label")
            assert label is not None
            name = chr(ord("a") + place) if place < 26 else f"c{place}"  # noqa: PLR2004 - letters
            pairs.append({"id": name, "premise": self.rich(label), "response": Html(_escaped(right))})
        used = {pair["response"] for pair in pairs}
        others = [Html(_escaped(text)) for text in texts if _escaped(text) not in used]
        return {"type": "match", "scoring": "partial", "pairs": pairs, **without_empty({"distractors": others})}

    def options(self, response: Element) -> tuple[list[str], str]:
        """Return the words of a list and the right one."""
        found = [(" ".join(_own_text(one).split()), one.get("correct", "").lower() == "true")
                 for one in response.iter("option")]  # fmt: skip
        given = response.find("optioninput")
        if not found and given is not None:
            texts = re.findall(r"'((?:\\.|[^'])*)'|\"((?:\\.|[^\"])*)\"", given.get("options", ""))
            found = [(one or two, (one or two) == given.get("correct")) for one, two in texts]
        right = [text for text, key in found if key]
        if len(right) != 1:
            raise NotTakenError(f"a list has {len(right) or 'no'} right choices; a key is never guessed")
        return [text for text, _ in found], right[0]

    def strings(self, response: Element) -> tuple[list[tuple[str, Html]], bool]:
        """Return the right answers with their feedback, and whether capitals count."""
        kind = response.get("type", "").lower().split()
        first = response.get("answer", "")
        if "regexp" in kind:
            raise NotTakenError("its answer is a pattern, which is not read")
        found = [(first, self.said(response, "correcthint"))] if "_or_" not in first else [
            (one.strip(), Html("")) for one in first.split("_or_")
        ]  # fmt: skip
        others = response.iterchildren("additional_answer")
        found += [(one.get("answer") or (one.text or ""), self.said(one, "correcthint")) for one in others]
        right = [(text.strip(), said) for text, said in found if text.strip()]
        if not right:
            raise NotTakenError("no answer is right; a key is never guessed")
        return right, "ci" not in kind

    def _gap(self, response: Element, name: str) -> dict[str, Any]:
        if local(response) == "optionresponse":
            texts, right = self.options(response)
            return {"id": name, "answer": right, "choices": texts}
        answers, exact = self.strings(response)
        (first, _), *others = answers
        also = {"also": [text for text, _ in others]} if others else {}
        return {"id": name, "answer": first, **also, **({"match": "exact"} if exact else {})}


def _removed(element: Element, mark: str = "") -> None:
    """Take an element out of its tree; what stands behind it stays, and `mark` stands for it."""
    parent, before, words = element.getparent(), element.getprevious(), mark + (element.tail or "")
    assert parent is not None
    if before is None:
        parent.text = (parent.text or "") + words
    else:
        before.tail = (before.tail or "") + words
    element.tail = None
    parent.remove(element)


def _own_text(element: Element) -> str:
    """Return the words of an element without those of its feedback."""
    return (element.text or "") + "".join(
        ("" if local(one) in _SAID else "".join(map(str, one.itertext()))) + (one.tail or "") for one in element
    )


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _choices(problem: _Problem, response: Element) -> dict[str, Any]:
    several = local(response) == "choiceresponse"
    found = list(response.iter("choice"))
    rows = [(problem.rich(one, _SAID), one.get("correct", "").lower() == "true", problem.said(one, "choicehint"))
            for one in found]  # fmt: skip
    if any(one.get("correct", "").lower() == "partial" for one in found) or response.get("partial_credit"):
        problem.later.append("partial credit is left out: the answer is right or wrong here")
    group = response.find("choicegroup")
    mixed = group is not None and group.get("shuffle") == "true"
    if several:
        if not any(key for _, key, _ in rows):
            raise NotTakenError("no choice is right; a key is never guessed")
        return {"type": "multiple", "choices": choices_of(rows)}
    one_key(rows)
    words = [re.sub(r"<[^<>]*>", "", text).strip().lower() for text, _, _ in rows]
    if sorted(words) == ["false", "true"]:
        right = next(word for word, (_, key, _) in zip(words, rows, strict=True) if key)
        said = without_empty({word: text for word, (_, _, text) in zip(words, rows, strict=True)})
        return {"type": "truefalse", "answer": right == "true", "feedback": said}
    return {"type": "single", "choices": choices_of(rows), **({} if mixed else {"shuffle": False})}


def _list(problem: _Problem, response: Element) -> dict[str, Any]:
    texts, right = problem.options(response)
    rows = [(Html(_escaped(text)), text == right, "") for text in texts]
    return {"type": "single", "choices": choices_of(rows), "shuffle": False}


def _words(problem: _Problem, response: Element) -> dict[str, Any]:
    answers, exact = problem.strings(response)
    own = {"match": "exact"} if exact else {}
    return {"type": "short", "answers": [{"text": text, **own, **without_empty({"feedback": said})}
                                         for text, said in answers]}  # fmt: skip


def _number(problem: _Problem, response: Element) -> dict[str, Any]:
    written = response.get("answer", "").strip()
    if response.find("additional_answer") is not None:
        raise NotTakenError("several numbers are right, where one is needed")
    if written[:1] in "[(" and written[-1:] in "])" and written:
        ends = written[1:-1].split(",")
        if len(ends) != _HALF:
            raise NotTakenError("its range has no two ends")
        if written[0] == "(" or written[-1] == ")":
            problem.later.append("an end of the range that is wrong there is right here")
        return {"type": "numeric", "answer": {"range": [number(one) for one in ends]}}
    answer: dict[str, Any] = {"value": number(written)}
    params = (one for one in response.iter("responseparam") if one.get("type") == "tolerance")
    wide = next((one.get("default", "") for one in params), "")
    if wide.endswith("%") and (share := number(wide[:-1])):
        answer["relative_tolerance"] = float(f"{share / 100:.12g}")
    elif wide and not wide.endswith("%") and (size := number(wide)):
        answer["tolerance"] = abs(size)
    field = next(response.iter("formulaequationinput", "textline"), None)
    unit = (field.get("trailing_text") or "").strip() if field is not None else ""
    if unit:
        problem.later.append(f"the unit '{unit[:40]}' stands behind the field and is not asked for there")
    return {"type": "numeric", "answer": answer}


_READERS: dict[str, Callable[[_Problem, Element], dict[str, Any]]] = {
    "multiplechoiceresponse": _choices,
    "choiceresponse": _choices,
    "truefalseresponse": _choices,
    "optionresponse": _list,
    "stringresponse": _words,
    "numericalresponse": _number,
}
