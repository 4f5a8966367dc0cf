"""Labels and papers: what waits, how it will look, and where it comes out."""
