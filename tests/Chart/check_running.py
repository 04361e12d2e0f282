"""The cases that run what the image, the chart and compose.yaml run; see tests/Chart/check."""

import json
import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import yaml
from cases import case
from check_containers import mounted
from containers import command, compose, image_environment, properties, service_environment
from manifests import CHART, ROOT, load, pods_of, render
from running import Image, free_port, get, postgres, stopped_at_the_end, wait


def content_faults(image):
    """The service, its encoder, and a bill of materials that names each package that is there."""
    for file in ("detector-service.dll", "encoder/int8/model.onnx", "encoder/int8/LICENSE", "LICENSE", "NOTICE"):
        if not (image.root / "app" / file).is_file():
            yield f"/app/{file} is missing"
    platforms = [folder.name for folder in (image.root / "app/runtimes").iterdir()]
    if platforms != ["linux-x64"]:
        yield f"/app/runtimes holds {sorted(platforms)}"
    bill = json.loads(Path(image.inside(properties("LABEL")["detector.sbom"])).read_text(encoding="utf-8"))
    listed = {(part["name"], part["version"]) for part in bill["components"]}
    deps = json.loads((image.root / "app/detector-service.deps.json").read_text(encoding="utf-8"))
    packages = {tuple(key.split("/")) for key, library in deps["libraries"].items() if library["type"] == "package"}
    weights = json.loads((ROOT / "src/Service/Encoding/Models/package.json").read_text(encoding="utf-8"))["dependencies"]
    yield from (f"the bill of materials lacks {part}" for part in sorted((packages | set(weights.items())) - listed))
    yield from (f"{part['name']} has no hash" for part in bill["components"] if not part["hashes"])


def local(environment):
    """The same environment with free ports, and where the service will be at."""
    ports = {name: str(free_port()) for name in ("Listen__GrpcPort", "Listen__HttpPort", "Listen__MetricsPort")}
    return {**environment, **ports}, f"http://127.0.0.1:{ports['Listen__MetricsPort']}"


def health(image, at):
    """The image's HEALTHCHECK: its exit code and output."""
    there = f"http://127.0.0.1:{image_environment()['Listen__MetricsPort']}"
    return image.run([word.replace(there, at) for word in command("HEALTHCHECK")], image_environment())


def closed_faults(image):
    """Without a word about callers the image must not serve."""
    status, output = image.run(command("ENTRYPOINT"), local(image_environment())[0])
    if status != 1 or "Auth:KeysPath" not in output:
        yield f"it ends with {status}: {output}"


def serve_faults(image, environment, within):
    """Starts the service, asks its health, does what is to be done meanwhile, and stops it."""
    environment, at = local(environment)
    service = image.start(command("ENTRYPOINT"), environment)
    with stopped_at_the_end(service):
        if not wait(lambda: get(f"{at}/readyz")[0] == 200, service):
            service.kill()
            yield f"the service is not ready: {service.communicate()[0]}"
            return
        status, output = health(image, at)
        if status:
            yield f"HEALTHCHECK ends with {status}: {output}"
        yield from within(at)
        began = time.monotonic()
        service.terminate()
        output, _ = service.communicate(timeout=int(environment["Drain__Seconds"]))
        if service.returncode or time.monotonic() - began > 15:
            yield f"it stops with {service.returncode} after {time.monotonic() - began:.0f} s"
        yield from (f"it says: {line}" for line in output.splitlines() if not expected(line))
        if health(image, at)[0] != 1:
            yield "HEALTHCHECK finds it healthy when it is gone"


def expected(line):
    """Whether a line is the service's own, and tells of no failure; that calls come unencrypted or from anybody it warns of rightly."""
    entry = json.loads(line) if line.startswith("{") else {}
    return entry.get("LogLevel") == "Information" or (entry.get("Category"), entry.get("LogLevel")) == ("detector-service", "Warning")


