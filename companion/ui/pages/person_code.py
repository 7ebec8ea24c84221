"""Anybody as a code: to hand a person on to somebody who stands beside one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.model.change import Kind
from companion.ui.actions import Actions
from companion.ui.desk import Desk, Touched
from companion.ui.pages.code_giving import CodeGiving
from companion.ui.pages.code_pane import CodePane
from companion.ui.pages.page import Page
from companion.ui.tokens import PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, Type
from companion.ui.widgets.button import IconButton
from companion.ui.widgets.label import Label

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.ui.models.person_code import PersonCode


class PersonCodePage(Page):
    """Shows the code of the person who is wanted; what is chosen for it is not kept."""

    name = "person-code"
    entry = "people"
    told = Signal(str, object)
    """What was handed on, and the path of what was written, if anything was."""
    person_wanted = Signal(object)
    """Back to the person of that id."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, actions)
        self._code: PersonCode | None = None
        self._heading = Label("", Type.TITLE, wrap=True)
        self._back = IconButton("arrow-left", self.tr("Back to the person"))
        self.pane = CodePane(edits=False)
        self.giving = CodeGiving(actions, self, lambda: self._code)
        self._lay_out()
        self.registry.name_context(self.name, self.tr("Code of a person"))
        self.registry.attach(self.name, self.pane.picture)
        self._listen()

    def show_person(self, person_id: "Id") -> None:
        """Take up a person afresh; only once the data is open."""
        from companion.ui.models.person_code import PersonCode

        if self._code is not None:
            self._code.deleteLater()
        self._code = PersonCode(self.desk, person_id, self)
        self._code.changed.connect(self._show)
        self._show()

    def arrive(self) -> None:
        """Ready to be held out."""
        self.pane.take_keyboard()

    def notice_place(self) -> QWidget:
        """Under the code, where only the name is."""
        return self.pane.notice_place

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plain keys work all over the page; Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        elif not self.giving.act_on(event):
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._heading, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, PAGE_MARGIN_SIDE, 18)
        whole.setSpacing(14)
        whole.addLayout(head)
        whole.addWidget(self.pane, 1)

    def _listen(self) -> None:
        self.desk.changed.connect(self._on_changed)
        self._back.clicked.connect(self._go_back)
        self.pane.field_turned.connect(self._on_field_turned)
        self.pane.form_chosen.connect(lambda form: self._code.set_form(form) if self._code else None)
        self.pane.left.connect(self._go_back)
        self.pane.done_chosen.connect(self.giving.do)
        self.giving.told.connect(self.told)

    def _show(self) -> None:
        view = self._code.view() if self._code is not None else None
        if view is not None:
            self._heading.setText(self.tr("{name} as a code").format(name=view.name))
            self.pane.show_view(view)
            self.giving.allow(view)

    def _on_field_turned(self, key: str, on: bool) -> None:
        if self._code is not None:
            self._code.turn_field(key, on)

    def _go_back(self) -> None:
        if self._code is not None:
            self.person_wanted.emit(self._code.person_id)

    def _on_changed(self, touched: Touched) -> None:
        if self._code is not None and touched.any(Kind.PERSON, Kind.CONTACT_POINT):
            self._code.read()
            self._show()
