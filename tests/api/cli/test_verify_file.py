"""``samrad verify FIL``: a file of evidence, checked by itself, against a head, and beside the store."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from api.cli.main import main
from api.evidence import file as evidence_file
from api.evidence.file import NotEvidence, canonical, read_evidence
from tests.support.cast import KARI, REGISTRAR
from tests.support.evidence import Content, exported, forged, hash_of, place_of, rehashed, without_digest, written
from tests.support.scene import START, Scene
from tests.support.stores import changed

pytestmark = pytest.mark.worked_out

AT = "2019-06-01"
Verify = Callable[..., Result]
ALONE = """
import sys
def refuse(event, _):
    if event.startswith(("socket.", "sqlite3.")) or event in ("subprocess.Popen", "os.system"):
        raise SystemExit(f"asked for {event}")
from api.cli.main import main
sys.addaudithook(refuse)
main()
"""
"""The command, in a process that may reach neither a network nor a database nor another program."""


@pytest.fixture(scope="module")
def data(refusing: Scene) -> bytes:
    """Evidence of a day on which Halsa and Hemne took part too."""
    return exported(refusing.office, refusing.project, at=AT)


@pytest.fixture
def verify(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Verify:
    """Verify a file in a folder where there is nothing else, without any settings."""
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("SAMRAD_") and name != "SAMRAD_TEST_DATABASE"]:
        monkeypatch.delenv(name)

    def verify(data: bytes, *arguments: str) -> Result:
        result = CliRunner().invoke(main, ["verify", str(written(data, folder)), *arguments])
        assert sorted(path.name for path in folder.iterdir()) == ["bevis.json"]
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return verify


def fault(result: Result) -> str:
    """What is told of evidence that does not hold."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Beviset holder ikke. ")
    return line.removeprefix("Beviset holder ikke. ")


# What holds


def test_what_is_proven_and_what_is_not(data: bytes, verify: Verify) -> None:
    """In plain words; the last line is the head."""
    said = json.loads(data)
    result = verify(data)
    assert result.exit_code == 0, result.output
    whole, places, follows = result.stdout.splitlines()[1:4]
    assert "Filen er hel" in whole
    assert f"{len(said['statements'])} utsagn" in places
    assert "«Felles arkiv» 1. juni 2019" in follows
    figures = said["summary"]
    told = (
        f"{figures['pairs']} par, {figures['affected']} berørt, {figures['covered']} dekket, {figures['gap']} udekket"
    )
    assert told in follows
    not_shown = result.stdout.partition("Ikke vist:\n")[2].splitlines()
    assert [line for line in not_shown if "utelatt" in line and "--store" in line]
    assert [line for line in not_shown if "rett til å si dem" in line]
    assert not_shown[-1] == f"{said['head']['position']}:{said['head']['hash']}"


