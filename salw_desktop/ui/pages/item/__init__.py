"""The page of one item: what is known of it, what happened to it, what can be done with it."""
