"""Awards of the catalogue as values, their words and money."""
