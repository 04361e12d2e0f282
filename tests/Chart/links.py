"""Whether what manifests name is there, and the right one: labels, ports, volumes, Secrets, claims, service accounts."""

import re

from manifests import of_kind, pods_of

NAME = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
LABEL = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")


def matches(selector, labels):
    return selector.items() <= labels.items()


def name_faults(manifests):
    seen = set()
    for manifest in manifests:
        kind, name = manifest["kind"], manifest["metadata"]["name"]
        if not NAME.fullmatch(name):
            yield f"{kind} {name}: no name in Kubernetes"
        if kind == "StatefulSet" and len(name) > 52:
            yield f"{kind} {name}: too long a name, as its pods carry it in a label with a hash behind"
        if (kind, name) in seen:
            yield f"{kind} {name} is there twice"
        seen.add((kind, name))
        for key, value in manifest["metadata"].get("labels", {}).items():
            if not isinstance(value, str) or not LABEL.fullmatch(value):
                yield f"{kind} {name}: label {key} has the value {value!r}, which none can have"


def selector_faults(manifests):
    """Services, workloads, budgets, policies and monitors must choose the pods of the service and no others."""
    pods = list(pods_of(manifests))
    served = {name for name, _, _, workload in pods if workload}
    for workload in of_kind(manifests, "StatefulSet", "Deployment"):
        if not matches(workload["spec"]["selector"]["matchLabels"], workload["spec"]["template"]["metadata"]["labels"]):
            yield f"{workload['kind']} {workload['metadata']['name']} does not choose its own pods"
    selectors = [(service, service["spec"]["selector"]) for service in of_kind(manifests, "Service")]
    selectors += [(budget, budget["spec"]["selector"]["matchLabels"]) for budget in of_kind(manifests, "PodDisruptionBudget")]
    selectors += [(policy, policy["spec"]["podSelector"]["matchLabels"]) for policy in of_kind(manifests, "NetworkPolicy")]
    for _, _, spec, workload in pods:
        rules = spec.get("affinity", {}).get("podAntiAffinity", {})
        terms = rules.get("requiredDuringSchedulingIgnoredDuringExecution", [])
        terms += [rule["podAffinityTerm"] for rule in rules.get("preferredDuringSchedulingIgnoredDuringExecution", [])]
        selectors += [(workload, term["labelSelector"]["matchLabels"]) for term in terms]
    for manifest, selector in selectors:
        chosen = {name for name, metadata, _, _ in pods if matches(selector, metadata["labels"])}
        if chosen != served:
            yield f"{manifest['kind']} {manifest['metadata']['name']} chooses {sorted(chosen)}, not {sorted(served)}"
    for policy in of_kind(manifests, "NetworkPolicy"):
        test = [metadata["labels"] for _, metadata, _, workload in pods if not workload]
        peers = [peer for rule in policy["spec"]["ingress"] for peer in rule["from"] if "podSelector" in peer]
        let_in = [peer["podSelector"].get("matchLabels") for peer in peers]
        if not all(any(selector and matches(selector, labels) for selector in let_in) for labels in test):
            yield f"NetworkPolicy {policy['metadata']['name']} keeps the pod of helm test out"


def port_faults(manifests):
    served = [spec["containers"][0] for _, _, spec, workload in pods_of(manifests) if workload]
    ports = {port["name"] for container in served for port in container["ports"]}
    services = of_kind(manifests, "Service")
    for service in services:
        for port in service["spec"]["ports"]:
            if port["targetPort"] not in ports:
                yield f"Service {service['metadata']['name']}: there is no port {port['targetPort']}"
    for policy in of_kind(manifests, "NetworkPolicy"):
        for rule in policy["spec"]["ingress"]:
            yield from (f"NetworkPolicy: there is no port {port['port']}" for port in rule["ports"] if port["port"] not in ports)
    for monitor in of_kind(manifests, "ServiceMonitor"):
        chosen = [service for service in services if matches(monitor["spec"]["selector"]["matchLabels"], service["metadata"]["labels"])]
        for endpoint in monitor["spec"]["endpoints"]:
            through = [service for service in chosen if endpoint["port"] in [port["name"] for port in service["spec"]["ports"]]]
            if len(through) != 1:
                yield f"ServiceMonitor scrapes through {len(through)} services, so each replica so many times"
        label = monitor["spec"]["jobLabel"]
        unlabelled = [service["metadata"]["name"] for service in chosen if label not in service["metadata"]["labels"]]
        yield from (f"ServiceMonitor: Service {name} has no label {label}" for name in unlabelled)
    for scaler in of_kind(manifests, "HorizontalPodAutoscaler"):
        target = scaler["spec"]["scaleTargetRef"]
        scaled = [workload for workload in of_kind(manifests, target["kind"]) if workload["metadata"]["name"] == target["name"]]
        if not scaled:
            yield f"HorizontalPodAutoscaler: there is no {target['kind']} {target['name']}"
        yield from ("the Deployment says replicas, which fights with its autoscaler" for workload in scaled if "replicas" in workload["spec"])
    for workload in of_kind(manifests, "StatefulSet"):
        headless = [service["metadata"]["name"] for service in services if service["spec"].get("clusterIP") == "None"]
        if workload["spec"]["serviceName"] not in headless:
            yield f"StatefulSet: there is no headless Service {workload['spec']['serviceName']}"


