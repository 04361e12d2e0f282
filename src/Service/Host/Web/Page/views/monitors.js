// All monitors with their verdicts, and the references.
import { listMonitors, listReferences, listReports } from "../api.js";
import { html } from "../dom.js";
import { VerdictLine } from "../graphics.js";
import { Alert, Commands, Foreign, Section, Verdict } from "../parts.js";
import { ago, alertOf, count, evidence, evidenceName, plural, stateOfMonitor, time, verdictOf } from "../words.js";
import { ReferenceTable } from "./references.js";

const PAGE = 25;
const WINDOWS = 40;
const FEW_REFERENCES = 10;

export const title = () => "Monitors";

export async function load({ query }, before) {
  const token = query.get("after") ?? "";
  const [{ monitors, nextPageToken }, references] = await Promise.all([listMonitors(token, PAGE), listReferences("", FEW_REFERENCES)]);
  const lines = Object.fromEntries(await Promise.all(monitors.map(async (monitor) => [monitor.name, await line(monitor, before?.lines[monitor.name])])));
  return { monitors, nextPageToken, references, lines };
}

// Asks only for the windows that are new since the last time.
async function line(monitor, known) {
  const last = Number(monitor.lastWindow);
  const same = known && known.created === monitor.createTime && known.last <= last;
  if (last === 0 || (same && known.last === last)) {
    return same ? known : { created: monitor.createTime, last, reports: [] };
  }
  const size = same ? Math.min(WINDOWS, last - known.last) : WINDOWS;
  const reports = await recent(monitor.name, size);
  const kept = same ? known.reports.filter((one) => !reports.some((other) => other.window === one.window)) : [];
  return { created: monitor.createTime, last, reports: [...kept, ...reports].slice(-WINDOWS) };
}

// A monitor that is deleted just now has no reports.
async function recent(monitor, size) {
  try {
    return (await listReports(monitor, { size })).reports.reverse();
  } catch (error) {
    if (error.status === 404) {
      return [];
    }
    throw error;
  }
}

/** What has changed for the worse or the better since the last time, for those who do not see it. */
export function news(before, now) {
  const known = new Map(before.monitors.map((monitor) => [monitor.name, monitor]));
  return now.monitors
    .filter((monitor) => known.has(monitor.name))
    .flatMap((monitor) => {
      const old = known.get(monitor.name);
      return [
        old.verdict !== monitor.verdict && `${monitor.name}: verdict ${verdictOf(monitor.verdict)}`,
        old.alert !== monitor.alert && `${monitor.name}: alert ${alertOf(monitor.alert)}`,
      ];
    })
    .filter(Boolean);
}

export function View({ data, now, route }) {
  const { monitors, nextPageToken, references, lines } = data;
  return html`
    <${Section} title="Watched streams" note=${monitors.length > 0 && `The last ${WINDOWS} windows: the higher a bar, the worse the verdict.`}>
      ${monitors.length === 0 ? html`<${NoMonitor} references=${references.references} />` : html`
        <ul class="cards">${monitors.map((monitor) => html`<${Card} key=${monitor.name} monitor=${monitor} line=${lines[monitor.name]} now=${now} />`)}</ul>`}
      ${(nextPageToken || route.query.has("after")) && html`
        <nav class="pages" aria-label="Pages of monitors">
          ${route.query.has("after") && html`<a href="#/">First page</a>`}
          ${nextPageToken && html`<a href="#/?after=${encodeURIComponent(nextPageToken)}">Next page</a>`}
        </nav>`}
    <//>
    ${references.references.length > 0 && html`
      <${Section} title="References">
        <${ReferenceTable} references=${references.references} />
        ${references.nextPageToken && html`<p><a href="#/references">All references</a></p>`}
      <//>`}`;
}

function Card({ monitor, line, now }) {
  const leading = [...monitor.evidence].sort((one, other) => (other.log10Evidence ?? 0) - (one.log10Evidence ?? 0))[0];
  return html`
    <li class="card">
      <h3><a href="#/monitors/${encodeURIComponent(monitor.name)}">${monitor.name}</a></h3>
      <p class="card-about">${monitor.description ? html`<${Foreign} text=${monitor.description} />` : html`<span class="quiet">${monitor.reference ? `against ${monitor.reference}` : "no reference yet"}</span>`}</p>
      <p class="card-state"><${Verdict} value=${monitor.verdict} /> <${Alert} value=${monitor.alert} /></p>
      <p class="card-line"><${VerdictLine} reports=${line.reports} most=${WINDOWS} /></p>
      <p class="card-figures">
        ${monitor.failure ? html`<span class="failing">failing: <${Foreign} text=${monitor.failure} /></span>`
          : leading ? html`evidence ${evidence(leading.log10Evidence)} on <${Foreign} text=${evidenceName(leading)} />`
          : stateOfMonitor(monitor.state) === "burning in" ? `burning in: ${count(monitor.waitingWindows)} of ${plural(monitor.burnInWindows, "window")}`
          : plural(monitor.sampleCount, "sample")}
      </p>
      <p class="card-last quiet">
        ${Number(monitor.lastWindow) ? html`window ${count(monitor.lastWindow)}, <time datetime=${monitor.lastReportTime} title=${time(monitor.lastReportTime)}>${ago(monitor.lastReportTime, now)}</time>` : ""}
      </p>
    </li>`;
}

function NoMonitor({ references }) {
  const reference = references[0]?.name ?? "prod";
  return html`
    <div class="empty">
      <p><strong>No monitor yet.</strong> ${references.length === 0
        ? "Make a reference of healthy outputs first, and then a monitor that compares a stream with it:"
        : "Create a monitor that compares a stream of outputs with a reference:"}</p>
      <${Commands} lines=${[
        ...(references.length === 0 ? [`detector reference create ${reference} --input healthy.jsonl`] : []),
        `detector monitor create chat --reference ${reference}`,
        "detector observe --monitor chat --input outputs.jsonl",
      ]} />
    </div>`;
}
