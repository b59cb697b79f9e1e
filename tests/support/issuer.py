"""An issuer elsewhere that the tests serve on this machine, and tokens as attackers make them."""

from __future__ import annotations

import hmac
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, Key, RSAKey

from tests.support.cast import TODAY
from tests.support.waiting import PATIENCE

ISSUER = "https://maskinporten.example/"
AUDIENCE = "https://samrad.example"
NOW = int(TODAY.timestamp())
SLOW = 30.0
RSA = RSAKey.generate_key(2048, {"kid": "rsa"})
EC = ECKey.generate_key("P-256", {"kid": "ec"})


class Elsewhere:
    """An issuer with its published keys, which counts how often these are fetched."""

    def __init__(self) -> None:
        self.keys: list[Key] = [RSA, EC]
        self.published: bytes | None = None
        self.status = 200
        self.delay = 0.0
        self.let_go = threading.Event()
        """While it is not set, nothing is answered for :data:`SLOW` seconds."""
        self.let_go.set()
        self.fetches = self.answered = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.fetches += 1
                time.sleep(outer.delay)
                outer.let_go.wait(SLOW)
                body = outer.body()
                self.send_response(outer.status)
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                outer.answered += 1

            def log_message(self, *_: Any) -> None:
                """Nothing is printed."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def body(self) -> bytes:
        """What is published."""
        if self.published is not None:
            return self.published
        return json.dumps({"keys": [key.as_dict(private=False) for key in self.keys]}).encode()

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()

    def trusted(self, **other: Any) -> str:
        """The setting by which it is trusted."""
        usual = {
            "issuer": ISSUER,
            "jwks": f"http://127.0.0.1:{self._server.server_address[1]}/jwks",
            "audience": AUDIENCE,
            "timeout": PATIENCE,
            "party": [
                {"claim": "consumer.ID", "prefix": "0192:"},
                {"claim": "role", "values": {"samrad-auditor": "auditor", "delta": "organisation:delta"}},
            ],
        }
        return json.dumps([{name: value for name, value in {**usual, **other}.items() if value is not ...}])


def consumer(orgnr: str) -> dict[str, str]:
    """As Maskinporten writes it."""
    return {"authority": "iso6523-actorid-upis", "ID": f"0192:{orgnr}"}


def claims(**other: Any) -> dict[str, Any]:
    """The claims of a good token, but for the others; ``...`` leaves one out."""
    usual = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "iat": NOW,
        "exp": NOW + 120,
        "scope": "samrad:read samrad:write",
        "consumer": consumer("964965226"),
        "jti": "telltale",
    }
    return {name: value for name, value in {**usual, **other}.items() if value is not ...}


def signed(said: Mapping[str, Any], key: Key = RSA, alg: str = "RS256", **header: Any) -> str:
    """A token; the header may lie."""
    return jwt.encode({"alg": alg, "kid": key.kid, **header}, dict(said), key, algorithms=[alg])


def with_secret(said: Mapping[str, Any], secret: bytes, kid: str) -> str:
    """A token signed with HS256, as if a public key were a secret; by hand, since the library refuses to."""
    text = f"{part({'alg': 'HS256', 'kid': kid})}.{part(said)}"
    return f"{text}.{part(hmac.digest(secret, text.encode(), 'sha256'))}"


def part(content: Mapping[str, Any] | bytes) -> str:
    """A part of a token, as it is written."""
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    return urlsafe_b64encode(text).rstrip(b"=").decode()


def unsigned(said: Mapping[str, Any] | bytes, **header: Any) -> str:
    """A token with whatever header, and no signature worth the name."""
    return f"{part({'alg': 'none', 'typ': 'JWT', **header})}.{part(said)}."


def signed_raw(header: bytes, payload: bytes, key: Key = RSA, alg: str = "RS256") -> str:
    """A token whose parts are signed as they stand, whatever a writer of JSON would make of them."""
    from joserfc.jws import JWSRegistry

    text = f"{part(header)}.{part(payload)}"
    return f"{text}.{part(JWSRegistry.algorithms[alg].sign(text.encode(), key))}"
