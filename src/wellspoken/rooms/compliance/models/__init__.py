"""Tables of the compliance room."""

from wellspoken.rooms.compliance.models.rules import Exemption, RuleChoice, RuleSet, Term
from wellspoken.rooms.compliance.models.run import ScreeningRun
from wellspoken.rooms.compliance.models.sombre import SombreTime
from wellspoken.rooms.compliance.models.study import StudyApproval
from wellspoken.rooms.compliance.models.trial import Trial

__all__ = ["Exemption", "RuleChoice", "RuleSet", "ScreeningRun", "SombreTime", "StudyApproval", "Term", "Trial"]
