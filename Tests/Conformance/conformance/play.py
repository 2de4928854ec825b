"""Plays one case, step by step."""

from collections.abc import Mapping
from typing import Any

import zmq
from govmesh.mesh.v1 import Envelope

from .cases import Case
from .frames import entry, pack
from .identity import Identity
from .peers import PATIENCE, Peer
from .subjects import Running, Subject
from .values import Mismatch, Variables, check, fill, value

SESSION = 0x0102030405060708
EPOCH = 0x1112131415161718
# Given with REQUEST when the case says nothing else.
TIMEOUT_US = 10_000_000


def play(case: Case, subject: Subject) -> None:
    """Raises Mismatch, naming the step, when the subject breaks a promise."""
    stage = Stage(case, Running(subject))
    try:
        stage.begin()
        stage.steps(case.steps)
    except Mismatch as error:
        log = stage.running.log.strip() if subject.role != "caller" else ""
        raise Mismatch(f"step {stage.place}: {error}" + (f"\n{log}" if log else "")) from None
    finally:
        stage.end()


class Stage:
    """A subject that runs and the peers around it."""

    def __init__(self, case: Case, running: Running) -> None:
        self.case = case
        self.running = running
        self.place = "0"
        self._context: zmq.Context[Any] = zmq.Context()
        self._peers: dict[str, Peer] = {}
        self._identity = Identity()
        self._variables: Variables = {}
        self._call_ids: dict[str, int] = {}
        self._results: dict[str, list[dict[str, Any]]] = {}

    def begin(self) -> None:
        self._identity.write(self.running.folder / "identity")
        # A gateway waits for peers; for the others the runner is the gateway.
        if self.case.subject != "gateway":
            self._peer("gateway")
        self.running.start()
        if self.case.subject == "caller":
            self.running.tell({"endpoints": [self.running.front], "principal": "tester"})

    def end(self) -> None:
        self.running.stop()
        for peer in self._peers.values():
            peer.close()
        self._context.term()

    def _peer(self, name: str) -> Peer:
        if name not in self._peers:
            binds = self.case.subject != "gateway"
            is_back = name.startswith("worker") or self.case.subject == "worker"
            endpoint = self.running.back if is_back else self.running.front
            delimits = name.startswith("req")
            peer = Peer(self._context, endpoint, self.running, binds=binds, delimits=delimits)
            peer.answers_pings = self.case.answers_pings
            self._peers[name] = peer
        return self._peers[name]

    def steps(self, steps: list[dict[str, Any]], place: str = "") -> None:
        for number, step in enumerate(steps, start=1):
            self.place = f"{place}{number} ({', '.join(step)})"
            self._step(step, f"{place}{number}.")

    def _step(self, step: dict[str, Any], place: str) -> None:
        match step:
            case {"open": principal}:
                self._open(step, principal)
            case {"send": _} | {"bundle": _}:
                self._send(step)
            case {"send_raw": frames}:
                self._peer(step["peer"]).send_raw([value(f, self._variables) for f in frames])
            case {"expect": kind}:
                self._expect(step, kind)
            case {"quiet": name}:
                self._quiet(name)
            case {"close": name}:
                self._peers.pop(name).close()
            case {"repeat": times, "steps": steps}:
                for round_number in range(times):
                    self._variables["round"] = round_number
                    self.steps(steps, f"{place}{round_number}.")
            case {"signal": name}:
                self.running.signal(name)
            case {"exit": code}:
                check(code, self.running.wait(step.get("within_ms", 30_000) / 1_000), {}, "exit")
            case {"start": True}:
                self.running.start()
            case {"order": order}:
                self.running.tell(self._order(order))
            case {"result": name}:
                self._result(name, {key: step[key] for key in step if key != "result"})
            case _:
                raise ValueError(f"{self.case.name}: no such step: {step}")

    # Both sides

    def _open(self, step: dict[str, Any], principal: str) -> None:
        """A session: said HELLO, or, where the runner is the gateway, heard it."""
        name = step["peer"]
        peer = self._peer(name)
        if peer.binds:
            self._expect({"peer": name, "envelope": step.get("envelope", {})}, "HELLO")
            plan = {"heartbeat_ms": 60_000, "dead_after_ms": 240_000, "epoch": EPOCH}
            hello = {**plan, **step.get("welcome", {})}
            welcome = {"session": SESSION, "hello": hello}
            self._send({"peer": name, "send": "WELCOME", "envelope": welcome})
        else:
            hello = {"principal": principal, **step.get("hello", {})}
            self._send({"peer": name, "send": "HELLO", "envelope": {"hello": hello}})
            peer.receive(wanted="WELCOME")
        self._variables[f"{name}.session"] = peer.session
        if "offers" in step:
            ready = {"name": principal.removeprefix("service."), "instance": {"$fill": 16}}
            ready["services"] = step["offers"]
            slots = step.get("slots", 16)
            envelope = {"ready": ready, "credit_messages": slots}
            self._send({"peer": name, "send": "READY", "envelope": envelope})
            # The lease says that it was taken.
            self._expect({"peer": name, "envelope": {"lease_ms": {"$min": 1}}}, "PING")

    def _send(self, step: dict[str, Any]) -> None:
        self._peer(step["peer"]).send_raw(self._frames(step["peer"], step))

    def _frames(self, name: str, step: dict[str, Any]) -> list[bytes]:
        """Those of one message, or of several in one."""
        if "send" in step:
            return self._message(name, step, step["send"])
        entries = b"".join(entry(self._frames(name, inner)) for inner in step["bundle"])
        envelope = fill(Envelope(), step.get("envelope", {}), self._variables)
        return pack("BUNDLE", envelope.SerializeToString(), entries, step.get("flags", 0))

    def _message(self, name: str, step: dict[str, Any], kind: str) -> list[bytes]:
        peer = self._peer(name)
        fields = dict(step.get("envelope", {}))
        if kind not in ("HELLO", "WELCOME") and not peer.delimits:
            fields.setdefault("session", peer.session)
            fields.setdefault("session_seq", peer.next_sequence())
        if kind == "REQUEST":
            call_id = self._call_ids.get(name, 0) + 1
            fields.setdefault("call_id", call_id)
            fields.setdefault("timeout_us", TIMEOUT_US)
            self._call_ids[name] = max(call_id, value(fields["call_id"], self._variables))
        envelope = Envelope()
        fill(
            envelope,
            {key: item for key, item in fields.items() if item is not None},
            self._variables,
        )
        if peer.binds and envelope.HasField("caller") and step.get("signed", True):
            self._identity.complete(envelope.caller, EPOCH)
        content = envelope.SerializeToString(deterministic=True)
        # Fields that no message of the contract could write.
        for extra in ("raw_fields", "unknown_fields"):
            content += value(step.get(extra, {"$hex": ""}), self._variables)
        payload = value(step.get("payload", {"$hex": ""}), self._variables)
        if kind == "WELCOME":
            peer.begin(envelope)
        return pack(kind, content, payload, step.get("flags", 0))

    def _expect(self, step: dict[str, Any], kind: str) -> None:
        peer = self._peer(step["peer"])
        received = peer.receive(step.get("within_ms", PATIENCE * 1_000) / 1_000, wanted=kind)
        if received.kind != kind:
            raise Mismatch(f"expected {kind}, found {received}")
        check(step.get("envelope", {}), received.envelope, self._variables, kind)
        if "vouched" in step and not self._identity.vouches_for(received.envelope.caller):
            raise Mismatch(f"the gateway did not sign {received.envelope.caller}")
        if "payload" in step:
            check(step["payload"], received.payload, self._variables, f"payload of {kind}")
        if "flags" in step:
            check(step["flags"], received.flags, self._variables, f"flags of {kind}")
        if "bundled" in step:
            check(step["bundled"], received.is_bundled, self._variables, f"{kind} is bundled")
        if "unknown_fields" in step:
            found = received.envelope.SerializeToString()
            check({"$contains": value(step["unknown_fields"], {})}, found, {}, "unknown fields")

    def _quiet(self, name: str) -> None:
        """Nothing was sent before the answer to a PING, which is sent in order."""
        self._send({"peer": name, "send": "PING", "envelope": {"sent_unix_us": 77}})
        self._expect({"peer": name, "envelope": {"sent_unix_us": 77}}, "PONG")

    # Callers

    def _order(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """Orders are JSON; what is bytes is written in hex, save for a `$fill`."""
        return {key: self._ordered(item) for key, item in order.items()}

    def _ordered(self, item: Any) -> Any:
        if isinstance(item, dict) and "$fill" in item:
            return item
        content = value(item, self._variables)
        return content.hex() if isinstance(content, bytes) else content

    def _result(self, name: str, expected: Mapping[str, Any]) -> None:
        waiting = self._results.setdefault(name, [])
        while not waiting:
            heard = self.running.hear(PATIENCE)
            self._results.setdefault(heard["call"], []).append(heard)
            waiting = self._results[name]
        found = waiting.pop(0)
        for key, wanted in expected.items():
            content = found.get(key)
            if key == "payload" and content is not None:
                content = bytes.fromhex(content)
            check(wanted, content, self._variables, f"{name}.{key}")
