"""After an event: who were those of whom only a name is known?"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import tzinfo
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.model.capture import Capture, TokenKind
from companion.ui.dialogs.sheet_form import SheetForm
from companion.ui.moment import clock_time
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.avatar import Avatar
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.capture_line import CaptureLine, Reader
from companion.ui.widgets.label import Label
from companion.wording.naming import name_words

if TYPE_CHECKING:
    from companion.storage.queries.event import Met

_WIDTH = 640
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WrapUpDialog(SheetForm):
    """Asks about one person after the other; Enter keeps, an empty line skips, Esc ends the walk."""

    def __init__(
        self,
        window: QWidget,
        people: "Sequence[Met]",
        *,
        zone: tzinfo | None,
        reader: Reader,
        keep: "Callable[[Met, str], bool]",
    ) -> None:
        super().__init__(window, self.tr("Who was that?"), _WIDTH, face=Type.HEADING, ink=Ink.ACCENT)
        self._people = tuple(people)
        self._zone = zone
        self._keep = keep
        self._place = 0
        self.line = CaptureLine(lambda line: _without_name(reader(line)))
        self.line.set_placeholder(self.tr("What do you remember? ?need +offer !promise"))
        self._progress = Label("", Type.SMALL, Ink.MUTED)
        self._avatar = Avatar(size=48)
        self._name = Label("", Type.TITLE, wrap=True)
        self._met = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._skip = Button(self.tr("Skip"))
        self._end = Button(self.tr("Not now"), kind=ButtonKind.PLAIN)
        self._save = Button(self.tr("Save"), kind=ButtonKind.PRIMARY)
        self.setFocusProxy(self.line.editor)
        self._lay_out()
        self._listen()
        self._show_person()

    def accept(self) -> None:
        """Keep what was written about this person, if anything, and go on."""
        text = self.line.text
        if not text.strip() or self._keep(self._people[self._place], text):
            self._go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on an empty line skips."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() not in _ENTER or self.line.text.strip():
            return super().eventFilter(watched, event)
        self._go_on()
        return True

    def _lay_out(self) -> None:
        self.head.addWidget(self._progress)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._met)
        person = QHBoxLayout()
        person.setSpacing(14)
        person.addWidget(self._avatar)
        person.addLayout(words, 1)
        self.fields.setSpacing(16)
        self.fields.addLayout(person)
        self.fields.addWidget(self.line)
        self.buttons.insertWidget(0, self._end)
        self.add_button(self._skip)
        self.add_button(self._save)

    def _listen(self) -> None:
        self.line.editor.installEventFilter(self)
        self.line.submitted.connect(self.accept)
        self._save.clicked.connect(self.accept)
        self._skip.clicked.connect(self._go_on)
        self._end.clicked.connect(self.close_panel)

    def _go_on(self) -> None:
        self._place += 1
        if self._place < len(self._people):
            self._show_person()
            self.line.setFocus()
        else:
            self.close_panel()

    def _show_person(self) -> None:
        met = self._people[self._place]
        count = self.tr("{place} of {count}").format(place=self._place + 1, count=len(self._people))
        self._progress.setText(count)
        self._avatar.set_name(met.person.name)
        self._name.setText(name_words(met.person.name, met.badge))
        at = clock_time(met.encounter.at.astimezone(self._zone))
        self._met.setText(self.tr("You wrote the name down at {time}, nothing else.").format(time=at))
        self.line.set_text("")


def _without_name(capture: Capture) -> Capture:
    """A line about somebody given has no name in it: words at its start are words."""
    tokens = tuple(token for token in capture.tokens if token.kind is not TokenKind.NAME)
    return replace(capture, tokens=tokens, names=())
