"""The folder that a court gets: what may leave of the journal, and how it is written."""
