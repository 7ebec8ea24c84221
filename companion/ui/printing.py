"""Sheets on a printer or in a PDF; the printing of Qt is loaded when it is first wanted."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from companion.model.error import DiskError
from companion.ui.code_view import CodeView
from companion.ui.print_sheet import Paper, Print, paint_sheet

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MILLIMETRES_AN_INCH = 25.4
_OWNER_ONLY = 0o600
_IDS = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def usual_paper() -> Paper:
    """The paper of the country that the system is set to."""
    is_imperial = QLocale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    return Paper.LETTER if is_imperial else Paper.A4


def printer_for(paper: Paper, name: str) -> "QPrinter":
    """A printer that is set to that paper; `name` is what the work is called."""
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(_IDS[paper]))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF())
    # The sheet is laid out from the edges of the paper.
    printer.setFullPage(True)
    printer.setDocName(name)
    printer.setCreator("Companion")
    return printer


def print_on(printer: "QPrinter", wanted: Print, paper: Paper, view: CodeView) -> bool:
    """Print a sheet; whether it could be begun."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_sheet(painter, wanted, paper, view, printer.resolution() / _MILLIMETRES_AN_INCH)
    return painter.end()


def save_sheet(path: Path, wanted: Print, paper: Paper, view: CodeView) -> None:
    """Write a sheet as a PDF; raises DiskError."""
    from PySide6.QtPrintSupport import QPrinter

    try:
        # Qt says only that it could not be done, and says it to the terminal.
        path.touch(_OWNER_ONLY)
        path.open("ab").close()
        path.chmod(_OWNER_ONLY)
    except OSError as error:
        raise DiskError(path, error.strerror or str(error)) from error
    printer = printer_for(paper, view.name)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    if not print_on(printer, wanted, paper, view):
        raise DiskError(path, "")
