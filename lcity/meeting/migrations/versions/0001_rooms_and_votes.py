"""Rooms, votes, and the server's own key."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0001", None, None, None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "setting",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "room",
        sa.Column("code", sa.String(16), primary_key=True),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("ballot", sa.Text, nullable=False),
        sa.Column("opened_s", sa.Double, nullable=False),
        sa.Column("closes_s", sa.Double),
        sa.Column("closed_s", sa.Double),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("room_opened", "room", ["opened_s"])
    op.create_table(
        "vote",
        sa.Column("code", sa.String(16), sa.ForeignKey("room.code", ondelete="CASCADE"), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True),
        sa.Column("voter", sa.String(32), primary_key=True),
        sa.Column("weights", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Take them away."""
    for table in ("vote", "room", "setting"):
        op.drop_table(table)
