"""The Newsroom: the organisation's own public page, written to through a store."""
