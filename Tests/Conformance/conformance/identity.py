"""Who a gateway says is calling, signed as gateways do."""

import hashlib
import os
import pathlib
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from govmesh.mesh.v1 import CallerIdentity

PURPOSE = b"govmesh-caller-1"
LIFETIME_US = 300_000_000


class Identity:
    """The key of a gateway: the runner's own, and that of a gateway under test."""

    def __init__(self) -> None:
        self._key = Ed25519PrivateKey.generate()
        self._public = self._key.public_key()
        raw = self._public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        self._raw = raw
        self._id = int.from_bytes(hashlib.sha256(raw).digest()[:8], "little")

    def write(self, path: pathlib.Path) -> None:
        """The secret half for a gateway, the public one beside it for services."""
        secret = self._key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secret.hex() + "\n")
        path.with_name(path.name + ".pub").write_text(self._raw.hex() + "\n")

    def complete(self, caller: CallerIdentity, epoch: int) -> None:
        """Fills in what a case leaves open, and signs it."""
        now = time.time_ns() // 1_000
        caller.auth_method = caller.auth_method or "host"
        caller.gateway_epoch = caller.gateway_epoch or epoch
        caller.issued_unix_us = caller.issued_unix_us or now
        caller.expires_unix_us = caller.expires_unix_us or now + LIFETIME_US
        caller.signing_key = caller.signing_key or self._id
        if not caller.signature:
            caller.signature = self._key.sign(PURPOSE + caller.SerializeToString())

    def vouches_for(self, caller: CallerIdentity) -> bool:
        unsigned = CallerIdentity()
        unsigned.CopyFrom(caller)
        unsigned.ClearField("signature")
        try:
            self._public.verify(caller.signature, PURPOSE + unsigned.SerializeToString())
        except InvalidSignature:
            return False
        return caller.signing_key == self._id
