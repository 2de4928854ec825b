"""The client against the five processes of `govmesh up`."""

import asyncio
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading

import pytest
import zmq
from conftest import ROOT, Mesh
from govmesh import AsyncClient, Client, Code, CurveKeys, Origin, RPCError, Verdict
from govmesh.mesh.v1 import (
    COLLECTION_CHANGE_SYNCED,
    OPERATOR_ROLE_HANDLER,
    PARTY_ROLE_MANAGEMENT_BODY,
    PARTY_ROLE_USING_ORGANISATION,
    BadRequest,
    CollectionService,
    CommandRequest,
    ExportCollectionRequest,
    GetRequest,
    GetStatusRequest,
    ListRequest,
    NodeService,
    PreconditionFailure,
    WatchCollectionRequest,
)
from govmesh.registry.v1 import (
    CreateOperatorRequest,
    CreatePartyRequest,
    EstablishManagementBodyRequest,
    ImportRecordsRequest,
    KeyService,
    MigrationService,
    Operator,
    OperatorService,
    Party,
    PartyService,
    RegisterKeyRequest,
)

SERVICES = ["registry", "credit", "quality", "risk"]


@pytest.fixture(scope="module")
def client(mesh: Mesh):
    """A client of someone who may create parties."""
    with Client(mesh.front, principal="system") as system:
        office = Party(
            display_name="Office",
            credit_code="11100000PDY00001X7",
            roles=[PARTY_ROLE_MANAGEMENT_BODY],
        )
        system.call(
            PartyService.EstablishManagementBody,
            EstablishManagementBodyRequest(party_id="office", party=office),
        )
        operator = Operator(
            person="li",
            party="parties/office",
            party_role=PARTY_ROLE_MANAGEMENT_BODY,
            operator_roles=[OPERATOR_ROLE_HANDLER],
        )
        system.call(
            OperatorService.CreateOperator,
            CreateOperatorRequest(operator_id="handler", operator=operator),
        )
    with Client(mesh.front, principal="handler") as client:
        yield client


def credit_code(number: int) -> str:
    """A code with the two check characters of GB 11714 and GB 32100."""
    body = f"PDY{number:05}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(char, 36) * weight for char, weight in zip(body, weights, strict=True))
    code = f"91370100{body}{'0123456789X0'[11 - total % 11]}"
    characters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(characters.index(char) * 3**place for place, char in enumerate(code))
    return code + characters[-total % 31]


def party(number: int) -> CreatePartyRequest:
    return CreatePartyRequest(
        party_id=f"user-{number}",
        party=Party(
            display_name=f"User {number}",
            credit_code=credit_code(number),
            roles=[PARTY_ROLE_USING_ORGANISATION],
        ),
    )


def test_every_service_answers_under_its_routing_key(client: Client) -> None:
    for service in SERVICES:
        status = client.call(NodeService.GetStatus, GetStatusRequest(), routing_key=service)
        assert status.service == service


def test_a_key_is_used_once_and_its_reply_replayed(client: Client) -> None:
    first = client.invoke(PartyService.CreateParty, party(1), idempotency_key=b"one")
    again = client.invoke(PartyService.CreateParty, party(1), idempotency_key=b"one")
    assert again.message == first.message
    assert ("mesh-replayed", b"1") in again.metadata and not first.metadata
    with pytest.raises(RPCError) as caught:
        client.call(PartyService.CreateParty, party(2), idempotency_key=b"one")
    assert caught.value.code is Code.FAILED_PRECONDITION


def test_a_broken_rule_of_the_contract_names_field_and_way_out(client: Client) -> None:
    with pytest.raises(RPCError) as caught:
        client.call(PartyService.GetParty, GetRequest(name="no name"))
    error = caught.value
    assert (error.code, error.verdict) == (Code.INVALID_ARGUMENT, Verdict.DO_NOT_RETRY)
    assert (error.origin, error.origin_id) == (Origin.HANDLER, "registry")
    detail = error.detail(BadRequest)
    assert detail and detail.violations[0].field == "name" and detail.violations[0].remedy


def test_a_command_that_is_illegal_now_names_what_is_allowed(client: Client) -> None:
    client.call(PartyService.CreateParty, party(3))
    with pytest.raises(RPCError) as caught:
        client.call(PartyService.AskPartySupplement, CommandRequest(name="parties/user-3"))
    detail = caught.value.detail(PreconditionFailure)
    assert detail and detail.current_state == "draft"
    assert "submit" in [allowed.command for allowed in detail.allowed]


def test_pages_and_many_threads(client: Client) -> None:
    for number in range(10, 15):
        client.call(PartyService.CreateParty, party(number))
    page = client.call(PartyService.ListParties, ListRequest(page_size=2))
    assert len(page.parties) == 2 and page.next_page_token
    answers: list[str] = []

    def read() -> None:
        for number in range(10, 15):
            request = GetRequest(name=f"parties/user-{number}")
            answers.append(client.call(PartyService.GetParty, request).display_name)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted(8 * [f"User {number}" for number in range(10, 15)])


async def test_a_thousand_calls_at_once_with_asyncio(mesh: Mesh, client: Client) -> None:
    client.call(PartyService.CreateParty, party(20))
    async with AsyncClient(mesh.front, principal="handler") as mesh_client:
        request = GetRequest(name="parties/user-20")
        calls = (mesh_client.call(PartyService.GetParty, request) for _ in range(1_000))
        replies = await asyncio.gather(*calls)
    assert {reply.name for reply in replies} == {"parties/user-20"}


