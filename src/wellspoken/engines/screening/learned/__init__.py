"""What a small trained model adds to the rules: findings where no rule fires, doubts where only a soft one does.

`judge(doc, findings, asked, settled)` is called once per text by the engine. Model card: docs/models/judge.md.
"""

from wellspoken.engines.screening.learned.judging import judge

__all__ = ["judge"]
