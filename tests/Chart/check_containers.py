"""The cases of Dockerfile and compose.yaml that need nothing to run; see tests/Chart/check."""

import json
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import yaml
from cases import case
from confinement import wind_down_seconds
from containers import BUILD, PROGRAM, command, compose, ignored, image_environment, looked_at, of, properties, service_environment, stages
from manifests import CHART, ROOT, load

PINNED = re.compile(r"[\w./-]+:v?\d[\w.-]*")
LABELS = ("title", "description", "licenses", "version", "revision", "base.name")


def dockerfile_faults():
    *_, image = stages()
    names = {stage[0]["arguments"][2] for stage in stages() if len(stage[0]["arguments"]) == 3}
    for stage in stages():
        base = stage[0]["arguments"][0]
        if base not in names and not PINNED.fullmatch(base):
            yield f"FROM {base} is not pinned to a version"
        yield from (f"RUN {run['content']}: no test runs that" for run in of("RUN", stage) if run["arguments"] != BUILD)
        yield from ("ADD takes more than files; use COPY" for _ in of("ADD", stage))
    base = image[0]["arguments"][0]
    if not base.endswith("-chiseled-extra") or properties("LABEL").get("org.opencontainers.image.base.name") != base:
        yield f"FROM {base} is not chiseled with ICU, or its label names another"
    if command("ENTRYPOINT") != PROGRAM or command("HEALTHCHECK")[:3] != [*PROGRAM, "check-health"]:
        yield "ENTRYPOINT and HEALTHCHECK run other programs than the tests"
    users = [index for index, instruction in enumerate(image) if instruction["keyword"] == "USER"]
    if not users or image[users[-1]]["arguments"] != ["$APP_UID"] or users[-1] > image.index(of("ENTRYPOINT", image)[0]):
        yield "the image does not run as the user of its base"
    yield from (f"there is no label {label}" for label in LABELS if f"org.opencontainers.image.{label}" not in properties("LABEL"))
    ports = {image_environment()[f"Listen__{port}Port"] for port in ("Grpc", "Http", "Metrics")}
    if {port for instruction in of("EXPOSE", image) for port in instruction["arguments"]} != ports:
        yield f"EXPOSE names other ports than {sorted(ports)}"


def version_faults():
    """SDK and release must be the same everywhere."""
    sdk = json.loads((ROOT / "global.json").read_text(encoding="utf-8"))["sdk"]["version"]
    tag = next(stage[0]["arguments"][0] for stage in stages() if "/sdk:" in stage[0]["arguments"][0]).partition(":")[2]
    if not re.match(rf"{re.escape(sdk[:-2])}\d\d-", tag) or tag.partition("-")[0] < sdk:
        yield f"the SDK {tag} does not fit {sdk} of global.json"
    release = ElementTree.parse(ROOT / "Directory.Build.props").findtext(".//Version")
    chart = load((CHART / "Chart.yaml").read_text(encoding="utf-8"))[0]
    found = {
        "the Dockerfile": properties("ARG")["VERSION"],
        "the chart": chart["appVersion"],
        "compose.yaml": compose()["services"]["detector"]["image"].partition(":")[2],
    }
    yield from (f"{where} is of {version}, Directory.Build.props of {release}" for where, version in found.items() if version != release)


def context_faults():
    """The build must get what its script reads, and no tests, documents or results."""
    tracked = subprocess.run(["git", "-C", str(ROOT), "ls-files"], capture_output=True, text=True, check=True).stdout.split()
    steps = (ROOT / "build/steps.sh").read_text(encoding="utf-8")
    sources = re.search(r"product_sources=\((.*?)\)", steps)[1].split() + ["build", "LICENSE", "NOTICE", "Detector.sln"]
    for path in tracked:
        needed = path in sources or path.split("/")[0] in sources
        if needed == ignored(path):
            yield f".dockerignore {'keeps out' if needed else 'lets in'} {path}"
    others = ("artifacts/bin/x", "src/Service/Encoding/Models/node_modules/x/y.json", ".git/config", ".env")
    yield from (f".dockerignore lets in {path}" for path in others if not ignored(path))


def service_faults(name, service, everything):
    image = service["image"]
    if not PINNED.fullmatch(image):
        yield f"{name}: image {image} is not pinned to a version"
    if "no-new-privileges:true" not in service.get("security_opt", []):
        yield f"{name}: may gain privileges"
    if name != "postgres" and (service.get("cap_drop") != ["ALL"] or service.get("read_only") is not True):
        yield f"{name}: keeps capabilities, or can write to its image"
    yield from (f"{name}: port {port} is open to others" for port in service.get("ports", []) if not port.startswith("127.0.0.1:"))
    yield from (f"{name}: there is no network {network}" for network in service["networks"] if network not in everything["networks"])
    for mount in service.get("volumes", []):
        source = mount.split(":")[0]
        if source.startswith("./") and not ((ROOT / source).exists() and mount.endswith(":ro")):
            yield f"{name}: {source} is not there, or not mounted read-only"
        if not source.startswith("./") and source not in everything["volumes"]:
            yield f"{name}: there is no volume {source}"
    for other in service.get("depends_on", {}):
        if "healthcheck" not in everything["services"].get(other, {}):
            yield f"{name}: waits for the health of {other}, which has no check"


