// ONNX Runtime for Node on the encoder's model: onnxruntime.mjs MODEL BATCHES NUMBER COUNT runs every COUNT-th batch of token ids at every "go".
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { InferenceSession, Tensor } from "onnxruntime-node";

const [file, list, number, count] = process.argv.slice(2);
const session = await InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1, enableMemPattern: false });
let tokens = 0;
const batches = JSON.parse(readFileSync(list, "utf8")).filter((_, i) => i % count === Number(number)).map((rows) => {
  const length = Math.max(...rows.map((row) => row.length));
  const ids = new BigInt64Array(rows.length * length);
  const mask = new BigInt64Array(rows.length * length);
  rows.forEach((row, r) => row.forEach((id, i) => {
    ids[r * length + i] = BigInt(id);
    mask[r * length + i] = 1n;
    tokens++;
  }));
  const shape = [rows.length, length];
  return { input_ids: new Tensor("int64", ids, shape), attention_mask: new Tensor("int64", mask, shape) };
});
console.log("ready");
for await (const _ of createInterface({ input: process.stdin })) {
  for (const batch of batches) {
    await session.run(batch);
  }

  console.log(tokens);
}
