"""Tokens of the local issuer: what it takes for one to be believed, and how its keys are changed."""

from __future__ import annotations

import json
import stat
import threading
from datetime import timedelta
from typing import Any

import pytest
import structlog
from click.testing import CliRunner
from joserfc.jwk import ECKey
from structlog.testing import capture_logs

from api.app import create_app
from api.auth.jwt import LARGEST, InvalidToken
from api.auth.local_issuer import ALGORITHM, AUDIENCE, FRESH, ISSUER, KEY_NAME, PAUSE, Issuer, Ring
from api.cli.main import main
from api.services import Services
from domain.log.statements import Party
from projections.store.sqlite import file_of
from tests.support.cast import AURE, FAGFORBUNDET, TODAY, Answer, Office, new_id
from tests.support.issuer import part, signed, signed_raw, unsigned, with_secret
from tests.support.scene import Scene
from tests.support.stores import asked, on_postgresql, raw

NOW = int(TODAY.timestamp())
DAY = 24 * 60 * 60


def key(office: Office) -> ECKey:
    """The key that signs."""
    return office.services.issuer.kept()[0].key


def said(**other: Any) -> dict[str, Any]:
    """What a good token says, but for the others; ``...`` leaves a claim out."""
    usual = {"iss": ISSUER, "aud": AUDIENCE, "sub": "registrar", "iat": NOW, "nbf": NOW, "exp": NOW + 60}
    return {name: value for name, value in {**usual, **other}.items() if value is not ...}


def ask(office: Office, token: str) -> Answer:
    """Ask with the token."""
    return office.stranger.get("/organisations/delta", headers={"Authorization": f"Bearer {token}"})


def made(office: Office, **other: Any) -> str:
    """A token signed by the local issuer's own key."""
    return signed(said(**other), key(office), ALGORITHM)


def test_a_token_as_it_should_be(refusing: Scene) -> None:
    """So that what is refused below is refused for what is wrong with it."""
    ask(refusing.office, made(refusing.office)).expect(200)
    ask(refusing.office, made(refusing.office, aud=["another", AUDIENCE])).expect(200)
    ask(refusing.office, made(refusing.office, exp=NOW - 29)).expect(200)
    ask(refusing.office, made(refusing.office, nbf=NOW + 29)).expect(200)


CLAIMS: dict[str, dict[str, Any]] = {
    "expired": {"exp": NOW - 31},
    "long expired": {"exp": 0},
    "without an end": {"exp": ...},
    "ending in text": {"exp": str(NOW + 60)},
    "ending never": {"exp": None},
    "not yet valid": {"nbf": NOW + 31},
    "issued tomorrow": {"iat": NOW + DAY},
    "another issuer": {"iss": "https://elsewhere.example"},
    "no issuer": {"iss": ...},
    "an issuer that is no text": {"iss": [ISSUER]},
    "another audience": {"aud": "another"},
    "other audiences": {"aud": ["another", "yet another"]},
    "no audience": {"aud": ...},
    "nobody": {"sub": ...},
    "nobody in particular": {"sub": "employer"},
    "an unknown capacity": {"sub": "owner:1505"},
    "a name in place of an identity": {"sub": "organisation:delta"},
    "a subject that is no text": {"sub": ["registrar"]},
    "more than one": {"sub": "registrar:1"},
    "an employer that is not there": {"sub": f"employer:{new_id()}"},
    "an organisation that is not there": {"sub": f"organisation:{new_id()}"},
    "a branch that is nowhere": {"sub": f"organisation:{new_id()}/{new_id()}"},
    "an organisation as an employer": {"sub": "employer:fagforbundet"},
}


@pytest.mark.parametrize("what", CLAIMS)
def test_claims_that_are_not_believed(refusing: Scene, what: str) -> None:
    """Signed as they should be, and refused."""
    refused = ask(refusing.office, made(refusing.office, **CLAIMS[what])).refused(401, "unauthenticated")
    assert refused.headers["WWW-Authenticate"] == 'Bearer realm="samrad", error="invalid_token"'
    assert refused.position == refusing.office.position()


def test_a_party_that_is_not_in_the_register_is_told_so(refusing: Scene) -> None:
    """Since the token itself is good."""
    assert "register" in ask(refusing.office, made(refusing.office, sub=f"employer:{new_id()}")).json["detail"]


