"""Sticks: what goes to headquarters, what comes back, backups, and whether a file or a paper holds."""
