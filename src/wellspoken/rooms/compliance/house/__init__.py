"""What the organisation itself decides about the rules: severities, own terms, exemptions, as numbered sets.

Nothing counts until a draft is switched on; until then it can be tried in the lab and on last year's posts.
"""
