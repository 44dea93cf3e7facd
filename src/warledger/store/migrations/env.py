"""Runs the migrations on the connection it is handed, inside the transaction open there: all of them or none."""

from alembic import context

from warledger.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
