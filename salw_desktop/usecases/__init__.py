"""Every act of an operator: a command changes, a query reads."""
