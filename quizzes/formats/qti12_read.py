"""Read QTI 1.2 as Canvas, Blackboard, Moodle's cartridges and others write it: packages, or one file of questions.

The key stands in the conditions that score, never in a choice; where they name none, the question is not taken.
"""

from __future__ import annotations

import copy
import posixpath
import re
from math import inf
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from lxml import etree, html

from quizzes.finding import FindingsError
from quizzes.formats.building import Builder, NotTakenError, choices_of, number, one_key, without_empty
from quizzes.formats.essays import essay_of
from quizzes.formats.foreign_xml import local, parse, read_bytes
from quizzes.formats.format import Html, Read
from quizzes.formats.loss import FormatCode, unreadable
from quizzes.formats.told import MARK
from quizzes.formats.zip_file import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from lxml.etree import _Element as Element

_BASE = re.compile(r"^(?:\$|%24)IMS-CC-FILEBASE(?:\$|%24)/*")
_SPACE = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')
_GAP = re.compile(r"\[([^\[\]]+)\]")
_FEEDBACK = ("correct_fb", "general_incorrect_fb", "correct", "incorrect")
_MOST_POINTS = 100
_NEAR = 1e-6
"""A number so near the middle of its bounds, as a share of their distance, is a value with a tolerance."""
_ESSAYS = ("essay_question", "cc.essay.v0p1", "Essay", "Short Response")
"""How an open answer is named in Canvas, cartridges and Blackboard."""
_OTHERS = {
    "file_upload_question": "it asks for a file",
    "calculated_question": "a bank has no formulas to be worked out",
    "text_only_question": "it asks nothing",
}


def read(path: Path) -> Read:
    """Return the questions of a package or of one file.

    Raises FindingsError for what is no QTI 1.2, and where nothing can be taken.
    """
    content = read_bytes(path)
    builder = Builder(path)
    files = unpacked(path, content) if content.startswith(b"PK") else {path.name: content}
    for name in sorted(files):
        if b"questestinterop" not in files[name][:65_536]:
            continue
        root = parse(path, files[name], name if len(files) > 1 else "")
        if local(root) == "questestinterop":
            _take_all(builder, root, name, files)
    if not builder.items and not builder.told:
        raise FindingsError(unreadable(path, 1, "no file in it is QTI 1.2: none has <questestinterop>"))
    return builder.done()


def _take_all(builder: Builder, root: Element, name: str, files: Mapping[str, bytes]) -> None:
    holder = next((one for one in root.iter() if local(one) in ("assessment", "objectbank")), None)
    if holder is not None and holder.get("title"):
        builder.title = builder.title or " ".join(holder.get("title", "").split())
    for element in [one for one in root.iter() if local(one) == "item"]:
        line, item = element.sourceline or 1, _Item(element, builder, name, files)
        wished = element.get("ident") or item.text(item.one("bbmd_asi_object_id"))
        try:
            values = item.values()
        except NotTakenError as error:
            builder.refuse(line, str(error), wished)
            continue
        title = " ".join((element.get("title") or "").split())
        own = {"title": title} if title and title not in (wished, "Question") else {}
        made = builder.add(line, {**values, **own}, wished)
        for message in item.later:
            builder.tell(line, message, made, FormatCode.GRADED)


