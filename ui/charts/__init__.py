"""Pictures painted by hand: the same painter fills the window, a PNG, a PDF page and the big screen."""
