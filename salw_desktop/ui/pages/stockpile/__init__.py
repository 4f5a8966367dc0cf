"""The page of the stockpile: the list of all weapons, one beside it, and acts on many at once."""
