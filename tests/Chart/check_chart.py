"""The cases of the chart; see tests/Chart/check."""

import copy
import json
import re
import subprocess
import tempfile
from pathlib import Path

import yaml
from cases import case
from confinement import confinement_faults, probe_faults, stop_faults
from effects import defaults, effect_faults, merged, unset_faults
from links import name_faults, port_faults, reference_faults, secret_faults, selector_faults
from manifests import CHART, HERE, ROOT, helm, load, of_kind, pods_of, render, schema_faults
from reach import policy_faults, protocol_faults, replica_faults, test_faults, volume_faults

LONGEST_RELEASE = "a" * 53
# Parts that scenarios must show between them.
KINDS = {
    "StatefulSet", "Deployment", "Service", "ServiceAccount", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy",
    "ServiceMonitor", "PrometheusRule", "ConfigMap", "Pod",
}  # fmt: skip


# Options that have values of their own.
OPTIONS = {
    "Listen__Address": lambda values: values["listenAddress"],
    "Listen__GrpcPort": lambda values: values["ports"]["grpc"],
    "Listen__HttpPort": lambda values: values["ports"]["http"],
    "Listen__MetricsPort": lambda values: values["ports"]["metrics"],
    "Storage__Engine": lambda values: values["storage"]["engine"],
    "Drain__Seconds": lambda values: values["drainSeconds"],
}


def read(path):
    return load(path.read_text(encoding="utf-8"))[0]


def rule_faults(manifests, values):
    """The groups of rules must be those of the files, and good ones."""
    for rule in of_kind(manifests, "PrometheusRule"):
        groups = rule["spec"]["groups"]
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            yaml.safe_dump({"groups": groups}, file)
            run = subprocess.run(["promtool", "check", "rules", "--lint=all", "--lint-fatal", file.name], capture_output=True, text=True, check=False)
        if run.returncode:
            yield f"promtool: {run.stdout}{run.stderr}"
        files = ["detector.rules.yaml"] + (["detector.recording.yaml"] if values["prometheusRule"].get("recording", True) else [])
        wanted = copy.deepcopy([group for file in files for group in read(CHART / "rules" / file)["groups"]])
        for alert in (alert for group in wanted for alert in group["rules"] if "annotations" in alert):
            alert["annotations"] = copy.copy(alert["annotations"])
            alert["annotations"]["runbook_url"] = values["prometheusRule"].get("runbookPrefix", "") + alert["annotations"]["runbook_url"]
        if groups != wanted:
            yield "the PrometheusRule has other groups than the files of rules"


def dashboard_faults(manifests):
    files = {path.name: path.read_text(encoding="utf-8") for path in (CHART / "dashboards").glob("*.json")}
    for dashboard in of_kind(manifests, "ConfigMap"):
        if dashboard["data"] != files:
            yield "the ConfigMap does not hold the dashboards as they are"
        if sum(len(text.encode()) for text in dashboard["data"].values()) > 2**20:
            yield "the dashboards are larger than a ConfigMap may be"
        yield from (f"{name} is no dashboard" for name, text in dashboard["data"].items() if "panels" not in json.loads(text))


def option_faults(manifests, values):
    """The environment holds options only, each once, as the values say them."""
    for name, _, spec, workload in pods_of(manifests):
        variables = spec["containers"][0].get("env", [])
        names = [variable["name"] for variable in variables]
        yield from (f"{name}: {other} is no option" for other in names if not re.fullmatch(r"[A-Z][A-Za-z]+__[A-Z][A-Za-z]+", other))
        yield from (f"{name}: {twice} is there twice" for twice in sorted({one for one in names if names.count(one) > 1}))
        env = {variable["name"]: variable.get("value") for variable in variables}
        wanted = {option: value(merged(defaults(), values)) for option, value in OPTIONS.items()}
        wanted |= {f"{section}__{option}": value for section, options in values.get("options", {}).items() for option, value in options.items()}
        for option, value in (wanted if workload else {}).items():
            if env.get(option) != str(value):
                yield f"{name}: {option} is {env.get(option)}, not {value}"


