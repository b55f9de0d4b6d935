"""A real signature over a record, by `ssh-keygen -Y`: `reviews/NAME.yaml.sig` beside `reviews/NAME.yaml`.

Who may sign stands in `reviews/allowed_signers`, in the form of OpenSSH; the record says as whom it is signed.
"""

from __future__ import annotations

import subprocess
from functools import lru_cache
from shutil import which
from typing import TYPE_CHECKING

from quizzes.finding import Finding, FindingsError

if TYPE_CHECKING:
    from pathlib import Path

    from course.reviews.signature import Signature

SUFFIX = ".sig"
ALLOWED = "allowed_signers"
NAMESPACE = "coursereview"
"""What a signature is for: one that was made over a mail or a commit does not fit."""
_CODE = "R003"


def require_seal(path: Path, signature: Signature, *, trusted: bool) -> None:
    """Raise FindingsError (R003) unless the signature of a record that has, or names, one verifies.

    For a stranger's course no program is started, so nothing verifies.
    """
    seal = path.with_name(path.name + SUFFIX)
    if not seal.exists() and signature.signed_as is None:
        return
    if signature.signed_as is None:
        _refuse(
            path, f"{seal.name} lies beside this record, which does not say as whom it is signed", "add `signed_as`"
        )
    if not seal.is_file():
        _refuse(
            path, f"the record says that it is signed, and there is no {seal.name}", "sign it, or remove `signed_as`"
        )
    allowed = path.with_name(ALLOWED)
    if not allowed.is_file():
        _refuse(
            path, f"nothing says who may sign: there is no {ALLOWED} beside the record", "list the keys of reviewers"
        )
    program = which("ssh-keygen") if trusted else None
    if program is None:
        why = "ssh-keygen is not installed here" if trusted else "a stranger's course starts no program"
        _refuse(path, f"its signature cannot be verified: {why}", "the record does not count until it is")
    contents = tuple(one.read_bytes() for one in (path, seal, allowed))
    if not _verifies(str(program), str(signature.signed_as), str(seal), str(allowed), contents):
        message = f"its signature does not verify for {signature.signed_as:.80}"
        _refuse(path, message, "the record, the signature or the list of keys is another; the record does not count")


def _refuse(path: Path, message: str, hint: str) -> None:
    raise FindingsError(Finding(path, 1, _CODE, message, hint=hint))


@lru_cache(maxsize=256)
def _verifies(program: str, who: str, seal: str, allowed: str, contents: tuple[bytes, ...]) -> bool:
    """Ask OpenSSH; `contents` are those of the record, the signature and the keys, by which an answer is remembered."""
    command = [program, "-Y", "verify", "-f", allowed, "-I", who, "-n", NAMESPACE, "-s", seal]
    try:
        done = subprocess.run(command, input=contents[0], capture_output=True, check=False, timeout=60)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
