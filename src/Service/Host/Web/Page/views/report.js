// The report of one window.
import { CallError, getMonitor, getReferenceMap, getReport, getWindowMap } from "../api.js";
import { html } from "../dom.js";
import { PlaneMap } from "../map.js";
import { Alert, Facts, Foreign, More, Section, Table, Verdict } from "../parts.js";
import { closeReasonOf, count, evidence, evidenceName, percent, plural, probability, time } from "../words.js";
import { Change } from "./monitor-windows.js";
import { Damages, Scores, Signatures } from "./report-scores.js";

export const title = ({ name, window }) => (window === "0" ? `Last window of ${name}` : `Window ${window} of ${name}`);

/** A report does not change, so it is loaded once; but later windows come, and the map may, when the reference can be loaded again. */
export async function load({ name, window }, before) {
  const last = Number((await getMonitor(name)).lastWindow);
  if (before && (before.maps || !before.mapProblem.passes)) {
    return { ...before, last };
  }
  const report = before?.report ?? (await getReport(name, window));
  try {
    const [own, reference] = await Promise.all([getWindowMap(name, report.window), getReferenceMap(report.report.reference)]);
    return { ...before, last, report, maps: { own, reference } };
  } catch (error) {
    if (!(error instanceof CallError) || error.wantsKey) {
      throw error;
    }
    return { ...before, last, report, mapProblem: error };
  }
}

/** The samples of the window, where they are kept. */
export const more = async ({ name }, before) => ({ ...before, samples: (await getReport(name, before.report.window, true)).samples });

