"""Compiled from forms/ by the build; only this line is written by hand."""
