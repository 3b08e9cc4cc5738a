"""Editor of scoring schemes."""
