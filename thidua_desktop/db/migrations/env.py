"""Alembic's environment: works on the connection it is given, inside the caller's transaction."""

from __future__ import annotations

from alembic import context

from thidua_desktop.db.engine.schema import is_modelled, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    include_name=is_modelled,
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
