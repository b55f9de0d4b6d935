"""The command line: one module a verb; it parses arguments, calls one function and prints."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from typing import Any

import click

from course import __version__
from quizzes.interrupt import INTERRUPTED, LAST_LINE

LAST_SECOND = 253_402_300_799
"""The end of the year 9999: no later day can be written."""
VERBS = {
    "add": "Begin a lesson, a question or a handout.",
    "build": "Build a course: HTML, PDF and other editions.",
    "ce-matrix": "Show what accreditors ask, and the evidence.",
    "ce-papers": "Write the papers of a provider: certificate, surveys, rosters.",
    "check": "List everything that is wrong with a course.",
    "exam": "Print a test in versions, each with its key.",
    "items": "Move questions into a bank, and carry banks to other programs.",
    "mark": "Mark answer sheets from scans, filled PDFs and tables.",
    "mcp": "Let an assistant read a course, and propose.",
    "new": "Divide a document into a new course.",
    "print-pack": "Put all papers of a session into one file to print.",
    "release": "Refuse or write a release: hashes, signatures and software.",
    "rename": "Rename something and every place that names it.",
    "responses": "Take what learners answered on platforms into one table.",
    "review": "Show who has signed which part of a course.",
    "serve": "Show a course in the browser and rebuild it on every change.",
    "split": "Make a lesson of a part of another.",
    "stats": "Tell how questions did, from what learners answered.",
    "translate": "Bring the catalogues of a translation up to date.",
    "update": "Take a new version of its document into a course.",
    "verify": "Say whether a record of completion is of a release.",
}


class Verbs(click.Group):
    """Loads a verb's module when it is called, so that `course --help` is quick; prints findings, no traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in alphabetical order."""
        del ctx
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb, or None for an unknown one."""
        del ctx
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"course.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(verb, VERBS[verb]) for verb in self.list_commands(ctx)])

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        """Read the command line; Ctrl-C meanwhile, which click would call an abortion, is told as at any other time."""
        try:
            return super().make_context(*arguments, **options)
        except KeyboardInterrupt:
            click.echo(LAST_LINE, err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; bad input ends with its findings and exit status 1, and so does what nobody expected."""
        _open_what_is_closed()
        _require_a_day()
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told in one line
            from course.cli.last_words import last_words

            if ctx.params.get("debug"):
                traceback.print_exception(error)
            for line in last_words(error):
                click.echo(line, err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            click.echo(LAST_LINE, err=True)
            ctx.exit(INTERRUPTED)


def _open_what_is_closed() -> None:
    """Open streams that the caller has closed on nothing: else the next file that is opened would be one."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - until the end


def _require_a_day() -> None:
    """Raise UsageError for a SOURCE_DATE_EPOCH that is no day between 1970 and 9999: what is built bears it."""
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if said and not (said.isascii() and said.isdigit() and int(said) <= LAST_SECOND):
        message = f"the environment says SOURCE_DATE_EPOCH={said:.40}: seconds since 1970 are wanted, a whole number"
        raise click.UsageError(message)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="course")
@click.option("--debug", is_flag=True, help="Show where in the program an error arose.")
def main(*, debug: bool) -> None:
    """Turn one document into a course: lessons, tested questions and an evidence chain, as HTML and PDF."""
    del debug  # read by Verbs, which sees what the verbs raise