def faults(manifests, values):
    yield from schema_faults(manifests)
    for look in (name_faults, selector_faults, port_faults, confinement_faults, stop_faults, probe_faults, dashboard_faults):
        yield from look(manifests)
    for look in (protocol_faults, test_faults, replica_faults):
        yield from look(manifests)
    for look in (reference_faults, rule_faults, option_faults):
        yield from look(manifests, values)
    for look in (secret_faults, policy_faults, volume_faults):
        yield from look(manifests, merged(defaults(), values))


def scenario_faults(path, shown):
    status, output, error = helm("lint", "--strict", str(CHART), "--values", str(path))
    if status:
        yield f"helm lint: {output}{error}"
    for release in ("rel", LONGEST_RELEASE):
        manifests, refusal = render(path, release)
        if refusal:
            yield f"helm template: {refusal}"
            return
        shown.update(manifest["kind"] for manifest in manifests)
        yield from faults(manifests, read(path))
    yield from effect_faults(read(path))


def refusal_faults(path):
    """What is wrong with helm's answer to a values file that it must refuse; the file's first line says what the answer must name."""
    word = re.fullmatch(r"# names (\S+)", path.read_text(encoding="utf-8").splitlines()[0])[1]
    _, refusal = render(path)
    if refusal is None:
        return ["helm takes it"]
    by_schema = "don't meet the specifications of the schema" in refusal
    wanted = path.parent.name == "schema"
    if by_schema != wanted:
        return [f"refused by {'the schema' if by_schema else 'a template'}: {refusal}"]
    return [] if word in refusal else [f"the answer does not name {word}: {refusal}"]


def schema_gaps(schema, path="values"):
    """The schema must know every value there may be, at every depth."""
    if "properties" in schema and schema.get("additionalProperties") is not False:
        yield f"{path} may hold what the schema does not know"
    for key, inner in schema.items():
        if isinstance(inner, dict):
            yield from schema_gaps(inner, f"{path}.{key}" if key != "properties" else path)


def default_faults():
    """Out of the box the chart must ask for a decision, and give the reader the ways."""
    status, _, error = helm("template", "rel", str(CHART))
    if status == 0:
        return ["without values it renders"]
    ways = ("auth.existingSecret", "tls.clientCa.existingSecret", "auth.allowUnauthenticated")
    return [f"the answer does not name {way}: {error}" for way in ways if way not in error]


def package_faults():
    """The package holds what templates read, and neither tests nor scenarios."""
    with tempfile.TemporaryDirectory() as folder:
        status, _, error = helm("package", str(CHART), "--destination", folder)
        if status:
            return [error]
        archive = next(Path(folder).glob("*.tgz"))
        files = subprocess.run(["tar", "-tzf", str(archive)], capture_output=True, text=True, check=True).stdout.split()
    inside = {file.removeprefix("detector/") for file in files}
    wanted = {"rules/detector.rules.yaml", "rules/detector.recording.yaml", "dashboards/detector.json", "values.schema.json", "README.md"}
    return [f"{file} is missing" for file in sorted(wanted - inside)] + [
        f"{file} is inside" for file in sorted(inside) if file.startswith(("ci/", "rules/tests/"))
    ]


def readme_faults():
    run = subprocess.run([str(ROOT / "build/chart-readme"), "--check"], capture_output=True, text=True, check=False)
    return [run.stdout + run.stderr] if run.returncode else []


def check():
    case("chart: asks who may call", default_faults)
    shown = set()
    for path in sorted((CHART / "ci").glob("*-values.yaml")):
        case(f"chart: scenario {path.name.removesuffix('-values.yaml')}", scenario_faults, path, shown)
    case("chart: the scenarios set every value", lambda: unset_faults([read(path) for path in (CHART / "ci").glob("*-values.yaml")]))
    case("chart: the scenarios show every part", lambda: [f"no scenario makes a {kind}" for kind in sorted(KINDS - shown)])
    for path in sorted((HERE / "refused").glob("*/*.yaml")):
        case(f"chart: refuses {path.stem} ({path.parent.name})", refusal_faults, path)
    case("chart: its schema knows every value", schema_gaps, json.loads((CHART / "values.schema.json").read_text(encoding="utf-8")))
    case("chart: its package is whole", package_faults)
    case("chart: its README is that of its values", readme_faults)
