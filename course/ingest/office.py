"""Files of an old Word (.doc), which LibreOffice makes a .docx of where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from course.ingest.codes import IngestCode
from quizzes.finding import Finding, FindingsError

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 180
_ZIP = b"PK\x03\x04"


def as_docx(path: Path, content: bytes) -> bytes:
    """Return a document of Word as .docx: as it is, or made of an old one.

    Raises FindingsError when an old one needs LibreOffice, which is not installed (N007), or fails (N010).
    """
    if path.suffix.lower() != ".doc" or content.startswith(_ZIP):
        return content
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        message = "reading .doc needs LibreOffice, which is not installed"
        hint = "install it (https://www.libreoffice.org), or open the document in Word and save it as .docx"
        raise FindingsError(Finding(path, 1, IngestCode.NO_CONVERTER, message, hint=hint))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / "document.doc"
        copy.write_bytes(content)
        # A profile of its own: one that is open in a window would take the order and do nothing.
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        order = [program, profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "made"), str(copy)]
        made = folder / "made" / "document.docx"
        try:
            subprocess.run(order, check=True, capture_output=True, timeout=SECONDS)  # noqa: S603 - found on the PATH
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            message = "LibreOffice cannot read the document; is it a file of Word, whole and without a password?"
            hint = "open it in Word and save it as .docx"
            raise FindingsError(Finding(path, 1, IngestCode.NOT_CONVERTED, message, hint=hint)) from error
