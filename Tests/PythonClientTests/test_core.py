"""The core alone: events in, messages out; no socket and no clock."""

import hashlib

import pytest
from govmesh import Code, Origin, RPCError, Verdict
from govmesh.calls import Call, CallOptions, prepare
from govmesh.flow import SLOW_CONSUMER, CreditGate, CreditGrant
from govmesh.frames import END_OF_STREAM, FrameError, Kind, pack, unpack
from govmesh.mesh.v1 import (
    GOAWAY_REASON_DENIED,
    GOAWAY_REASON_LIMIT,
    GOAWAY_REASON_SHUTTING_DOWN,
    GOAWAY_REASON_UNKNOWN_SESSION,
    BadRequest,
    Detail,
    Envelope,
    FieldViolation,
    Hello,
    Meta,
    Status,
)
from govmesh.methods import CallClass
from govmesh.retry import RetryBudget, retry_wait
from handmade import SESSION, Bench, bundle, method


def begin(bench: Bench, of=None, payload: bytes = b"hello", **options) -> Call:
    call = prepare(of or method(), payload, CallOptions(**options), bench.now)
    bench.core.start(call, bench.now)
    return call


def unavailable(verdict: Verdict, origin: Origin = Origin.GATEWAY) -> Status:
    return Status(code=Code.UNAVAILABLE, message="no", retry_verdict=verdict, origin=origin)


# Sessions


def test_a_request_carries_what_the_protocol_asks_for() -> None:
    bench = Bench()
    begin(bench, method("Put", CallClass.KEYED), b"content", timeout=2.0, routing_key="registry")
    bench.now += 0.5
    (request,) = bench.sent()
    envelope = request.envelope
    assert request.kind is Kind.REQUEST and request.payload == b"content"
    assert (envelope.call_id, envelope.session, envelope.session_seq) == (1, SESSION, 1)
    # Stamped when it is handed over, not when it was called for.
    assert envelope.timeout_us == pytest.approx(1_500_000, abs=1)
    assert (envelope.service, envelope.method) == ("test.v1.TestService", "Put")
    assert envelope.routing_key == "registry"
    assert len(envelope.idempotency_key) == 16 and len(envelope.client_id) == 16
    assert envelope.request_digest == hashlib.sha256(b"content").digest()


def test_a_read_has_no_key_and_no_digest() -> None:
    bench = Bench()
    begin(bench)
    (request,) = bench.sent()
    assert not request.envelope.idempotency_key and not request.envelope.request_digest


def test_every_message_of_a_session_has_the_next_number() -> None:
    bench = Bench()
    begin(bench)
    begin(bench)
    bench.say(Kind.PING, sent_unix_us=99)
    sent = bench.sent()
    assert [frame.kind for frame in sent] == [Kind.PONG, Kind.REQUEST, Kind.REQUEST]
    assert [frame.envelope.session_seq for frame in sent] == [1, 2, 3]
    assert sent[0].envelope.sent_unix_us == 99


def test_a_quiet_session_is_asked_for_a_sign_of_life() -> None:
    bench = Bench(hello=Hello(heartbeat_ms=1_000, dead_after_ms=4_000))
    bench.wait(1.0)
    assert [frame.kind for frame in bench.sent()] == [Kind.PING]


def test_a_silent_gateway_is_left_and_its_socket_opened_anew() -> None:
    bench = Bench(hello=Hello(heartbeat_ms=1_000, dead_after_ms=4_000))
    bench.wait(4.0)
    assert bench.core.take_news().reopen == [0]
    assert not bench.core.is_open
    assert bench.sent()[-1].kind is Kind.HELLO


def test_a_process_that_slept_gives_the_gateway_another_interval() -> None:
    bench = Bench(hello=Hello(heartbeat_ms=1_000, dead_after_ms=4_000))
    bench.now += 10
    bench.core.wake(bench.now)
    assert bench.core.is_open
    assert [frame.kind for frame in bench.sent()] == [Kind.PING]
    bench.wait(1.0)
    assert not bench.core.is_open


