"""SALW Register: an offline register of small arms and light weapons taken in by DDR and amnesty campaigns."""

__version__ = "0.1.0"
