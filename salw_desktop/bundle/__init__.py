"""Sealed containers: write, open, verify."""
