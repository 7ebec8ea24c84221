"""What stands behind the panels in which people are found by what is typed."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from companion.ui.desk import Desk
from companion.ui.dialogs.palette import Palette
from companion.ui.dialogs.palette_list import PaletteItem, PaletteSection
from companion.ui.dialogs.person_picker import PersonPicker
from companion.wording.naming import name_words

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.ui.workspace import Workspace

_MOST = 8


def palette_for(workspace: "Workspace") -> Palette:
    """The palette over a workspace's window; a person chosen in it is shown."""
    palette = Palette(workspace.registry, partial(people_for, workspace.desk), workspace.window())
    palette.person_chosen.connect(lambda key: workspace.show_person(cast("Id", key)))
    return palette


def people_for(desk: Desk, text: str) -> Sequence[PaletteItem]:
    """The people for what was typed, best first; for an empty text those of late; none before the data is open."""
    if not desk.is_open:
        return ()
    from companion.ui.models.people import found_people

    return [
        PaletteItem(key=person_id, title=name, detail=detail, icon="users")
        for person_id, name, detail in desk.read(found_people, text, limit=_MOST)
    ]


def picker_beside(desk: Desk, person_id: "Id", name: str, window: QWidget) -> PersonPicker:
    """Asks who is the same person as this one; whoever looks like them stands first."""
    return PersonPicker(name, partial(_others_for, desk, person_id), window)


def _others_for(desk: Desk, person_id: "Id", text: str) -> Sequence[PaletteSection]:
    from companion.storage.queries.duplicates import duplicates_of
    from companion.ui.models.people import found_people
    from companion.wording.evidence import evidence_line

    alike = desk.read(duplicates_of, person_id)[:_MOST] if not text else ()
    first = tuple(
        PaletteItem(one.known.id, name_words(one.known.name), evidence_line(one.evidence), "users")
        for one in alike
    )
    left_out = {person_id, *(item.key for item in first)}
    found = desk.read(found_people, text, limit=_MOST + len(left_out))
    others = tuple(
        PaletteItem(some, name, detail, "users") for some, name, detail in found if some not in left_out
    )
    return (
        PaletteSection(QCoreApplication.translate("Search", "May be the same"), first),
        PaletteSection(QCoreApplication.translate("Search", "People"), others[:_MOST]),
    )
