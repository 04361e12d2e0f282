"""What promtool does not check of the rules and the dashboard; see tests/rules/check."""

import json
import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "helm/detector/rules"
DASHBOARD = ROOT / "helm/detector/dashboards/detector.json"
RUNBOOK = ROOT / "docs/runbook.md"

# A metric of the service; names with a colon are those of recording rules.
METRIC = re.compile(r"(?<![\w:])detector_\w+(?![\w:])")


def load(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def rules():
    for path in (RULES / "detector.rules.yaml", RULES / "detector.recording.yaml"):
        for group in load(path)["groups"]:
            yield from group["rules"]


def unit_tests():
    for path in sorted((RULES / "tests").glob("*.yaml")):
        yield from load(path)["tests"]


def dashboard():
    return json.loads(DASHBOARD.read_text(encoding="utf-8"))


def panels():
    for panel in dashboard()["panels"]:
        yield panel
        yield from panel.get("panels", [])


def queries():
    """The PromQL of the dashboard, with its variables replaced by values."""
    for panel in panels():
        for target in panel.get("targets", []):
            query = re.sub(r"\$__\w+", "5m", target["expr"])
            yield re.sub(r"\$\{?\w+(:\w+)?\}?", "x", query)


def metrics():
    texts = list(queries())
    texts += [variable["definition"] for variable in dashboard()["templating"]["list"] if "definition" in variable]
    for rule in rules():
        texts += [rule["expr"], *rule.get("annotations", {}).values()]
    return sorted({name for text in texts for name in METRIC.findall(text)})


def alert_faults(rule, headings):
    name = rule["alert"]
    if rule.get("labels", {}).get("severity") not in ("warning", "page"):
        yield f"{name} has no severity"
    for annotation in ("summary", "description"):
        if not rule["annotations"].get(annotation):
            yield f"{name} has no {annotation}"
    if rule["annotations"].get("runbook_url") != f"docs/runbook.md#{name.lower()}":
        yield f"{name} has another runbook_url than docs/runbook.md#{name.lower()}"
    if name not in headings:
        yield f"docs/runbook.md has no section {name}"


def untested_alerts(alerts):
    """Each alert must be expected at one time and must not be at another, for each of its severities."""
    firing, quiet, tested = set(), set(), set()
    for test in unit_tests():
        for case in test.get("alert_rule_test", []):
            name = case["alertname"]
            severities = {alert["exp_labels"]["severity"] for alert in case["exp_alerts"]}
            tested.add(name)
            firing |= {(name, severity) for severity in severities}
            quiet |= {(name, severity) for severity in {"warning", "page"} - severities}
    known = {(alert["alert"], alert["labels"]["severity"]) for alert in alerts}
    for name, severity in sorted(known - firing):
        yield f"no unit test lets {name} ({severity}) fire"
    for name, severity in sorted(known - quiet):
        yield f"no unit test keeps {name} ({severity}) quiet"
    for name in sorted(tested - {name for name, _ in known}):
        yield f"unit tests name the alert {name}, which does not exist"


def untested_records(records):
    firing, quiet = set(), set()
    for test in unit_tests():
        for case in test.get("promql_expr_test", []):
            (firing if case["exp_samples"] else quiet).update(re.findall(r"detector:[\w:]+", case["expr"]))
    known = {record["record"] for record in records}
    for name in sorted(known - firing):
        yield f"no unit test expects values of {name}"
    for name in sorted(known - quiet):
        yield f"no unit test expects {name} to be absent"
    for name in sorted((firing | quiet) - known):
        yield f"unit tests name the record {name}, which does not exist"


def twice(things, what):
    for thing in sorted({thing for thing in things if things.count(thing) > 1}):
        yield f"{what} {thing} is there twice"


def dashboard_faults():
    every = list(panels())
    yield from twice([panel["id"] for panel in every], "panel id")
    for panel in every:
        title, place = panel["title"], panel["gridPos"]
        if place["x"] + place["w"] > 24:
            yield f"panel {title} is wider than the dashboard"
        for other in every:
            there = other["gridPos"]
            if (
                panel["id"] < other["id"]
                and place["x"] < there["x"] + there["w"]
                and there["x"] < place["x"] + place["w"]
                and place["y"] < there["y"] + there["h"]
                and there["y"] < place["y"] + place["h"]
            ):
                yield f"panels {title} and {other['title']} overlap"
        if panel["type"] != "row" and panel["datasource"]["uid"] != "${datasource}":
            yield f"panel {title} does not take the datasource from its variable"


def faults():
    every = list(rules())
    alerts = [rule for rule in every if "alert" in rule]
    records = [rule for rule in every if "record" in rule]
    headings = re.findall(r"^## (\w+)$", RUNBOOK.read_text(encoding="utf-8"), re.MULTILINE)
    names = {alert["alert"] for alert in alerts}
    for alert in alerts:
        yield from alert_faults(alert, headings)
    for heading in headings:
        if heading.startswith("Detector") and heading not in names:
            yield f"docs/runbook.md has a section {heading}, which is no alert"
    yield from twice([f"{alert['alert']} ({alert['labels']['severity']})" for alert in alerts], "alert")
    yield from twice([record["record"] for record in records], "record")
    yield from untested_alerts(alerts)
    yield from untested_records(records)
    yield from dashboard_faults()


def main(mode):
    if mode == "metrics":
        print("\n".join(metrics()))
    elif mode == "queries":
        rows = [{"record": f"dashboard:query:{number}", "expr": query} for number, query in enumerate(queries(), 1)]
        print(yaml.safe_dump({"groups": [{"name": "dashboard", "rules": rows}]}))
    elif mode == "check":
        found = list(faults())
        sys.exit("\n".join(found) if found else 0)
    else:
        sys.exit(f"no mode {mode}: metrics, queries or check")


main(sys.argv[1] if len(sys.argv) > 1 else "")
