"""PDF drawing: surface, fonts, wrapping, grids, flow, signatures; the blocks of a paper."""