def forged(office: Office, what: str) -> str:
    """A token of an attacker who knows the public key, and what good tokens look like."""
    own = key(office)
    public = json.dumps(own.as_dict(private=False)).encode()
    header, payload, signature = made(office).split(".")
    registrar = part(said(sub="auditor"))
    return {
        "no algorithm": unsigned(said(), kid=own.kid),
        "no algorithm, in capitals": unsigned(said(), kid=own.kid, alg="NONE") + "AA",
        "no signature": f"{header}.{payload}.",
        "two parts": f"{header}.{payload}",
        "another's signature": signed(said(), ECKey.generate_key("P-256", {"kid": own.kid}), ALGORITHM),
        "other claims": f"{header}.{registrar}.{signature}",
        "the public key as a secret, PEM": with_secret(said(), own.as_pem(private=False), str(own.kid)),
        "the public key as a secret, JWK": with_secret(said(), public, str(own.kid)),
        "another algorithm": signed_raw(json.dumps({"alg": "ES384", "kid": own.kid}).encode(), b"{}", own, ALGORITHM),
        "a key of its own in the header": signed(
            said(), theirs := ECKey.generate_key("P-256", {"kid": "theirs"}), ALGORITHM, jwk=theirs.as_dict()
        ),
        "no kid": signed_raw(b'{"alg": "ES256"}', json.dumps(said()).encode(), own, ALGORITHM),
        "a kid that is a path": signed(said(), own, ALGORITHM, kid="../../../../dev/null"),
        "a kid that is a statement": signed(said(), own, ALGORITHM, kid="x' UNION SELECT key FROM keys --"),
        "a kid that is no text": signed_raw(b'{"alg": "ES256", "kid": 1}', json.dumps(said()).encode(), own, ALGORITHM),
        "of another type": signed(said(), own, ALGORITHM, typ="logout+jwt"),
        "critical": signed_raw(
            json.dumps({"alg": "ES256", "kid": own.kid, "crit": ["exp"]}).encode(),
            json.dumps(said()).encode(),
            own,
            ALGORITHM,
        ),
        "claims given twice": signed_raw(
            json.dumps({"alg": "ES256", "kid": own.kid}).encode(),
            json.dumps(said()).encode()[:-1] + b', "sub": "auditor"}',
            own,
            ALGORITHM,
        ),
        "a header given twice": signed_raw(
            json.dumps({"alg": "ES256", "kid": own.kid}).encode()[:-1] + b', "alg": "none"}',
            json.dumps(said()).encode(),
            own,
            ALGORITHM,
        ),
        "an end at infinity": signed_raw(
            json.dumps({"alg": "ES256", "kid": own.kid}).encode(),
            json.dumps(said(exp="X")).encode().replace(b'"X"', b"Infinity"),
            own,
            ALGORITHM,
        ),
        "an end of thousands of digits": signed_raw(
            json.dumps({"alg": "ES256", "kid": own.kid}).encode(),
            json.dumps(said(exp="X")).encode().replace(b'"X"', b"9" * 5000),
            own,
            ALGORITHM,
        ),
        "deep": f"{header}.{part(b'[' * 5000)}.{signature}",
        "a list": f"{header}.{part(b'[]')}.{signature}",
        "oversized": signed(said(more="x" * LARGEST), own, ALGORITHM),
        "very much oversized": "x" * 10_000_000,
        "letters that are none": f"{header}.{payload}.{signature[:-2]}æå",
        "blanks within": f"{header}. {payload}.{signature}",
        "an encrypted one": f"{header}.{payload}.{signature}.{payload}.{signature}",
        "dots": "....",
    }[what]


FORGED = (
    *("no algorithm", "no algorithm, in capitals", "no signature", "two parts", "another's signature", "other claims"),
    *("the public key as a secret, PEM", "the public key as a secret, JWK", "another algorithm"),
    *("a key of its own in the header", "no kid", "a kid that is a path", "a kid that is a statement"),
    *("a kid that is no text", "of another type", "critical", "claims given twice", "a header given twice"),
    *("an end at infinity", "an end of thousands of digits", "deep", "a list", "oversized", "very much oversized"),
    *("letters that are none", "blanks within", "an encrypted one", "dots"),
)


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_token_is_refused(refusing: Scene, what: str) -> None:
    """401, nothing recorded, and nothing of it in the answer or the log."""
    token = forged(refusing.office, what)
    structlog.reset_defaults()
    with capture_logs() as lines:
        path, body = f"{refusing.path}/participants/1573", {"from": "2026-12-01"}
        headers = {"Authorization": f"Bearer {token}"}
        refused = refusing.office.stranger.open("PUT", path, json=body, headers=headers)
        refused.refused(401, "unauthenticated")
    assert refused.position == refusing.office.position()
    assert [line["event"] for line in lines] == ["request"]
    telling = [each for each in token.split(".") if len(each) > 8]
    for word in (*telling, "registrar", "dev/null", "UNION"):
        assert word not in str(lines)
        assert word not in refused.text + str(refused.headers)


