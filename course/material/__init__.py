"""A course as read: its pages in sentences, its register, works, figures and banks, with the line of each."""

from course.material.material import Material, once, read_material
from course.material.page import Directive, Page, read_page, read_sentences
from course.material.sentences import Sentence

__all__ = ["Directive", "Material", "Page", "Sentence", "once", "read_material", "read_page", "read_sentences"]
