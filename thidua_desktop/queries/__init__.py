"""Reading: a connection in, frozen rows out. Nothing here writes."""
