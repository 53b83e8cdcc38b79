"""Settings of the organisation and its teams."""
