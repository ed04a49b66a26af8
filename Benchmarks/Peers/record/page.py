"""The part of a Markdown file that the figures stand in."""

import os
from pathlib import Path

from compare import report

BEGIN, END = "<!-- record: begin -->", "<!-- record: end -->"


def check(path: Path) -> None:
    """Ends the program in a sentence where the figures could not be written."""
    parts(path)
    folder = path.resolve().parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SystemExit(f"record: cannot write into the folder {folder}")


def parts(path: Path) -> tuple[str, str]:
    """What stands before and after the figures, marks included."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, ValueError) as error:
        raise SystemExit(f"record: {path} cannot be read: {error}") from None
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise SystemExit(f"record: {path} needs the lines {BEGIN} and {END}, once and in this order: figures go between them")
    return text[: text.index(BEGIN) + len(BEGIN)], text[text.index(END) :]


def replace(path: Path, figures: str) -> None:
    """Puts the figures between the marks; all else stays, and at every moment the file is whole."""
    before, after = parts(path)
    # A link keeps pointing to the file.
    report.replace(path.resolve(), f"{before}\n{figures}{after}")
