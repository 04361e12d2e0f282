// All references.
import { listReferences } from "../api.js";
import { html } from "../dom.js";
import { Badge, Commands, Section, Table } from "../parts.js";
import { count, percent, stateOfReference, time } from "../words.js";

const PAGE = 50;

export const title = () => "References";

export const load = ({ query }) => listReferences(query.get("after") ?? "", PAGE);

export function View({ data, route }) {
  const { references, nextPageToken } = data;
  return html`
    <${Section} title="Healthy distributions" note="Batches and windows are compared with these. A reference never changes.">
      ${references.length === 0
        ? html`<div class="empty"><p><strong>No reference yet.</strong> Make one of healthy outputs:</p><${Commands} lines=${["detector reference create prod --input healthy.jsonl"]} /></div>`
        : html`<${ReferenceTable} references=${references} />`}
      ${(nextPageToken || route.query.has("after")) && html`
        <nav class="pages" aria-label="Pages of references">
          ${route.query.has("after") && html`<a href="#/references">First page</a>`}
          ${nextPageToken && html`<a href="#/references?after=${encodeURIComponent(nextPageToken)}">Next page</a>`}
        </nav>`}
    <//>`;
}

export const ReferenceState = ({ reference }) => {
  const state = stateOfReference(reference.state);
  return html`<${Badge} word=${state} />${state === "calibrating" && html` <progress aria-label="Calibration of ${reference.name}" value=${reference.calibrationProgress} max="1"></progress> ${percent(reference.calibrationProgress)}`}`;
};

export const ReferenceTable = ({ references }) => html`
  <${Table} label="References" columns=${["Reference", "State", { name: "Samples", number: true }, { name: "Cells", number: true }, "Encoder", "Created"]}
    rows=${references.map((reference) => html`
      <tr key=${reference.name}>
        <th scope="row"><a href="#/references/${encodeURIComponent(reference.name)}">${reference.name}</a></th>
        <td><${ReferenceState} reference=${reference} /></td>
        <td class="number">${count(reference.sampleCount)}</td>
        <td class="number">${count(reference.cellCount)}</td>
        <td>${reference.encoder?.name}</td>
        <td>${time(reference.createTime)}</td>
      </tr>`)} />`;