def test_a_session_the_gateway_does_not_know_is_opened_again_and_its_read_repeated() -> None:
    bench = Bench()
    call = begin(bench)
    bench.sent()
    bench.say(Kind.GOAWAY, sequence=0, hello=Hello(goaway_reason=GOAWAY_REASON_UNKNOWN_SESSION))
    bench.wait(0.02)
    assert [frame.kind for frame in bench.sent()] == [Kind.HELLO]
    bench.say(Kind.WELCOME, sequence=0, session=8)
    (request,) = bench.sent()
    assert (request.kind, request.envelope.session) == (Kind.REQUEST, 8)
    assert (request.envelope.attempt, request.envelope.session_seq) == (1, 1)
    bench.say(Kind.END, b"reply", session=8, sequence=1, call_id=1)
    assert call.is_finished and call.replies[0] == b"reply"


def test_goaway_of_an_earlier_session_says_nothing_about_this_one() -> None:
    bench = Bench()
    bench.say(Kind.GOAWAY, session=3, hello=Hello(goaway_reason=GOAWAY_REASON_UNKNOWN_SESSION))
    assert bench.core.is_open


def test_calls_beyond_the_last_accepted_were_not_started() -> None:
    bench = Bench()
    unsafe = method("Do", CallClass.UNSAFE)
    first, second = begin(bench, unsafe), begin(bench, unsafe)
    bench.sent()
    bench.say(Kind.GOAWAY, call_id=1, hello=Hello(goaway_reason=GOAWAY_REASON_LIMIT))
    assert first.error and first.error.verdict is Verdict.UNKNOWN_OUTCOME
    assert not second.is_finished


def shut_down(bench: Bench) -> None:
    bench.say(Kind.GOAWAY, hello=Hello(goaway_reason=GOAWAY_REASON_SHUTTING_DOWN))


def test_what_is_open_at_a_gateway_that_stops_is_finished_there() -> None:
    bench = Bench(endpoints=2)
    first = begin(bench, method("Do", CallClass.UNSAFE))
    assert [frame.kind for frame in bench.sent(0)] == [Kind.REQUEST]
    shut_down(bench)
    assert bench.core.is_open and not first.is_finished
    second = begin(bench)
    assert bench.sent(0) == [] and [frame.kind for frame in bench.sent(1)] == [Kind.REQUEST]
    bench.say(Kind.END, b"reply", call_id=1)
    assert first.is_finished and first.error is None and not second.is_finished
    (goodbye,) = bench.sent(0)
    assert (goodbye.kind, goodbye.envelope.session) == (Kind.GOODBYE, SESSION)
    assert goodbye.envelope.session_seq == 2
    bench.wait(1.0)
    assert [frame.kind for frame in bench.sent(0)] == [Kind.HELLO]


def test_a_watch_at_a_gateway_that_stops_begins_elsewhere_or_is_told_to() -> None:
    bench = Bench(endpoints=2)
    watch = method("Watch", replies=True)
    fresh = begin(bench, watch)
    bench.sent(0)
    begin(bench)
    begun = begin(bench, watch)
    bench.sent(0), bench.sent(1)
    bench.say(Kind.DATA, b"a", call_id=2, stream_seq=0)
    shut_down(bench)
    assert begun.error and begun.error.code is Code.UNAVAILABLE
    assert begun.error.verdict is Verdict.SAFE_IDEMPOTENT
    bench.wait(0.02)
    assert fresh.error is None
    assert [frame.kind for frame in bench.sent(1)] == [Kind.REQUEST]


def test_a_flag_that_must_be_understood_ends_its_call() -> None:
    bench = Bench()
    call = begin(bench)
    bench.sent()
    bench.say(Kind.PING, flags=0x8000, sent_unix_us=5)
    assert bench.sent() == []
    bench.say(Kind.END, b"reply", flags=0x8000, call_id=1)
    assert call.error and call.error.code is Code.UNIMPLEMENTED
    assert "0x8000" in call.error.message


def test_a_principal_the_gateway_denies_is_told_at_once() -> None:
    bench = Bench()
    bench.core.disconnected(0, bench.now)
    call = begin(bench)
    bench.say(Kind.GOAWAY, session=0, sequence=0, hello=Hello(goaway_reason=GOAWAY_REASON_DENIED))
    assert call.error and call.error.code is Code.UNAUTHENTICATED
    assert "tester" in call.error.message


