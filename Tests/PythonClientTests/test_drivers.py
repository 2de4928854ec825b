"""Both clients over real sockets, against a gateway made by hand."""

import asyncio
import threading

import pytest
import zmq
from govmesh import AsyncClient, Client, Code, CurveKeys, RPCError
from govmesh.frames import Frame, Kind
from govmesh.mesh.v1 import Detail, Status
from handmade import Handmade, method, text
from zmq.auth.thread import ThreadAuthenticator


def echo_stream(frame: Frame, peer: Handmade) -> None:
    """Answers every request of a stream at once, with credit for one more."""
    call_id = frame.envelope.call_id
    match frame.kind:
        case Kind.REQUEST:
            peer.say(Kind.CREDIT, call_id=call_id, credit_messages=1, credit_bytes=1_000)
        case Kind.DATA:
            number = frame.envelope.stream_seq
            peer.say(Kind.DATA, frame.payload, call_id=call_id, stream_seq=number)
            peer.say(Kind.CREDIT, call_id=call_id, credit_messages=number + 2, credit_bytes=100_000)
        case Kind.HALF_CLOSE:
            peer.say(Kind.END, call_id=call_id)


def count_to(last: int):
    """Answers with a stream that waits for credit as it must."""
    granted: dict[int, int] = {}
    sent: dict[int, int] = {}

    def script(frame: Frame, peer: Handmade) -> None:
        if frame.kind not in (Kind.REQUEST, Kind.CREDIT):
            return
        call_id = frame.envelope.call_id
        granted[call_id] = frame.envelope.credit_messages
        number = sent.setdefault(call_id, 0)
        while number < min(last, granted[call_id]):
            payload = text(str(number)).SerializeToString()
            peer.say(Kind.DATA, payload, call_id=call_id, stream_seq=number)
            number += 1
        if number == last > sent[call_id]:
            peer.say(Kind.END, call_id=call_id)
        sent[call_id] = number

    return script


def count_requests():
    """Takes a stream of requests and answers with their number."""
    numbers: dict[int, int] = {}

    def script(frame: Frame, peer: Handmade) -> None:
        call_id = frame.envelope.call_id
        if frame.kind is Kind.DATA:
            numbers[call_id] = numbers.get(call_id, 0) + 1
        if frame.kind in (Kind.REQUEST, Kind.DATA):
            peer.say(
                Kind.CREDIT,
                call_id=call_id,
                credit_messages=numbers.get(call_id, 0) + 2,
                credit_bytes=100_000,
            )
        if frame.kind is Kind.HALF_CLOSE:
            answer = text(str(numbers.get(call_id, 0))).SerializeToString()
            peer.say(Kind.END, answer, call_id=call_id)

    return script


WATCH = method("Watch", replies=True)
SUM = method("Sum", requests=True)
CHAT = method("Chat", requests=True, replies=True)


def test_all_shapes_of_a_call(handmade: Handmade) -> None:
    with Client(handmade.endpoint, principal="tester") as client:
        handmade.script = count_to(1_000)
        with client.open(WATCH, text("go")) as watch:
            assert [reply.type_url for reply in watch] == [str(n) for n in range(1_000)]
        handmade.script = count_requests()
        with client.open(SUM) as total:
            for number in range(20):
                total.send(text(str(number)))
            assert total.result().type_url == "20"
        handmade.script = echo_stream
        with client.open(CHAT) as chat:
            for number in range(4):
                chat.send(text(str(number)))
                reply = chat.receive()
                assert reply and reply.type_url == str(number)
            chat.finish()
            assert chat.receive() is None


async def test_all_shapes_of_a_call_with_asyncio(handmade: Handmade) -> None:
    async with AsyncClient(handmade.endpoint, principal="tester") as client:
        handmade.script = count_to(1_000)
        async with client.open(WATCH, text("go")) as watch:
            assert [reply.type_url async for reply in watch] == [str(n) for n in range(1_000)]
        handmade.script = count_requests()
        async with client.open(SUM) as total:
            for number in range(20):
                await total.send(text(str(number)))
            assert (await total.result()).type_url == "20"
        handmade.script = echo_stream
        async with client.open(CHAT) as chat:
            for number in range(4):
                await chat.send(text(str(number)))
                reply = await chat.receive()
                assert reply and reply.type_url == str(number)
            chat.finish()
            assert await chat.receive() is None


