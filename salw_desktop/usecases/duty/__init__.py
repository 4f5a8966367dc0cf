"""Who is on duty: the day opened by another clock, those who stand for others, those who are alone."""
