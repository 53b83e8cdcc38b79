"""What a small trained model adds to the rules. Model card: docs/models/judge.md."""
