"""The registration table: one hand-in and its things, by keyboard and scanner (ux.md §5.3)."""
