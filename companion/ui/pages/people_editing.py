"""What is typed and chosen on the page of a person: stored at once, or shown to be typed again."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from companion.ui.pages.person import PersonPane

if TYPE_CHECKING:
    from companion.ui.models.person import PersonFile


class PersonEditing(QObject):
    """Brings every edit of the pane to the file of the person who is shown.

    What was refused is shown as it is stored, with the editor open on what was typed.
    """

    def __init__(self, pane: PersonPane, shown_file: "Callable[[], PersonFile | None]") -> None:
        super().__init__(pane)
        self._pane = pane
        self._shown_file = shown_file
        pane.head.edited.connect(self.edit)
        pane.added.connect(self._on_added)
        pane.contact_added.connect(self._on_contact_added)
        pane.rewritten.connect(self._on_rewritten)
        pane.removed.connect(lambda key: self._change(lambda file: file.remove(key)))
        pane.state_chosen.connect(lambda key, state: self._change(lambda file: file.set_state(key, state)))
        pane.day_typed.connect(self._on_day_typed)

    def edit(self, field: str, text: str) -> None:
        """Store the text of a field of the head; `starred` is yes or no."""
        again = partial(self._pane.head.edit, field, text) if field != "starred" else None
        self._change(lambda file: file.edit(field, text), again)

    def delete(self) -> None:
        """Delete the person."""
        self._change(lambda file: file.delete())

    def _on_added(self, kind: str, text: str) -> None:
        self._change(lambda file: file.add(kind, text), partial(self._pane.add, kind, text))

    def _on_contact_added(self, field: str, text: str) -> None:
        again = partial(self._pane.add_contact, field, text)
        self._change(lambda file: file.add_contact(field, text), again)

    def _on_rewritten(self, key: object, text: str) -> None:
        self._change(lambda file: file.rewrite(key, text), partial(self._pane.rewrite, key, text))

    def _on_day_typed(self, key: object, text: str) -> None:
        again = partial(self._pane.rewrite, key, text, day=True)
        self._change(lambda file: file.move_due(key, text), again)

    def _change(self, act: "Callable[[PersonFile], bool]", again: Callable[[], None] | None = None) -> None:
        file = self._shown_file()
        if file is None or act(file):
            return
        self._pane.show_again()
        if again is not None:
            # The keyboard may just be on its way elsewhere.
            QTimer.singleShot(0, self, again)
