"""Posts that come again: a rhythm that a reviewer approved once, unrolled into posts of its days, two weeks ahead.

Each day's post is a post like any other, with its own deliveries. It carries the approval of the first one only while
not a letter differs and today's checks stop nothing; otherwise it goes to review.
"""