def test_nobody_else_is_asked(data: bytes, tmp_path: Path) -> None:
    """Not a server, a network or a store; in an empty folder, which stays so."""
    file, empty = written(data, tmp_path), tmp_path / "empty"
    empty.mkdir()
    env = {"PATH": os.environ["PATH"]}
    command = [sys.executable, "-c", ALONE, "verify", str(file)]
    done = subprocess.run(command, cwd=empty, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("Beviset holder:\n")
    assert list(empty.iterdir()) == []
    asking = ALONE.replace("main()", 'import sqlite3; sqlite3.connect(":memory:")')
    refused = subprocess.run([sys.executable, "-c", asking], env=env, capture_output=True, text=True, check=False)
    assert refused.stderr == "asked for sqlite3.connect\n"


@pytest.mark.parametrize("query", [{"at": "2018-12-31"}, {"at": "2019-01-01"}, {"at": "2026-11-21", "known_at": 0}])
def test_days_without_pairs(refusing: Scene, verify: Verify, query: dict[str, Any]) -> None:
    """Before the project began there are none, and nothing was known before anything was said."""
    result = verify(exported(refusing.office, refusing.project, **query))
    assert result.exit_code == 0, result.output
    assert ("0 par" in result.stdout) == (query["at"] != "2019-01-01")


def test_a_project_that_was_withdrawn(scene: Scene, verify: Verify) -> None:
    """Is told by its id: its name is withdrawn with it."""
    scene.owner.delete(scene.path).expect(204)
    result = verify(exported(scene.office, scene.project, at=AT))
    assert result.exit_code == 0, result.output
    assert f"prosjekt {scene.project} 1. juni 2019" in result.stdout


def test_organisations_that_were_merged(scene: Scene, verify: Verify) -> None:
    """The change is among the statements, and the pairs end by it."""
    edges = [{"from": slug, "to": {"name": "Samla"}} for slug in ("fagforbundet", "delta")]
    scene.as_(REGISTRAR).post("/organisations/changes", {"on": "2026-06-01", "edges": edges}).expect(201)
    data = exported(scene.office, scene.project, at="2026-06-01")
    assert {each["organisation"]["slug"] for each in json.loads(data)["pairs"]} == {"utdanningsforbundet"}
    assert verify(data).exit_code == 0


def test_an_instant(refusing: Scene, verify: Verify) -> None:
    """Nothing in the file was recorded after it."""
    instant = "2026-11-21T12:30:00+01:00"
    result = verify(exported(refusing.office, refusing.project, at=AT, known_at=instant))
    assert result.exit_code == 0, result.output
    assert f"({instant})" in result.stdout


# What does not


def pair(said: Content, status: str = "direct") -> Any:
    """The first pair that has a status."""
    return next(each for each in said["pairs"] if each["status"] == status)


def say(said: Content, place: int, before: str, after: str) -> None:
    """Let a statement say something else."""
    state = said["statements"][place]["state"]
    assert before in state
    said["statements"][place]["state"] = state.replace(before, after)


def test_another_status(data: bytes, verify: Verify) -> None:
    """The pair is named, with what follows instead."""

    def change(said: Content) -> None:
        pair(said, "gap")["status"] = "waived"

    assert fault(verify(forged(data, change))) == (
        'Paret Aure – Delta: «status» er "waived" i filen, men av utsagnene følger "gap".'
    )


def test_another_figure(data: bytes, verify: Verify) -> None:
    """The figure is named."""
    told = fault(verify(forged(data, lambda said: said["summary"].update(covered=9))))
    assert told == "«covered» er 9 i filen, men av utsagnene følger 2."


@pytest.mark.parametrize("name", ["statements", "paths", "appointments", "since", "employer"])
def test_whatever_is_said_of_a_pair(data: bytes, verify: Verify, name: str) -> None:
    """Follows from the statements, or does not."""
    told = fault(verify(forged(data, lambda said: pair(said).update({name: []}))))
    assert told.startswith("Paret ")
    assert f"«{name}»" in told


def test_a_pair_more_or_less(data: bytes, verify: Verify) -> None:
    """Either is named."""
    less = fault(verify(forged(data, lambda said: said["pairs"].pop())))
    assert less.endswith("det mangler i filen.")
    more = fault(verify(forged(data, lambda said: said["pairs"].append(pair(said)))))
    assert more.endswith("det følger ikke av utsagnene.")


def test_another_date_in_a_statement(data: bytes, verify: Verify) -> None:
    """The statement has another hash; with a new hash the next does not go on from it; with all of them made anew the
    coverage does not follow."""
    place = place_of(json.loads(data), "RepresentantAppointed")
    position = json.loads(data)["statements"][place]["position"]

    def later(said: Content) -> None:
        say(said, place, START, "2019-07-01")

    def with_hash(said: Content) -> None:
        later(said)
        said["statements"][place]["hash"] = hash_of(said["statements"][place])

    def with_all(said: Content) -> None:
        later(said)
        rehashed(said, place)

    changed = fault(verify(forged(data, later)))
    assert changed.startswith(f"Utsagn {position} er ikke som det ble registrert")
    assert "RepresentantAppointed" in changed
    assert fault(verify(forged(data, with_hash))).startswith(f"Utsagn {position + 1} henger ikke sammen")
    assert 'av utsagnene følger "gap"' in fault(verify(forged(data, with_all)))


def test_a_statement_less(data: bytes, verify: Verify) -> None:
    """The next of the same party shows it, also where all hashes have been made anew."""

    def change(said: Content) -> None:
        place = place_of(said, "ParticipantAdded")
        del said["statements"][place]
        rehashed(said, place)

    told = fault(verify(forged(data, change)))
    assert "mangler et av den samme parten" in told
    assert "ParticipantAdded" in told


def test_statements_in_another_order(data: bytes, verify: Verify) -> None:
    """The first that is out of place."""

    def change(said: Content) -> None:
        said["statements"][3:5] = said["statements"][4:2:-1]

    told = fault(verify(forged(data, change)))
    assert "står ikke etter det som går foran" in told


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("subject", "0" * 32, "gjelder verken prosjektet eller registeret"),
        ("topic", "os:system", "av en type som ikke hører hjemme i et bevis"),
        ("topic", "BranchEmpowered", "av en type som ikke hører hjemme i et bevis"),
        ("topic", "ClaimMade", "Ingen dekning kan regnes ut"),
        ("topic", "SeatFilled", "kan ikke leses"),
        ("recorded_at", "2020-01-01T00:00:00.000000+00:00", "er registrert før det som står foran"),
        ("state", "[" * 100_000, "kan ikke leses"),
        ("state", "{}", "kan ikke leses"),
        ("state", "\\", "kan ikke leses"),
        ("originator_version", 99, "mangler et av den samme parten"),
    ],
)
def test_statements_of_somebody_s_own_making(
    data: bytes, verify: Verify, field: str, value: object, words: str
) -> None:
    """With hashes that are right for them."""

    def change(said: Content) -> None:
        place = place_of(said, "AffectedClarified")
        said["statements"][place][field] = value
        rehashed(said, place)

    assert words in fault(verify(forged(data, change)))


