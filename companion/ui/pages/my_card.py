"""The user's own cards: what each shares, and its code to be scanned."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from companion.model.error import CompanionError, InvalidValueError
from companion.ui.actions import Actions, Entry
from companion.ui.desk import Desk, Touched
from companion.ui.pages.card_strip import CardStrip
from companion.ui.pages.code_giving import CodeGiving
from companion.ui.pages.code_pane import CodePane
from companion.ui.pages.page import Page
from companion.ui.tokens import PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP
from companion.ui.widgets.empty_state import EmptyState, FirstStep
from companion.wording.problem import problem

if TYPE_CHECKING:
    from companion.ui.dialogs.my_fields import MyFieldsDialog
    from companion.ui.models.my_cards import MyCards
    from companion.ui.my_values import MyValues


class MyCardPage(Page):
    """A code to hold out, with what is in it; without a name it asks for that first."""

    name = "my-card"
    told = Signal(str, object)
    """What was handed on, and the path of what was written, if anything was."""
    left = Signal()
    """Back to where one came from."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, actions)
        self._cards: MyCards | None = None
        self._put_aside: tuple[MyValues, MyValues] | None = None
        """What was known when the form was left by the way, and what was written into it, to go on with."""
        self.strip = CardStrip()
        self.pane = CodePane(edits=True)
        self._begin = EmptyState(
            "qr-code",
            self.tr("Your card as a code"),
            self.tr("Whoever scans it has your name and how to reach you, without typing."),
            (
                FirstStep(
                    "create",
                    "id-card",
                    self.tr("Create my card"),
                    self.tr("Your name, e-mail, phone, website"),
                ),
            ),
        )
        self._whole = QStackedWidget()
        self._lay_out()
        self.giving = CodeGiving(actions, self, lambda: self._cards)
        self._add_actions()
        self._listen()

    def arrive(self) -> None:
        """Show the card that is wanted now, ready to be held out; ask for the name where there is none."""
        cards = self._made_cards()
        if cards is not None:
            cards.catch_up()
            cards.choose_at_first()
            self._show()
            self._take_keyboard()
            if not cards.has_name:
                self.edit()

    def edit(self) -> None:
        """Ask for what is known of the user."""
        cards = self._made_cards()
        if cards is None:
            return
        from companion.ui.dialogs.my_fields import MyFieldsDialog

        cards.catch_up()
        stored = cards.values
        (known, unsaved), self._put_aside = self._put_aside or (stored, None), None
        # Of what was written over something else nobody knows any more what it was meant to change.
        dialog = MyFieldsDialog(self.window(), stored, unsaved=unsaved if known == stored else None)
        dialog.chosen.connect(lambda values: self._write(dialog, values))
        dialog.put_aside.connect(lambda values: self._on_put_aside(dialog.stored, values))
        dialog.open()

    def notice_place(self) -> QWidget:
        """Under the code, where only the name is."""
        return self.pane.notice_place if self._whole.currentWidget() is self._shown else self._begin

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plain keys work all over the page; Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif self._whole.currentWidget() is self._begin or not self.giving.act_on(event):
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.strip)
        column.addWidget(self.pane, 1)
        self._blank = QWidget()
        for part in (self._blank, self._begin, shown):
            self._whole.addWidget(part)
        self._shown = shown
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, PAGE_MARGIN_SIDE, 18)
        whole.addWidget(self._whole)

    def _add_actions(self) -> None:
        def entry(name: str, text: str, *keys: str, icon: str = "", hint: str = "") -> Entry:
            return Entry(f"my-card-{name}", text, keys, icon, self.name, hint)

        add, card = self.registry.add, self.tr("Card")
        add(entry("previous", self.tr("Previous card"), "Left", hint=card), partial(self._step, -1))
        add(entry("next", self.tr("Next card"), "Right", hint=card), partial(self._step, 1))
        edit = self.tr("Edit what is known of me")
        add(entry("edit", edit, "E", icon="pencil", hint=self.tr("Edit")), self.edit)
        add(entry("add", self.tr("Add a card"), "N", icon="plus", hint=self.tr("Add a card")), self._add)
        add(entry("rename", self.tr("Rename the card"), "F2", icon="pencil"), self._rename)
        add(entry("remove", self.tr("Remove the card"), "Del", icon="trash-2"), self._remove)
        self.registry.name_context(self.name, self.tr("My card"))
        self.registry.attach(self.name, self.pane.picture, self._begin)

    def _listen(self) -> None:
        self.desk.opened.connect(self._on_opened)
        self.desk.changed.connect(self._on_changed)
        self._begin.chosen.connect(lambda _name: self.edit())
        strip, pane = self.strip, self.pane
        strip.chosen.connect(lambda key: self._cards.choose(key) if self._cards is not None else None)
        strip.add_chosen.connect(self._add)
        strip.rename_chosen.connect(self._rename)
        strip.remove_chosen.connect(self._remove)
        pane.field_turned.connect(self._on_field_turned)
        pane.form_chosen.connect(lambda form: self._cards.set_form(form) if self._cards is not None else None)
        pane.edit_chosen.connect(self.edit)
        pane.left.connect(self.left)
        pane.done_chosen.connect(self.giving.do)
        self.giving.told.connect(self.told)

    def _made_cards(self) -> "MyCards | None":
        if self._cards is None and self.desk.is_open:
            from companion.ui.models.my_cards import MyCards

            self._cards = MyCards(self.desk, self)
            self._cards.changed.connect(self._show)
        return self._cards

    def _show(self) -> None:
        cards = self._cards
        view = cards.view() if cards is not None else None
        if cards is not None and view is not None:
            self.strip.show_names(cards.names)
            self.pane.show_view(view)
        self._whole.setCurrentWidget(self._shown if view is not None else self._begin)
        self._enable(("add",), view is not None)
        self._enable(("rename", "remove"), cards is not None and cards.current is not None)
        self._enable(("previous", "next"), cards is not None and cards.count > 1)
        self.giving.allow(view)

    def _enable(self, names: Sequence[str], on: bool) -> None:
        for name in names:
            self.registry.action(f"{self.name}-{name}").setEnabled(on)

    def _take_keyboard(self) -> None:
        if self._whole.currentWidget() is self._begin:
            self._begin.focus_first()
        else:
            self.pane.take_keyboard()

    # What the user does

    def _step(self, by: int) -> None:
        if self._cards is not None:
            self._cards.step(by)

    def _on_field_turned(self, key: str, on: bool) -> None:
        if self._cards is not None:
            self._cards.turn_field(key, on)

    def _add(self) -> None:
        from companion.ui.dialogs.card_name import CardNameDialog

        cards = self._cards
        if cards is None or not cards.has_name:
            return
        event = cards.running
        dialog = CardNameDialog(self.window(), event=event.name if event is not None else "")
        dialog.chosen.connect(
            lambda name, for_event: cards.add(name, event.id if event is not None and for_event else None)
        )
        dialog.open()

    def _rename(self) -> None:
        from companion.ui.dialogs.card_name import CardNameDialog

        cards = self._cards
        if cards is None or cards.current is None:
            return
        dialog = CardNameDialog(self.window(), name=cards.current.name)
        dialog.chosen.connect(lambda name, _for_event: cards.rename(name))
        dialog.open()

    def _remove(self) -> None:
        if self._cards is not None:
            self._cards.remove()

    def _write(self, dialog: "MyFieldsDialog", values: "MyValues") -> None:
        cards = self._cards
        if cards is None:
            return
        try:
            cards.write(values, before=dialog.stored)
        except InvalidValueError as error:
            dialog.refuse_value(error.field, error.value, problem(error))
            return
        except CompanionError as error:
            dialog.refuse(problem(error))
            return
        dialog.take()
        self.arrive()

    def _on_put_aside(self, known: "MyValues", values: "MyValues") -> None:
        self._put_aside = known, values

    # What happens elsewhere

    def _on_opened(self) -> None:
        if self.isVisible():
            self.arrive()

    def _on_changed(self, touched: Touched) -> None:
        if self._cards is not None:
            self._cards.note(touched)
            if self.isVisible():
                self._cards.catch_up()