def text_values(values):
    for value in values.values():
        if isinstance(value, dict):
            yield from text_values(value)
        elif isinstance(value, str):
            yield value


def reference_faults(manifests, values):
    """Secrets, claims and accounts must be made by the chart or named by the values."""
    named = set(text_values(values)) | set(values.get("image", {}).get("pullSecrets", []))
    accounts = {account["metadata"]["name"] for account in of_kind(manifests, "ServiceAccount")} | named | {"default"}
    for name, _, spec, workload in pods_of(manifests):
        if spec["serviceAccountName"] not in accounts:
            yield f"{name}: there is no service account {spec['serviceAccountName']}"
        used = [volume.get("secret", {}).get("secretName") or volume.get("persistentVolumeClaim", {}).get("claimName") for volume in spec["volumes"]]
        used += [entry.get("name") for entry in spec.get("imagePullSecrets", [])]
        templates = [claim["metadata"]["name"] for claim in (workload or {"spec": {}})["spec"].get("volumeClaimTemplates", [])]
        volumes = {volume["name"]: volume for volume in spec["volumes"]}
        if len(volumes) < len(spec["volumes"]) or volumes.keys() & set(templates):
            yield f"{name}: a volume is there twice"
        for container in spec["containers"]:
            used += [variable["valueFrom"]["secretKeyRef"]["name"] for variable in container.get("env", []) if "valueFrom" in variable]
            mounts = {mount["mountPath"]: mount for mount in container["volumeMounts"]}
            mounted = {mount["name"] for mount in container["volumeMounts"]}
            if mounted != volumes.keys() | set(templates) or len(mounts) < len(container["volumeMounts"]):
                yield f"{name}: mounts {sorted(mounted)}, has the volumes {sorted(volumes.keys() | set(templates))}"
            yield from path_faults(name, container, mounts, volumes)
        yield from (f"{name}: nothing names {thing}" for thing in used if thing and thing not in named)


def path_faults(name, container, mounts, volumes):
    """Files that options name must be mounted."""
    for variable in container.get("env", []):
        path = variable.get("value", "")
        if not variable["name"].endswith("Path") or path in mounts:
            continue
        folder, _, file = path.rpartition("/")
        items = [item["path"] for item in volumes.get(mounts.get(folder, {}).get("name"), {}).get("secret", {}).get("items", [])]
        writable = folder in mounts and not mounts[folder].get("readOnly") and "secret" not in volumes.get(mounts[folder]["name"], {})
        if file not in items and not writable:
            yield f"{name}: {variable['name']} is {path}, which is not mounted"


# The options that name files of Secrets, with the values that say which.
FILES = {
    "Auth__KeysPath": (("auth", "existingSecret"), ("auth", "key")),
    "Tls__CertificatePath": (("tls", "existingSecret"), ("tls", "certificateKey")),
    "Tls__KeyPath": (("tls", "existingSecret"), ("tls", "privateKeyKey")),
    "Tls__ClientCaPath": (("tls", "clientCa", "existingSecret"), ("tls", "clientCa", "key")),
}


def secret_faults(manifests, values):
    """Each Secret that the values name must come to the option that it is for. The values are those with the defaults."""

    def value(path):
        found = values
        for key in path:
            found = found[key]
        return found

    for name, _, spec, workload in pods_of(manifests):
        if not workload:
            continue
        container = spec["containers"][0]
        env = {variable["name"]: variable for variable in container["env"]}
        volumes = {volume["name"]: volume.get("secret", {}) for volume in spec["volumes"]}
        mounts = {mount["mountPath"]: volumes.get(mount["name"], {}) for mount in container["volumeMounts"]}
        for option, (secret, key) in FILES.items():
            folder, _, file = env.get(option, {}).get("value", "").rpartition("/")
            items = [item["key"] for item in mounts.get(folder, {}).get("items", []) if item["path"] == file]
            found = (mounts.get(folder, {}).get("secretName"), items) if option in env else None
            wanted = (value(secret), [value(key)]) if value(secret) else None
            if found != wanted:
                yield f"{name}: {option} is {found}, not {wanted}"
        reference = env.get("Storage__Connection", {}).get("valueFrom", {}).get("secretKeyRef")
        postgres = values["storage"]["postgres"]
        wanted = {"name": postgres["existingSecret"], "key": postgres["key"]} if values["storage"]["engine"] == "Postgres" else None
        if reference != wanted:
            yield f"{name}: Storage__Connection is {reference}, not {wanted}"
