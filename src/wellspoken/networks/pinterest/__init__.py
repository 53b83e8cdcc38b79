"""Pinterest: pictures on a board, with a description and a link."""
