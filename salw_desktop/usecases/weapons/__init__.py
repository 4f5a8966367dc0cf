"""Acts on the record of a weapon: described, identified, compared, corrected, voided."""