@pytest.mark.parametrize("moment", ["9999-99-99", "9999-12-31T00:00:00", "9999-12-31"])
def test_a_moment_that_is_none(data: bytes, verify: Verify, moment: str) -> None:
    """Of the last statement, so that no other comes before it; a time of day without an offset is none either."""

    def change(said: Content) -> None:
        said["known_at"] = "2026-11-21T13:00:00+00:00"
        said["statements"][-1]["recorded_at"] = moment
        rehashed(said, len(said["statements"]) - 1)

    assert "kan ikke leses" in fault(verify(forged(data, change)))


def test_another_head_in_the_file(data: bytes, verify: Verify) -> None:
    """It is the hash of the last statement, where that stands last; and never before it."""
    assert "Hodet ved posisjon" in fault(verify(forged(data, lambda said: said["head"].update(hash="0" * 64))))
    assert "Hodet ved posisjon" in fault(verify(forged(data, lambda said: said["head"].update(position=3))))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("position", 3, "«position» er 3"),
        ("position", 10**6, "«position» er 1000000"),
        ("known_at", 3, "«position»"),
        ("known_at", "2026-11-21T11:00:00+00:00", "registrert etter tidspunktet"),
        ("at", "2019-06-02", "følger"),
        ("at", "20190601", "«at»"),
        ("extra", "\x1b[2J", "«extra»"),
    ],
)
def test_other_circumstances(data: bytes, verify: Verify, field: str, value: object, words: str) -> None:
    """Another day has other pairs, or the same until other days."""

    def change(said: Content) -> None:
        said[field] = value
        if field == "at":
            pair(said)["since"] = "2019-06-02"

    told = fault(verify(forged(data, change)))
    assert words in told
    assert "\x1b" not in told


