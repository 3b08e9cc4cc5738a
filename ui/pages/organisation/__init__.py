"""Units and persons."""
