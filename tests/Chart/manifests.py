"""Runs helm and reads what it renders."""

import json
import os
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
CHART = ROOT / "helm/detector"
HERE = Path(__file__).resolve().parent


class StrictLoader(yaml.CSafeLoader):
    """Refuses a key that is there twice: of two values Kubernetes would take one without a word."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key} is there twice", node.start_mark)
        return super().construct_mapping(node, deep)


StrictLoader.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, lambda loader, node: loader.construct_mapping(node, deep=True)
)


def load(text):
    return [document for document in yaml.load_all(text, StrictLoader) if document is not None]


def helm(*arguments):
    """Runs helm; gives its exit code, output and error output."""
    run = subprocess.run([os.environ["HELM"], *arguments], capture_output=True, text=True, check=False)
    return run.returncode, run.stdout, run.stderr


def render(values, release="rel"):
    """The manifests of a values file, or the words with which helm refuses it."""
    status, output, error = helm("template", release, str(CHART), "--values", str(values))
    return (load(output), None) if status == 0 else ([], error)


def pods_of(manifests):
    """(name, metadata, spec, workload) of each pod, also of those that a workload makes."""
    for manifest in manifests:
        if manifest["kind"] == "Pod":
            yield manifest["metadata"]["name"], manifest["metadata"], manifest["spec"], None
        elif manifest["kind"] in ("StatefulSet", "Deployment"):
            template = manifest["spec"]["template"]
            yield manifest["metadata"]["name"], template["metadata"], template["spec"], manifest


def of_kind(manifests, *kinds):
    return [manifest for manifest in manifests if manifest["kind"] in kinds]


def schema_faults(manifests):
    """Types, missing and unknown fields by the schemas of Kubernetes and of the Prometheus operator."""
    run = subprocess.run(
        ["node", str(HERE / "schemas.mjs")], input=json.dumps(manifests), capture_output=True, text=True, check=False
    )
    if run.returncode:
        return [f"schemas.mjs failed: {run.stderr}"]
    return [
        f"{manifest['kind']} {manifest['metadata']['name']}: {fault}"
        for manifest, faults in zip(manifests, json.loads(run.stdout))
        for fault in faults
    ]
