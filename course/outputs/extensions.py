"""The Sphinx extensions that a course, and a test printed from it, is read and written with."""

EXTENSIONS = (
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "quizzes",
    "course.outputs.pdf",
    "course.outputs.epub",
)
