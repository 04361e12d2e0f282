"""Runs commands of the image and of compose.yaml on this machine, in a folder that stands for the container's file system."""

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from containers import BUILD
from manifests import ROOT

PATIENCE = 60
# The user of chiseled images.
USER = 1654
FOLDERS = ("/app", "/data", "/tmp", "/etc/detector")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(url):
    """The status and body of an answer; none when there is no answer."""
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return None, ""


def wait(holds, process=None):
    """Asks until something holds; whether it did in time and while the process ran."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return True
        if process and process.poll() is not None:
            return False
        time.sleep(0.05)
    return False


class Image:
    """What build/image makes, and how its commands run: as the image's user, who can write to data and temporary files only."""

    def __init__(self, folder):
        self.root = Path(folder)
        self.root.chmod(0o755)
        script, _ = BUILD
        subprocess.run([ROOT / script, self.root], check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        (self.root / "tmp").mkdir()
        for name in ("data", "tmp"):
            (self.root / name).chmod(0o777)
        subprocess.run(["chmod", "-R", "a-w,a+rX", self.root / "app"], check=True)

    def inside(self, word):
        """A path of the container as it is here."""
        for folder in FOLDERS:
            if word == folder or word.startswith(folder + "/"):
                return str(self.root) + word
        return word

    def start(self, command, environment):
        as_user = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", "--no-new-privs"] if os.geteuid() == 0 else []
        return subprocess.Popen(
            [*as_user, *map(self.inside, command)],
            cwd=self.root / "app",
            env={"PATH": os.environ["PATH"], "HOME": "/", "TMPDIR": self.inside("/tmp")}
            | {name: self.inside(value) for name, value in environment.items()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, command, environment):
        """The exit code and all output."""
        process = self.start(command, environment)
        try:
            output, _ = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
        return process.returncode, output


@contextmanager
def stopped_at_the_end(process):
    """Stops a process and waits for it, whatever happens."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def postgres(folder, environment):
    """A server with the user and database that compose.yaml gives to its image; gives its port."""
    programs = max(Path("/usr/lib/postgresql").iterdir()) / "bin"
    data, port = Path(folder) / "postgres", free_port()
    data.mkdir()
    owner = []
    if os.geteuid() == 0:
        Path(folder).chmod(0o755)
        subprocess.run(["chown", "postgres", data], check=True)
        owner = ["runuser", "-u", "postgres", "--"]
    user = environment["POSTGRES_USER"]
    initdb = [programs / "initdb", "--pgdata", data, "--username", user, "--auth=trust", "--encoding=UTF8", "--no-sync"]
    subprocess.run([*owner, *initdb], check=True, stdout=subprocess.DEVNULL, cwd="/")
    server = [programs / "postgres", "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", data]
    with (Path(folder) / "postgres.log").open("w") as log:
        process = subprocess.Popen([*owner, *server], cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    with stopped_at_the_end(process):
        database = ["--host=127.0.0.1", f"--port={port}", f"--username={user}"]
        make = [programs / "createdb", *database, environment["POSTGRES_DB"]]
        if not wait(lambda: subprocess.run(make, stderr=subprocess.DEVNULL, check=False).returncode == 0, process):
            raise RuntimeError((Path(folder) / "postgres.log").read_text())
        yield port
