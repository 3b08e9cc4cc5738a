"""States and rules of nominations and registrations."""
