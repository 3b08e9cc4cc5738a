"""Building blocks of written workbooks."""