def compose_faults():
    everything = compose()
    for name, service in everything["services"].items():
        yield from service_faults(name, service, everything)
    used = {name for service in everything["services"].values() for name in re.findall(r"\$\{(\w+)", str(service))}
    head = (ROOT / "compose.yaml").read_text(encoding="utf-8").partition("services:")[0]
    yield from (f"the first lines do not say that it needs {name}" for name in sorted(used) if name not in head)
    detector = everything["services"]["detector"]
    needed = int(service_environment()["Drain__Seconds"]) + wind_down_seconds()
    if int(detector["stop_grace_period"].removesuffix("s")) <= needed:
        yield f"detector: is killed after {detector['stop_grace_period']}, and may need {needed} s to stop"


def mounted(service, path):
    """The file of the repository that a service of compose.yaml sees at a path."""
    for mount in compose()["services"][service]["volumes"]:
        source, target, *_ = mount.split(":")
        if source.startswith("./") and (path + "/").startswith(target + "/"):
            return ROOT / source / path[len(target) :].lstrip("/")
    return None


def together(one, other):
    """Whether two services of compose.yaml share a network."""
    services = compose()["services"]
    return other in services and bool(set(services[one]["networks"]) & set(services[other]["networks"]))


def monitoring_faults():
    """Prometheus, Alertmanager and Grafana must find each other, the service, the rules and the dashboard."""
    prometheus = load((ROOT / "compose/prometheus.yaml").read_text(encoding="utf-8"))[0]
    port = image_environment()["Listen__MetricsPort"]
    hosts = [target for job in prometheus["scrape_configs"] for group in job["static_configs"] for target in group["targets"]]
    if hosts != [f"detector:{port}"] or not together("prometheus", "detector"):
        yield f"prometheus scrapes {hosts}, not detector:{port}"
    managers = [target for manager in prometheus["alerting"]["alertmanagers"] for group in manager["static_configs"] for target in group["targets"]]
    if managers != ["alertmanager:9093"] or not together("prometheus", "alertmanager"):
        yield f"prometheus tells {managers} of alerts"
    yield from (f"prometheus: {path} is not mounted" for path in prometheus["rule_files"] if not (mounted("prometheus", path) or Path("-")).is_file())
    (source,) = load((ROOT / "compose/grafana/datasources.yaml").read_text(encoding="utf-8"))[0]["datasources"]
    if (source["type"], source["url"], source["isDefault"]) != ("prometheus", "http://prometheus:9090", True) or not together("grafana", "prometheus"):
        yield f"grafana asks {source['url']}"
    (provider,) = load((ROOT / "compose/grafana/dashboards.yaml").read_text(encoding="utf-8"))[0]["providers"]
    if mounted("grafana", provider["options"]["path"]) != CHART / "dashboards":
        yield "grafana is not given the dashboards of the chart"
    home = compose()["services"]["grafana"]["environment"]["GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"]
    if not (mounted("grafana", home) or Path("-")).is_file():
        yield f"grafana: its home {home} is not mounted"
    for kind in ("datasources", "dashboards"):
        if mounted("grafana", f"/etc/grafana/provisioning/{kind}/detector.yaml") != ROOT / f"compose/grafana/{kind}.yaml":
            yield f"grafana is not given {kind}.yaml"


def prometheus_faults():
    config = load((ROOT / "compose/prometheus.yaml").read_text(encoding="utf-8"))[0]
    config["rule_files"] = [str(mounted("prometheus", path)) for path in config["rule_files"]]
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        yaml.safe_dump(config, file)
        run = subprocess.run(["promtool", "check", "config", file.name], capture_output=True, text=True, check=False)
    return [run.stdout + run.stderr] if run.returncode else []


def check():
    case("image: the Dockerfile breaks no rule of its builder", lambda: looked_at()["dockerfile"])
    case("image: small, pinned, not root, and run as the tests run it", dockerfile_faults)
    case("image: one SDK and one release everywhere", version_faults)
    case("image: its build gets what it needs and no more", context_faults)
    case("compose: fits the schema of Compose", lambda: looked_at()["compose"])
    case("compose: confined, pinned, and complete", compose_faults)
    case("compose: metrics, alerts and dashboard find each other", monitoring_faults)
    case("compose: promtool takes the configuration of Prometheus", prometheus_faults)
