"""The one connection, unit of work, journal writing, undo, migration and backup."""
