"""Everything the organisation has, in open formats, so that it can leave this product without asking anybody."""
