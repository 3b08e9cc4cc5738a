"""Files of any format into grids."""