def test_a_stopped_service_means_the_deadline_and_nothing_else(mesh: Mesh, client: Client) -> None:
    os.kill(mesh.process("risk"), signal.SIGSTOP)
    try:
        with pytest.raises(RPCError) as caught:
            client.call(NodeService.GetStatus, GetStatusRequest(), routing_key="risk", timeout=0.3)
        assert caught.value.code is Code.DEADLINE_EXCEEDED
    finally:
        os.kill(mesh.process("risk"), signal.SIGCONT)
    status = client.call(NodeService.GetStatus, GetStatusRequest(), routing_key="risk")
    assert status.service == "risk"


def test_calls_outlive_the_death_of_the_gateway(mesh: Mesh, client: Client) -> None:
    client.call(PartyService.CreateParty, party(30))
    os.kill(mesh.process("gateway"), signal.SIGKILL)
    replies: list[str] = []

    def call() -> None:
        # Sent into nothing, repeated by itself once the new gateway is there.
        again = client.call(PartyService.CreateParty, party(31), idempotency_key=b"through")
        replies.append(again.name)

    thread = threading.Thread(target=call)
    thread.start()
    mesh.run("up", "--json")
    thread.join()
    assert replies == ["parties/user-31"]


def test_a_principal_nobody_knows_is_told_so(mesh: Mesh) -> None:
    with Client(mesh.front, principal="stranger") as stranger, pytest.raises(RPCError) as caught:
        stranger.call(PartyService.ListParties, ListRequest())
    assert caught.value.code in (Code.PERMISSION_DENIED, Code.UNAUTHENTICATED)


def test_the_example_of_the_readme_runs(mesh: Mesh, client: Client, tmp_path: pathlib.Path) -> None:
    client.call(PartyService.CreateParty, party(40))
    readme = (ROOT / "Shared" / "PythonClient" / "README.md").read_text()
    (example,) = re.findall(r"```python\n(.+?)```", readme, re.DOTALL)[:1]
    script = tmp_path / "example.py"
    script.write_text(example)
    done = subprocess.run(
        [sys.executable, script, mesh.front], capture_output=True, text=True, check=True
    )
    assert "parties/user-40" in done.stdout


# Streams


def test_a_collection_is_exported_as_a_stream(client: Client) -> None:
    for number in range(50, 55):
        client.call(PartyService.CreateParty, party(number))
    listed = client.call(PartyService.ListParties, ListRequest(page_size=1_000)).parties
    request = ExportCollectionRequest(collection="parties")
    with client.open(CollectionService.ExportCollection, request, routing_key="registry") as export:
        exported = [Party.FromString(answer.resource) for answer in export]
    assert exported == list(listed)


def test_legacy_data_is_loaded_batch_by_batch(client: Client) -> None:
    with client.open(MigrationService.StreamRecords) as load:
        for first in range(100, 400, 100):
            batch = [party(number) for number in range(first, first + 100)]
            parties = [record(request) for request in batch]
            load.send(ImportRecordsRequest(source="test", parties=parties))
            answer = load.receive()
            assert answer and (answer.created, list(answer.skipped)) == (100, [])
        load.finish()
        assert load.receive() is None


def record(request: CreatePartyRequest) -> Party:
    loaded = Party()
    loaded.CopyFrom(request.party)
    loaded.name = f"parties/{request.party_id}"
    loaded.state = Party.State.Value("STATE_ACTIVE")
    loaded.external_id = request.party_id
    return loaded


async def test_a_watch_tells_what_was_there_and_what_changes(mesh: Mesh, client: Client) -> None:
    async with AsyncClient(mesh.front, principal="handler") as caller:
        request = WatchCollectionRequest(collection="parties")
        method = CollectionService.WatchCollection
        async with caller.open(method, request, routing_key="registry") as watch:
            async for answer in watch:
                if answer.change == COLLECTION_CHANGE_SYNCED:
                    break
            await asyncio.to_thread(client.call, PartyService.CreateParty, party(60))
            changed = await watch.receive()
            assert changed and changed.name == "parties/user-60"


# Beyond this host


def test_a_registered_key_calls_from_beyond_this_host(mesh: Mesh, client: Client) -> None:
    public, secret = zmq.curve_keypair()
    with Client(mesh.front, principal="system") as system:
        request = RegisterKeyRequest(holder="operators/handler", public_key=public)
        system.call(KeyService.RegisterKey, request)
    text = pathlib.Path(mesh.folder, "gateway.key").read_text()
    server = text.split("public ")[1].split()[0].encode()
    keys = CurveKeys(server, public, secret)
    with Client(mesh.listening, principal="handler", curve_keys=keys) as far:
        # The gateway hears of a new key a moment after the registry.
        assert far.wait_until_open(30)
        assert far.call(PartyService.ListParties, ListRequest(page_size=1)).parties
    strange = CurveKeys(server, *zmq.curve_keypair())
    with (
        Client(mesh.listening, principal="handler", curve_keys=strange) as far,
        pytest.raises(RPCError, match="UNAUTHENTICATED"),
    ):
        far.call(PartyService.ListParties, ListRequest(page_size=1))