def test_a_connection_that_was_refused_is_tried_anew_every_second() -> None:
    bench = Bench()
    bench.core.disconnected(0, bench.now)
    error = RPCError(Code.UNAUTHENTICATED, "unknown key")
    for _ in range(2):
        bench.core.refused(0, error, bench.now)
        assert begin(bench).error is error
        bench.wait(0.9)
        assert bench.core.take_news().reopen == []
        bench.wait(0.1)
        assert bench.core.take_news().reopen == [0]


def test_numbers_that_are_missing_count_as_lost_messages() -> None:
    bench = Bench()
    bench.say(Kind.PING, sequence=4)
    assert bench.core.sessions[0].lost_messages == 3


def test_frames_for_another_session_are_dropped() -> None:
    bench = Bench()
    call = begin(bench)
    bench.sent()
    bench.say(Kind.END, b"reply", session=SESSION + 1, call_id=1)
    assert not call.is_finished and bench.core.sessions[0].dropped == 1


# Bundles


def test_hello_says_that_bundles_are_read() -> None:
    bench = Bench()
    bench.core.disconnected(0, bench.now)
    bench.wait(0.02)
    (hello,) = bench.sent()
    assert (hello.kind, hello.envelope.hello.features) == (Kind.HELLO, 0x1)


@pytest.mark.parametrize("features", [0x0, 0x1])
def test_answers_in_a_bundle_are_taken_and_none_is_sent(features: int) -> None:
    bench = Bench(hello=Hello(heartbeat_ms=60_000, dead_after_ms=240_000, features=features))
    calls = [begin(bench) for _ in range(3)]
    assert [frame.kind for frame in bench.sent()] == [Kind.REQUEST] * 3
    answers = [bench.message(Kind.END, b"%d" % number, call_id=number) for number in (1, 2, 3)]
    bench.core.received(0, bundle(*answers), bench.now)
    assert [list(call.replies) for call in calls] == [[b"1"], [b"2"], [b"3"]]
    session = bench.core.sessions[0]
    assert (session.sequence_in, session.lost_messages, bench.core.unreadable) == (3, 0, 0)


def test_a_bad_message_in_a_bundle_spoils_no_other() -> None:
    bench = Bench()
    calls = [begin(bench) for _ in range(3)]
    bench.sent()
    answers = [bench.message(Kind.END, b"", call_id=number) for number in (1, 2, 3)]
    answers[1][1] = b"\xff" * len(answers[1][1])
    bench.core.received(0, bundle(*answers), bench.now)
    assert [call.is_finished for call in calls] == [True, False, True]
    assert bench.core.unreadable == 1


def _flagged(frames: list[bytes]) -> list[bytes]:
    return [frames[0][:4] + b"\1\0" + frames[0][6:], *frames[1:]]


@pytest.mark.parametrize(
    "broken",
    [
        lambda end, ping: bundle(),
        lambda end, ping: [*bundle(end)[:2], bundle(end)[2][:-1]],
        lambda end, ping: [*bundle(end)[:2], bundle(end)[2] + b"\0"],
        lambda end, ping: bundle(bundle(end)),
        bundle,
        lambda end, ping: bundle(*[end] * 1_000),
        lambda end, ping: pack(Kind.BUNDLE, Envelope(call_id=1), bundle(end)[2]),
        lambda end, ping: _flagged(bundle(end)),
        lambda end, ping: bundle(end)[:2],
        lambda end, ping: [*bundle(end), b""],
    ],
    ids=[
        "nothing",
        "half an entry",
        "a byte more",
        "a bundle",
        "a PING",
        "too much",
        "an envelope",
        "a flag",
        "two frames",
        "four frames",
    ],
)
def test_what_is_no_bundle_is_dropped_as_a_whole(broken) -> None:
    bench = Bench()
    call = begin(bench)
    bench.sent()
    end = bench.message(Kind.END, b"", call_id=1)
    ping = bench.message(Kind.PING, sent_unix_us=5)
    bench.core.received(0, broken(end, ping), bench.now)
    assert not call.is_finished and bench.sent() == []
    assert bench.core.unreadable == 1


# Calls


