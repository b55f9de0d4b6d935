"""`python -m course` is the command `course`."""

from course.cli import main

main(prog_name="course")
