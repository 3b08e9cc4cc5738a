"""Thi Đua Desktop: the office's work without any window. Imports and runs with no Qt on the machine."""

__version__ = "0.1.0"
