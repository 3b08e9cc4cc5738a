"""A plan or directive read from text: layout, head, sections, figures, duties."""
