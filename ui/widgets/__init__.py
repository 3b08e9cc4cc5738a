"""Fields, forms, lists and small parts that know no page."""
