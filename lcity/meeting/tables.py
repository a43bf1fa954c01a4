"""The tables rooms and votes are kept in. No address, no name, and no time of a vote is among them."""

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

setting = Table(
    "setting",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

room = Table(
    "room",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("secret", String(64), nullable=False),
    Column("ballot", Text, nullable=False),
    Column("opened_s", Double, nullable=False),
    Column("closes_s", Double),
    Column("closed_s", Double),
    Column("round", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Index("room_opened", "opened_s"),
)

vote = Table(
    "vote",
    metadata,
    Column("code", String(16), ForeignKey("room.code", ondelete="CASCADE"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("voter", String(32), primary_key=True),
    Column("weights", Text, nullable=False),
)
