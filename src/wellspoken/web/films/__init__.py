"""The film of a post: its page, uploading it, and playing it with its captions."""
