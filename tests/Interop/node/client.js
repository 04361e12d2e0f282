// A client that shares no code with the service: @grpc/grpc-js, with the protos loaded as they are.
// usage: node client.js ADDRESS PROTOS — host:port of a running service, and the folder of the protos.
// Ends with exit code 0 when everything came out as it must, and with an error otherwise.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const [address, protos] = process.argv.slice(2);
const options = { keepCase: true, longs: String, enums: String, defaults: true, includeDirs: [protos] };
const { detector } = grpc.loadPackageDefinition(
  loader.loadSync(['detector/v1/reference.proto', 'detector/v1/scoring.proto'], options),
);
const richStatus = protobuf.loadSync(fileURLToPath(new URL('../../../examples/rich_status.proto', import.meta.url)));
const Status = richStatus.lookupType('rich_status.Status');
const ErrorInfo = richStatus.lookupType('rich_status.ErrorInfo');

const credentials = grpc.credentials.createInsecure();
const references = new detector.v1.ReferenceService(address, credentials);
const scoring = new detector.v1.ScoringService(address, credentials);

const subjects = ['harvest', 'treaty', 'railroad', 'school', 'navy', 'budget', 'river', 'court'];
const verbs = ['grows', 'fails', 'waits for a vote', 'needs repair', 'divides the town', 'pays its way'];
const texts = (count) =>
  Array.from(
    { length: count },
    (_, i) =>
      `The ${subjects[i % 8]} of county ${i} ${verbs[Math.floor(i / 8) % 6]} while the ${subjects[Math.floor(i / 48) % 8]} waits.`,
  );

const unary = (client, method, request) =>
  new Promise((resolve, reject) => {
    client[method](request, (error, response) => (error ? reject(error) : resolve(response)));
  });

const createReference = (name, samples) =>
  new Promise((resolve, reject) => {
    const call = references.CreateReference((error, response) => (error ? reject(error) : resolve(response.reference)));
    call.write({ header: { name, seed: 7 } });
    for (let start = 0; start < samples.length; start += 100) {
      call.write({ samples: samples.slice(start, start + 100).map((text) => ({ text })) });
    }
    call.end();
  });

// Asks for a reference until it is calibrated; progress never falls.
const ready = async (name) => {
  for (let progress = 0; ; ) {
    const { reference } = await unary(references, 'GetReference', { name });
    assert.ok(reference.calibration_progress >= progress, JSON.stringify(reference));
    progress = reference.calibration_progress;
    if (reference.state !== 'REFERENCE_STATE_CALIBRATING') return reference;
    await setTimeout(50);
  }
};

const names = async () => (await unary(references, 'ListReferences', { page_size: 1000 })).references.map((entry) => entry.name);

// The status code and reason with which an action fails.
const errorOf = async (action) => {
  const error = await action.then(() => assert.fail('the call did not fail'), (failure) => failure);
  const { details } = Status.decode(error.metadata.get('grpc-status-details-bin')[0]);
  const info = details.find((detail) => detail.type_url.endsWith('google.rpc.ErrorInfo'));
  return [error.code, ErrorInfo.decode(info.value).reason];
};

// grpc.health.v1: an empty request asks for the whole service; field 1 with value 1 answers SERVING.
const bytes = (value) => value;
const health = await new Promise((resolve, reject) => {
  new grpc.Client(address, credentials).makeUnaryRequest(
    '/grpc.health.v1.Health/Check', bytes, bytes, Buffer.alloc(0), (error, response) => (error ? reject(error) : resolve(response)));
});
assert.deepEqual([...health], [8, 1]);

const name = 'interop-node';
const reference = await createReference(name, texts(600));
assert.deepEqual([reference.name, reference.sample_count, reference.seed], [name, 600, '7']);
assert.ok((await names()).includes(name));
assert.deepEqual((({ state, calibration_progress, failure }) => [state, calibration_progress, failure])(await ready(name)), ['REFERENCE_STATE_READY', 1, '']);

const samples = Array.from({ length: 100 }, () => ({ text: texts(1)[0] }));
const { report } = await unary(scoring, 'Score', { reference: name, samples });
assert.deepEqual([report.reference, report.sample_count, report.verdict], [name, 100, 'VERDICT_CRITICAL']);
const duplicates = report.scores.find((score) => score.metric === 'exact_duplicate_rate');
assert.ok(duplicates.value > 0.9 && duplicates.p_value < 0.05, JSON.stringify(duplicates));

const { NOT_FOUND, INVALID_ARGUMENT, ALREADY_EXISTS } = grpc.status;
assert.deepEqual(
  await errorOf(unary(scoring, 'Score', { reference: 'no-such', samples: [{ text: 'x' }] })), [NOT_FOUND, 'REFERENCE_NOT_FOUND']);
assert.deepEqual(
  await errorOf(unary(scoring, 'Score', { reference: name, samples: [{ text: 'x' }, { text: ' ' }] })), [INVALID_ARGUMENT, 'BLANK_TEXT']);
assert.deepEqual(await errorOf(createReference(name, texts(600))), [ALREADY_EXISTS, 'REFERENCE_EXISTS']);

await unary(references, 'DeleteReference', { name });
assert.ok(!(await names()).includes(name));
process.exit(0);
