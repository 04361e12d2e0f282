// Validates manifests: reads a JSON list of them from standard input and prints a JSON list with a list of faults for each.
//
// The published schemas let fields pass that they do not know; a misspelt field must not pass here. Each object is therefore watched while
// it is validated: the validator looks at every field that it knows, and at no other.
import { readFileSync } from "node:fs";

const operator = "monitoring.coreos.com/";

async function modelOf({ apiVersion, kind }) {
  const from = apiVersion?.startsWith(operator) ? "@kubernetes-models/prometheus-operator" : "kubernetes-models";
  return (await import(`${from}/${apiVersion}/${kind}`).catch(() => ({})))[kind];
}

// Wraps a value and, on their way, those inside it; notes of each object which fields were looked at.
function watch(value, path, objects) {
  if (value === null || typeof value !== "object") {
    return value;
  }

  const looked = new Map();
  if (!Array.isArray(value)) {
    objects.push({ value, path, looked });
  }

  return new Proxy(value, {
    get(target, key) {
      if (!Object.hasOwn(target, key)) {
        return target[key];
      }

      if (!looked.has(key)) {
        looked.set(key, watch(target[key], `${path}/${key}`, objects));
      }

      return looked.get(key);
    },
  });
}

async function faultsOf(manifest) {
  const model = await modelOf(manifest);
  if (!model) {
    return [`there is no schema of ${manifest.apiVersion} ${manifest.kind}`];
  }

  const objects = [];
  const faults = [];
  try {
    model.prototype.validate.call(watch(manifest, "", objects));
  } catch (error) {
    faults.push(error.message);
  }

  for (const { value, path, looked } of objects) {
    faults.push(...Object.keys(value).filter((key) => !looked.has(key)).map((key) => `there is no field ${path}/${key}`));
  }

  return faults;
}

const faults = [];
for (const manifest of JSON.parse(readFileSync(0, "utf8"))) {
  faults.push(await faultsOf(manifest));
}

process.stdout.write(JSON.stringify(faults));
