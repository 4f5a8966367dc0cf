"""Acts of the marking machine: profile, numbers, jobs, strikes, read-back."""
