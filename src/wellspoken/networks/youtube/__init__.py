"""YouTube: films with a title, a description and captions."""