def test_forged_from_end_to_end(scene: Scene, verify: Verify) -> None:
    """Whoever makes all of it anew, statements, hashes and coverage, is only shown by a head noted elsewhere."""
    honest = exported(scene.office, scene.project, at=AT)
    head = "{position}:{hash}".format(**json.loads(honest)["head"])
    assert "Hodet som ble oppgitt" in verify(honest, "--head", head).stdout

    def change(said: Content) -> None:
        place = place_of(said, "GroupFormed")
        say(said, place, "Referansegruppa", "En annen gruppe")
        rehashed(said, place)

    other = forged(honest, change)
    assert verify(other).exit_code == 0
    assert fault(verify(other, "--head", head)).startswith("Hodet i filen er ")


# Beside the store


def beside(scene: Scene, verify: Verify, data: bytes) -> Result:
    """Verify a file beside the store of the scene; its keys are not needed."""
    settings = scene.office.services.settings
    env = {"SAMRAD_DATABASE": settings.database, "SAMRAD_KEYS": "sqlite:///none.db"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        return verify(data, "--store")


def test_beside_the_store(scene: Scene, verify: Verify) -> None:
    """Also when more has been said since."""
    found = [exported(scene.office, scene.project, at=AT, known_at=known) for known in (None, "2026-11-21T12:00:00Z")]
    scene.office.clock.instant += timedelta(seconds=1)
    scene.owner.put(f"{scene.path}/phase", {"phase": "forme_sammen", "from": "2026-01-01"}).expect(201)
    for data in found:
        result = beside(scene, verify, data)
        assert result.exit_code == 0, result.output
        assert "Lageret har de samme utsagnene" in result.stdout
        assert "utelatt" not in result.stdout


def test_what_was_left_out(scene: Scene, verify: Verify) -> None:
    """A party's last statement, where it changes nothing, is missed by nobody but the store."""
    scene.owner.put(f"{scene.path}/phase", {"phase": "forme_sammen", "from": "2026-01-01"}).expect(201)
    last = scene.office.position()
    data = exported(scene.office, scene.project, at=AT)

    def change(said: Content) -> None:
        del said["statements"][-1]
        said["head"]["hash"] = "0" * 64

    assert verify(forged(data, change)).exit_code == 0
    told = fault(beside(scene, verify, forged(data, change)))
    assert told.startswith(f"Utsagn {last} står i lageret, men er utelatt")


def test_a_store_that_has_something_else(scene: Scene, verify: Verify) -> None:
    """Statement by statement, and the head."""
    data = exported(scene.office, scene.project, at=AT)
    last = scene.office.position()

    def change(said: Content) -> None:
        place = place_of(said, "GroupFormed")
        say(said, place, "Referansegruppa", "En annen gruppe")
        rehashed(said, place)

    assert "er et annet i lageret" in fault(beside(scene, verify, forged(data, change)))
    database = scene.office.services.settings.database
    changed(database, f"DELETE FROM log WHERE position={last}")
    assert fault(beside(scene, verify, data)).startswith(f"Utsagn {last} har lageret ikke")


@pytest.mark.parametrize("far", [10**6, 2**63 - 1, 2**63, 2**64 - 1])
@pytest.mark.parametrize("by_instant", [False, True])
def test_a_position_that_no_log_has(scene: Scene, verify: Verify, far: int, by_instant: bool) -> None:
    """However far away it is, of the head or only of what was asked."""

    def change(said: Content) -> None:
        said["position"] = far
        if by_instant:
            said["known_at"] = "2026-11-21T13:00:00+00:00"
        else:
            said["head"]["position"] = far

    result = beside(scene, verify, forged(exported(scene.office, scene.project, at=AT), change))
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert "et annet hode" in line or "«head»" in line or "«position»" in line


def test_beside_no_store(data: bytes, verify: Verify) -> None:
    """There is nothing to hold it against."""
    result = CliRunner(env={"SAMRAD_DATABASE": "sqlite:///nowhere.db"}).invoke(
        main, ["verify", "bevis.json", "--store"]
    )
    assert result.exit_code == 1
    assert CliRunner().invoke(main, ["verify", "--store"]).exit_code == 2


# What is no evidence

OTHER_FILES = {
    "empty": b"",
    "not JSON": b"Kjere leser",
    "cut off": b'{"format":"no.samrad.evidence.1"',
    "not UTF-8": b'{"format":"\xff"}',
    "NaN": b'{"format":NaN}',
    "nested": b"[" * 1_000_000,
    "nested in evidence": b'{"format":"no.samrad.evidence.1","x":' + b"[" * 900 + b"]" * 900 + b"}",
    "a list": b"[]",
    "another object": b'{"type":"about:blank"}',
    "another format": b'{"format":"no.samrad.evidence.2"}',
    "format alone": b'{"format":"no.samrad.evidence.1"}\n',
    "an archive": b"PK\x03\x04" + bytes(100),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_other_files(verify: Verify, name: str) -> None:
    """Are told as such in one sentence."""
    result = verify(OTHER_FILES[name])
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert "Filen er " in line


@pytest.mark.parametrize("name", ["head", "statements", "project", "at", "known_at", "position"])
@pytest.mark.parametrize("value", [None, "x", 1.5, True, [], [1], [None], {}, {"id": 3}, "2019-06-01T00:00:00"])
def test_evidence_of_another_form(data: bytes, verify: Verify, name: str, value: object) -> None:
    """With a digest that is right for it."""
    if (name, value) in (("known_at", None), ("statements", [])):
        return
    result = verify(forged(data, lambda said: said.update({name: value})))
    assert result.exit_code == 1
    assert f"«{name}»" in result.stderr or "utsagn nummer 1 " in result.stderr


@pytest.mark.parametrize("field", ["position", "hash", "previous", "state", "subject", "originator_id", "topic"])
@pytest.mark.parametrize("value", [None, 2**63 + 0.0, "Å" * 64, "A" * 64, ["0"]])
def test_statements_of_another_form(data: bytes, verify: Verify, field: str, value: object) -> None:
    """Are told by their number in the file, or by their position."""
    result = verify(forged(data, lambda said: said["statements"][4].update({field: value})))
    assert result.exit_code == 1
    assert "utsagn nummer 5 " in result.stderr or "Utsagn 5 " in result.stderr


def test_files_that_cannot_be_read(verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not there, a folder, and one that is too large."""
    monkeypatch.setattr(evidence_file, "LARGEST", 1000)
    for path, words in ((tmp_path / "none", "finnes ikke"), (tmp_path, "kan ikke leses")):
        result = CliRunner().invoke(main, ["verify", str(path)])
        assert (result.exit_code, words in result.output) == (1, True)
    assert "for stor" in verify(bytes(1001)).stderr


def test_only_one_way_of_writing_it(data: bytes, tmp_path: Path) -> None:
    """The same content in another form is not the file, whatever its digest."""
    said = json.loads(data)
    for other in (json.dumps(said), json.dumps(said, indent=1), data.decode().rstrip("\n"), f" {data.decode()}"):
        with pytest.raises(NotEvidence, match="kontrollsummen"):
            read_evidence(written(other.encode(), tmp_path))
    upper = canonical({**said, "digest": said["digest"].upper()})
    for other_bytes in (upper, without_digest(data), data + b"\n", b"\xef\xbb\xbf" + data):
        with pytest.raises(NotEvidence):
            read_evidence(written(other_bytes, tmp_path))


def test_nothing_of_what_it_says_of_persons(data: bytes, refusing: Scene, verify: Verify) -> None:
    """The command tells neither names nor ids of persons."""
    result = verify(data)
    for word in (*KARI.values(), refusing.kari):
        assert word not in result.output
