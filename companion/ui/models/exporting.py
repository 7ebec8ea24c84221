"""Who can be written to a file from the People page, and the writing; imported once the data is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from companion.model.error import DiskError
from companion.model.identity import Id
from companion.rules.search import Query
from companion.storage.engine import Connection
from companion.ui.dialogs.export import ExportValues, Way
from companion.workflow.exchange import export
from companion.workflow.exchange.export import ExportFormat, Wanted, Whom
from companion.workflow.exchange.watch import Watch

FORMATS = {
    Way.FILE: ExportFormat.VCARD,
    Way.ZIP: ExportFormat.ZIP,
    Way.TABLE: ExportFormat.TABLE,
    Way.ARCHIVE: ExportFormat.ARCHIVE,
}
"""What a file is written as; a folder has files of its own."""


EVERYBODY = Query()


@dataclass(frozen=True, slots=True)
class Group:
    """Some people, in words and as they are found."""

    words: str
    ids: tuple[Id, ...] | None = None
    """These, in this order; None: those who fit the query."""
    query: Query = EVERYBODY
    besides: frozenset[Id] = frozenset()
    """Of those who fit, these are not meant."""

    def whom(self, connection: Connection) -> Whom:
        """Who that is now, as a query where one says it."""
        return self.query if self.ids is None and not self.besides else self.ids_in(connection)

    def ids_in(self, connection: Connection) -> Sequence[Id]:
        """Who that is now."""
        found = export.people(connection, self.query if self.ids is None else self.ids)
        return [some for some in found if some not in self.besides]


@dataclass(frozen=True, slots=True)
class Written:
    """Where people went, and how many."""

    path: Path
    count: int


def writing(
    group: Group, values: ExportValues, path: Path, *, region: str, now: datetime
) -> Callable[[Connection, Watch], Written]:
    """What writes a group as it was chosen, to the file or into the folder that was chosen.

    A folder with something in it is left alone: the files then go into a new one in it.
    """
    wanted = Wanted(values.version, values.with_notes, region)

    def write(connection: Connection, watch: Watch) -> Written:
        whom = EVERYBODY if values.way.is_everything else group.whom(connection)
        if values.way is Way.FOLDER:
            folder = folder_for(path)
            written = export.write_split(connection, whom, folder, wanted, now=now, watch=watch)
            return Written(folder, written)
        # As was chosen, whatever the name ends with: an ending alone may not let private things out.
        form = FORMATS[values.way]
        written = export.write_file(connection, whom, path, wanted, now=now, form=form, watch=watch)
        return Written(path, written)

    return write


def folder_for(chosen: Path) -> Path:
    """The folder itself while it is empty, else a new one in it: no file that is there is replaced.

    Raises DiskError.
    """
    try:
        in_use = any(chosen.iterdir())
    except FileNotFoundError:
        return chosen
    except OSError as error:
        raise DiskError(chosen, error.strerror or str(error)) from error
    names = (f"contacts {number}" if number > 1 else "contacts" for number in count(1))
    return next(folder for name in names if not (folder := chosen / name).exists()) if in_use else chosen
