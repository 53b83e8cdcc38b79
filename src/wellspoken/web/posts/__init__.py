"""The list of posts, and one post's whole life on one page."""
