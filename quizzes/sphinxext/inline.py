"""The directive `{quiz-item}`: one item of a bank, or an item written in the page as a task list.

The text becomes the same dictionary that a bank holds and goes through the same model, so that nothing can be
written in a page that a bank would refuse.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives
from pydantic import ValidationError

from quizzes.codes import LoadCode
from quizzes.draft import ONLY_IN_BANKS, item_values, misplaced, names, read_draft
from quizzes.explain import explain
from quizzes.finding import Finding, FindingsError
from quizzes.load import SCHEMA
from quizzes.model.bank import Bank
from quizzes.sphinxext import nodes as q
from quizzes.sphinxext.banks import banks_in, read_bank
from quizzes.sphinxext.build import build_item
from quizzes.sphinxext.directives import ANSWERS, MODES, QuizzesDirective, bank_item, one_of
from quizzes.sphinxext.problems import Problem, warn, warn_findings
from quizzes.sphinxext.setting import Origin, Setting
from quizzes.sphinxext.texts import TextReader
from quizzes.sphinxext.watched import watch
from quizzes.structure import check_structure
from quizzes.yaml12 import Document, nearest_line

if TYPE_CHECKING:
    from docutils import nodes

    from quizzes.load import BankFile
    from quizzes.model.types import Item
    from quizzes.yaml12 import Loc


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
        "type": one_of(("single", "multiple", "essay")),
        "objective": names,
        "bloom": directives.unchanged_required,
        "lesson": directives.unchanged_required,
        "tags": names,
        "hint": directives.unchanged_required,
        "rationale": directives.unchanged_required,
        "points": float,
        "lowest": float,
        **dict.fromkeys(ONLY_IN_BANKS, directives.unchanged),
        "scoring": directives.unchanged_required,
        "lines": directives.positive_int,
        "revision": directives.positive_int,
        "attempts": directives.positive_int,
        "shuffle": directives.flag,
        "nocase": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return the item, or nothing when it cannot be had."""
        if self.nested:
            return []
        reader = TextReader(self, own="item" not in self.options)
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
            variant=self.variant_of(self.options.get("item", "")),
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
            with suppress(FindingsError):
                found.append(read_bank(path))
            watch(self.env, path)
        return found

    def _written(self, reader: TextReader) -> q.quiz_item | None:
        """Return the item of the body, read as a bank of one item, so that it is refused for the same reasons."""
        draft = read_draft(list(self.content))
        title = self.arguments[0] if self.arguments else None
        first = self.content_offset + (self.lineno if reader.markdown else 0) + 1
        lines: dict[Loc, int] = {("items", 0, *loc): first + line for loc, line in draft.lines.items()}
        lines["items", 0] = self.lineno
        lines["items", 0, "stem"] = first
        values = item_values(draft, self.options, title, self.lineno)
        data = {"schema": SCHEMA, "id": "page", "title": "page", "items": [values]}
        source = Path(self.env.doc2path(self.env.docname))
        faults = [(self.lineno, said) for said in misplaced(self.options)]
        faults += [(first + number, said) for number, said in draft.faults]
        if faults:
            name = values["id"]
            warn_findings([Finding(source, line, LoadCode.DRAFT, said, subject=name) for line, said in faults])
            return None
        item, findings = _read_item(Document(data, lines), source)
        warn_findings(findings)
        if item is None or findings:
            return None
        origin = Origin(str(source), lambda *loc: nearest_line(lines, ("items", 0, *loc)))
        node = build_item(item, origin, reader, self._setting(""))
        node["written"] = True
        return node
