"""Task lists and plan documents, in and out."""
