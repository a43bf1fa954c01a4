"""What Alembic runs: the steps, on the connection it was given, in one transaction."""

from alembic import context

from lcity.meeting.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
