"""What the Swift decoders accept, the official runtime reads and writes without loss."""

import pathlib

import pytest
from govmesh.contract import message_class

CORPUS = pathlib.Path(__file__).resolve().parents[1] / "Fuzz" / "corpus"
MESSAGES = {
    "envelope": "govmesh.mesh.v1.Envelope",
    "registry": "govmesh.registry.v1.Contract",
    "credit": "govmesh.credit.v1.Record",
    "quality": "govmesh.quality.v1.Period",
    "risk": "govmesh.risk.v1.RiskAssessment",
}


def accepted(target: str) -> list[bytes]:
    lines = (CORPUS / f"{target}.txt").read_text().splitlines()
    return [bytes.fromhex(line[2:]) for line in lines if line.startswith("+")]


@pytest.mark.parametrize("target", MESSAGES)
def test_what_preflight_accepts_is_a_message_here_too(target: str) -> None:
    kind = message_class(MESSAGES[target])
    assert kind is not None
    inputs = accepted(target)
    assert len(inputs) > 1
    for content in inputs:
        message = kind.FromString(content)
        written = message.SerializeToString(deterministic=True)
        assert kind.FromString(written).SerializeToString(deterministic=True) == written