def test_a_stream_that_is_left_is_cancelled(handmade: Handmade) -> None:
    cancelled = threading.Event()

    def script(frame: Frame, peer: Handmade) -> None:
        if frame.kind is Kind.REQUEST:
            peer.say(Kind.DATA, b"", call_id=frame.envelope.call_id)
        if frame.kind is Kind.CANCEL:
            cancelled.set()

    handmade.script = script
    with Client(handmade.endpoint, principal="tester") as client:
        with client.open(WATCH, text("go")) as watch:
            assert watch.receive() == Detail()
        assert cancelled.wait(10)


async def test_a_task_that_is_cancelled_cancels_its_call(handmade: Handmade) -> None:
    loop = asyncio.get_running_loop()
    asked, cancelled = asyncio.Event(), asyncio.Event()

    def script(frame: Frame, peer: Handmade) -> None:
        event = {Kind.REQUEST: asked, Kind.CANCEL: cancelled}.get(frame.kind)
        if event:
            loop.call_soon_threadsafe(event.set)

    handmade.script = script
    async with AsyncClient(handmade.endpoint, principal="tester") as client:
        task = asyncio.create_task(client.call(method(), text("x")))
        await asked.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await cancelled.wait()


def test_closing_ends_calls_that_are_open(handmade: Handmade) -> None:
    asked = threading.Event()
    handmade.script = lambda frame, peer: asked.set()
    errors: list[RPCError] = []

    def call() -> None:
        try:
            client.call(method(), text("x"))
        except RPCError as error:
            errors.append(error)

    client = Client(handmade.endpoint, principal="tester")
    thread = threading.Thread(target=call)
    thread.start()
    assert asked.wait(10)
    client.close()
    thread.join()
    assert [error.code for error in errors] == [Code.CANCELLED]


def test_an_answer_that_cannot_be_read_is_data_loss(handmade: Handmade) -> None:
    def script(frame: Frame, peer: Handmade) -> None:
        if frame.kind is Kind.REQUEST:
            peer.say(Kind.END, b"\xff", call_id=frame.envelope.call_id)

    handmade.script = script
    with (
        Client(handmade.endpoint, principal="tester") as client,
        pytest.raises(RPCError, match="DATA_LOSS"),
    ):
        client.call(method(), text("x"))


def test_an_error_before_the_end_of_a_stream_is_raised_after_what_came(
    handmade: Handmade,
) -> None:
    def script(frame: Frame, peer: Handmade) -> None:
        if frame.kind is Kind.REQUEST:
            call_id = frame.envelope.call_id
            peer.say(Kind.DATA, b"", call_id=call_id)
            peer.say(Kind.END, call_id=call_id, status=Status(code=Code.ABORTED, message="no"))

    handmade.script = script
    with Client(handmade.endpoint, principal="tester") as client:
        watch = client.open(WATCH, text("go"))
        assert watch.receive() == Detail()
        with pytest.raises(RPCError, match="ABORTED"):
            watch.receive()


class KnownKey:
    def __init__(self, key: bytes) -> None:
        self.key = key

    def callback(self, domain: str, key: bytes) -> bool:
        return key == self.key


@pytest.mark.parametrize("right", [True, False])
def test_curve_keys_open_a_session_or_are_refused(right: bool) -> None:
    server, client_keys, stranger = (zmq.curve_keypair() for _ in range(3))
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    guard = ThreadAuthenticator(context)
    guard.start()
    guard.configure_curve_callback(credentials_provider=KnownKey(client_keys[0]))
    router = context.socket(zmq.ROUTER)
    router.curve_server = True
    router.curve_secretkey = server[1]
    router.linger = 0
    port = router.bind_to_random_port("tcp://127.0.0.1")
    public, secret = client_keys if right else stranger
    keys = CurveKeys(server[0], public, secret)
    with Client(f"tcp://127.0.0.1:{port}", principal="tester", curve_keys=keys) as client:
        if right:
            assert router.poll(10_000), "HELLO arrives"
        else:
            with pytest.raises(RPCError, match=r"UNAUTHENTICATED.*CURVE"):
                client.call(method(), text("x"), timeout=10.0)
    guard.stop()
    router.close()
    context.term()
