"""Whether pods are confined as the restricted Pod Security Standard asks, can write where the service must, and have time to stop."""

import re

from manifests import ROOT, pods_of

CONFINED = {
    "allowPrivilegeEscalation": False,
    "privileged": False,
    "readOnlyRootFilesystem": True,
    "runAsNonRoot": True,
    "capabilities": {"drop": ["ALL"]},
}
# What hosts lend to pods.
SHARED = ("hostNetwork", "hostPID", "hostIPC")
VOLUMES = {"emptyDir", "secret", "configMap", "persistentVolumeClaim"}


def confinement_faults(manifests):
    for name, _, spec, _ in pods_of(manifests):
        pod = spec["securityContext"]
        if pod.get("runAsNonRoot") is not True or pod.get("seccompProfile") != {"type": "RuntimeDefault"}:
            yield f"{name}: the pod may be root, or has no seccomp profile"
        if 0 in (pod.get("runAsUser"), pod.get("runAsGroup"), pod.get("fsGroup")):
            yield f"{name}: the pod runs as root"
        if spec.get("automountServiceAccountToken") is not False or spec.get("enableServiceLinks") is not False:
            yield f"{name}: gets a token, or variables of services"
        yield from (f"{name}: {field}" for field in SHARED if spec.get(field))
        yield from (f"{name}: volume {volume['name']} is no {sorted(VOLUMES)}" for volume in spec["volumes"] if not (volume.keys() & VOLUMES))
        for container in spec["containers"] + spec.get("initContainers", []):
            wrong = {key for key, value in CONFINED.items() if container.get("securityContext", {}).get(key) != value}
            if wrong:
                yield f"{name}: container {container['name']} is not confined: {sorted(wrong)}"
            if not container["resources"].get("requests") or "memory" not in container["resources"].get("limits", {}):
                yield f"{name}: container {container['name']} requests nothing, or may take all memory"
        temporary = {volume["name"] for volume in spec["volumes"] if "sizeLimit" in volume.get("emptyDir", {})}
        for container in spec["containers"]:
            if not any(mount["mountPath"] == "/tmp" and mount["name"] in temporary for mount in container["volumeMounts"]):
                yield f"{name}: container {container['name']} has no /tmp of its own with a limit"


def wind_down_seconds():
    """What the service may take to stop beyond Drain:Seconds."""
    source = (ROOT / "src/Service/Host/Lifetime/Drain.cs").read_text(encoding="utf-8")
    seconds = int(re.search(r"WindDown = TimeSpan\.FromSeconds\((\d+)\)", source)[1])
    times = int(re.search(r"Longest\(.*\) => TimeSpan\.FromSeconds\(options\.Seconds\) \+ \((\d+) \* WindDown\)", source)[1])
    return seconds * times


def stop_faults(manifests):
    for name, _, spec, workload in pods_of(manifests):
        if not workload:
            continue
        container = spec["containers"][0]
        drain = int(next(variable["value"] for variable in container["env"] if variable["name"] == "Drain__Seconds"))
        pause = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {}).get("seconds", 0)
        needed = pause + drain + wind_down_seconds()
        if spec["terminationGracePeriodSeconds"] <= needed:
            yield f"{name}: is killed after {spec['terminationGracePeriodSeconds']} s, and may need {needed} s to stop"


def probe_faults(manifests):
    """gRPC probes without TLS, HTTP at the port of metrics with it, and life never asked of the store."""
    for name, _, spec, workload in pods_of(manifests):
        if not workload:
            continue
        container = spec["containers"][0]
        ports = {port["name"]: port["containerPort"] for port in container["ports"]}
        env = {variable["name"]: variable.get("value") for variable in container["env"]}
        encrypted = "Tls__CertificatePath" in env
        for port, option in (("grpc", "Listen__GrpcPort"), ("http", "Listen__HttpPort"), ("metrics", "Listen__MetricsPort")):
            if str(ports[port]) != env[option]:
                yield f"{name}: port {port} is {ports[port]}, {option} is {env[option]}"
        for kind in ("startupProbe", "readinessProbe"):
            probe = container[kind]
            wanted = {"httpGet": {"path": "/readyz", "port": "metrics"}} if encrypted else {"grpc": {"port": ports["grpc"]}}
            if not wanted.items() <= probe.items():
                yield f"{name}: {kind} is {probe}, not {wanted}"
        if container["livenessProbe"].get("httpGet") != {"path": "/healthz", "port": "metrics"}:
            yield f"{name}: livenessProbe does not ask /healthz"
