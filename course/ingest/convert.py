"""Read other formats (.docx, .pptx, .pdf and more) by the converter of the extra `convert`, which makes Markdown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from course.ingest.codes import IngestCode
from course.ingest.markdown import read_markdown
from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from pathlib import Path

    from course.ingest.draft import Draft

CONVERTER = "markitdown"
INSTALL = 'python -m pip install "coursewright[convert]"'


def read_converted(path: Path) -> Draft:
    """Convert a document to Markdown and divide it; lines count in the converted text.

    Raises FindingsError when the converter is not installed (N007) or fails (N010).
    """
    try:
        converter: Any = import_module(CONVERTER).MarkItDown(enable_plugins=False)
    except ImportError as error:
        message = f"reading {path.suffix or 'this format'} needs a converter that is not installed"
        hint = f"{INSTALL}; or save the document as .txt, .md or .html"
        raise FindingsError(Finding(path, 1, IngestCode.NO_CONVERTER, message, hint=hint)) from error
    try:
        markdown = str(converter.convert_local(str(path)).text_content)
    except Exception as error:  # the converter raises errors of every library it uses
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        message = f"the converter cannot read it: {reason}"
        hint = "save the document as .txt, .md or .html"
        raise FindingsError(Finding(path, 1, IngestCode.NOT_CONVERTED, message, hint=hint)) from error
    if not any(letter.isalnum() for letter in markdown):
        raise FindingsError(Finding(path, 1, IngestCode.EMPTY, "the document holds no text that can be read"))
    return read_markdown(markdown)
