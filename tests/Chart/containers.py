"""Reads the Dockerfile, .dockerignore and compose.yaml."""

import json
import re
import subprocess
from functools import cache

from manifests import HERE, ROOT, load

BUILD = ["build/image", "/image"]
PROGRAM = ["dotnet", "/app/detector-service.dll"]


def compose():
    return load((ROOT / "compose.yaml").read_text(encoding="utf-8"))[0]


@cache
def looked_at():
    run = subprocess.run(
        ["node", str(HERE / "containers.mjs"), str(ROOT / "Dockerfile")],
        input=json.dumps(compose()), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode:
        raise RuntimeError(f"containers.mjs failed: {run.stderr}")
    return json.loads(run.stdout)


def stages():
    """The instructions of each stage."""
    found = []
    for instruction in looked_at()["instructions"]:
        if instruction["keyword"] == "FROM":
            found.append([])
        found[-1].append(instruction)
    return found


def of(keyword, instructions):
    return [instruction for instruction in instructions if instruction["keyword"] == keyword]


def properties(keyword):
    """Names and values of ENV, LABEL or ARG of the image."""
    return dict(pair for instruction in of(keyword, stages()[-1]) for pair in instruction["properties"])


def command(keyword):
    """The words of ENTRYPOINT or HEALTHCHECK, which must be a JSON list: there is no shell to read anything else."""
    content = of(keyword, stages()[-1])[-1]["content"].removeprefix("CMD").strip()
    return json.loads(content)


def image_environment():
    return properties("ENV")


def service_environment():
    """The environment of the service in compose.yaml, with that of its image."""
    return {**image_environment(), **compose()["services"]["detector"]["environment"]}


def ignored(path):
    """Whether .dockerignore keeps a file out of the build: the last pattern that fits it or a folder above it decides."""
    out = False
    parts = path.split("/")
    above = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.lstrip("!")
        if not line or line.startswith("#"):
            continue
        expression = re.escape(pattern).replace(r"\*\*/", "(.*/)?").replace(r"\*", "[^/]*")
        if any(re.fullmatch(expression, candidate) for candidate in above):
            out = not line.startswith("!")
    return out
