"""The reviewer's pages: what waits, and one exact version to decide about."""
