"""The left side of the People page: who is looked for, and the list of who was found."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from companion.model.change import Kind
from companion.ui.pages.people_chosen import ChosenStrip
from companion.ui.pages.people_twice import TwiceStrip
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import Button, ButtonKind, IconButton
from companion.ui.widgets.card import Card
from companion.ui.widgets.chip import FilterChip
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.input import SearchField
from companion.ui.widgets.label import Label
from companion.ui.widgets.paged_list import PagedList

_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PeopleSide(Card):
    """Says whom the user looks for; knows no store."""

    wanted_changed = Signal()
    entered = Signal()
    """The keyboard has come to the search line or the list."""
    create_chosen = Signal(str)
    """The name of somebody new."""
    export_chosen = Signal()
    copy_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._new_name = ""
        placeholder = self.tr("Name, company, need, offer, event")
        self.search = SearchField(self.tr("Search people"), placeholder)
        self.export = IconButton("download", self.tr("Export…"), is_small=True)
        self.list = PagedList(self.tr("People"), several=True)
        self.chosen = ChosenStrip()
        self.twice = TwiceStrip()
        self._chips: dict[Kind | None, FilterChip] = {
            None: FilterChip(self.tr("All")),
            Kind.NEED: FilterChip(self.tr("Has a need")),
            Kind.OFFER: FilterChip(self.tr("Can offer")),
        }
        self._nobody = Label("", Type.BODY, Ink.MUTED, wrap=True)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.new_person = Button("", "user-plus", ButtonKind.SOFT)
        self.found = QStackedWidget()
        """The list, or that nobody was found."""
        self._lay_out()
        self._listen()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.search.text()

    @property
    def only(self) -> Kind | None:
        """Of whom only those with an open need, or an offer, are wanted."""
        return next((kind for kind, chip in self._chips.items() if chip.isChecked()), None)

    def want(self, text: str) -> None:
        """Look for something else among all."""
        self._chips[None].setChecked(True)
        self.search.setText(text)
        self.wanted_changed.emit()

    def show_counts(self, people: int, with_need: int, with_offer: int) -> None:
        """Say how many there are of each sort."""
        counts = {None: people, Kind.NEED: with_need, Kind.OFFER: with_offer}
        words = {
            None: self.tr("All {count}"),
            Kind.NEED: self.tr("Has a need {count}"),
            Kind.OFFER: self.tr("Can offer {count}"),
        }
        for kind, chip in self._chips.items():
            chip.setText(words[kind].format(count=counts[kind]))
            chip.updateGeometry()

    def show_found(self, *, new_name: str) -> None:
        """Show the list; in place of an empty one a sentence, and that somebody of that name can be made."""
        found = self.list.model().rowCount() > 0
        self.found.setCurrentIndex(0 if found else 1)
        self._new_name = new_name
        self._nobody.setText(self._sentence())
        self.new_person.setText(self.tr("Create {name}").format(name=new_name))
        self.new_person.setVisible(bool(new_name))
        self.new_person.updateGeometry()

    def take_keyboard(self) -> None:
        """Put the keyboard where single keys work, or where something can be looked for."""
        (self.list if self.found.currentIndex() == 0 else self.search).setFocus()

    def keep_keyboard(self) -> None:
        """Take the keyboard from a list that nobody is left in."""
        if self.found.currentIndex() == 1:
            self.search.setFocus()

    def look_for(self) -> None:
        """Put the keyboard into the search line."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the search line to what was found; empty the line."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        if watched is not self.search:
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in _TO_LIST:
            self._leave_search()
            return True
        if event.key() == Qt.Key.Key_Escape:
            if self.text:
                self.search.clear()
                self.wanted_changed.emit()
            else:
                self.take_keyboard()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips, spacing=6)
        for chip in self._chips.values():
            flow.addWidget(chip)
        self._chips[None].setChecked(True)
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(10, 24, 10, 24)
        column.setSpacing(16)
        column.addWidget(self._nobody)
        column.addWidget(self.new_person, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.found.addWidget(self.list)
        self.found.addWidget(nothing)
        head = QVBoxLayout()
        head.setContentsMargins(8, 0, 8, 0)
        head.setSpacing(10)
        head.addWidget(self.search)
        line = QHBoxLayout()
        line.addWidget(chips, 1)
        line.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6, 14, 6, 6)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.twice)
        whole.addWidget(self.found, 1)
        whole.addWidget(self.chosen)

    def _listen(self) -> None:
        group = QButtonGroup(self)
        for chip in self._chips.values():
            group.addButton(chip)
            chip.clicked.connect(self.wanted_changed)
        self.search.textEdited.connect(lambda _text: self.wanted_changed.emit())
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.choice_changed.connect(self._on_choice_changed)
        self.export.clicked.connect(self.export_chosen)
        self.chosen.export_chosen.connect(self.export_chosen)
        self.chosen.copy_chosen.connect(self.copy_chosen)
        self.new_person.clicked.connect(lambda: self.create_chosen.emit(self._new_name))

    def _on_choice_changed(self) -> None:
        self.chosen.show_chosen(self.list.chosen, has_more=self.list.has_more)

    def _leave_search(self) -> None:
        if self.found.currentIndex() == 0:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.new_person.isVisible():
            self.new_person.setFocus(Qt.FocusReason.TabFocusReason)

    def _sentence(self) -> str:
        text = " ".join(self.text.split())
        if self.only is Kind.NEED and not text:
            return self.tr("Nobody has an open need.")
        if self.only is Kind.OFFER and not text:
            return self.tr("Nobody has said what they could help with.")
        return self.tr("Nobody fits “{text}”.").format(text=text)
