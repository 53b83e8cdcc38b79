"""Rules, Studies: the ethics board's approvals, whose wording posts are held to."""