def test_deadline_is_kept_here_and_the_worker_told() -> None:
    bench = Bench()
    call = begin(bench, timeout=1.0)
    bench.sent()
    bench.wait(1.0)
    assert call.error and call.error.code is Code.DEADLINE_EXCEEDED
    assert call.error.verdict is Verdict.SAFE_IDEMPOTENT
    (cancel,) = bench.sent()
    assert (cancel.kind, cancel.envelope.call_id) == (Kind.CANCEL, 1)
    bench.say(Kind.END, b"late", call_id=1)
    assert bench.core.late_replies == 1


def test_without_a_gateway_the_deadline_names_the_endpoint() -> None:
    bench = Bench()
    bench.core.disconnected(0, bench.now)
    call = begin(bench, timeout=1.0)
    bench.wait(1.0)
    assert call.error and call.error.code is Code.DEADLINE_EXCEEDED
    assert call.error.verdict is Verdict.SAFE_NOT_STARTED
    assert "ipc:///front-0" in call.error.message


def test_calls_in_flight_are_bounded_and_the_next_goes_when_one_ends() -> None:
    bench = Bench(hello=Hello(calls_in_flight=2))
    calls = [begin(bench) for _ in range(3)]
    assert len(bench.sent()) == 2
    bench.say(Kind.END, b"", call_id=1)
    assert [frame.envelope.call_id for frame in bench.sent()] == [3]
    assert [call.is_finished for call in calls] == [True, False, False]


def test_a_call_that_was_cancelled_in_the_queue_is_never_sent() -> None:
    bench = Bench()
    call = begin(bench)
    bench.core.cancel(call, bench.now)
    assert bench.sent() == []
    assert call.error and call.error.verdict is Verdict.SAFE_NOT_STARTED


def test_an_answer_to_another_request_is_no_answer() -> None:
    bench = Bench()
    call = begin(bench, method("Put", CallClass.KEYED))
    bench.sent()
    bench.say(Kind.END, b"reply", call_id=1, request_digest=b"\0" * 32)
    assert call.error and call.error.code is Code.DATA_LOSS


def test_an_error_arrives_with_its_details_and_metadata() -> None:
    bench = Bench()
    call = begin(bench)
    bench.sent()
    detail = BadRequest(violations=[FieldViolation(field="name", rule="required")])
    status = Status(
        code=Code.INVALID_ARGUMENT,
        message="name: must be set",
        details=[
            Detail(type_url="govmesh.mesh.v1.BadRequest", value=detail.SerializeToString()),
            Detail(type_url="other.Thing", value=b"x"),
        ],
        retry_verdict=Verdict.DO_NOT_RETRY,
        origin=Origin.HANDLER,
        origin_id="registry",
    )
    metadata = [Meta(key="a", value=b"1"), Meta(key="a", value=b"2")]
    bench.say(Kind.END, call_id=1, status=status, metadata=metadata)
    error = call.error
    assert error and error.detail(BadRequest) == detail
    assert error.unknown_details == (("other.Thing", b"x"),)
    assert (error.verdict, error.origin) == (Verdict.DO_NOT_RETRY, Origin.HANDLER)
    assert error.metadata == (("a", b"1"), ("a", b"2"))
    assert str(error) == "INVALID_ARGUMENT: name: must be set"


def test_codes_of_a_later_version_read_as_unknown() -> None:
    bench = Bench()
    call = begin(bench)
    bench.sent()
    bench.say(Kind.END, call_id=1, status=Status(code=99, message="?", retry_verdict=9, origin=9))
    assert call.error and call.error.code is Code.UNKNOWN
    assert call.error.verdict is Verdict.UNSPECIFIED


@pytest.mark.parametrize(
    ("call_class", "verdict", "repeats"),
    [
        (CallClass.NO_SIDE_EFFECTS, Verdict.UNKNOWN_OUTCOME, True),
        (CallClass.IDEMPOTENT, Verdict.UNKNOWN_OUTCOME, True),
        (CallClass.KEYED, Verdict.UNKNOWN_OUTCOME, True),
        (CallClass.UNSAFE, Verdict.UNKNOWN_OUTCOME, False),
        (CallClass.UNSAFE, Verdict.SAFE_NOT_STARTED, True),
        (CallClass.NO_SIDE_EFFECTS, Verdict.DO_NOT_RETRY, False),
    ],
)
def test_call_class_and_verdict_decide_on_repeating(
    call_class: CallClass, verdict: Verdict, repeats: bool
) -> None:
    bench = Bench()
    call = begin(bench, method("Do", call_class))
    (first,) = bench.sent()
    bench.say(Kind.END, call_id=1, status=unavailable(verdict))
    assert call.is_finished is not repeats
    if repeats:
        bench.wait(0.02)
        (second,) = bench.sent()
        assert second.envelope.attempt == 1
        assert second.envelope.idempotency_key == first.envelope.idempotency_key


