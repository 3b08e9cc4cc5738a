"""The database: tables, session, unit of work with journal, migrations, backup."""