# Rotation


def forward(office: Office, **by: float) -> None:
    """Let time go by."""
    office.clock.instant += timedelta(**by)


def test_a_rotated_key_verifies_until_its_last_token_expires(scene: Scene) -> None:
    """And signs no more; then it is gone from the file too."""
    office, issuer = scene.office, scene.office.services.issuer
    old = issuer.kept()[0]
    token = issuer.issue(Party("auditor"), hours=24 * 400)
    new = issuer.rotate()
    assert [each.kid for each in issuer.kept()] == [new.kid, old.kid]
    ask(office, token).expect(200)
    assert json.loads(_decoded(issuer.issue(Party("auditor")).split(".")[0]))["kid"] == new.kid
    forward(office, days=399)
    assert issuer.read(token) == Party("auditor")
    forward(office, days=2, minutes=1)
    with pytest.raises(InvalidToken):
        issuer.read(token)
    assert [each.kid for each in issuer.kept()] == [new.kid]
    issuer.create()
    assert old.kid.encode() not in raw(office.services.settings.keys)
    assert new.kid.encode() in raw(office.services.settings.keys)


def _decoded(text: str) -> bytes:
    from base64 import urlsafe_b64decode

    return urlsafe_b64decode(text + "==")


def test_a_rotated_out_key_signs_nothing_that_is_believed(scene: Scene) -> None:
    """Whoever has kept it cannot make tokens that outlive it."""
    issuer = scene.office.services.issuer
    stolen = issuer.kept()[0].key
    issuer.issue(Party("auditor"), hours=1)
    issuer.rotate()
    forward(scene.office, days=400)
    now = int(scene.office.clock.instant.timestamp())
    ask(scene.office, signed(said(iat=now, nbf=now, exp=now + 60), stolen, ALGORITHM)).refused(401, "unauthenticated")


def test_keys_are_forgotten_at_once_when_told_so(scene: Scene) -> None:
    """A key that has been stolen: every token is void, also in processes that have read it."""
    pace = [0.0]
    running = Issuer(scene.office.services.keys, scene.office.clock, lambda: pace[0])
    token = running.issue(Party("auditor"))
    assert running.read(token) == Party("auditor")
    stolen = running.kept()[0].kid
    scene.office.services.issuer.rotate(forget=True)
    assert stolen.encode() not in raw(scene.office.services.settings.keys)
    pace[0] += FRESH
    with pytest.raises(InvalidToken):
        running.read(token)


def test_a_running_server_picks_up_a_new_key(scene: Scene) -> None:
    """Without a restart, and without reading the file for each unknown key."""
    pace, reads = [0.0], []
    keys = scene.office.services.keys
    running = Issuer(keys, scene.office.clock, lambda: pace[0])
    running.read(running.issue(Party("auditor")))
    other = Issuer(keys, scene.office.clock)
    other.rotate()
    token = other.issue(Party("registrar"))
    pace[0] += PAUSE
    assert running.read(token) == Party("registrar")
    get = keys.get

    def noted(name: str) -> object:
        reads.append(name)
        return get(name)

    keys.get = noted  # type: ignore[method-assign,assignment]  # to count what is read
    unknown = signed(said(), ECKey.generate_key("P-256", {"kid": "unknown"}), ALGORITHM)
    for _ in range(1000):
        with pytest.raises(InvalidToken):
            running.read(unknown)
    assert reads == []
    pace[0] += PAUSE
    with pytest.raises(InvalidToken):
        running.read(unknown)
    assert reads == [KEY_NAME]


