"""How reading pictures ended, where no code speaks for itself."""

from PySide6.QtCore import QCoreApplication

from companion.model.problem import Problem
from companion.wording.phrase import counted
from companion.wording.remark import reason

_MOST = 3
"""So many refused pictures are told of one by one."""
_MOST_TOLD = 30
"""And so many in a tool tip."""


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
    said = [_refusal(*one) for one in problems[:_MOST]]
    if len(problems) > _MOST:
        more = counted(
            len(problems) - _MOST,
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
    return "\n".join(said)


def refusals(problems: "list[tuple[str, Problem]]") -> str:
    """Why each of so many pictures could not be read, where `outcome` does not tell it of all."""
    return "\n".join(_refusal(*one) for one in problems[:_MOST_TOLD]) if len(problems) > _MOST else ""


def _refusal(file: str, problem: Problem) -> str:
    return f"{file}: {reason(problem)}" if file else reason(problem)
