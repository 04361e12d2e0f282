// Prints the parts of the published service as a CycloneDX bill of materials, from its deps.json and the lock files of
// the encoder's weights and of the web page.
import { readFileSync } from "node:fs";

const [deps, weights, page] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));

function hashes(integrity) {
  const value = integrity?.match(/^sha512-(.+)$/)?.[1];
  return value ? [{ alg: "SHA-512", content: Buffer.from(value, "base64").toString("hex") }] : [];
}

function component(type, ecosystem, name, version, integrity) {
  const purl = `pkg:${ecosystem}/${name.split("/").map(encodeURIComponent).join("/")}@${version}`;
  return { type, "bom-ref": purl, name, version, purl, hashes: hashes(integrity) };
}

const libraries = Object.entries(deps.libraries).map(([key, { type, sha512 }]) => ({ ...named(key, "/"), type, sha512 }));

function named(key, separator) {
  const [name, version] = key.split(separator);
  return { name, version };
}

const service = libraries.find(({ name }) => name === "detector-service");
const packages = libraries
  .filter(({ type }) => type === "package")
  .map(({ name, version, sha512 }) => component("library", "nuget", name, version, sha512));

function fetched(type, lock) {
  return Object.entries(lock.packages)
    .filter(([path, { peer }]) => path && !peer)
    .map(([path, { version, integrity }]) => component(type, "npm", path.replace("node_modules/", ""), version, integrity));
}

const models = fetched("machine-learning-model", weights);
const scripts = fetched("library", page);

const bill = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  version: 1,
  metadata: { component: { type: "application", name: service.name, version: service.version, licenses: [{ license: { id: "Apache-2.0" } }] } },
  components: [...packages, ...models, ...scripts].sort((one, other) => (one.purl < other.purl ? -1 : 1)),
};
process.stdout.write(`${JSON.stringify(bill, null, 2)}\n`);
