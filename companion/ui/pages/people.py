"""Everybody one knows: found by anything that was typed about them, and shown whole."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from companion.model.change import Kind
from companion.ui.actions import Actions, Entry
from companion.ui.desk import Desk, Touched
from companion.ui.pages.page import Page
from companion.ui.pages.people_editing import PersonEditing
from companion.ui.pages.people_export import Exporting
from companion.ui.pages.people_list import PeopleSide
from companion.ui.pages.person import EDGE, PersonPane
from companion.ui.pages.person_photo import PersonPhotos
from companion.ui.theme import scaled
from companion.ui.tokens import LIST_WIDTH, PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP
from companion.ui.widgets.beside import Beside
from companion.ui.widgets.empty_state import EmptyState, FirstStep
from companion.wording.reason import NEED_STATES, PROMISE_STATES

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.ui.models.person import PersonFile, PersonView

_BESIDE = 600
"""Pixels at 100 % text from which the person is beside the list."""
_SOON = 40
"""Milliseconds that the list is walked through before a person is read."""
_REACHED = 2000
"""So many rows are looked through for a person; one further down is looked for by name."""
_NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX."""


class PeoplePage(Page):
    """A list with a search line, and beside it the page of the person it stands on."""

    name = "people"
    duplicates_wanted = Signal()
    """Those who may be kept twice are to be looked through."""
    duplicates_dismissed = Signal()
    code_wanted = Signal(object)
    """The id of a person who is to be shown as a code."""
    pair_wanted = Signal(object, object)
    """The ids of two people who are to be shown side by side, the first of whom stays."""
    told = Signal(str, object)
    """What was taken out of the window, and the path of what was written, if anything was."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, actions)
        self._file: PersonFile | None = None
        self._view: PersonView | None = None
        self._wanted_person: Id | None = None
        """Who is to be shown once the data is open."""
        self._gone: Id | None = None
        """Who was deleted here last, to be shown again when an undo brings them back."""
        self._is_behind = True
        self._is_list_behind = False
        self._is_reading = False
        """Whether the person is shown where there is no room for the list beside it."""
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self.side = PeopleSide()
        self.pane = PersonPane(
            [(state.value, words) for state, words in NEED_STATES.items()],
            [(state.value, words) for state, words in PROMISE_STATES.items()],
        )
        self._editing = PersonEditing(self.pane, lambda: self._file)
        self.photos = PersonPhotos(self.pane, desk, lambda: self._file)
        self.exporting = Exporting(desk, actions, self, self.side, self._shown_person)
        self.side.list.set_faces(desk.photos)
        self.pane.head.set_faces(desk.photos)
        self._lay_out()
        self._add_actions()
        self._listen()

    def arrive(self) -> None:
        """Ready to look for somebody."""
        self._refresh()
        if self.desk.is_open:
            self._focus()

    def show_person(self, person_id: "Id") -> None:
        """Show a person, with the list standing on them where that is possible."""
        self._wanted_person = person_id
        if not self.desk.is_open:
            return
        self._refresh()
        self._wanted_person = None
        if not self.side.list.reach(person_id, _REACHED):
            self.side.want("")
            if not self.side.list.reach(person_id, _REACHED):
                self._look_for_by_name(person_id)
        self._show_now(person_id)
        self._set_reading(reading=True)
        if self.side.isVisible():
            self.side.take_keyboard()
        else:
            self.pane.take_keyboard()

    def show_twice(self, count: int | None) -> None:
        """Say how many people may be kept twice and were not looked at yet; None: nobody knows."""
        had_keyboard = self.side.twice.isAncestorOf(self.window().focusWidget())
        self.side.twice.show_count(count)
        if had_keyboard and self.side.twice.isHidden():
            self.side.take_keyboard()

    def notice_place(self) -> QWidget:
        """The lower edge of the list, or of what is shown in its place."""
        if self._whole.currentWidget() is self._nobody_known:
            return self._nobody_known
        return self.side.found if self.side.isVisible() else self._stack

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show list or person alone where there is no room for both."""
        super().resizeEvent(event)
        self._show_sides()

    def _lay_out(self) -> None:
        self._nobody_shown = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nobody_shown)
        self._stack.addWidget(self.pane)
        self._both = Beside(self.side, self._stack, spacing=24)
        step = FirstStep(
            "capture",
            "user-plus",
            self.tr("Write somebody down"),
            self.tr("A name, and what they need"),
        )
        files = FirstStep(
            "import",
            "upload",
            self.tr("Import contacts"),
            self.tr("vCard files, tables, a folder or an archive of them"),
        )
        self._nobody_known = EmptyState(
            "users",
            self.tr("Nobody yet"),
            self.tr("Everybody whom you write down stands here, with what they need and what you promised."),
            (step, files),
        )
        self._whole = QStackedWidget()
        self._whole.addWidget(self._both)
        self._whole.addWidget(self._nobody_known)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, PAGE_MARGIN_SIDE - EDGE, 18)
        whole.addWidget(self._whole)

    def _add_actions(self) -> None:
        def entry(name: str, text: str, *keys: str, icon: str = "", hint: str = "") -> Entry:
            return Entry(f"people-{name}", text, keys, icon, self.name, hint)

        add, mention = self.registry.add, self.registry.mention
        look = self.side.look_for
        add(entry("search", self.tr("Search people"), "/", icon="search", hint=self.tr("Search")), look)
        add(entry("find", self.tr("Find somebody"), "Ctrl+F", icon="search"), look)
        mention(entry("previous", self.tr("Previous person"), "Up", "K", hint=self.tr("Browse")))
        mention(entry("next", self.tr("Next person"), "Down", "J", hint=self.tr("Browse")))
        mention(entry("open", self.tr("Go to the person"), "Return", hint=self.tr("Open")))
        mention(entry("several", self.tr("Choose several people"), "Shift+Up", "Shift+Down"))
        mention(entry("all", self.tr("Choose all who are listed"), "Ctrl+A"))
        for kind, key, text, icon in (
            ("need", "N", self.tr("Add need"), "lightbulb"),
            ("offer", "O", self.tr("Add offer"), "gift"),
            ("promise", "P", self.tr("Add promise"), "handshake"),
        ):
            add(entry(kind, text, key, icon=icon, hint=text), partial(self._begin, kind))
        add(entry("note", self.tr("Add note"), "M", icon="pencil"), partial(self._begin, "note"))
        add(entry("tag", self.tr("Add tag"), "T", icon="plus"), partial(self._begin, "tag"))
        add(
            entry("edit", self.tr("Edit the name"), "F2", icon="pencil", hint=self.tr("Edit")),
            self._edit_name,
        )
        add(entry("star", self.tr("Star, or take the star away"), "S", icon="star"), self._toggle_star)
        add(entry("code", self.tr("Show as code"), "Q", icon="qr-code"), self._show_code)
        merge = self.tr("Merge with another person…")
        add(entry("merge", merge, "Ctrl+M", icon="git-merge"), self._merge)
        add(entry("delete", self.tr("Delete the person"), "Del", icon="trash-2"), self._delete)
        self.registry.attach(self.name, self.side.list)

    def _listen(self) -> None:
        self.desk.opened.connect(self._on_opened)
        self.desk.changed.connect(self._on_changed)
        self.desk.day_changed.connect(self._on_day_changed)
        self._soon.timeout.connect(lambda: self._show_now(self.side.list.current_key))
        self.side.wanted_changed.connect(self._find)
        self.side.entered.connect(self._on_side_entered)
        self.side.create_chosen.connect(self._create)
        self.side.list.row_chosen.connect(lambda _key: self._soon.start())
        self.side.list.row_opened.connect(self._on_opened_row)
        self._nobody_known.chosen.connect(lambda name: self.registry.action(name).trigger())
        pane, head = self.pane, self.pane.head
        pane.left.connect(self._on_left)
        head.back_chosen.connect(self._on_left)
        head.tag_wanted.connect(self._find_tag)
        head.code_chosen.connect(self._show_code)
        head.merge_chosen.connect(self._merge)
        head.delete_chosen.connect(self._delete)
        self.side.twice.look_chosen.connect(self.duplicates_wanted)
        self.side.twice.dismissed.connect(self.duplicates_dismissed)
        head.export_chosen.connect(lambda: self.exporting.export(wants_person=True))
        self.exporting.told.connect(self.told)

    def _shown_person(self) -> "PersonView | None":
        return self._view if self._is_shown() else None

    # The list

    def _refresh(self) -> None:
        """Read what has changed since it was read last."""
        if not self.desk.is_open or not self._is_behind:
            return
        from companion.ui.models.person import PersonFile

        self._file = self._file or PersonFile(self.desk, self)
        self._is_behind = False
        self._count()
        self._read(afresh=False)
        self._show_now(self.side.list.current_key)

    def _find(self) -> None:
        if self.desk.is_open:
            self._read(afresh=True)

    def _read(self, *, afresh: bool, keeping: bool = False) -> None:
        from companion.ui.models.people import PeopleReader, Wanted, new_name

        text = self.side.text
        reader = PeopleReader(self.desk, Wanted(text, self.side.only))
        self._is_list_behind = not self.side.list.read(reader, afresh=afresh, keeping=keeping)
        self.side.show_found(new_name=new_name(text))
        if self.side.list.current_key is None:
            self._soon.start()

    def _count(self) -> None:
        from companion.storage.queries.person import people_counts

        counts = self.desk.read(people_counts)
        self.side.show_counts(counts.people, counts.with_need, counts.with_offer)
        self._whole.setCurrentWidget(self._both if counts.people else self._nobody_known)

    def _look_for_by_name(self, person_id: "Id") -> None:
        view = self._file.read(person_id) if self._file is not None else None
        if view is not None:
            self.side.want(view.name)
            self.side.list.reach(person_id, _REACHED)

    def _find_tag(self, tag: str) -> None:
        self._set_reading(reading=False)
        self.side.want(f'tag:"{tag}"' if " " in tag else f"tag:{tag}")
        self.side.take_keyboard()

    def _create(self, name: str) -> None:
        from companion.workflow.person import create

        made = self.desk.change(lambda _connection: create(name))
        if made is not None:
            self.show_person(made.id)

    # The person

    def _show_now(self, key: object) -> None:
        """Show the person that the list stands on, or the one that is wanted."""
        self._soon.stop()
        if self._file is None:
            return
        had_keyboard = self._has_pane_keyboard()
        view = self._file.read(cast("Id", key)) if key is not None else None
        self._view = view
        if view is not None:
            self.pane.show_person(view)
        self._stack.setCurrentWidget(self.pane if view is not None else self._nobody_shown)
        if view is None:
            self._set_reading(reading=False)
            if had_keyboard:
                self.side.take_keyboard()

    def _begin(self, kind: str) -> None:
        if self._is_shown():
            self._set_reading(reading=True)
            self.pane.add(kind)

    def _edit_name(self) -> None:
        if self._is_shown():
            self._set_reading(reading=True)
            self.pane.edit_name()

    def _toggle_star(self) -> None:
        if self._is_shown() and self._view is not None:
            self._editing.edit("starred", "no" if self._view.starred else "yes")

    def _show_code(self) -> None:
        if self._is_shown() and self._view is not None:
            self.code_wanted.emit(self._view.id)

    def _delete(self) -> None:
        if self._is_shown() and self._view is not None:
            self._gone = self._view.id
            self._set_reading(reading=False)
            self.side.take_keyboard()
            self._editing.delete()

    def _merge(self) -> None:
        """Ask with whom, unless two people are chosen already."""
        if not self._is_shown() or self._view is None:
            return
        view, chosen = self._view, self.side.list.chosen_keys
        other = next((key for key in chosen if key != view.id), None)
        if len(chosen) == 2 and other is not None:
            self.pair_wanted.emit(view.id, other)
            return
        from companion.ui.search import picker_beside

        picker = picker_beside(self.desk, view.id, view.called, self.window())
        picker.person_chosen.connect(lambda key: self.pair_wanted.emit(view.id, key))
        picker.open()

    def _is_shown(self) -> bool:
        """Whether a person is shown, the one that the list has just come to."""
        if self._soon.isActive():
            self._show_now(self.side.list.current_key)
        return self._view is not None

    # Where things are shown

    def _show_sides(self) -> None:
        beside = self._is_beside()
        self.side.setMaximumWidth(LIST_WIDTH if beside else _NO_LIMIT)
        self.side.setVisible(beside or not self._is_reading)
        self._stack.setVisible(beside or self._is_reading)
        self.pane.head.set_back(visible=not beside)

    def _is_beside(self) -> bool:
        return self.width() >= scaled(_BESIDE)

    def _set_reading(self, *, reading: bool) -> None:
        self._is_reading = reading
        self._show_sides()

    def _focus(self) -> None:
        if self._whole.currentWidget() is self._nobody_known:
            self._nobody_known.focus_first()
            return
        if not self.isAncestorOf(self.window().focusWidget()):
            self.side.look_for()

    # What happens elsewhere

    def _on_opened(self) -> None:
        if self._wanted_person is not None:
            self.show_person(self._wanted_person)
        elif self.isVisible():
            self.arrive()

    def _on_opened_row(self, key: object) -> None:
        self._show_now(key)
        self._set_reading(reading=True)
        self.pane.take_keyboard()

    def _on_left(self) -> None:
        self._set_reading(reading=False)
        self.side.take_keyboard()

    def _on_changed(self, touched: Touched) -> None:
        if not self.isVisible() or self._file is None:
            self._is_behind = True
            return
        from companion.ui.models.people import LISTED

        if touched.any(Kind.PERSON, Kind.NEED, Kind.OFFER):
            self._count()
        if touched.any(*LISTED) or self.side.text or self.side.only is not None:
            # Whoever is worked on does not go away because they fit no longer.
            self._read(afresh=False, keeping=self._has_pane_keyboard())
        if self._gone is not None and touched.has(self._gone) and self.side.list.choose(self._gone):
            self._gone = None
        self._show_now(self.side.list.current_key)

    def _on_side_entered(self) -> None:
        """Catch up with what was changed while the keyboard was on the person."""
        if self._is_list_behind:
            self._read(afresh=False)
            self.side.keep_keyboard()

    def _has_pane_keyboard(self) -> bool:
        return self.pane.isAncestorOf(self.window().focusWidget())

    def _on_day_changed(self) -> None:
        self._is_behind = True
        if self.isVisible():
            self._refresh()