def test_a_failure_of_the_handler_is_never_repeated() -> None:
    bench = Bench()
    call = begin(bench)
    bench.sent()
    bench.say(
        Kind.END,
        call_id=1,
        status=unavailable(Verdict.SAFE_NOT_STARTED, Origin.HANDLER),
    )
    assert call.error and call.error.code is Code.UNAVAILABLE


def test_no_repeat_when_the_wait_would_pass_the_deadline() -> None:
    error = RPCError(Code.UNAVAILABLE, "no", verdict=Verdict.SAFE_NOT_STARTED, retry_after=2.0)
    budget = RetryBudget()
    arguments = {"attempt": 0, "budget": budget, "now": 0.0}
    assert retry_wait(error, CallClass.UNSAFE, remaining=1.0, **arguments) is None
    assert retry_wait(error, CallClass.UNSAFE, remaining=3.0, **arguments) == 2.0


def test_repeats_of_many_calls_are_paced() -> None:
    budget = RetryBudget(most=2, per_second=10)
    assert [budget.reserve(1.0) for _ in range(4)] == pytest.approx([0, 0, 0.1, 0.2])
    assert budget.reserve(11.0) == 0


# Several gateways


def test_calls_go_where_least_is_to_do() -> None:
    bench = Bench(endpoints=2)
    for _ in range(4):
        begin(bench)
    assert [len(bench.sent(number)) for number in range(2)] == [2, 2]


def test_calls_of_a_gateway_that_died_move_to_another() -> None:
    bench = Bench(endpoints=2)
    call = begin(bench)
    (request,) = bench.sent(0)
    bench.core.disconnected(0, bench.now)
    bench.wait(0.02)
    (again,) = (frame for frame in bench.sent(1) if frame.kind is Kind.REQUEST)
    assert again.envelope.attempt == request.envelope.attempt + 1
    bench.say(Kind.END, b"reply", number=1, call_id=1)
    assert call.is_finished and call.error is None


# Streams


def test_a_stream_of_replies_is_granted_anew_when_half_was_read() -> None:
    bench = Bench()
    call = begin(bench, method("Watch", replies=True))
    (request,) = bench.sent()
    assert request.envelope.credit_messages == 256 and request.payload == b"hello"
    for number in range(256):
        bench.say(Kind.DATA, b"%d" % number, call_id=1, stream_seq=number)
    assert bench.sent() == []
    assert [bench.core.read(call) for _ in range(128)][-1] == b"127"
    (credit,) = bench.sent()
    assert (credit.kind, credit.envelope.credit_messages) == (Kind.CREDIT, 128 + 256)
    bench.say(Kind.END, call_id=1, metadata=[Meta(key="end", value=b"1")])
    assert call.is_finished and call.metadata == (("end", b"1"),)
    assert len(call.replies) == 128


def test_more_than_was_granted_ends_the_call() -> None:
    bench = Bench()
    call = begin(bench, method("Watch", replies=True))
    bench.sent()
    for number in range(257):
        bench.say(Kind.DATA, b"", call_id=1, stream_seq=number)
    assert call.error and call.error.code is Code.INTERNAL
    assert [frame.kind for frame in bench.sent()] == [Kind.CANCEL]


@pytest.mark.parametrize("sequence", [0, 2])
def test_a_gap_or_a_repeat_in_a_stream_is_data_loss(sequence: int) -> None:
    bench = Bench()
    call = begin(bench, method("Watch", replies=True))
    bench.sent()
    bench.say(Kind.DATA, b"a", call_id=1, stream_seq=0)
    bench.say(Kind.DATA, b"b", call_id=1, stream_seq=sequence)
    assert call.error and call.error.code is Code.DATA_LOSS


def test_the_last_reply_may_carry_the_end() -> None:
    bench = Bench()
    call = begin(bench, method("Watch", replies=True))
    bench.sent()
    bench.say(Kind.DATA, b"a", call_id=1, stream_seq=0, flags=END_OF_STREAM)
    assert call.is_finished and call.error is None and call.replies[0] == b"a"


