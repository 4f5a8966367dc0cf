"""The first start: a register opened or made, with the words that are shown once."""
