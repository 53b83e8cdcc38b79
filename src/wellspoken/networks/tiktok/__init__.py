"""TikTok: films, through the Content Posting interface."""
