"""Everything that changes a consent."""

from wellspoken.rooms.consents.services.keeping import expire_due, lift_hold, note_event, put_on_hold
from wellspoken.rooms.consents.services.linking import BY_LINK, end_link, make_link, open_link
from wellspoken.rooms.consents.services.offering import offer, refuse, reopen
from wellspoken.rooms.consents.services.signing import Signed, give_copy, refuse_by_link, sign_by_link, sign_on_paper
from wellspoken.rooms.consents.services.withdrawing import Withdrawal, settle, withdraw, withdraw_by_link
from wellspoken.rooms.consents.services.writing import begin, change

__all__ = [
    "BY_LINK",
    "Signed",
    "Withdrawal",
    "begin",
    "change",
    "end_link",
    "expire_due",
    "give_copy",
    "lift_hold",
    "make_link",
    "note_event",
    "offer",
    "open_link",
    "put_on_hold",
    "refuse",
    "refuse_by_link",
    "reopen",
    "settle",
    "sign_by_link",
    "sign_on_paper",
    "withdraw",
    "withdraw_by_link",
]
