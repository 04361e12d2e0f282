"""Whether the service is reached, reaches others, and keeps its data, where it must and nowhere else."""

from urllib.parse import urlparse

from manifests import of_kind, pods_of

EVERYWHERE = ("0.0.0.0/0", "::/0")


def policy_faults(manifests, values):
    """A policy holds both ways, lets nobody in from everywhere, and lets out to DNS, the database and the collector alone."""
    for policy in of_kind(manifests, "NetworkPolicy"):
        spec = policy["spec"]
        if sorted(spec["policyTypes"]) != ["Egress", "Ingress"]:
            yield f"NetworkPolicy holds for {spec['policyTypes']} only"
        for rule in spec["ingress"]:
            if not rule.get("from") or any(peer.get("ipBlock", {}).get("cidr") in EVERYWHERE for peer in rule["from"]):
                yield "NetworkPolicy lets everybody in"
        out = {(port["protocol"], port["port"]) for rule in spec["egress"] for port in rule["ports"]}
        wanted = {("UDP", 53), ("TCP", 53)}
        if values["storage"]["engine"] == "Postgres":
            wanted.add(("TCP", values["networkPolicy"]["databasePort"]))
        collector = urlparse(values["options"].get("Traces", {}).get("Endpoint", ""))
        if collector.scheme:
            wanted.add(("TCP", collector.port or {"https": 443, "http": 80}[collector.scheme]))
        if out != wanted:
            yield f"NetworkPolicy lets out to {sorted(out)}, not {sorted(wanted)}"


def protocol_faults(manifests):
    """Services say of each port what is spoken there: with a certificate neither gRPC nor HTTP in the clear."""
    encrypted = any(
        variable["name"] == "Tls__CertificatePath" for _, _, spec, workload in pods_of(manifests) if workload for variable in spec["containers"][0]["env"]
    )
    wanted = {"grpc": None, "http": "https", "metrics": "http"} if encrypted else {"grpc": "kubernetes.io/h2c", "http": "http", "metrics": "http"}
    for service in of_kind(manifests, "Service"):
        for port in service["spec"]["ports"]:
            if port.get("appProtocol") != wanted[port["name"]]:
                yield f"Service {service['metadata']['name']}: port {port['name']} speaks {port.get('appProtocol')}, not {wanted[port['name']]}"


def test_faults(manifests):
    """The pod of helm test must ask at a port of metrics, which never wants TLS or credentials."""
    metrics = {
        f"http://{service['metadata']['name']}:{port['port']}/readyz"
        for service in of_kind(manifests, "Service")
        for port in service["spec"]["ports"]
        if port["targetPort"] == "metrics"
    }
    asked = [spec["containers"][0]["args"][-1] for _, _, spec, workload in pods_of(manifests) if not workload]
    yield from (f"helm test asks {url}, not {sorted(metrics)}" for url in asked if url not in metrics)


def replica_faults(manifests):
    """One process writes to the file of SQLite; of many replicas none is taken away before another is ready."""
    yield from ("the StatefulSet has more than one replica" for workload in of_kind(manifests, "StatefulSet") if workload["spec"]["replicas"] != 1)
    for workload in of_kind(manifests, "Deployment"):
        if workload["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] != 0:
            yield "the Deployment takes replicas away before others are ready"


def volume_faults(manifests, values):
    """The volume goes with the release only where the values say so, and never when it is scaled down."""
    wanted = {"whenDeleted": "Retain" if values["storage"]["sqlite"]["keep"] else "Delete", "whenScaled": "Retain"}
    for workload in of_kind(manifests, "StatefulSet"):
        policy = workload["spec"].get("persistentVolumeClaimRetentionPolicy")
        if "volumeClaimTemplates" in workload["spec"] and policy != wanted:
            yield f"the StatefulSet keeps its volume by {policy}, not by {wanted}"
