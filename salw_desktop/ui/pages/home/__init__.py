"""The first page: what is done, what waits, and the day's own morning and evening."""
