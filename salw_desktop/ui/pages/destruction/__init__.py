"""Destruction: orders, the check by scan, the cut, and the certificate."""