class _Item:
    """One question: its fields, what is chosen or typed, and the conditions that judge it."""

    def __init__(self, root: Element, builder: Builder, name: str, files: Mapping[str, bytes]) -> None:
        self.root, self.builder, self.name, self.files = root, builder, name, files
        self.later: list[str] = []
        presentation = self.one("presentation")
        self.shown = root if presentation is None else presentation
        self.lists = list(self.all("response_lid", self.shown))
        self.fields = [*self.all("response_str", self.shown), *self.all("response_num", self.shown)]
        rows = self.all("qtimetadatafield")
        self.about = {self.text(self.one("fieldlabel", row)): self.text(self.one("fieldentry", row)) for row in rows}

    def all(self, tag: str, inside: Element | None = None) -> Iterator[Element]:
        return (one for one in (self.root if inside is None else inside).iter() if local(one) == tag)

    def one(self, tag: str, inside: Element | None = None) -> Element | None:
        return next(self.all(tag, inside), None)

    def texts(self, inside: Element) -> Iterator[Element]:
        """Yield what is read by people, also where Blackboard keeps it."""
        return (one for one in inside.iter() if local(one) in ("mattext", "mat_formattedtext"))

    @staticmethod
    def text(element: Element | None) -> str:
        return "" if element is None else " ".join("".join(map(str, element.itertext())).split())

    @property
    def kind(self) -> str:
        """Return what the question says that it is."""
        told = self.about.get("question_type") or self.about.get("cc_profile") or ""
        return told.strip() or self.text(self.one("bbmd_questiontype"))

    def values(self) -> dict[str, Any]:
        """Return the item; raises NotTakenError for one that no bank can hold."""
        if self.kind in _OTHERS:
            raise NotTakenError(_OTHERS[self.kind])
        own = essay_of("", self._points()) if self.kind in _ESSAYS else self._asked()
        stem = own.pop("stem", None) or self.stem()
        if not stem.strip():
            raise NotTakenError("its text is empty")
        points = self._points()
        said = self._feedback("general_fb")
        rest = without_empty({"rationale": said, "points": "" if points == 1 else points})
        return {"type": own.pop("type"), "stem": stem, **own, **rest}

    def _asked(self) -> dict[str, Any]:
        if not self.lists and not self.fields:
            raise NotTakenError("it asks nothing")
        if self.lists and self.fields:
            raise NotTakenError("it asks several things in one item")
        if self.fields:
            return self._typed()
        ordered = any(one.get("rcardinality", "").lower() == "ordered" for one in self.lists)
        if ordered:
            raise NotTakenError("questions of order have no key that is written alike everywhere")
        if "blanks" in self.kind or "dropdowns" in self.kind:
            return self._gaps()
        return self._chosen() if len(self.lists) == 1 else self._matched()

    def _points(self) -> float:
        text = self.about.get("points_possible") or self.text(self.one("qmd_absolutescore_max"))
        if not text:
            return 1.0
        points = number(text)
        if 0 < points <= _MOST_POINTS:
            return points
        self.later.append(f"{points:g} points become 1")
        return 1.0

    def stem(self) -> Html:
        """Return the text of the question, without those of its answers."""
        shown = copy.deepcopy(self.shown)
        for one in [one for one in shown.iter() if local(one).startswith("response_")]:
            parent = one.getparent()
            if parent is not None:
                parent.remove(one)
        return Html("".join(self.rich(one) for one in self.texts(shown)))

    def rich(self, mattext: Element) -> Html:
        """Return a text as HTML, with addresses of pictures from the root of the package."""
        text = "".join(map(str, mattext.itertext()))
        if len(mattext):
            inner = "".join(etree.tostring(one, encoding="unicode") for one in mattext)
            return self._pictured(_SPACE.sub("", _escaped(mattext.text) + inner))
        if mattext.get("texttype") != "text/html" and mattext.get("type", "").upper() != "HTML":
            return Html(f"<p>{_escaped(text.strip())}</p>" if text.strip() else "")
        return self._pictured(text.strip())

    def _pictured(self, text: str) -> Html:
        if "<img" not in text.lower():
            return Html(text)
        root = html.fragment_fromstring(text, create_parent="div")
        for one in root.iter("img"):
            address = posixpath.normpath(unquote(_BASE.sub("", one.get("src") or "").partition("?")[0]))
            found = next((name for name in (address, f"web_resources/{address}") if name in self.files), "")
            if found:
                one.set("src", quote(found))  # as the address comes out of the writer of HTML
                self.builder.pictures[quote(found)] = self.files[found]
        whole = html.tostring(root, encoding="unicode", with_tail=False)
        return Html(whole.removeprefix("<div>").removesuffix("</div>"))

    def labels(self, inside: Element) -> list[tuple[str, Html]]:
        """Return code and text of each choice."""
        return [
            (one.get("ident", ""), Html("".join(self.rich(text) for text in self.texts(one))))
            for one in self.all("response_label", inside)
        ]

    def scoring(self) -> list[Element]:
        """Return the conditions that earn something."""
        return [one for one in self.all("respcondition") if any(map(_earns, self.all("setvar", one)))]

    def _feedback(self, name: str) -> str:
        """Return the text of a feedback, in whatever it is wrapped."""
        found = next((one for one in self.all("itemfeedback") if one.get("ident") == name), None)
        return "" if found is None else Html("".join(self.rich(one) for one in self.texts(found)))

    def told_of(self, code: str) -> str:
        """Return the feedback of a choice: that which a condition on this choice alone shows."""
        for one in self.all("respcondition"):
            condition, link = self.one("conditionvar", one), self.one("displayfeedback", one)
            if condition is None or link is None or link.get("linkrefid") in _FEEDBACK:
                continue
            tests = [test for test in condition.iter() if local(test) == "varequal"]
            alone = len(tests) == 1 and not any(local(test) == "not" for test in condition.iter())
            if alone and code in (self.text(tests[0]), tests[0].get("respident")):
                return self._feedback(link.get("linkrefid", ""))
        return ""

    def _keys(self) -> set[str]:
        """Return the codes that a condition which scores asks for, those within <not> aside."""
        found: set[str] = set()
        for one in self.scoring():
            for test in self.all("varequal", one):
                if not any(local(above) == "not" for above in test.iterancestors()):
                    found.add(self.text(test))
        return found - {""}

    def _chosen(self) -> dict[str, Any]:
        (given,) = self.lists
        labels = self.labels(given)
        keys, codes = self._keys(), {code for code, _ in labels}
        if not keys or not keys <= codes:
            raise NotTakenError("no condition that scores names its right choice; a key is never guessed")
        several = given.get("rcardinality", "").lower() == "multiple"
        words = {code: re.sub(r"<[^<>]*>", "", text).strip().lower() for code, text in labels}
        judged = "true_false" in self.kind or "True/False" in self.kind
        if judged and sorted(words.values()) == ["false", "true"] and len(keys) == 1:
            said = {words[code]: self.told_of(code) for code, _ in labels}
            return {"type": "truefalse", "answer": words[min(keys)] == "true", "feedback": without_empty(said)}
        rows = [(text, code in keys, self.told_of(code)) for code, text in labels]
        if not several:
            one_key(rows)
        render = self.one("render_choice", given)
        still = render is not None and render.get("shuffle", "").lower() in ("no", "false")
        return {
            "type": "multiple" if several else "single",
            "choices": choices_of(rows),
            **({"shuffle": False} if still else {}),
        }

    def _pairs(self) -> dict[str, str]:
        """Return the code that is right for each list."""
        found: dict[str, str] = {}
        for one in self.scoring():
            for test in self.all("varequal", one):
                if found.setdefault(test.get("respident", ""), self.text(test)) != self.text(test):
                    raise NotTakenError("a part has several right answers")
        return found

    def _matched(self) -> dict[str, Any]:
        right, pairs = self._pairs(), []
        texts: dict[str, Html] = {}
        for given in self.lists:
            labels = dict(self.labels(given))
            texts |= labels
            code = right.get(given.get("ident", ""), "")
            if code not in labels:
                raise NotTakenError("a part has no right answer; a key is never guessed")
            if not all(labels.values()):
                raise NotTakenError("the words of its answers stand elsewhere, as Blackboard has them")
            pairs.append({"premise": self._name(given), "response": labels[code]})
        used = {pair["response"] for pair in pairs}
        others = list(dict.fromkeys(text for text in texts.values() if text not in used))
        named = [{"id": chr(97 + place) if place < 26 else f"c{place}", **pair} for place, pair in enumerate(pairs)]  # noqa: PLR2004 - letters
        return {"type": "match", "scoring": "partial", "pairs": named, **without_empty({"distractors": others})}

    def _name(self, given: Element) -> Html:
        """Return what stands before a list: its own material, not that of its choices."""
        own = next((one for one in given if local(one) == "material"), None)
        return Html("".join(map(self.rich, self.texts(own)))) if own is not None else Html("")

    def _gaps(self) -> dict[str, Any]:
        lists = "dropdowns" in self.kind
        right = self._pairs() if lists else {}
        gaps = []
        for given in self.lists:
            texts = {code: re.sub(r"<[^<>]*>", "", text) for code, text in self.labels(given)}
            plain = {code: html.fromstring(f"<p>{text}</p>").text_content() for code, text in texts.items() if text}
            name = given.get("ident", "").removeprefix("response_")
            if not plain or (lists and right.get(given.get("ident", "")) not in plain):
                raise NotTakenError("a gap has no right answer; a key is never guessed")
            if lists:
                gap = {"id": name, "answer": plain[right[given.get("ident", "")]], "choices": list(plain.values())}
            else:
                first, *also = plain.values()
                gap = {"id": name, "answer": first, **({"also": also} if also else {})}
            gaps.append(gap)
        names = {gap["id"] for gap in gaps}
        stem = _GAP.sub(lambda mark: f"{MARK[0]}{mark[1]}{MARK[1]}" if mark[1] in names else mark[0], self.stem())
        return {"type": "cloze", "stem": Html(stem), "scoring": "partial", "gaps": gaps}

    def _typed(self) -> dict[str, Any]:
        if len(self.fields) > 1:
            raise NotTakenError("it has several fields")
        conditions = self.scoring()
        bounds = [one for tag in ("vargte", "vargt", "varlte", "varlt") for one in self.all(tag)]
        if "numerical" in self.kind or "Numeric" in self.kind or bounds:
            return self._number(conditions)
        earned = [(test, share) for one in conditions for test, share in self._tests(one)]
        most = max((share for _, share in earned), default=0.0)
        answers = list(dict.fromkeys(self.text(test) for test, share in earned if share == most and self.text(test)))
        for less in dict.fromkeys(self.text(test) for test, share in earned if share < most):
            if less not in answers:
                self.later.append(f"the answer '{less[:60]}' earns a part there and nothing here")
        if not answers:
            raise NotTakenError("no answer is right; a key is never guessed")
        return {"type": "short", "answers": [{"text": text} for text in answers]}

    def _tests(self, condition: Element) -> Iterator[tuple[Element, float]]:
        """Yield what a condition asks for, those within <not> aside, and what it earns."""
        share = max(map(_earned, self.all("setvar", condition)))
        for test in self.all("varequal", condition):
            if not any(local(above) == "not" for above in test.iterancestors()):
                yield test, share

    def _number(self, conditions: list[Element]) -> dict[str, Any]:
        if len(conditions) != 1:
            raise NotTakenError(f"{len(conditions) or 'no'} conditions score, where one is needed")
        if len(right := {self.text(test) for test, _ in self._tests(conditions[0])}) > 1:
            raise NotTakenError(f"{len(right)} right numbers, where one is needed")
        told = {tag: self.text(self.one(tag, conditions[0])) for tag in ("varequal", "vargte", "varlte")}
        low, high = (number(told[tag]) if told[tag] else None for tag in ("vargte", "varlte"))
        if told["varequal"]:
            value = number(told["varequal"])
            if low is not None and high is not None and abs((low + high) / 2 - value) > _NEAR * abs(high - low):
                return {"type": "numeric", "answer": {"range": [low, high]}}
            wide = 0.0 if low is None or high is None else float(f"{(high - low) / 2:.12g}")
            return {"type": "numeric", "answer": {"value": value, **({"tolerance": wide} if wide else {})}}
        if low is None or high is None:
            raise NotTakenError("its range has no two ends")
        return {"type": "numeric", "answer": {"range": [low, high]}}


def _earned(setvar: Element) -> float:
    """Return the points that a condition gives; all that there are are the most."""
    text = "".join(map(str, setvar.itertext())).strip()
    if text == "SCORE.max":
        return inf
    try:
        return float(text)
    except ValueError:
        return 0.0


def _earns(setvar: Element) -> bool:
    """Say whether a condition gives points."""
    return _earned(setvar) > 0


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
