"""A real PostgreSQL for tests: Debian's binaries, as an ordinary user, in a folder and on a socket of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

__all__ = ["OWNER", "PASSWORD", "Cluster", "running"]

OWNER, PASSWORD = "owner", "open-sesame-of-the-tests"
HELP = "The store's tests need PostgreSQL. Run: sudo apt-get install postgresql"


@dataclass(frozen=True)
class Cluster:
    """A server that runs."""

    folder: Path
    binaries: Path
    account: pwd.struct_passwd

    def address(self, *, user: str = OWNER, password: str = PASSWORD, database: str = "postgres") -> str:
        """What LPCOACH_STORE would hold."""
        return f"postgresql+psycopg://{user}:{password}@/{database}?host={self.folder}"

    def sql(self, statement: str, database: str = "postgres") -> str:
        """Run a statement as the owner; what it prints."""
        command = [
            "psql",
            "-qtAX",
            "-v",
            "ON_ERROR_STOP=1",
            "-U",
            OWNER,
            "-h",
            str(self.folder),
            "-c",
            statement,
            database,
        ]
        env = {**os.environ, "PGPASSWORD": PASSWORD}
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout.strip()

    def start(self) -> None:
        """Start, and wait until it answers."""
        given = f"-k {self.folder} -c listen_addresses= -c fsync=off -c shared_buffers=16MB -c max_connections=200"
        self._run("pg_ctl", "-D", "data", "-w", "-l", "log", "-o", given, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop; ``immediate`` is a crash."""
        self._run("pg_ctl", "-D", "data", "-w", "-m", how, "stop")

    def _run(self, program: str, *args: str) -> None:
        own = os.geteuid() == self.account.pw_uid
        subprocess.run(
            [str(self.binaries / program), *args],
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            user=None if own else self.account.pw_uid,
            group=None if own else self.account.pw_gid,
            extra_groups=None if own else [],
            check=True,
        )


@contextmanager
def running() -> Iterator[Cluster]:
    """Make a cluster, run it until the block ends, and remove it."""
    binaries = _binaries()
    # PostgreSQL refuses to run as root: there Debian's own account is taken.
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    folder = Path(tempfile.mkdtemp(prefix="lpg"))  # short: the path of a socket has 107 characters at most
    (folder / "password").write_text(PASSWORD, "utf-8")
    for path in (folder, folder / "password"):
        os.chown(path, account.pw_uid, account.pw_gid)
    cluster = Cluster(folder, binaries, account)
    cluster._run(
        "initdb", "-D", "data", "-U", OWNER, "-A", "scram-sha-256", "--pwfile=password", "--no-sync", "-E", "UTF8"
    )
    cluster.start()
    try:
        yield cluster
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            cluster.stop("immediate")
        shutil.rmtree(folder)


def _binaries() -> Path:
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if named := shutil.which("initdb"):
        found.append(Path(named))
    assert found, HELP
    return max(found, key=lambda path: [int(part) for part in path.parts if part.isdigit()]).parent
