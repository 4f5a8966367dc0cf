"""What goes out to police, prosecutor, court or panel: let go by two, and written down."""
