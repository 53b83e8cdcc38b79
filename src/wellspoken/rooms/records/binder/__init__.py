"""The regulator's binder: collecting what is known of a post, printing it as a tagged PDF, packing and sealing it."""
