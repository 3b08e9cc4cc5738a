"""What pages are given: context, task runner, errors, settings, undo."""
