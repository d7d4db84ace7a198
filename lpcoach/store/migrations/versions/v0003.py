"""Attempts at drills, and the records of rated practices, so that lists need not replay them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "attempts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("drill", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("practice_id", sa.Text, sa.ForeignKey("practices.id"), primary_key=True),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