def test_replies_that_came_before_an_error_are_still_read() -> None:
    bench = Bench()
    call = begin(bench, method("Watch", replies=True))
    bench.sent()
    bench.say(Kind.DATA, b"a", call_id=1, stream_seq=0)
    bench.say(Kind.END, call_id=1, status=unavailable(Verdict.SAFE_NOT_STARTED))
    assert call.error and bench.core.read(call) == b"a"


def test_requests_wait_for_credit_and_the_last_is_followed_by_half_close() -> None:
    bench = Bench()
    call = begin(bench, method("Sum", requests=True), b"")
    assert [frame.kind for frame in bench.sent()] == [Kind.REQUEST]
    assert not bench.core.send(call, b"a", bench.now)
    bench.say(Kind.CREDIT, call_id=1, credit_messages=2, credit_bytes=100)
    assert bench.core.send(call, b"a", bench.now) and bench.core.send(call, b"b", bench.now)
    assert not bench.core.send(call, b"c", bench.now)
    bench.say(Kind.CREDIT, call_id=1, credit_messages=1, credit_bytes=50)
    assert not bench.core.send(call, b"c", bench.now), "an older grant takes nothing back"
    bench.core.close_requests(call)
    sent = bench.sent()
    assert [frame.kind for frame in sent] == [Kind.DATA, Kind.DATA, Kind.HALF_CLOSE]
    assert [frame.envelope.stream_seq for frame in sent] == [0, 1, 0]
    bench.say(Kind.END, b"sum", call_id=1)
    assert call.is_finished and call.replies[0] == b"sum"


def test_a_receiver_that_grants_nothing_is_given_up() -> None:
    bench = Bench()
    call = begin(bench, method("Sum", requests=True), b"", timeout=100)
    bench.sent()
    assert not bench.core.send(call, b"a", bench.now)
    bench.wait(SLOW_CONSUMER)
    assert call.error and "SLOW_CONSUMER" in call.error.message
    assert bench.sent()[-1].kind is Kind.CANCEL


def test_a_call_that_sent_requests_is_not_repeated() -> None:
    bench = Bench()
    call = begin(bench, method("Sum", requests=True), b"")
    bench.sent()
    bench.core.disconnected(0, bench.now)
    assert call.error and call.error.code is Code.UNAVAILABLE


def test_data_for_a_call_with_one_answer_ends_it() -> None:
    bench = Bench()
    call = begin(bench)
    bench.sent()
    bench.say(Kind.DATA, b"a", call_id=1)
    assert call.error and call.error.code is Code.INTERNAL


def test_a_message_larger_than_the_window_goes_when_the_window_is_unused() -> None:
    gate = CreditGate()
    gate.raise_to(10, 100)
    assert gate.take(500)
    assert not gate.take(1)
    gate.raise_to(11, 600)
    assert gate.take(1) and not gate.take(500)
    assert not CreditGate().may_send(0)


def test_a_grant_grows_in_steps_of_half_a_window() -> None:
    grant = CreditGrant()
    assert not grant.read(100 * 1024)
    assert grant.read(28 * 1024)
    assert grant.bytes == (128 + 256) * 1024


# Frames


@pytest.mark.parametrize(
    "change",
    [
        lambda frames: frames[:2],
        lambda frames: [*frames, b""],
        lambda frames: [b"XX" + frames[0][2:], *frames[1:]],
        lambda frames: [frames[0][:2] + b"\x02" + frames[0][3:], *frames[1:]],
        lambda frames: [frames[0][:3] + b"\x63" + frames[0][4:], *frames[1:]],
        lambda frames: [frames[0], frames[1] + b"\0", frames[2]],
        lambda frames: [frames[0], b"\xff" * len(frames[1]), frames[2]],
    ],
)
def test_what_is_no_message_is_dropped(change) -> None:
    frames = pack(Kind.END, Envelope(call_id=1, session=SESSION))
    assert unpack(frames).kind is Kind.END
    with pytest.raises(FrameError):
        unpack(change(frames))
    bench = Bench()
    bench.core.received(0, change(frames), bench.now)
    assert bench.core.unreadable == 1
