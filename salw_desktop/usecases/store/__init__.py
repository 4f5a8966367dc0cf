"""Acts of the store: tags and labels, places, holds, losses."""
