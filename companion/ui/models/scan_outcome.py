"""How reading pictures ended, where no code speaks for itself."""

from PySide6.QtCore import QCoreApplication

from companion.model.problem import Problem
from companion.wording.phrase import counted
from companion.wording.remark import reason


def offer(blanks: int) -> str:
    """What a button offers to do with so many pictures without a code; empty for none."""
    translate = QCoreApplication.translate
    said = counted(
        blanks,
        translate("ScanOutcome", "Take it for a paper card"),
        translate("ScanOutcome", "Take them for paper cards"),
    )
    return said if blanks else ""


def outcome(count: int, codes: int, problems: "list[tuple[str, Problem]]", blanks: int = 0) -> str:
    """What to say of so many pictures with so many codes; nothing when all went as it should.

    `blanks` are the pictures in which nothing was found and which may be of paper cards.
    """
    translate = QCoreApplication.translate
    said = []
    if problems:
        file, first = problems[0]
        said.append(f"{file}: {reason(first)}" if file else reason(first))
    if len(problems) > 1:
        more = counted(
            len(problems) - 1,
            translate("ScanOutcome", "{count} more could not be read."),
            translate("ScanOutcome", "{count} more could not be read."),
        )
        said.append(more)
    if not codes and count > len(problems):
        said.append(
            counted(
                count,
                translate("ScanOutcome", "No code was found in the picture."),
                translate("ScanOutcome", "No code was found in {count} pictures."),
            )
        )
    elif blanks:
        said.append(
            counted(
                blanks,
                translate("ScanOutcome", "No code was found in one of the pictures."),
                translate("ScanOutcome", "No code was found in {count} of the pictures."),
            )
        )
    return " ".join(said)
