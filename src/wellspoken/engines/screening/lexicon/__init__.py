"""Word lists as text files; see wordlists.py for their form."""
