"""Decision, payment list, request."""
