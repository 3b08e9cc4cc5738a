"""Plan, task list, calendar file."""
