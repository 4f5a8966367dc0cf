"""What asks for one thing and goes away again; none of them blocks the program."""
