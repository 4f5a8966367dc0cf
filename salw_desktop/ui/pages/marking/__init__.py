"""Marks struck in metal: what wants one, the jobs of the machine, their results, and the machine itself."""
