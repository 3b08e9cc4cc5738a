"""The main window, its rail, its progress card and the start."""
