"""How reading pictures ended, where no code speaks for itself."""

from PySide6.QtCore import QCoreApplication

from companion.model.problem import Problem
from companion.wording.phrase import counted
from companion.wording.remark import reason


def outcome(count: int, codes: int, problems: "list[tuple[str, Problem]]") -> str:
    """What to say of so many pictures with so many codes; nothing when all went as it should."""
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
    return " ".join(said)
