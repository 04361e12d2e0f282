// One reference.
import { getReference, getReferenceMap } from "../api.js";
import { html } from "../dom.js";
import { PlaneMap } from "../map.js";
import { Facts, Foreign, Section, Table } from "../parts.js";
import { bytes, count, percent, stateOfReference, time } from "../words.js";
import { ReferenceState } from "./references.js";

export const title = ({ name }) => `Reference ${name}`;

export async function load({ name }, before) {
  const reference = await getReference(name);
  const same = before && before.reference.createTime === reference.createTime;
  const map = (same && before.map) || (stateOfReference(reference.state) === "ready" ? await getReferenceMap(name) : null);
  return { reference, map };
}

export function View({ data }) {
  const { reference, map } = data;
  return html`
    <p class="headline"><${ReferenceState} reference=${reference} /></p>
    ${reference.failure && html`<p class="failing"><${Foreign} text=${reference.failure} /></p>`}
    ${reference.description && html`<p><${Foreign} text=${reference.description} /></p>`}
    <${Facts} entries=${[
      ["samples", `${count(reference.sampleCount)} (${count(reference.fitCount)} to fit, ${count(reference.nullCount)} for nulls)`],
      ["cells", count(reference.cellCount)],
      ["prompt groups", count(reference.promptGroupCount)],
      ["null sizes", reference.nullSizes.map(count).join(" · ")],
      ["null draws", count(reference.nullDraws)],
      ["seed", reference.seed],
      ["encoder", `${reference.encoder.name} (${reference.encoder.dimension} dimensions)`],
      ["fingerprint", html`<code>${reference.encoder.fingerprint.slice(0, 12)}</code>`],
      ["texts", reference.keepsTexts ? "kept" : "not kept"],
      ["stored", bytes(reference.storedBytes)],
      ["created", time(reference.createTime)],
    ]} />
    ${map && html`<${Section} title="Map"><${PlaneMap} reference=${map} /><//>`}
    ${reference.subsets.length > 0 && html`
      <${Section} title="Subsets">
        <${Table} label="Subsets" columns=${["Subset", { name: "Samples", number: true }, { name: "Share", number: true }]}
          rows=${reference.subsets.map((subset) => html`
            <tr key=${subset.subset}>
              <th scope="row"><${Foreign} text=${subset.subset} /></th>
              <td class="number">${count(subset.count)}</td>
              <td class="number">${percent(subset.count / reference.sampleCount)}</td>
            </tr>`)} />
      <//>`}`;
}
