"""The armourer's second pass: what quick intake left open, one item after the other."""
