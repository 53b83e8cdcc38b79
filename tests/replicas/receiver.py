"""A receiver of signed messages, as an organisation would write one after docs/howto/webhook-channel.md.

    with Receiver(secret) as server:
        server.posts        # delivery id -> what was published
        server.pictures     # id -> bytes

Signatures are checked by the official library of standardwebhooks.com. What was
done once under a delivery id is not done again.
"""

from __future__ import annotations

import base64
import json
import threading
from typing import Any

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tests.replicas.serving import Quiet, Served

JSON = {"content-type": "application/json"}
LONGEST = 20_000


class _Handler(Quiet):
    replica: Receiver

    def _json(self, status: int, value: object) -> None:
        self.answer(status, JSON, json.dumps(value).encode())

    def _signed(self, body: bytes) -> bool:
        try:
            Webhook(self.replica.secret).verify(body, dict(self.headers.items()), json_parse=False)
        except WebhookVerificationError as error:
            self._json(401, {"error": str(error)})
            return False
        return True

    def do_GET(self) -> None:
        """Say what became of a delivery, if this receiver answers such questions."""
        replica = self.replica
        if not replica.answers_questions:
            return self._json(405, {"error": "only POST"})
        if not self._signed(b""):
            return None
        done = replica.posts.get(self.headers["webhook-id"])
        return self._json(200, {"state": "live", **replica.named(done)} if done else {"state": "absent"})

    def do_POST(self) -> None:
        """Do what the message says, once."""
        body, replica = self.body(), self.replica
        if self.path != replica.path:
            return self._json(404, {"error": "no such address"})
        if not self._signed(body):
            return None
        said = json.loads(body)
        replica.messages.append(said)
        assert self.headers["idempotency-key"] == self.headers["webhook-id"]
        assert self.headers["wellspoken-event"] == said["type"]
        act = {"post.publish": self._publish, "picture.upload": self._picture, "post.delete": self._delete}
        act |= {"post.edit": self._edit}
        if said["type"] == "ping":
            return self.answer(204, {}, b"")
        with replica.lock:
            return act[said["type"]](said["data"])

    def _publish(self, data: dict[str, Any]) -> None:
        replica, key = self.replica, self.headers["webhook-id"]
        if len(data["text"]) > LONGEST or any(one["id"] not in replica.pictures for one in data["pictures"]):
            return self._json(422, {"error": "too long, or a picture is missing"})
        if key not in replica.posts and key not in replica.gone:
            replica.posts[key] = {**data, "id": str(len(replica.messages))}
        return self._json(200, replica.named(replica.posts.get(key) or replica.gone[key]))

    def _picture(self, data: dict[str, Any]) -> None:
        number = f"p{len(self.replica.pictures)}"
        self.replica.pictures[number] = base64.b64decode(data["content"])
        self._json(200, {"id": number})

    def _edit(self, data: dict[str, Any]) -> None:
        found = [post for post in self.replica.posts.values() if post["id"] == data["id"]]
        for post in found:
            post |= {name: data[name] for name in ("text", "title", "lang", "link")}
        self._json(200 if found else 404, {} if found else {"error": "not found"})

    def _delete(self, data: dict[str, Any]) -> None:
        replica = self.replica
        found = [key for key, post in replica.posts.items() if post["id"] == data["id"]]
        for key in found:
            replica.gone[key] = replica.posts.pop(key)
        self._json(200 if found else 404, {} if found else {"error": "not found"})


class Receiver(Served):
    """The replica. Without ``answers_questions`` it knows POST only."""

    path = "/hooks/wellspoken?room=7"

    def __init__(self, secret: str, *, answers_questions: bool = True) -> None:
        super().__init__(type("Handler", (_Handler,), {"replica": self}))
        self.secret = secret
        self.answers_questions = answers_questions
        self.messages: list[dict[str, Any]] = []
        self.posts: dict[str, dict[str, Any]] = {}
        self.gone: dict[str, dict[str, Any]] = {}
        self.pictures: dict[str, bytes] = {}
        self.lock = threading.Lock()

    @property
    def address(self) -> str:
        """The whole address messages go to."""
        return self.url + self.path

    def named(self, post: dict[str, Any]) -> dict[str, str]:
        """Return what an answer says of a post."""
        return {"id": post["id"], "url": f"https://news.example.org/{post['id']}"}
