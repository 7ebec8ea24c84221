"""The columns of tables as the import page offers them; imported once the data is open."""

from collections.abc import Sequence

from companion.formats.table.field import Field
from companion.ui.models.importing_view import Column, Sheet
from companion.wording.field import COLUMN_FIELDS
from companion.workflow.exchange.plan import TableRead


def sheet_of(table: TableRead, file: str) -> Sheet:
    """A table as it was read; columns with something in them first."""
    columns = [
        Column(
            title,
            ", ".join(row[place] for row in table.sample if place < len(row) and row[place].strip()),
            table.mapping.get(title, "ignore"),
        )
        for place, title in enumerate(table.header)
    ]
    ordered = sorted(columns, key=lambda column: not column.sample and column.field == "ignore")
    return Sheet(file, table.fingerprint, tuple(ordered))


def fields() -> Sequence[tuple[str, str]]:
    """What a column of a table can be, in words and as a mapping holds it; first that it is not imported."""
    ordered = sorted(COLUMN_FIELDS.items(), key=lambda pair: pair[0] is not Field.IGNORE)
    return [(words, field.value) for field, words in ordered]
