"""The directive `{quiz-item}`: one item of a bank, or an item written in the page as a task list.

The text becomes the same dictionary that a bank holds and goes through the same model, so that nothing can be
written in a page that a bank would refuse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes as base
from docutils.parsers.rst import directives
from pydantic import ValidationError

from quizzes.explain import explain
from quizzes.finding import Finding, FindingsError
from quizzes.load import SCHEMA
from quizzes.model import Bank
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.banks import banks_in, read_bank
from quizzes.sphinxext.build import Origin, Setting, build_item
from quizzes.sphinxext.directives import ANSWERS, MODES, QuizzesDirective, bank_item, one_of
from quizzes.sphinxext.parts import letter_of
from quizzes.sphinxext.problems import Problem, warn, warn_findings
from quizzes.sphinxext.texts import TextReader
from quizzes.structure import check_structure
from quizzes.yaml12 import Document, nearest_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils import nodes

    from quizzes.load import BankFile
    from quizzes.model import Item
    from quizzes.yaml12 import Loc

_CHOICE = re.compile(r"^[-*] \[(?P<mark>[ xX])\] (?P<text>.*)$")
_FEEDBACK = re.compile(r"^\s+> ?(?P<text>.*)$")


@dataclass
class Draft:
    """An item as written: its values, and the line of each part, counted from 0 within the body."""

    stem: list[str] = field(default_factory=list)
    rationale: list[str] = field(default_factory=list)
    choices: list[dict[str, Any]] = field(default_factory=list)
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)


def read_draft(body: Sequence[str]) -> Draft:
    """Divide the body: stem, task list with `>` feedback, and after a line `---` the rationale."""
    draft = Draft()
    part = draft.stem
    for number, line in enumerate(body):
        if line.strip() == "---" and part is not draft.rationale:
            part = draft.rationale
            draft.lines["rationale",] = number + 1
        elif part is draft.rationale or not _read_choice(draft, line, number):
            part.append(line)
    return draft


def _read_choice(draft: Draft, line: str, number: int) -> bool:
    """Take a line of the task list into `draft`; return False for a line that is not part of it."""
    index = len(draft.choices) - 1
    if match := _CHOICE.match(line):
        choice = {"id": letter_of(index + 1).lower(), "text": match["text"], "correct": match["mark"] != " "}
        draft.choices.append(choice)
        draft.lines["choices", index + 1] = number
        return True
    if index < 0:
        return False
    choice = draft.choices[index]
    if match := _FEEDBACK.match(line):
        draft.lines.setdefault(("choices", index, "feedback"), number)
        choice["feedback"] = f"{choice.get('feedback', '')}\n{match['text']}".strip()
    elif line.strip():
        choice["text"] += f"\n{line.strip()}"
    return True


def names(argument: str) -> list[str]:
    """Convert `a, b` to a list."""
    return [name.strip() for name in argument.split(",") if name.strip()]


def _read_item(document: Document, source: Path) -> tuple[Item | None, list[Finding]]:
    """Return the only item of a bank written in a page, or what is wrong with it."""
    try:
        item = Bank.model_validate(document.data).items[0]
    except ValidationError as error:
        return None, explain(error, Bank, document, source)
    faults = check_structure([(0, item)], ids=[item.id], stimuli=[item.stimulus or ""])
    return item, [
        Finding(source, nearest_line(document.lines, loc), code, sentence, subject=item.id)
        for loc, code, sentence in faults
    ]


class QuizItemDirective(QuizzesDirective):
    """Show one item."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {
        "item": directives.unchanged_required,
        "bank": directives.unchanged_required,
        "label": directives.unchanged_required,
        "name": directives.unchanged_required,
        "class": directives.class_option,
        "nonumber": directives.flag,
        "mode": one_of(MODES),
        "answers": one_of(ANSWERS),
        "type": one_of(("single", "multiple")),
        "objective": names,
        "bloom": directives.unchanged_required,
        "lesson": directives.unchanged_required,
        "tags": names,
        "hint": directives.unchanged_required,
        "rationale": directives.unchanged_required,
        "points": float,
        "scoring": directives.unchanged_required,
        "revision": directives.positive_int,
        "attempts": directives.positive_int,
        "shuffle": directives.flag,
        "nocase": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the item, or nothing when it cannot be had."""
        reader = TextReader(self)
        node = self._banked(reader) if "item" in self.options else self._written(reader)
        if node is None or not self.claim(node):
            return []
        node["classes"] += self.options.get("class", [])
        label = self.options.get("label", self.options.get("name", ""))
        if label and label not in node["ids"]:
            self.options["name"] = label
            self.add_name(node)
        elif label:
            node["names"].append(label.lower())
            self.state.document.note_explicit_target(node)
        return [node]

    def _setting(self, bank: str) -> Setting:
        return Setting(
            mode=self.options.get("mode", "formative"),
            answers=self.answers,
            number=0 if "nonumber" in self.options else self.next_number(),
            attempts=self.options.get("attempts"),
            shuffle="shuffle" in self.options,
            bank=bank,
            cites=self.cites,
            order=self.order_of(self.options.get("item", "")),
        )

    def _banked(self, reader: TextReader) -> q.quiz_item | None:
        """Return the item of a bank: of `:bank:`, or of the first bank that has it."""
        wanted = self.options["item"]
        if "bank" in self.options:
            bank = self.load(self.options["bank"])
            if bank is None:
                return None
            candidates = [bank]
        else:
            candidates = self._all_banks()
        for found in candidates:
            for index, item in enumerate(found.bank.items):
                if item.id == wanted:
                    self.env.note_dependency(found.path)
                    return self._without_case(bank_item(found, index, item, reader, self._setting(found.bank.id)))
        warn(Problem.ITEM, f"no bank has an item {wanted!r}", self.where)
        return None

    def _without_case(self, node: q.quiz_item) -> q.quiz_item:
        """Leave out the case where `:nocase:` says that the question before has shown it."""
        index = node.first_child_matching_class(q.quiz_stimulus)
        if "nocase" in self.options and index is not None:
            del node[index]
        return node

    def _all_banks(self) -> list[BankFile]:
        found = []
        for path in banks_in(self.folders):
            try:
                found.append(read_bank(path))
            except FindingsError:
                self.env.note_dependency(path)
        return found

    def _written(self, reader: TextReader) -> q.quiz_item | None:
        """Return the item of the body, read as a bank of one item, so that it is refused for the same reasons."""
        draft = read_draft(list(self.content))
        first = self.content_offset + (self.lineno if reader.markdown else 0) + 1
        lines: dict[Loc, int] = {("items", 0, *loc): first + line for loc, line in draft.lines.items()}
        lines["items", 0] = self.lineno
        lines["items", 0, "stem"] = first
        data = {"schema": SCHEMA, "id": "page", "title": "page", "items": [self._values(draft)]}
        source = Path(self.env.doc2path(self.env.docname))
        item, findings = _read_item(Document(data, lines), source)
        warn_findings(findings)
        if item is None or findings:
            return None
        origin = Origin(str(source), lambda *loc: nearest_line(lines, ("items", 0, *loc)))
        return build_item(item, origin, reader, self._setting(""))

    def _values(self, draft: Draft) -> dict[str, Any]:
        """Return the item as a bank would hold it; what is missing is left to the model to refuse."""
        options = self.options
        correct = sum(choice["correct"] for choice in draft.choices)
        title = self.arguments[0] if self.arguments else None
        values: dict[str, Any] = {
            "id": options.get("label", options.get("name", base.make_id(title or "") or f"item-{self.lineno}")),
            "type": options.get("type", "single" if correct == 1 else "multiple"),
            "title": title,
            "stem": "\n".join(draft.stem),
            "choices": draft.choices,
            "rationale": "\n".join(draft.rationale).strip() or options.get("rationale"),
            "hints": [options["hint"]] if "hint" in options else [],
            "shuffle": "shuffle" in options,
        }
        same = ("objective", "bloom", "lesson", "tags", "points", "scoring", "revision", "attempts")
        return values | {name: options[name] for name in same if name in options}
