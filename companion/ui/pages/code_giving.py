"""Handing a code on: over the whole screen, to files, to paper, to the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QMimeData, QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from shiboken6 import isValid

from companion.model.error import CompanionError, DiskError
from companion.ui.actions import Actions, Entry
from companion.ui.code_view import CodeView
from companion.ui.pages.page import Page
from companion.wording.problem import problem

if TYPE_CHECKING:
    from companion.model.code import Symbol
    from companion.ui.dialogs.printing import PrintDialog, PrintValues
    from companion.ui.full_code import FullCode
    from companion.ui.models.shared_code import SharedCode

T = TypeVar("T")

_CARDS = ("text/vcard", "text/x-vcard")
_PICTURES = ("png", "svg", "pdf")
_CARD = "vcf"


class CodeGiving(QObject):
    """Does what the buttons and keys of a page with a code say."""

    told = Signal(str, object)
    """What was done, and the path of what was written, if anything was."""

    def __init__(self, actions: Actions, page: Page, code: "Callable[[], SharedCode | None]") -> None:
        super().__init__(page)
        self._registry = actions
        self._page = page
        self._code = code
        self._full: FullCode | None = None
        self._print_values: PrintValues | None = None
        """What was printed last time."""
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self._folder = Path(QStandardPaths.writableLocation(place))
        self._add_actions()

    @property
    def full(self) -> "FullCode | None":
        """What covers the screen now."""
        return self._full if self._full is not None and isValid(self._full) else None

    def act_on(self, event: QKeyEvent) -> bool:
        """Do what a plain key means, wherever on the page the keyboard is; whether it means anything."""
        pressed = QKeySequence(event.keyCombination())
        for entry in self._registry.entries(self._page.name):
            if pressed in map(QKeySequence, self._registry.live_keys(entry)):
                self._registry.action(entry.name).trigger()
                return True
        return False

    def allow(self, view: CodeView | None) -> None:
        """Let be done what can be done with a code, or without one; the keys of all else are not told."""
        page = self._page.name
        for name in ("form", "vcard"):
            self._registry.action(f"{page}-{name}").setEnabled(view is not None)
        for name in ("full", *_PICTURES, "print", "copy"):
            has_code = view is not None and view.symbol is not None
            self._registry.action(f"{page}-{name}").setEnabled(has_code)
        if self._page.isVisible():
            self._registry.set_context(page)

    def do(self, what: str) -> None:
        """Do what a button says: `full`, `png`, `vcard`, `print` or `copy`."""
        {
            "full": self.show_full,
            "png": lambda: self.save_picture("png"),
            "vcard": self.save_card,
            "print": self.print_sheet,
            "copy": self.copy,
        }[what]()

    # The whole screen

    def show_full(self) -> None:
        """Cover the screen with the code."""
        code, view = self._code(), self._settled()
        if code is None or view is None or self.full is not None:
            return
        from companion.ui.full_code import FullCode

        self._full = full = FullCode(self._page.window())
        full.stepped.connect(code.step)
        full.form_turned.connect(code.turn_form)
        full.closed.connect(self._on_full_closed)
        code.changed.connect(self._show_in_full)
        full.open(view, count=code.count)

    def _show_in_full(self) -> None:
        code, full = self._code(), self.full
        view = code.view(is_settled=True) if code is not None else None
        if code is not None and full is not None and view is not None:
            full.show_view(view, count=code.count)

    def _on_full_closed(self) -> None:
        code = self._code()
        if code is not None:
            code.changed.disconnect(self._show_in_full)
        self._page.window().activateWindow()

    # Files

    def save_picture(self, kind: str) -> None:
        """Ask where to, and write the code as a picture: of points, of lines, or as a page."""
        view = self._settled()
        if view is None or view.symbol is None:
            return
        names = {
            "png": self.tr("PNG picture (*.png)"),
            "svg": self.tr("SVG drawing (*.svg)"),
            "pdf": self.tr("PDF page (*.pdf)"),
        }
        symbol = view.symbol
        picker = self._picker(self.tr("Save the code"), view.name, kind)
        picker.setNameFilters([names[one] for one in (kind, *(some for some in _PICTURES if some != kind))])
        by_filter = {filter_: ending for ending, filter_ in names.items()}
        picker.filterSelected.connect(lambda chosen: picker.setDefaultSuffix(by_filter.get(chosen, kind)))
        picker.fileSelected.connect(lambda path: self._write_picture(Path(path), symbol, kind))
        picker.open()

    def save_card(self) -> None:
        """Ask where to, and write what is shared as a file of one contact card."""
        code = self._code()
        view = code.view() if code is not None else None
        if code is None or view is None:
            return
        card = code.card
        picker = self._picker(self.tr("Save the vCard"), view.name, _CARD)
        picker.setNameFilters([self.tr("Contact card (*.vcf)")])
        picker.fileSelected.connect(lambda path: self._write(Path(path), lambda: card))
        picker.open()

    def _write_picture(self, path: Path, symbol: "Symbol", kind: str) -> None:
        ending = path.suffix.lower().lstrip(".")
        content = _drawn(symbol, ending if ending in _PICTURES else kind)
        self._write(path, lambda: content)

    def _write(self, path: Path, content: Callable[[], bytes]) -> None:
        from companion.settings import replace_file

        try:
            replace_file(path, content())
        except OSError as error:
            self._page.desk.refused.emit(DiskError(path, error.strerror or str(error)))
            return
        self._folder = path.parent
        self.told.emit(self.tr("Wrote {file}").format(file=path.name), path)

    def _picker(self, title: str, name: str, ending: str) -> QFileDialog:
        """Asks where a file goes that is called after the person."""
        from companion.workflow.exchange.handing import file_name

        # Of a folder that is not there the dialog makes the name of a file.
        folder = self._folder if self._folder.is_dir() else Path.home()
        picker = QFileDialog(self._page.window(), title, str(folder))
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setDefaultSuffix(ending)
        picker.selectFile(str(Path(file_name([name])).with_suffix(f".{ending}")))
        return picker

    # Paper

    def print_sheet(self) -> None:
        """Ask what, and on which paper."""
        from companion.ui.dialogs.printing import PrintDialog, PrintValues
        from companion.ui.print_sheet import Print
        from companion.ui.printing import usual_paper

        view = self._settled()
        if view is None or view.symbol is None:
            return
        values = self._print_values or PrintValues(Print.CARDS, usual_paper())
        dialog = PrintDialog(self._page.window(), view, values)
        dialog.print_chosen.connect(lambda chosen: self._print(dialog, view, chosen))
        dialog.save_chosen.connect(lambda chosen: self._ask_where(dialog, view, chosen))
        dialog.open()

    def _print(self, dialog: "PrintDialog", view: CodeView, values: "PrintValues") -> None:
        from companion.ui.printing import print_on, printer_for

        try:
            from PySide6.QtPrintSupport import QPrintDialog
        except ImportError as error:
            dialog.refuse(self.tr("Printing is not possible here: {reason}").format(reason=error))
            return
        self._print_values = values
        printer = printer_for(values.paper, view.name)
        asking = QPrintDialog(printer, self._page.window())
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def go() -> None:
            if print_on(printer, values.wanted, values.paper, view):
                self._close(dialog)
                self.told.emit(self.tr("Printed"), None)
            else:
                dialog.refuse(self.tr("The printer did not begin."))

        asking.accepted.connect(go)
        QDialog.open(asking)

    def _ask_where(self, dialog: "PrintDialog", view: CodeView, values: "PrintValues") -> None:
        from companion.ui.print_sheet import Print

        names = {
            Print.CODE: self.tr("{name}, large"),
            Print.STICKERS: self.tr("{name}, stickers"),
            Print.CARDS: self.tr("{name}, cards"),
        }
        name = names[values.wanted].format(name=view.name)
        picker = self._picker(self.tr("Save as PDF"), name, "pdf")
        picker.setNameFilters([self.tr("PDF page (*.pdf)")])
        picker.fileSelected.connect(lambda path: self._save_sheet(dialog, view, values, Path(path)))
        picker.open()

    def _save_sheet(self, dialog: "PrintDialog", view: CodeView, values: "PrintValues", path: Path) -> None:
        from companion.ui.printing import save_sheet

        self._print_values, self._folder = values, path.parent
        try:
            save_sheet(path, values.wanted, values.paper, view)
        except CompanionError as error:
            dialog.refuse(problem(error))
            return
        self._close(dialog)
        self.told.emit(self.tr("Wrote {file}").format(file=path.name), path)

    def _close(self, dialog: "PrintDialog") -> None:
        if isValid(dialog):
            dialog.close_panel()

    # The clipboard

    def copy(self) -> None:
        """Put the code on the clipboard as a picture, and what is shared as a contact card."""
        code, view = self._code(), self._settled()
        if code is None or view is None or view.symbol is None:
            return
        data = QMimeData()
        data.setImageData(QImage.fromData(_drawn(view.symbol, "png")))
        for kind in _CARDS:
            data.setData(kind, QByteArray(code.card))
        QApplication.clipboard().setMimeData(data)
        self.told.emit(self.tr("Copied the code of {name}").format(name=view.name), None)

    def _settled(self) -> CodeView | None:
        code = self._code()
        return code.view(is_settled=True) if code is not None else None

    def _add_actions(self) -> None:
        page, add = self._page.name, self._registry.add

        def entry(name: str, text: str, *keys: str, icon: str = "", hint: str = "") -> Entry:
            return Entry(f"{page}-{name}", text, keys, icon, page, hint)

        full = self.tr("Show the code on the whole screen")
        add(entry("full", full, "F", icon="maximize", hint=self.tr("Full screen")), self.show_full)
        form = self.tr("Change between vCard and MECARD")
        add(entry("form", form, "Space", icon="qr-code", hint=self.tr("vCard or MECARD")), self._turn_form)
        png, svg, pdf = (
            self.tr("Save the code as PNG"),
            self.tr("Save the code as SVG"),
            self.tr("Save the code as PDF"),
        )
        save = self.tr("Save")
        add(entry("png", png, "Ctrl+S", icon="image", hint=save), lambda: self.save_picture("png"))
        add(entry("svg", svg, icon="image"), lambda: self.save_picture("svg"))
        add(entry("pdf", pdf, icon="file-text"), lambda: self.save_picture("pdf"))
        add(entry("vcard", self.tr("Save the vCard"), "Ctrl+Shift+S", icon="share-2"), self.save_card)
        printing = self.tr("Print the code, stickers or cards")
        add(entry("print", printing, "Ctrl+P", icon="printer", hint=self.tr("Print")), self.print_sheet)
        add(entry("copy", self.tr("Copy the code"), "Ctrl+C", icon="copy"), self.copy)

    def _turn_form(self) -> None:
        code = self._code()
        if code is not None:
            code.turn_form()


def _drawn(symbol: "Symbol", kind: str) -> bytes:
    """A code as the content of a file with that ending."""
    from companion.workflow.code_file import CodePicture, drawn

    return drawn(symbol, CodePicture(f".{kind}"))
