"""What can be done on every page of the window."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from companion.ui.actions import WINDOW, Entry, Group

if TYPE_CHECKING:
    from companion.ui.pages.people import PeoplePage
    from companion.ui.workspace import Workspace


class WindowActions(QObject):
    """Declares these actions, and the names of the pages that the sheet of keys tells."""

    def __init__(self, workspace: "Workspace", window: QMainWindow) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._window = window
        self._registry = workspace.registry
        self._add_pages()
        self._add_in_and_out()
        self._add_always()

    def open_palette(self) -> None:
        """Let one find a person, an action or a page."""
        from companion.ui.search import palette_for

        palette_for(self._workspace).open()

    def _add_pages(self) -> None:
        pages = (
            Entry("go-live", self.tr("Live"), ("Ctrl+1",), "radio", group=Group.GO),
            Entry("go-followups", self.tr("Follow-ups"), ("Ctrl+2",), "list-checks", group=Group.GO),
            Entry("go-people", self.tr("People"), ("Ctrl+3",), "users", group=Group.GO),
            Entry("go-duplicates", self.tr("Possible duplicates"), ("Ctrl+D",), "copy-check", group=Group.GO),
            Entry("go-scan", self.tr("Scan a code"), ("Ctrl+B",), "scan-line", group=Group.GO),
            Entry("go-my-card", self.tr("My card"), ("Ctrl+Shift+C",), "qr-code", group=Group.GO),
            Entry("go-settings", self.tr("Settings"), ("Ctrl+,",), "settings", group=Group.GO),
        )
        for entry in pages:
            self._registry.add(entry, partial(self._workspace.show_page, entry.name.removeprefix("go-")))

    def _add_in_and_out(self) -> None:
        add, workspace = self._registry.add, self._workspace
        import_contacts = Entry("import", self.tr("Import contacts"), ("Ctrl+I",), "upload")
        add(import_contacts, lambda: workspace.show_page("import"))
        export_contacts = Entry("export", self.tr("Export contacts"), ("Ctrl+Shift+I",), "download")
        add(export_contacts, self._when_open(self._export))
        screen = Entry("scan-screen", self.tr("Read codes from the screen"), ("Ctrl+Shift+B",), "monitor")
        add(screen, lambda: workspace.show_scan().choose("screen"))
        region = Entry("scan-region", self.tr("Read a part of the screen"), ("Ctrl+Shift+R",), "crop")
        add(region, lambda: workspace.show_scan().choose("region"))

    def _add_always(self) -> None:
        add, desk = self._registry.add, self._workspace.desk
        undo = Entry("undo", self.tr("Undo"), ("Ctrl+Z",), "undo-2", hint=self.tr("Undo"))
        add(undo, self._when_open(desk.undo))
        redo = Entry("redo", self.tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2")
        add(redo, self._when_open(desk.redo))
        palette = Entry(
            "palette", self.tr("Search and commands"), ("Ctrl+K",), "search", hint=self.tr("Commands")
        )
        add(palette, self.open_palette)
        add(Entry("keys", self.tr("Keys"), ("?",), "keyboard"), self._open_keys)
        add(Entry("keys-anywhere", self.tr("Keys"), ("F1",)), self._open_keys)
        add(Entry("quit", self.tr("Quit"), ("Ctrl+Q",)), self._window.close)
        for context, title in (
            (WINDOW, self.tr("Everywhere")),
            ("live", self.tr("Live")),
            ("followups", self.tr("Follow-ups")),
            ("people", self.tr("People")),
            ("import", self.tr("Import")),
        ):
            self._registry.name_context(context, title)

    def _when_open(self, act: Callable[[], None]) -> Callable[[], None]:
        return lambda: act() if self._workspace.desk.is_open else None

    def _export(self) -> None:
        cast("PeoplePage", self._workspace.show_page("people")).exporting.export()

    def _open_keys(self) -> None:
        from companion.ui.dialogs.keys import KeysDialog

        KeysDialog(self._registry, self._window).open()
