"""What is known about a document: its register of statements, the facts, the works cited, its checksum."""

from course.evidence.bibliography import Work, load_bibliography
from course.evidence.facts import Fact, Status, load_facts
from course.evidence.losses import LOSSES, Dropped, load_dropped
from course.evidence.register import Claim, Register, Verdict, load_register
from course.evidence.source import WORDS, check_checksum, check_coverage, load_document, read_words

__all__ = [
    "LOSSES",
    "WORDS",
    "Claim",
    "Dropped",
    "Fact",
    "Register",
    "Status",
    "Verdict",
    "Work",
    "check_checksum",
    "check_coverage",
    "load_bibliography",
    "load_document",
    "load_dropped",
    "load_facts",
    "load_register",
    "read_words",
]
