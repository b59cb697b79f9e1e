"""Issuers elsewhere: whom their tokens speak for, and that nobody else's are believed."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import structlog
from joserfc.jwk import OctKey, RSAKey
from structlog.testing import capture_logs

from api.auth.jwks import trusted
from api.register.seed import kommune_id, organisation_id
from domain.log.statements import Party
from tests.support.cast import REGISTRAR, Answer, Office, new_id
from tests.support.issuer import (
    EC,
    ISSUER,
    NOW,
    RSA,
    Elsewhere,
    claims,
    consumer,
    part,
    signed,
    signed_raw,
    unsigned,
    with_secret,
)
from tests.support.scene import Scene
from tests.support.stores import copied, settings_in
from tests.support.waiting import until

pytestmark = pytest.mark.worked_out
STAVANGER = "964965226"
UNION = "938000102"
"""An orgnr that the test gives an organisation."""
ASKED = "/organisations/delta"


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """An issuer on this machine."""
    issuer = Elsewhere()
    yield issuer
    issuer.close()


@pytest.fixture
def trusting(scene_store: tuple[Path, Scene], tmp_path: Path) -> Iterator[Callable[..., Office]]:
    """Opens offices that trust an issuer; in the end nothing has been recorded."""
    opened: list[tuple[Office, int]] = []

    def trust(elsewhere: Elsewhere, **other: Any) -> Office:
        folder = tmp_path / f"store{len(opened)}"
        copied(scene_store[0], folder)
        office = Office({**settings_in(folder), "SAMRAD_ISSUERS": elsewhere.trusted(**other)})
        opened.append((office, office.position()))
        return office

    yield trust
    for office, before in opened:
        assert office.position() == before
        office.close()


@contextmanager
def told() -> Iterator[list[Any]]:
    """The lines that are logged meanwhile."""
    before = structlog.get_config()
    structlog.reset_defaults()
    with capture_logs() as lines:
        yield lines
    structlog.configure(**before)


def ask(office: Office, token: str, method: str = "GET", path: str = ASKED, **body: Any) -> Answer:
    """Ask with the token."""
    return office.stranger.open(method, path, headers={"Authorization": f"Bearer {token}"}, **body)


def speaks_for(office: Office, **said: Any) -> Party:
    """Whom a token speaks for."""
    return office.services.issuers.bearer(
        signed(claims(**said)), "GET", lambda: office.services.samrad.world().register
    ).party


# Whom a token speaks for


def test_the_consumer_speaks(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """By orgnr; with RS256 and ES256; however often, the keys are fetched once."""
    office = trusting(elsewhere)
    assert speaks_for(office) == Party("employer", kommune_id("1103"))
    ask(office, signed(claims())).expect(200)
    ask(office, signed(claims(aud=["another", "https://samrad.example"]), EC, "ES256")).expect(200)
    assert elsewhere.fetches == 1


def test_an_organisation_has_an_orgnr_too(elsewhere: Elsewhere, office: Office) -> None:
    """Whichever of the two the register has."""
    body = {"name": "Fagforbundet", "kind": "organisasjon", "orgnr": UNION}
    office.as_(REGISTRAR).put("/organisations/fagforbundet", body).expect(200)
    trust = {"SAMRAD_ISSUERS": elsewhere.trusted()}
    other = Office({**office.env, **trust})
    assert speaks_for(other, consumer=consumer(UNION)) == Party("organisation", organisation_id("Fagforbundet"))
    narrow = elsewhere.trusted(party={"claim": "consumer.ID", "as": "employer"})
    narrower = Office({**office.env, "SAMRAD_ISSUERS": narrow})
    ask(narrower, signed(claims(consumer=consumer(UNION)))).refused(401, "unauthenticated")
    other.close()
    narrower.close()


def test_a_value_speaks_for_a_party(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """A role, alone or in a list; unknown roles beside it do no harm, two parties at once do."""
    office = trusting(elsewhere)
    assert speaks_for(office, consumer=..., role="samrad-auditor") == Party("auditor")
    assert speaks_for(office, consumer=..., role=["reader", "delta"]) == Party("organisation", organisation_id("Delta"))
    for role in (["delta", "samrad-auditor"], [], "registrar", ["reader"], {"samrad-auditor": True}, 1, None):
        ask(office, signed(claims(consumer=..., role=role))).refused(401, "unauthenticated")


def test_the_first_rule_whose_claim_is_there_decides(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """A malformed consumer is no way to a role."""
    office = trusting(elsewhere)
    assert speaks_for(office, role="samrad-auditor") == Party("employer", kommune_id("1103"))
    for wrong in ("x", {}, consumer("1"), None):
        ask(office, signed(claims(consumer=wrong, role="samrad-auditor"))).refused(401, "unauthenticated")


def test_the_supplier_is_told_in_the_log(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """It acts for the consumer, who is who speaks."""
    office = trusting(elsewhere)
    with told() as lines:
        ask(office, signed(claims(supplier=consumer("987654321")))).expect(200)
        ask(office, signed(claims())).expect(200)
    assert [line.get("supplier") for line in lines] == ["987654321", None]
    assert [line["party"] for line in lines] == ["employer", "employer"]
    for wrong in ("987654321", consumer("98765432"), {"ID": "987654321"}, consumer("98765432\n"), [], {}):
        ask(office, signed(claims(supplier=wrong))).refused(401, "unauthenticated")


@pytest.mark.parametrize(
    "wrong",
    [
        *("", "964965226", "0192:964965226", [], {}, 1, True, ["0192:964965226"]),
        *({"ID": 964965226}, {"ID": "964965226"}, {"ID": "0193:964965226"}, {"id": "0192:964965226"}),
        *({"ID": ["0192:964965226"]}, {"ID": "0192:0192:964965226"}, {"ID": " 0192:964965226"}),
        *(consumer("96496522"), consumer("9649652260"), consumer("964965226 "), consumer("964965226\n")),
        *(consumer("٩٦٤٩٦٥٢٢٦"), consumer("1103"), consumer("999999999"), consumer(str(kommune_id("1103")))),
    ],
    ids=repr,
)
def test_a_malformed_consumer(elsewhere: Elsewhere, trusting: Callable[..., Office], wrong: Any) -> None:
    """Nothing is guessed."""
    ask(trusting(elsewhere), signed(claims(consumer=wrong))).refused(401, "unauthenticated")


def test_scopes(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """One to read, one to say; with neither the token is not for us."""
    office = trusting(elsewhere)
    body = {"name": "Ny", "kind": "organisasjon"}
    for scope in ("samrad:read", "openid samrad:read other"):
        ask(office, signed(claims(scope=scope))).expect(200)
        refused = ask(office, signed(claims(scope=scope)), "PUT", "/organisations/ny", json=body)
        refused.refused(403, "not-yours")
        assert refused.headers["WWW-Authenticate"].endswith('error="insufficient_scope", scope="samrad:write"')
    ask(office, signed(claims(scope="samrad:write"))).refused(403, "not-yours")
    wrong = (..., "", "openid", "samrad:reads", "SAMRAD:READ", "samrad:read,samrad:write", ["samrad:read"], 1)
    for scope in wrong:
        ask(office, signed(claims(scope=scope))).refused(401, "unauthenticated")
    own = trusting(elsewhere, scopes={"read": "ks:les", "write": "ks:si"})
    ask(own, signed(claims(scope="ks:les"))).expect(200)
    ask(own, signed(claims())).refused(401, "unauthenticated")
    ask(trusting(elsewhere, scopes=None), signed(claims(scope=...))).expect(200)


# Attacks


CLAIMS: dict[str, dict[str, Any]] = {
    "expired": {"exp": NOW - 31},
    "without an end": {"exp": ...},
    "not yet valid": {"nbf": NOW + 31},
    "another issuer": {"iss": "https://elsewhere.example"},
    "the local issuer's name": {"iss": "samrad", "aud": "samrad", "sub": "registrar"},
    "a list of issuers": {"iss": [ISSUER]},
    "no issuer": {"iss": ...},
    "another audience": {"aud": "https://another.example"},
    "the beginning of the audience": {"aud": "https://samrad"},
    "no audience": {"aud": ...},
    "nobody": {"consumer": ...},
    "a subject is no party": {"consumer": ..., "sub": "registrar"},
}


@pytest.mark.parametrize("what", CLAIMS)
def test_claims_that_are_not_believed(elsewhere: Elsewhere, trusting: Callable[..., Office], what: str) -> None:
    """Signed as they should be, and refused."""
    ask(trusting(elsewhere), signed(claims(**CLAIMS[what]))).refused(401, "unauthenticated")


def raw(header: dict[str, Any], **said: Any) -> str:
    """A token with whatever header, signed with the RSA key."""
    return signed_raw(json.dumps(header).encode(), json.dumps(claims(**said)).encode())


FORGED: dict[str, Callable[[], str]] = {
    "no algorithm": lambda: unsigned(claims(), kid="rsa"),
    "no algorithm, signed": lambda: raw({"alg": "none", "kid": "rsa"}),
    "the public key as a secret, PEM": lambda: with_secret(claims(), RSA.as_pem(private=False), "rsa"),
    "the public key as a secret, JWK": lambda: with_secret(claims(), json.dumps(RSA.as_dict()).encode(), "rsa"),
    "an algorithm that is not allowed": lambda: signed(claims(), RSA, "RS512"),
    "another kind of key": lambda: raw({"alg": "ES256", "kid": "rsa"}),
    "another key's name": lambda: signed(claims(), RSA, kid="ec"),
    "no kid": lambda: raw({"alg": "RS256"}),
    "a kid that is a path": lambda: signed(claims(), kid="../../../../dev/null"),
    "another's key under the same name": lambda: signed(claims(), RSAKey.generate_key(2048, {"kid": "rsa"})),
    "a key of its own": lambda: signed(claims(), other := RSAKey.generate_key(2048, {"kid": "x"}), jwk=other.as_dict()),
    "an address of its own": lambda: signed(claims(), kid="x", jku="http://127.0.0.1:1/jwks"),
    "claims given twice": lambda: signed_raw(
        b'{"alg": "RS256", "kid": "rsa"}',
        json.dumps(claims()).encode()[:-1] + b', "iss": "https://maskinporten.example/"}',
    ),
    "a consumer given twice": lambda: signed_raw(
        b'{"alg": "RS256", "kid": "rsa"}',
        json.dumps(claims(consumer="X")).encode().replace(b'"X"', b'{"ID": "0192:964965226", "ID": "0192:938000102"}'),
    ),
    "oversized": lambda: signed(claims(more="x" * 10_000)),
    "only its payload": lambda: f"{part({'alg': 'RS256', 'kid': 'rsa'})}.{part(claims())}.AAAA",
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_token_is_refused(elsewhere: Elsewhere, trusting: Callable[..., Office], what: str) -> None:
    """401, and nothing of it in the answer or the log."""
    token = FORGED[what]()
    with told() as lines:
        refused = ask(trusting(elsewhere), token, "PUT", "/organisations/ny", json={}).refused(401, "unauthenticated")
    for word in (*token.split(".")[:2], "964965226", "telltale", "dev/null", "0192"):
        assert word not in str(lines) + refused.text + str(refused.headers)


def test_the_local_issuer_is_not_for_others_to_speak_as(elsewhere: Elsewhere) -> None:
    """Nor does its key check theirs."""
    with pytest.raises(ValueError, match="own name"):
        trusted(elsewhere.trusted(issuer="samrad"))


def test_a_local_token_needs_no_issuer_elsewhere(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """It is read without asking anybody."""
    elsewhere.status = 500
    office = trusting(elsewhere)
    office.as_(REGISTRAR).get(ASKED).expect(200)
    assert elsewhere.fetches == 0


# Keys


def test_unknown_kids_by_the_thousand_cause_one_fetch(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """From many threads at once: single flight, and then silence."""
    elsewhere.delay = 0.2
    office = trusting(elsewhere)
    header, payload, signature = signed(claims()).split(".")
    statuses: list[int] = []

    def storm(thread: int) -> None:
        for number in range(125):
            unknown = part({"alg": "RS256", "kid": f"{thread}-{number}"})
            statuses.append(ask(office, f"{unknown}.{payload}.{signature}").status)

    threads = [threading.Thread(target=storm, args=(thread,)) for thread in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [401] * 2000
    assert elsewhere.fetches == 1
    ask(office, f"{header}.{payload}.{signature}").expect(200)
    assert elsewhere.fetches == 1


def pace(office: Office) -> list[float]:
    """The clock by which the issuer's keys are refreshed, in the test's hands."""
    source = office.services.issuers._elsewhere[ISSUER][1]
    now = [0.0]
    source._pace = lambda: now[0]
    return now


def test_a_new_key_is_picked_up(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """Without a restart, and at most once a minute."""
    office = trusting(elsewhere)
    now = pace(office)
    ask(office, signed(claims())).expect(200)
    new = RSAKey.generate_key(2048, {"kid": "new"})
    elsewhere.keys = [new]
    ask(office, signed(claims(), new)).refused(401, "unauthenticated")
    assert elsewhere.fetches == 1
    now[0] += 60
    until(lambda: ask(office, signed(claims(), new)).status == 200)
    ask(office, signed(claims())).refused(401, "unauthenticated")
    assert elsewhere.fetches == 2


def test_keys_that_are_withdrawn_are_dropped(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """The set is asked for anew after an hour, while the old is used."""
    office = trusting(elsewhere)
    now = pace(office)
    ask(office, signed(claims())).expect(200)
    elsewhere.keys = [EC]
    now[0] += 3600
    ask(office, signed(claims()))
    until(lambda: ask(office, signed(claims())).status == 401)
    assert elsewhere.fetches == 2


@pytest.mark.parametrize(
    "published",
    [b"", b"[]", b"{}", b'{"keys": []}', b'{"keys": 1}', b"\xff", b'{"keys": [], "keys": []}', b" " * 300_000],
    ids=["empty", "list", "object", "no keys", "no list", "no text", "twice", "too large"],
)
def test_what_is_no_set_of_keys(elsewhere: Elsewhere, trusting: Callable[..., Office], published: bytes) -> None:
    """The old keys are kept; where there are none, the caller is asked to wait."""
    elsewhere.published = published
    refused = ask(trusting(elsewhere), signed(claims())).refused(503, "overloaded")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    elsewhere.published = None
    office = trusting(elsewhere)
    now = pace(office)
    ask(office, signed(claims())).expect(200)
    elsewhere.published = published
    now[0] += 4000
    ask(office, signed(claims())).expect(200)
    ask(office, signed(claims(), kid="unknown")).refused(401, "unauthenticated")
    ask(office, signed(claims())).expect(200)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_an_issuer_that_is_down(elsewhere: Elsewhere, trusting: Callable[..., Office], status: int) -> None:
    """503 until its keys have been fetched once; redirects are not followed; asked at most once a minute."""
    elsewhere.status = status
    office = trusting(elsewhere)
    now = pace(office)
    with told() as lines:
        for _ in range(5):
            ask(office, signed(claims())).refused(503, "overloaded")
    assert elsewhere.fetches == 1
    assert {"event": "jwks", "issuer": ISSUER, "error": "HTTPError", "log_level": "warning"} in lines
    elsewhere.status = 200
    now[0] += 60
    ask(office, signed(claims())).expect(200)


def test_an_issuer_that_is_slow(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """Nobody with a known key waits for it; an unknown one is refused after a second."""
    office = trusting(elsewhere)
    now = pace(office)
    ask(office, signed(claims())).expect(200)
    elsewhere.let_go.clear()
    now[0] += 60
    ask(office, signed(claims(), kid="unknown")).refused(401, "unauthenticated")
    ask(office, signed(claims())).expect(200)
    ask(trusting(elsewhere, timeout=0.5), signed(claims())).refused(503, "overloaded")
    assert elsewhere.answered == 1, "somebody has waited"
    elsewhere.let_go.set()


def test_an_address_where_nobody_answers(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """Is as one that is down."""
    office = trusting(elsewhere, jwks="http://127.0.0.1:1/jwks")
    ask(office, signed(claims())).refused(503, "overloaded")


@pytest.mark.filterwarnings("ignore:Key size")
def test_only_keys_for_signatures_are_used(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """Not shared secrets, weak keys, or keys for encryption, which an issuer may publish by mistake."""
    secret = OctKey.generate_key(256, {"kid": "secret"})
    encryption = RSAKey.generate_key(2048, {"kid": "encryption", "use": "enc"})
    other = RSAKey.generate_key(2048, {"kid": "other", "alg": "RS512"})
    weak = RSAKey.import_key(_WEAK)
    published = [key.as_dict(private=False) for key in (RSA, encryption, other, weak)]
    published += [secret.as_dict(private=True), {"kid": "broken", "kty": "RSA"}, {"kty": "RSA"}, 1, None]  # type: ignore[list-item]  # what no set of keys should hold
    elsewhere.published = json.dumps({"keys": published}).encode()
    office = trusting(elsewhere)
    ask(office, signed(claims())).expect(200)
    tokens = [signed(claims(), RSA, kid=kid) for kid in ("encryption", "other", "weak", "secret", "broken", "None")]
    tokens += [with_secret(claims(), secret.raw_value, "secret"), signed(claims(), weak)]
    tokens += [signed(claims(), RSAKey.import_key({**encryption.as_dict(private=True), "use": "sig"}))]
    for token in tokens:
        ask(office, token).refused(401, "unauthenticated")


def _weak_key() -> dict[str, Any]:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    key = rsa.generate_private_key(65537, 1024)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with pytest.warns(UserWarning, match="Key size"):
        return {**RSAKey.import_key(pem).as_dict(private=True), "kid": "weak"}


_WEAK = _weak_key()


# The setting


WRONG: dict[str, dict[str, Any]] = {
    "an http address": {"jwks": "http://maskinporten.example/jwks"},
    "a file": {"jwks": "file:///etc/passwd"},
    "a name and password": {"jwks": "https://me:secret@maskinporten.example/jwks"},
    "a host that begins with this machine": {"jwks": "http://127.0.0.1.example/jwks"},
    "no address": {"jwks": ...},
    "no issuer": {"issuer": ""},
    "a shared secret": {"algorithms": ["HS256"]},
    "no algorithm": {"algorithms": ["none"]},
    "algorithms: none at all": {"algorithms": []},
    "no party": {"party": ...},
    "no rule": {"party": []},
    "a rule without a claim": {"party": {"values": {}}},
    "a rule of no kind": {"party": {"claim": "x", "as": "registrar"}},
    "an unknown member": {"keys": []},
    "neither audience nor scopes": {"audience": ..., "scopes": None},
    "half the scopes": {"scopes": {"read": "samrad:read"}},
    "no time": {"timeout": 0},
    "time without end": {"refresh": 1e9},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_setting_that_cannot_be_meant(elsewhere: Elsewhere, what: str) -> None:
    """Stops the start, with a sentence."""
    with pytest.raises(ValueError, match=r"\."):
        trusted(elsewhere.trusted(**WRONG[what]))


def test_the_setting_may_be_a_file(elsewhere: Elsewhere, tmp_path: Path) -> None:
    """By its path."""
    path = tmp_path / "issuers.json"
    path.write_text(elsewhere.trusted(), "utf-8")
    assert trusted(str(path)) == trusted(elsewhere.trusted())
    assert trusted(None) == trusted("") == trusted("[]") == ()
    both = json.loads(elsewhere.trusted()) * 2
    with pytest.raises(ValueError, match="twice"):
        trusted(json.dumps(both))
    with pytest.raises(ValueError, match="not JSON"):
        trusted("[")


def test_the_documented_setting_is_one() -> None:
    """As operations.md has it."""
    text = (Path(__file__).parents[3] / "docs" / "operations.md").read_text("utf-8")
    shown = text[text.index("    [{") : text.index("    }]") + 6]
    (maskinporten,) = trusted(shown)
    assert maskinporten.issuer == "https://maskinporten.no/"
    assert (maskinporten.refresh, maskinporten.timeout, maskinporten.supplier.claim) == (60, 5, "supplier.ID")


def test_a_party_that_the_setting_names_must_exist(elsewhere: Elsewhere, trusting: Callable[..., Office]) -> None:
    """Else the token speaks for nobody."""
    values = {"a": "organisation:ingen", "b": f"employer:{new_id()}", "c": "king"}
    office = trusting(elsewhere, party={"claim": "role", "values": values})
    for role in values:
        ask(office, signed(claims(role=role))).refused(401, "unauthenticated")
