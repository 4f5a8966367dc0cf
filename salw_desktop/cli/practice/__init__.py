"""The practice day of `salw demo`: the same acts and queries as everybody's, with people who do not exist."""
