"""Posts that come again: asking, deciding, leaving days out, ending."""