export function View({ data, route, onMore, loadingMore }) {
  const { report: window, maps, mapProblem, last } = data;
  const { report } = window;
  const number = Number(window.window);
  const to = (other) => `#/monitors/${encodeURIComponent(route.name)}/${other}`;
  return html`
    <p class="headline"><${Verdict} value=${report.verdict} />
      <span>${plural(report.sampleCount, "sample")} against <a href="#/references/${encodeURIComponent(report.reference)}">${report.reference}</a></span></p>
    <ul class="reasons">${report.reasons.map((reason) => html`<li key=${reason}><${Foreign} text=${reason} /></li>`)}</ul>
    <nav class="pages" aria-label="Windows">
      ${number > 1 && html`<a href=${to(number - 1)}>← Window ${number - 1}</a>`}
      <a href="#/monitors/${encodeURIComponent(route.name)}">Monitor ${route.name}</a>
      ${number < last && html`<a href=${to(number + 1)}>Window ${number + 1} →</a>`}
    </nav>
    <${Facts} entries=${[
      ["open", `${time(window.openTime)} to ${time(window.closeTime)}`],
      ["closed because", closeReasonOf(window.closeReason)],
      ["judged", time(window.reportTime)],
      ["generation", window.generation && html`<${Foreign} text=${window.generation} />`],
      ["samples", Number(window.seen) > report.sampleCount ? `${count(report.sampleCount)} of ${count(window.seen)} that came, chosen at random` : count(report.sampleCount)],
      ["health index", probability(report.healthIndex)],
      ["alerts", window.changes.length > 0 && window.changes.map((change) => html`<${Change} key=${change.kind + change.name} change=${change} />`)],
    ].filter(([, value]) => value)} />
    <${Signatures} signatures=${report.signatures} />
    <${Section} title="Map">
      ${maps
        ? html`<${PlaneMap} reference=${maps.reference} window=${maps.own} lost=${report.lostRegions} overfull=${report.overfullRegions} />`
        : html`<p class="quiet">No map: ${mapProblem.message}</p>`}
    <//>
    <${Regions} title="Lost regions" note="Cells of the reference that the window covers too little." regions=${report.lostRegions} />
    <${Regions} title="Over-full regions" note="Cells of the reference that the window covers too much." regions=${report.overfullRegions} />
    <${Damages} damages=${report.damages} />
    <${Scores} scores=${report.scores} />
    <${Subsets} subsets=${report.subsets} />
    <${Evidence} evidences=${window.evidence} />
    ${report.notes.length > 0 && html`<${Section} title="Notes"><ul>${report.notes.map((note) => html`<li key=${note}><${Foreign} text=${note} /></li>`)}</ul><//>`}
    <${Samples} samples=${data.samples} onMore=${onMore} busy=${loadingMore} />`;
}

const Regions = ({ title: name, note, regions }) => regions.length > 0 && html`
  <${Section} title=${name} note=${note}>
    <${Table} label=${name}
      columns=${[{ name: "Cell", number: true }, { name: "Window", number: true }, { name: "Reference", number: true }, { name: "Samples", number: true }, { name: "Expected", number: true }, { name: "p adj.", number: true }, "Samples of the reference there"]}
      rows=${regions.map((region) => html`
        <tr key=${region.cell}>
          <th scope="row" class="number">${region.cell}</th>
          <td class="number">${percent(region.share)}</td>
          <td class="number">${percent(region.referenceShare)}</td>
          <td class="number">${count(region.count)}</td>
          <td class="number">${region.expectedCount.toFixed(1)}</td>
          <td class="number">${probability(region.adjustedPValue)}</td>
          <td>${region.exemplarTexts.length > 0
            ? html`<ul class="texts">${region.exemplarTexts.map((text, i) => html`<li key=${i}>“<${Foreign} text=${text} />”</li>`)}</ul>`
            : region.exemplarIds.length > 0 ? html`<${Foreign} text=${region.exemplarIds.join(", ")} />` : html`<span class="quiet">texts not kept</span>`}</td>
        </tr>`)} />
  <//>`;

const Subsets = ({ subsets }) => subsets.length > 0 && html`
  <${Section} title="Subsets" note="The labels that samples carry: how many there are, and how many of them a healthy window of this size has.">
    <${Table} label="Subsets" columns=${["Subset", "Judged", { name: "Samples", number: true }, { name: "Expected", number: true }, { name: "Window", number: true }, { name: "Reference", number: true }, { name: "p adj.", number: true }, { name: "Covered", number: true }]}
      rows=${subsets.map((subset) => html`
        <tr key=${subset.subset}>
          <th scope="row"><${Foreign} text=${subset.subset} /></th>
          <td>${subset.reduced ? html`<strong class="bad">▼ reduced</strong>` : "not reduced"}</td>
          <td class="number">${count(subset.count)}</td>
          <td class="number">${subset.expectedCount.toFixed(1)}</td>
          <td class="number">${percent(subset.share)}</td>
          <td class="number">${percent(subset.referenceShare)}</td>
          <td class="number">${probability(subset.adjustedPValue)}</td>
          <td class="number">${percent(subset.recall)}</td>
        </tr>`)} />
  <//>`;

const Evidence = ({ evidences }) => evidences.length > 0 && html`
  <${Section} title="Evidence after it">
    <${Table} label="Evidence after the window" columns=${["About", { name: "Evidence", number: true }, "Alert", { name: "Change with window", number: true }]}
      rows=${[...evidences].sort((one, other) => (other.log10Evidence ?? -1) - (one.log10Evidence ?? -1)).map((one) => html`
        <tr key=${one.kind + one.name}>
          <th scope="row"><${Foreign} text=${evidenceName(one)} /></th>
          <td class="number">${evidence(one.log10Evidence)}</td>
          <td><${Alert} value=${one.alert} /></td>
          <td class="number">${Number(one.changeWindow) ? count(one.changeWindow) : "–"}</td>
        </tr>`)} />
  <//>`;

const SHOWN = 200;

const Samples = ({ samples, onMore, busy }) => html`
  <${Section} title="Samples">
    ${samples === undefined
      ? html`<${More} onMore=${onMore} busy=${busy} label="Show the samples" />`
      : samples.length === 0
        ? html`<p class="quiet">The monitor does not keep the samples of its windows.</p>`
        : html`
          ${samples.length > SHOWN && html`<p class="note">The first ${SHOWN} of ${count(samples.length)}.</p>`}
          <${Table} label="Samples" columns=${[{ name: "No.", number: true }, "Text", "Subset"]}
            rows=${samples.slice(0, SHOWN).map((sample, i) => html`
              <tr key=${i}><td class="number">${i + 1}</td><td class="text"><${Foreign} text=${sample.text} /></td><td><${Foreign} text=${sample.subset ?? ""} /></td></tr>`)} />`}
  <//>`;
