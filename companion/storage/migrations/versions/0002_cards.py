"""Cards as they came, photos, who is not the same as who, and whom an event expects."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the new tables, the column of a person's photo, and an index on each reference."""
    op.create_table(
        "blob",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=80), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_blob")),
    )
    op.add_column("person", sa.Column("photo", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_person_photo"), "person", ["photo"])
    op.create_table(
        "source_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("uid", sa.Text(), nullable=True),
        sa.Column("version", sa.String(length=3), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("encoding", sa.String(length=40), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("photo", sa.String(length=64), nullable=True),
        _reference("source_card", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_card")),
    )
    for column in ("person_id", "uid", "digest"):
        op.create_index(op.f(f"ix_source_card_{column}"), "source_card", [column])
    op.create_table(
        "not_same",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("a_id", sa.Uuid(), nullable=False),
        sa.Column("b_id", sa.Uuid(), nullable=False),
        _reference("not_same", "a_id", "person"),
        _reference("not_same", "b_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_same")),
    )
    for column in ("a_id", "b_id"):
        op.create_index(op.f(f"ix_not_same_{column}"), "not_same", [column])
    op.create_table(
        "attendee",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        _reference("attendee", "event_id", "event"),
        _reference("attendee", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendee")),
    )
    for column in ("event_id", "person_id"):
        op.create_index(op.f(f"ix_attendee_{column}"), "attendee", [column])
    _index_references()


def _index_references() -> None:
    """Whatever may point to a record that goes is looked for: thousands go when an import is taken back."""
    for table in ("note", "event", "raw_capture", "promise", "follow_up", "introduction"):
        op.create_index(op.f(f"ix_{table}_owner_id"), table, ["owner_id"])
    sparse = [(table, "event_id") for table in ("note", "need", "offer", "promise", "introduction")]
    for table, column in [*sparse, ("encounter", "introduced_by_id")]:
        given = sa.text(f"{column} IS NOT NULL")
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], sqlite_where=given)


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="NO ACTION",
        deferrable=True,
        initially="DEFERRED",
    )