def test_a_key_from_before_rotation_goes_on(scene: Scene) -> None:
    """A lone key, whose tokens may last for years."""
    keys, issuer = scene.office.services.keys, scene.office.services.issuer
    lone = ECKey.generate_key("P-256", auto_kid=True)
    kept = keys.get(KEY_NAME)
    assert kept is not None
    assert keys.replace(KEY_NAME, kept, json.dumps(lone.as_dict(private=True)).encode())
    token = issuer.issue(Party("auditor"), hours=24 * 365 * 5)
    issuer.rotate()
    forward(scene.office, days=365 * 5 - 1)
    assert issuer.read(token) == Party("auditor")


def test_many_rotate_and_issue_at_once(scene: Scene) -> None:
    """Every token that is issued is believed; every key is kept."""
    keys, clock, tokens, failures = scene.office.services.keys, scene.office.clock, [], []

    def work(number: int) -> None:
        try:
            issuer = Issuer(keys, clock)
            for turn in range(5):
                tokens.append(issuer.issue(Party("auditor"), hours=24 * (number * 10 + turn + 1)))
                issuer.rotate()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    reader = Issuer(keys, clock)
    assert {reader.read(token) for token in tokens} == {Party("auditor")}


def test_the_ring_is_written_seldom(scene: Scene) -> None:
    """Expiries are noted by whole days."""
    issuer, settings = scene.office.services.issuer, scene.office.services.settings
    issuer.issue(Party("auditor"), hours=24 * 500)
    (before,) = asked(settings.keys, "SELECT key FROM keys WHERE name=?", KEY_NAME)
    for _ in range(10):
        issuer.issue(Party("registrar"), hours=12)
    assert asked(settings.keys, "SELECT key FROM keys WHERE name=?", KEY_NAME) == [before]
    assert Ring.loads(bytes(before[0])).signing.until is not None


def test_keys_on_the_command_line(scene: Scene) -> None:
    """Rotated and listed, and never shown."""
    settings = scene.office.services.settings
    env = {"SAMRAD_DATABASE": settings.database, "SAMRAD_KEYS": settings.keys}
    token = CliRunner(env=env).invoke(main, ["token", "--as", AURE]).stdout.splitlines()[-1]
    old = scene.office.services.issuer.kept()[0]
    rotated = CliRunner(env=env).invoke(main, ["keys", "rotate"])
    assert rotated.exit_code == 0
    services = Services(settings)
    listed = CliRunner(env=env).invoke(main, ["keys", "list"]).stdout.splitlines()
    new = services.issuer.kept()[0]
    assert [line.split()[0] for line in listed] == [new.kid, old.kid]
    assert new.kid in rotated.stdout
    assert "undertegner" in listed[0]
    assert " til 20" in listed[1]
    for secret in (new.key.as_dict(private=True)["d"], old.key.as_dict(private=True)["d"]):
        assert secret not in rotated.stdout + str(listed)
    assert services.issuer.read(token).capacity == "employer"
    assert on_postgresql() or stat.S_IMODE(file_of(settings.keys).stat().st_mode) == 0o600
    forgotten = CliRunner(env=env).invoke(main, ["keys", "rotate", "--forget"])
    assert forgotten.exit_code == 0
    assert len(Services(settings).issuer.kept()) == 1
    services.close()


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/api/openapi.json", "/api/docs", "/nowhere"])
def test_what_is_open_to_everybody(scene: Scene, path: str) -> None:
    """How the service is, what there is to ask; and that there is nothing at an address that is none."""
    assert scene.office.app.test_client().get(path).status_code in ((404,) if path == "/nowhere" else (200, 302))


def test_what_is_not_listed_as_open_is_shut(scene: Scene) -> None:
    """Also outside the API: whoever adds an address and forgets to say whose right it is, has opened nothing."""
    app = create_app(scene.office.env)
    app.add_url_rule("/ny", view_func=lambda: "everything")
    assert app.test_client().get("/ny").status_code == 401
    app.extensions["samrad"].close()


def test_a_token_is_one_partys(refusing: Scene) -> None:
    """The capacity in which somebody speaks comes from the token, and from nowhere else."""
    headers = {"X-Party": "registrar", "X-Forwarded-User": "registrar", "X-Original-URL": "/healthz"}
    body = {"name": "Ny", "kind": "organisasjon"}
    caller = refusing.as_(FAGFORBUNDET)
    caller.open("PUT", "/organisations/ny", json=body, headers=headers).refused(403, "not-yours")
