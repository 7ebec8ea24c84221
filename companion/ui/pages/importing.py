"""Contacts in: files are chosen or dropped, looked at before anything is stored, and taken over as one change."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from companion.model.change import Kind, Label
from companion.model.error import CompanionError
from companion.ui.actions import Actions, Entry
from companion.ui.desk import Desk, Touched
from companion.ui.pages.importing_busy import BusyPane
from companion.ui.pages.importing_choosing import Choosing
from companion.ui.pages.importing_start import ImportStart
from companion.ui.pages.page import Page
from companion.ui.tokens import PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, Role, Type
from companion.ui.widgets.label import Label as Text
from companion.wording.problem import problem

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.ui.models.importing import Importer, Preview
    from companion.ui.models.importing_words import ImportWords
    from companion.ui.pages.importing_preview import PreviewView
    from companion.workflow.exchange.watch import Stage

PREVIEW = "import-preview"
"""The context of the actions that work while something is looked at."""
BUSY = "import-busy"

_EDGE = 14
"""Pixels in which the scroll bars of the right side stand."""
_LONG = 250
"""Milliseconds after which work is said to be under way."""
_COMPARED = (
    Kind.PERSON,
    Kind.CONTACT_POINT,
    Kind.TAG,
    Kind.NOTE,
    Kind.SOURCE_CARD,
    Kind.EVENT,
    Kind.ATTENDEE,
)
"""The kinds of records that an import is compared with."""


class ImportPage(Page):
    """Begins with a choice of files, goes on with what they would change, and ends with one change."""

    name = "import"
    person_wanted = Signal(object)
    """The id of somebody who may be the same as one who is imported."""
    people_imported = Signal()
    list_imported = Signal()
    """Whom the running event expects."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, actions)
        self._importer: Importer | None = None
        self._words: ImportWords | None = None
        self._preview: Preview | None = None
        self._view: PreviewView | None = None
        self._wanted: Callable[[], None] | None = None
        """What is to be read once the data is open, or what was read before is stored."""
        self._is_behind = False
        self._said = Text("", Type.BODY, Role.DANGER, wrap=True)
        self._start = ImportStart()
        self._busy = BusyPane()
        self._stack = QStackedWidget()
        self._long = QTimer(self, singleShot=True, interval=_LONG)
        self._choosing = Choosing(self)
        self._lay_out()
        self._add_actions()
        self._listen()

    def arrive(self) -> None:
        """Go on where one was."""
        self._set_context()
        self._catch_up()
        if not self.isAncestorOf(self.window().focusWidget()):
            self._focus()

    def notice_place(self) -> QWidget:
        """The lower edge of the list."""
        # Of the stack itself it would stand below what is shown next.
        shown = self._stack.currentWidget() or self._stack
        return self._view.side if self._view is not None and shown is self._view else shown

    def take_paths(self, paths: Sequence[Path]) -> None:
        """Read files, folders and archives."""
        self._take(lambda importer: importer.open_paths(paths))

    def take_card(self, content: bytes, name: str = "") -> None:
        """Read a contact card that was dropped or copied."""
        shown = name or self.tr("dropped card")
        self._take(lambda importer: importer.open_text(shown, content))

    # What the user does

    def store(self) -> None:
        """Take over what is shown; nothing while it is being read or compared again."""
        importer = self._importer
        if importer is None or importer.is_busy or self._choosing.is_under_way:
            return
        if self._preview is not None and self._preview.plan.change_set:
            self._show(self._busy)
            self._busy.begin(self.tr("Saving"))
            importer.store()

    def cancel(self) -> None:
        """Call off what is under way."""
        if self._importer is not None:
            self._importer.cancel()

    def discard(self) -> None:
        """Let go of what was read and begin again."""
        self._choosing.drop()
        if self._importer is not None:
            self._importer.forget()
        self._preview = None
        self._say("")
        self._show(self._start)

    # The page

    def _lay_out(self) -> None:
        self._said.hide()
        self._stack.addWidget(self._start)
        self._stack.addWidget(self._busy)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, PAGE_MARGIN_SIDE - _EDGE, 18)
        whole.setSpacing(12)
        whole.addWidget(self._said)
        whole.addWidget(self._stack, 1)

    def _add_actions(self) -> None:
        add, mention = self.registry.add, self.registry.mention

        def start(name: str, text: str, *keys: str, icon: str = "", hint: str = "") -> Entry:
            return Entry(f"import-{name}", text, keys, icon, self.name, hint)

        def preview(name: str, text: str, *keys: str, icon: str = "", hint: str = "") -> Entry:
            return Entry(f"import-{name}", text, keys, icon, PREVIEW, hint)

        files = self.tr("Choose files to import")
        add(
            start("files", files, "Ctrl+O", icon="file-text", hint=self.tr("Choose files")),
            self._start.choose_files,
        )
        add(
            start("folder", self.tr("Choose a folder to import"), icon="folder-open"),
            self._start.choose_folder,
        )
        paste = self.tr("Paste a contact card")
        add(start("paste", paste, "Ctrl+V", icon="clipboard-paste", hint=self.tr("Paste")), self._start.paste)
        mention(preview("enter", self.tr("Import what is shown"), "Return", hint=self.tr("Import")))
        add(preview("store", self.tr("Import"), "Ctrl+Return", icon="check"), self.store)
        mention(preview("previous", self.tr("Previous row"), "Up", "K", hint=self.tr("Browse")))
        mention(preview("next", self.tr("Next row"), "Down", "J", hint=self.tr("Browse")))
        read = preview(
            "reading", self.tr("How it was read"), "R", icon="table-2", hint=self.tr("How it was read")
        )
        add(read, lambda: self._view.show_reading() if self._view is not None else None)
        expected = self.tr("Choose at which event these people are expected")
        event = preview("event", expected, "E", icon="radio", hint=self.tr("Expected at"))
        add(event, lambda: self._view.choose_event() if self._view is not None else None)
        more = preview("more", self.tr("Choose other files"), "Ctrl+O", icon="file-text")
        add(more, self._start.choose_files)
        add(
            preview("discard", self.tr("Start over"), "Esc", icon="x", hint=self.tr("Start over")),
            self.discard,
        )
        cancel = Entry("import-cancel", self.tr("Cancel"), ("Esc",), context=BUSY, hint=self.tr("Cancel"))
        mention(cancel)
        for context in (PREVIEW, BUSY):
            self.registry.name_context(context, self.tr("Import"))
        self.registry.attach(self.name, self._start)

    def _listen(self) -> None:
        self.desk.opened.connect(self._go_on)
        self.desk.changed.connect(self._on_changed)
        self._start.chosen.connect(lambda name: self.registry.action(f"import-{name}").trigger())
        self._start.paths_chosen.connect(self.take_paths)
        self._start.card_chosen.connect(self.take_card)
        self._start.nothing_found.connect(self._say)
        self._busy.cancelled.connect(self.cancel)
        self._long.timeout.connect(lambda: self._show(self._busy))

    def _show(self, widget: QWidget) -> None:
        """Show the start, the work or the preview, with the keyboard where it is wanted there."""
        self._long.stop()
        had_keyboard = self.isAncestorOf(self.window().focusWidget()) or self.window().focusWidget() is None
        changed = self._stack.currentWidget() is not widget
        self._stack.setCurrentWidget(widget)
        if not self.isVisible():
            return
        self._set_context()
        if changed and had_keyboard:
            self._focus()

    def _set_context(self) -> None:
        shown = self._stack.currentWidget()
        is_preview = shown is not self._start and shown is not self._busy
        self.registry.set_context(PREVIEW if is_preview else BUSY if shown is self._busy else self.name)

    def _focus(self) -> None:
        shown = self._stack.currentWidget()
        if shown is self._start:
            self._start.focus_first()
        elif shown is self._busy:
            self._busy.button.setFocus()
        elif self._view is not None:
            self._view.take_keyboard()

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._said, text))

    # Reading

    def _take(self, read: "Callable[[Importer], None]") -> None:
        if not self.desk.is_open or (self._importer is not None and self._importer.is_storing):
            self._wanted = lambda: self._take(read)
            return
        self._say("")
        self._choosing.drop()
        self._preview = None
        self._busy.begin(self.tr("Reading"))
        self._long.start()
        read(self._made_importer())

    def _made_importer(self) -> "Importer":
        if self._importer is None:
            from companion.ui.models.importing import Importer
            from companion.ui.models.importing_words import ImportWords

            self._words = ImportWords(self)
            self._importer = importer = Importer(self.desk, self)
            importer.stepped.connect(self._on_stepped)
            importer.planned.connect(self._on_planned)
            importer.failed.connect(self._on_failed)
            importer.overtaken.connect(self._on_overtaken)
            importer.stored.connect(self._on_stored)
        return self._importer

    def _made_view(self) -> "PreviewView":
        if self._view is None:
            from companion.ui.models.importing_columns import fields
            from companion.ui.pages.importing_preview import PreviewView

            faces = self._made_importer().photos
            encodings = self._words.encodings() if self._words is not None else ()
            self._view = view = PreviewView(encodings, fields())
            view.side.list.set_faces(faces)
            view.row.set_faces(faces)
            view.import_chosen.connect(self.store)
            view.discard_chosen.connect(self.discard)
            view.row_wanted.connect(self._show_row)
            view.side.group_chosen.connect(lambda _key: self._show_lines(afresh=True))
            view.row.person_wanted.connect(self.person_wanted)
            view.reading.encoding_chosen.connect(self._choose_encoding)
            view.reading.field_chosen.connect(self._choose_field)
            view.expected.event_chosen.connect(self._choose_event)
            self._stack.addWidget(view)
            self.registry.attach(PREVIEW, view.side.list)
        return self._view

    def _choose_encoding(self, name: object) -> None:
        self._choose_soon(lambda importer: importer.read_encoded(cast("str | None", name)))

    def _choose_field(self, fingerprint: str, title: str, field: str) -> None:
        self._choose_soon(lambda importer: importer.map_column(fingerprint, title, field))

    def _choose_event(self, event_id: object) -> None:
        chosen = cast("Id | None", event_id)
        self._choose_soon(lambda importer: importer.expect_at(chosen), self.tr("Comparing again …"))

    def _choose_soon(self, act: "Callable[[Importer], None]", said: str = "") -> None:
        self._choosing.add(lambda: act(self._made_importer()))
        if self._view is not None:
            self._view.wait(said or self.tr("Reading again …"))

    # What was read

    def _on_stepped(self, stage: "Stage", done: int, total: int) -> None:
        from companion.wording.stage import STAGES

        self._busy.begin(STAGES[stage])
        if self._words is not None:
            self._busy.show_step(self._words.step(stage, done, total), done, total)

    def _on_planned(self, preview: "Preview") -> None:
        from companion.wording.stage import outcome

        if self._choosing.is_under_way:
            # What is being chosen stays as it stands; the next preview shows it.
            return
        is_first, self._preview = self._preview is None, preview
        if not preview.rows:
            self.discard()
            self._say(self.tr("Nothing was found there that could be imported."))
            return
        view = self._made_view()
        view.say(self.tr("That event is not there any more.") if preview.listing.is_gone else "")
        self._show_preview(afresh=is_first)
        self._show(view)
        said = outcome(preview.plan)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, said))

    def _show_preview(self, *, afresh: bool) -> None:
        from companion.ui.pages.importing_preview import HeadText

        preview, view, words = self._preview, self._view, self._words
        if preview is None or view is None or words is None:
            return
        if afresh:
            view.begin()
        self._made_importer().show_photos_of(preview)
        can_import = bool(preview.plan.change_set)
        view.show_head(HeadText(words.summary(preview), words.button(preview), can_import))
        event = preview.listing.event
        view.expected.show_events(
            words.listed.events(preview, self.desk.now()),
            event.id if event is not None else None,
            words.listed.note(preview),
        )
        self.registry.action("import-event").setEnabled(bool(preview.listing.events))
        view.side.set_groups(words.groups(preview))
        view.reading.show_reading(
            self._made_importer().choices.encoding, words.sample(preview), words.sheets(preview)
        )
        self._show_lines(afresh=afresh)

    def _show_lines(self, *, afresh: bool) -> None:
        if self._preview is not None and self._view is not None and self._words is not None:
            group = self._view.side.group
            self._view.side.show_lines(self._words.lines(self._preview, group), afresh=afresh)
            self._show_row(self._view.side.list.current_key)

    def _show_row(self, key: object) -> None:
        if self._preview is None or self._view is None or self._words is None or not isinstance(key, int):
            return
        if key < len(self._preview.rows):
            self._view.row.show_row(self._words.view(self._preview, key))

    # How it ended

    def _on_failed(self, error: CompanionError) -> None:
        from companion.ui.models.importing import was_called_off

        self._wanted = None
        if self._preview is not None:
            view = self._made_view()
            self._show_preview(afresh=False)
            self._show(view)
            view.say(problem(error))
            return
        self._show(self._start)
        self._say("" if was_called_off(error) else problem(error))

    def _catch_up(self) -> None:
        """Compare again with what was changed meanwhile."""
        if not self._is_behind or self._importer is None:
            return
        self._is_behind = False
        if self._preview is not None and self._view is not None:
            self._view.wait(self.tr("Something has changed meanwhile. Comparing again …"))
            self._importer.plan_again()

    def _on_overtaken(self) -> None:
        self._busy.begin(self.tr("Comparing again"))

    def _on_stored(self) -> None:
        preview, self._preview = self._preview, None
        was_seen = self.isVisible()
        self._show(self._start)
        if self._go_on() or preview is None or not was_seen:
            return
        if preview.plan.change_set.label is not Label.IMPORT:
            return
        event = preview.listing.event
        if event is None:
            self.people_imported.emit()
        elif event.ends_at is None:
            self.list_imported.emit()

    def _go_on(self) -> bool:
        """Read what has waited, if there is anything."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()
        return wanted is not None

    def _on_changed(self, touched: Touched) -> None:
        if self._preview is None or self._importer is None or not touched.any(*_COMPARED):
            return
        if self._stack.currentWidget() is self._busy:
            return
        self._is_behind = True
        if self.isVisible():
            self._catch_up()
