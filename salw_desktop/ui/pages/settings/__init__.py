"""Settings: who works here, what is collected under which promise, where things lie, the scanner, the screen."""
