"""The tools of an assistant: their names, what they say of themselves, and what each asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mcp.server.mcpserver import Image

from course.assistant import looking, questions
from course.assistant.proposing import Proposal, propose

if TYPE_CHECKING:
    from collections.abc import Callable

    from course.assistant.course import Opened
    from course.assistant.editions import Editions


@dataclass(frozen=True)
class Looking:
    """What changes nothing in a course."""

    opened: Opened
    editions: Editions

    def tools(self) -> tuple[Callable[..., Any], ...]:
        """Return the tools."""
        return (
            self.list_findings, self.explain_rule, self.list_pages, self.read_page, self.list_statements,
            self.read_statement, self.list_banks, self.read_question, self.check_question, self.build_edition,
            self.picture_page,
        )  # fmt: skip

    def list_findings(
        self, file: str = "", code: str = "", *, pages: bool = False, from_number: int = 1
    ) -> dict[str, Any]:
        """List what is wrong with the course, errors first, 200 at a time: of one file or code; `pages` reads links."""
        return looking.findings(self.opened, file, code, pages=pages, from_number=from_number)

    def explain_rule(self, code: str) -> str:
        """Explain a code of a finding: what is asked for, by which source, with a bad and a good example."""
        return looking.rule(self.opened, code)

    def list_pages(self) -> list[str]:
        """List the pages of the course by their paths."""
        return looking.pages(self.opened)

    def read_page(self, path: str) -> str:
        """Read a text of the course by its path from its folder, such as lessons/01-start.md or AGENTS.md."""
        return looking.page(self.opened, path)

    def list_statements(self, verdict: str = "", words: str = "", from_number: int = 1) -> dict[str, Any]:
        """List statements of the document, 200 at a time: those with a verdict such as open, or with certain words."""
        return looking.statements(self.opened, verdict, words, from_number)

    def read_statement(self, id: str) -> dict[str, Any]:  # noqa: A002 - the name of the column
        """Read a row of the register by its id, such as S01."""
        return looking.statement(self.opened, id)

    def list_banks(self) -> list[dict[str, Any]]:
        """List the banks of questions with the ids of their questions."""
        return questions.banks(self.opened)

    def read_question(self, id: str) -> str:  # noqa: A002
        """Read a question by its id, as YAML."""
        return questions.question(self.opened, id)

    def check_question(self, bank: str, question: str) -> dict[str, Any]:
        """Say what the lint would find in a question, given whole as YAML, if it stood in a bank; writes nothing."""
        return questions.checked(self.opened, bank, question)

    def build_edition(self, edition: str = "html") -> dict[str, Any]:
        """Build one edition of the course, such as html, pdf or epub, and say what was noticed."""
        return self.editions.build(edition)

    def picture_page(self, page: int) -> Image:
        """Return a picture of a page of the printed book, counted from 1."""
        return Image(data=self.editions.picture(page), format="png")


@dataclass(frozen=True)
class Writing:
    """What proposes."""

    opened: Opened

    def tools(self) -> tuple[Callable[..., Any], ...]:
        """Return the tools."""
        return (self.propose_answer, self.put_question)

    def propose_answer(
        self,
        id: str,  # noqa: A002
        answer: str,
        source_keys: list[str] | None = None,
        correction: str = "",
        to_verify: str = "",
    ) -> dict[str, Any]:
        """Write a proposal into an open row of the register; its verdict stays open until a person has read the source.

        `source_keys` are keys of the bibliography; `to_verify` says what a person should look up.
        """
        return propose(self.opened, id, Proposal(answer, source_keys or (), correction, to_verify))

    def put_question(self, bank: str, question: str) -> dict[str, Any]:
        """Add a question, given whole as YAML with an id, to a bank, or write it in the place of the one with its id.

        It is linted before: with an error nothing is written.
        """
        return questions.put(self.opened, bank, question)
