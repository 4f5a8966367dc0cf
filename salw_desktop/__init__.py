"""SALW Register: an offline register of small arms and ammunition taken in by DDR and amnesty campaigns."""

__version__ = "0.1.0"
