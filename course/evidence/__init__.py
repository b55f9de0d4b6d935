"""What is known about a document: its register of statements, the facts, the works cited, its checksum."""

from course.evidence.bibliography import Work, load_bibliography
from course.evidence.facts import Fact, Status, load_facts
from course.evidence.register import Claim, Register, Verdict, load_register
from course.evidence.source import check_checksum, check_coverage, load_document

__all__ = [
    "Claim",
    "Fact",
    "Register",
    "Status",
    "Verdict",
    "Work",
    "check_checksum",
    "check_coverage",
    "load_bibliography",
    "load_document",
    "load_facts",
    "load_register",
]
