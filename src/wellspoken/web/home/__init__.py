"""Home: what needs me now, what goes out today, what went out, what is coming up."""
