"""Cards of the user's own, and what the badges of an event say."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of my cards with an index on each reference, and the column of an event's badges."""
    op.add_column("event", sa.Column("badge", sa.Text(), nullable=True))
    op.create_table(
        "my_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("form", sa.String(length=24), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        _reference("my_card", "owner_id", "person"),
        _reference("my_card", "event_id", "event"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_my_card")),
    )
    op.create_index(op.f("ix_my_card_owner_id"), "my_card", ["owner_id"])
    op.create_index(
        op.f("ix_my_card_event_id"), "my_card", ["event_id"], sqlite_where=sa.text("event_id IS NOT NULL")
    )


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{target}.id"],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="NO ACTION",
        deferrable=True,
        initially="DEFERRED",
    )
