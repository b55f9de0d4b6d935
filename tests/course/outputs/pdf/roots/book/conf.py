"""A small book with every kind of node."""

extensions = ["myst_parser", "sphinx_design", "sphinxcontrib.bibtex", "quizzes", "course.outputs.pdf"]
project = "The garden book"
author = "A gardener"
release = "2.1"
language = "en"
numfig = True
bibtex_bibfiles = ["refs.bib"]
quizzes_banks = ["quizzes"]
myst_enable_extensions = [
    "colon_fence",
    "deflist",
    "dollarmath",
    "attrs_inline",
    "attrs_block",
    "tasklist",
    "fieldlist",
]
myst_footnote_transition = False
course_pdf_subtitle = "From seed to harvest"
course_pdf_notice = "Not reviewed by a botanist"
course_pdf_date = "2026-02-03"
course_pdf_imprint = ["Printed for the tests.", "Nobody was paid."]
suppress_warnings = ["ref.footnote"]