def secrets(image):
    """What the Secrets of the scenarios hold: a keys file, and a certificate that is its own CA."""
    for folder in ("keys", "tls", "client-ca"):
        Path(image.inside(f"/etc/detector/{folder}")).mkdir(parents=True, exist_ok=True)
    keys = {"keys": [{"name": "chat", "roles": ["ingest"], "sha256": "5e" * 32}]}
    Path(image.inside("/etc/detector/keys/keys.json")).write_text(json.dumps(keys), encoding="utf-8")
    certificate, key = (image.inside(f"/etc/detector/tls/service.{name}") for name in ("pem", "key"))
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc", "-days", "2", "-subj", "/CN=detector"]
    subprocess.run([*make, "-addext", "subjectAltName=DNS:detector", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    Path(key).chmod(0o644)
    Path(image.inside("/etc/detector/client-ca/bundle.pem")).write_bytes(Path(certificate).read_bytes())


def scenario_faults(image, scenario):
    manifests, refusal = render(CHART / f"ci/{scenario}-values.yaml")
    if refusal:
        return [refusal]
    spec = next(spec for _, _, spec, workload in pods_of(manifests) if workload)
    environment = {variable["name"]: variable["value"] for variable in spec["containers"][0]["env"]}
    return serve_faults(image, {**image_environment(), **environment}, lambda at: [] if get(f"{at}/metrics")[0] == 200 else ["no metrics"])


def served_flags(service, replaced, address):
    """The flags that compose.yaml gives to a program, with paths of this machine."""
    flags = compose()["services"][service]["command"]
    if not all(any(flag == before for flag in flags) for before in replaced):
        raise RuntimeError(f"compose.yaml does not give {service} the flags {sorted(replaced)}")
    return [service.replace("alert", "prometheus-alert"), *(replaced.get(flag, flag) for flag in flags), f"--web.listen-address={address}"]


def watched_faults(folder, at):
    """Prometheus scrapes the service, has all rules, and knows Alertmanager, which takes its configuration."""
    seen, told = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    config = load((ROOT / "compose/prometheus.yaml").read_text(encoding="utf-8"))[0]
    config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    rules = [mounted("prometheus", path) for path in config["rule_files"]]
    config["rule_files"] = [str(path) for path in rules]
    config["scrape_configs"][0]["static_configs"][0]["targets"] = [at.removeprefix("http://")]
    config["alerting"]["alertmanagers"][0]["static_configs"][0]["targets"] = [told]
    (folder / "prometheus.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    prometheus = served_flags(
        "prometheus",
        {
            "--config.file=/etc/prometheus/prometheus.yaml": f"--config.file={folder}/prometheus.yaml",
            "--storage.tsdb.path=/prometheus": f"--storage.tsdb.path={folder}/prometheus",
        },
        seen,
    )
    alertmanager = served_flags(
        "alertmanager",
        {
            "--config.file=/etc/alertmanager/alertmanager.yaml": f"--config.file={mounted('alertmanager', '/etc/alertmanager/alertmanager.yaml')}",
            "--storage.path=/alertmanager": f"--storage.path={folder}/alertmanager",
        },
        told,
    )

    def asked(what):
        status, body = get(f"http://{seen}/api/v1/{what}")
        return json.loads(body)["data"] if status == 200 else {}

    with ExitStack() as stack:
        for program in (prometheus, [*alertmanager, "--cluster.listen-address="]):
            log = stack.enter_context((folder / f"{program[0]}.log").open("w"))
            stack.enter_context(stopped_at_the_end(subprocess.Popen(program, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder)))
        if not wait(lambda: any(target["health"] == "up" for target in asked("targets").get("activeTargets", []))):
            yield f"Prometheus does not scrape the service: {asked('targets')}"
        wanted = sum(len(group["rules"]) for path in rules for group in load(path.read_text(encoding="utf-8"))[0]["groups"])
        if not wait(lambda: sum(len(group["rules"]) for group in asked("rules").get("groups", [])) == wanted):
            yield f"Prometheus has not the {wanted} rules"
        if not wait(lambda: asked("alertmanagers").get("activeAlertmanagers")):
            yield "Prometheus does not know Alertmanager"
        if not wait(lambda: get(f"http://{told}/-/ready")[0] == 200):
            yield f"Alertmanager is not ready: {(folder / f'{alertmanager[0]}.log').read_text()}"


def compose_run_faults(image, folder):
    environment = service_environment()
    secret = environment["Storage__Connection"].split("Password=")[1]
    server = {name: str(value) for name, value in compose()["services"]["postgres"]["environment"].items()}
    if secret != server["POSTGRES_PASSWORD"]:
        yield "the service and the database have different passwords"
    with postgres(folder, server) as port:
        here = environment["Storage__Connection"].replace("Host=postgres;", f"Host=127.0.0.1;Port={port};").replace(secret, "any")
        yield from serve_faults(image, {**environment, "Storage__Connection": here}, lambda at: watched_faults(folder, at))


def check():
    with tempfile.TemporaryDirectory(prefix="detector-image-") as folder:
        image = Image(folder)
        case("image: holds the service, its encoder and the list of its parts", content_faults, image)
        case("image: does not serve where everybody could call", closed_faults, image)
        secrets(image)
        for scenario in ("sqlite", "mtls"):
            case(f"chart: the service runs as scenario {scenario}", scenario_faults, image, scenario)
        with tempfile.TemporaryDirectory(prefix="detector-compose-") as other:
            case("compose: the service runs on PostgreSQL, watched by Prometheus", compose_run_faults, image, Path(other))
