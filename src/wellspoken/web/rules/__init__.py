"""What posts are checked against: the rules, the organisation's own choices, the rule lab, and its products."""
