"""Taking people out of the window: to files, to the clipboard, and dragged to other programs."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog
from shiboken6 import isValid

from companion.model.error import CancelledError, CompanionError
from companion.ui.actions import Actions, Entry
from companion.ui.desk import Desk
from companion.ui.handing import HandedFiles, PeopleData, data_of
from companion.ui.pages.page import Page
from companion.ui.pages.people_list import PeopleSide
from companion.wording.naming import name_words
from companion.wording.phrase import counted
from companion.wording.problem import problem
from companion.wording.progress import done_of
from companion.wording.stage import exported
from companion.workflow.exchange.watch import UNWATCHED

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.rules.search import Query
    from companion.storage.engine import Connection
    from companion.ui.dialogs.export import ExportDialog, ExportValues
    from companion.ui.models.exporting import Group, Written
    from companion.ui.models.person import PersonView
    from companion.workflow.exchange.handing import Handed
    from companion.workflow.exchange.watch import Stage, Watch

T = TypeVar("T")

_AT_ONCE = 100
"""The cards of so many people are made while one waits."""


class Exporting(QObject):
    """Writes and hands out whom the list shows or has chosen, or the person who is shown."""

    told = Signal(str, object)
    """What was done, and the path of what was written, if anything was."""

    def __init__(
        self,
        desk: Desk,
        actions: Actions,
        page: Page,
        side: PeopleSide,
        shown: "Callable[[], PersonView | None]",
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._side = side
        self._shown = shown
        self._files = HandedFiles()
        self._values: ExportValues | None = None
        """What was chosen last time."""
        place = QStandardPaths.StandardLocation.DocumentsLocation
        self._folder = Path(QStandardPaths.writableLocation(place))
        self._call_off: Callable[[], None] | None = None
        side.list.hand_out_by(lambda _keys: self._data())
        side.export_chosen.connect(self.export)
        side.copy_chosen.connect(self.copy)
        copy = Entry("people-copy", self.tr("Copy as vCard"), ("Ctrl+C",), "copy", page.name)
        actions.add(copy, self.copy)

    # Files

    def export(self, *, wants_person: bool = False) -> None:
        """Ask how, and who: at first those who are chosen, else those who are looked for, else everybody."""
        from companion.ui.dialogs.export import ExportDialog, ExportValues

        groups = list(self._groups()) if self._desk.is_open else []
        if not groups:
            return
        person = self._shown()
        at_first = next(
            (i for i, one in enumerate(groups) if wants_person and person and one.ids == (person.id,)), 0
        )
        values = replace(self._values or ExportValues(), group=at_first, with_notes=False)
        dialog = ExportDialog(self._page.window(), [group.words for group in groups], values)
        dialog.chosen.connect(lambda chosen: self._ask_where(dialog, groups[chosen.group], chosen))
        dialog.called_off.connect(self._on_called_off)
        dialog.open()

    def _groups(self) -> "Iterator[Group]":
        """Who can be meant, the likeliest first."""
        from companion.storage.queries.person import people_counts
        from companion.ui.models.exporting import EVERYBODY, Group

        people, person, found = self._desk.read(people_counts).people, self._shown(), self._found()
        chosen = self._side.list.chosen
        if len(chosen.keys) > 1 and chosen.besides != ():
            yield self._chosen()
        if found and self._side.list.chosen_keys:
            yield Group(self._found_words(), query=found)
        if people:
            yield Group(self.tr("Everybody ({count})").format(count=people), query=EVERYBODY)
        if person is not None:
            yield Group(name_words(person.name), (person.id,))

    def _found(self) -> "Query":
        from companion.ui.models.people import Wanted, query_of

        return query_of(Wanted(self._side.text, self._side.only))

    def _found_words(self) -> str:
        if self._side.list.has_more:
            return self.tr("Everybody who was found")
        rows = self._side.list.model().rowCount()
        return counted(rows, self.tr("The one who was found"), self.tr("The {count} who were found"))

    def _ask_where(self, dialog: "ExportDialog", group: "Group", values: "ExportValues") -> None:
        from companion.ui.dialogs.export import Way

        # Of a folder that is not there the dialog makes the name of a file.
        folder = self._folder if self._folder.is_dir() else Path.home()
        picker = QFileDialog(self._page.window(), self.tr("Export contacts"), str(folder))
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if values.way is Way.FOLDER:
            picker.setFileMode(QFileDialog.FileMode.Directory)
            picker.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            self._name(picker, group, values)
        picker.fileSelected.connect(lambda path: self._write(dialog, group, values, Path(path)))
        picker.open()

    def _name(self, picker: QFileDialog, group: "Group", values: "ExportValues") -> None:
        from companion.ui.models.exporting import FORMATS
        from companion.workflow.exchange.handing import file_name

        ending = FORMATS[values.way].value
        names = [group.words] if group.ids is not None and len(group.ids) == 1 else []
        stem = Path(file_name(names)).stem
        if values.way.is_everything:
            stem = f"companion {self._desk.now():%Y-%m-%d}"
        picker.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        picker.setNameFilters([f"*{ending}"])
        picker.setDefaultSuffix(ending.lstrip("."))
        picker.selectFile(f"{stem}{ending}")

    def _write(self, dialog: "ExportDialog", group: "Group", values: "ExportValues", path: Path) -> None:
        from companion.ui.models.exporting import writing

        self._values, self._folder = values, path.parent

        def stepped(_stage: "Stage", done: int, total: int) -> None:
            if isValid(dialog):
                dialog.show_step(done_of(done, total), done, total)

        def done(written: "Written") -> None:
            if isValid(dialog):
                dialog.close_panel()
            self.told.emit(self._wrote(written, values), written.path)

        def failed(error: CompanionError) -> None:
            if isValid(dialog):
                dialog.ask_again("" if isinstance(error, CancelledError) else problem(error))

        dialog.show_step("", 0, 0)
        region = self._desk.settings.phone_region
        work = writing(group, values, path, region=region, now=self._desk.now())
        self._call_off = self._desk.read_watched(work, stepped=stepped, done=done, failed=failed)

    def _wrote(self, written: "Written", values: "ExportValues") -> str:
        if values.way.is_everything:
            return self.tr("Wrote everything to {file}").format(file=written.path.name)
        wrote = exported(written.count)
        return self.tr("{wrote} to {file}").format(wrote=wrote, file=written.path.name)

    def _on_called_off(self) -> None:
        if self._call_off is not None:
            self._call_off()

    # The clipboard, and what is dragged

    def copy(self) -> None:
        """Put those who are chosen on the clipboard, many of them as soon as their cards are made."""
        if not self._desk.is_open or not self._side.list.chosen_keys:
            return
        chosen, hand_out = self._side.list.chosen, self._hand_out()
        if chosen.besides is None and len(chosen.keys) <= _AT_ONCE:
            handed = self._had(lambda: self._desk.read(hand_out, UNWATCHED))
            if handed is not None:
                self._put(handed)
            return
        refused = self._desk.refused.emit
        self._desk.read_watched(hand_out, stepped=lambda *_step: None, done=self._put, failed=refused)

    def _put(self, handed: "Handed") -> None:
        path = self._had(lambda: self._files.put(handed))
        QApplication.clipboard().setMimeData(data_of(handed, path))
        names = handed.names
        many = self.tr("Copied {count} people").format(count=len(names))
        self.told.emit(
            self.tr("Copied {name}").format(name=name_words(names[0])) if len(names) == 1 else many, None
        )

    def _chosen(self) -> "Group":
        """Those who are chosen in the list."""
        from companion.ui.models.exporting import Group

        chosen = self._side.list.chosen
        if chosen.besides is None:
            words = self.tr("The {count} who are chosen").format(count=len(chosen.keys))
            return Group(words, cast("tuple[Id, ...]", chosen.keys))
        words = self.tr("All who are chosen")
        return Group(words, query=self._found(), besides=cast("frozenset[Id]", frozenset(chosen.besides)))

    def _data(self) -> PeopleData:
        """The people who are chosen now, as they are once somebody asks for them."""
        hand_out, desk = self._hand_out(), self._desk

        def make() -> "Handed | None":
            return self._had(lambda: desk.read(hand_out, UNWATCHED)) if desk.is_open else None

        return PeopleData(make, lambda handed: self._had(lambda: self._files.put(handed)))

    def _hand_out(self) -> "Callable[[Connection, Watch], Handed]":
        group, region, now = self._chosen(), self._desk.settings.phone_region, self._desk.now()

        def hand_out(connection: "Connection", watch: "Watch") -> "Handed":
            from companion.workflow.exchange.handing import handed_out

            return handed_out(connection, group.ids_in(connection), now=now, region=region, watch=watch)

        return hand_out

    def _had(self, get: Callable[[], T]) -> T | None:
        """What can be had; what went wrong is said."""
        try:
            return get()
        except CompanionError as error:
            self._desk.refused.emit(error)
            return None
