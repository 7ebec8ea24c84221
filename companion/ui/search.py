"""What stands behind Ctrl+K: the actions of the window, and the people found by what is typed."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from companion.ui.desk import Desk
from companion.ui.dialogs.palette import Palette
from companion.ui.dialogs.palette_list import PaletteItem

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
