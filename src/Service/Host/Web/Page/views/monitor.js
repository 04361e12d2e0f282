// One monitor: its evidence and its axes over windows, its alerts, and the windows.
import { getMonitor, listReports } from "../api.js";
import { html } from "../dom.js";
import { Alert, Facts, Foreign, More, Section, Verdict } from "../parts.js";
import { ago, alertOf, count, duration, evidence, evidenceName, figure, plural, stateOfMonitor, time, verdictOf } from "../words.js";
import { Axes } from "./monitor-axes.js";
import { EvidenceSection } from "./monitor-evidence.js";
import { Windows } from "./monitor-windows.js";

const PAGE = 50;

export const title = ({ name }) => `Monitor ${name}`;

export async function load({ name }, before) {
  const monitor = await getMonitor(name);
  const last = Number(monitor.lastWindow);
  const same = before && before.monitor.createTime === monitor.createTime && before.last <= last;
  if (!same) {
    const { reports, nextPageToken } = await listReports(name, { size: PAGE, full: true });
    return { monitor, last, reports: reports.reverse(), older: nextPageToken };
  }
  if (before.last === last) {
    return { ...before, monitor };
  }
  const { reports, nextPageToken } = await listReports(name, { size: Math.min(PAGE, last - before.last), full: true });
  const kept = last - before.last > PAGE ? [] : before.reports.filter((one) => !reports.some((other) => other.window === one.window));
  return { monitor, last, reports: [...kept, ...reports.reverse()], older: kept.length ? before.older : nextPageToken };
}

/** The windows before those that are shown. */
export async function more({ name }, before) {
  const { reports, nextPageToken } = await listReports(name, { size: PAGE, token: before.older, full: true });
  return { ...before, reports: [...reports.reverse(), ...before.reports], older: nextPageToken };
}

export const news = (before, now) => [
  before.monitor.verdict !== now.monitor.verdict && `Verdict ${verdictOf(now.monitor.verdict)}`,
  before.monitor.alert !== now.monitor.alert && `Alert ${alertOf(now.monitor.alert)}`,
].filter(Boolean);

export function View({ data, now, onMore, loadingMore }) {
  const { monitor, reports, older } = data;
  const open = monitor.openWindow;
  return html`
    <p class="headline"><${Verdict} value=${monitor.verdict} /> <${Alert} value=${monitor.alert} /></p>
    ${monitor.failure && html`<p class="failing">Its windows cannot be judged at present: <${Foreign} text=${monitor.failure} /></p>`}
    ${monitor.description && html`<p><${Foreign} text=${monitor.description} /></p>`}
    <${Facts} entries=${[
      ["state", stateOfMonitor(monitor.state)],
      ["reference", monitor.reference ? html`<a href="#/references/${encodeURIComponent(monitor.reference)}">${monitor.reference}</a>` : `its own first ${plural(monitor.burnInWindows, "window")}`],
      ["samples", `${count(monitor.sampleCount)}${monitor.lastSampleTime ? `, the last ${ago(monitor.lastSampleTime, now)}` : ""}`],
      ["windows", `${count(monitor.windowCount)} judged, ${count(monitor.waitingWindows)} waiting`],
      ["open window", open && `${count(open.number)}: ${count(open.samples)} of ${plural(monitor.settings.window.samples, "sample")}${open.generation ? `, generation ${open.generation}` : ""}`],
      ["window", [plural(monitor.settings.window.samples, "sample"), span("at least", monitor.settings.window.minDuration), span("at most", monitor.settings.window.maxDuration)].filter(Boolean).join(", ")],
      ["alerts", `warning at evidence ${figure(monitor.settings.evidence.warningEvidence)}, page at ${figure(monitor.settings.evidence.pageEvidence)}`],
      ["last report", time(monitor.lastReportTime)],
      ["resets", monitor.resets ? `${count(monitor.resets)}, the last ${time(monitor.resetTime)}` : ""],
    ]} />
    <${Alerts} monitor=${monitor} />
    ${reports.length === 0
      ? html`<div class="empty"><p><strong>No window is judged yet.</strong> ${open ? "The first one fills." : "Send samples to the monitor to fill the first one."}</p></div>`
      : html`
        <${EvidenceSection} monitor=${monitor} reports=${reports} />
        <${Axes} monitor=${monitor} reports=${reports} />
        <${Windows} monitor=${monitor} reports=${reports} />
        ${older && html`<${More} onMore=${onMore} busy=${loadingMore} label="Load older windows" />`}`}`;
}

const span = (word, value) => (duration(value) ? `open ${word} ${duration(value)}` : "");

function Alerts({ monitor }) {
  const alerts = monitor.evidence.filter((one) => alertOf(one.alert) !== "none");
  return alerts.length > 0 && html`
    <${Section} title="Alerts">
      <ul class="alerts">${alerts.map((one) => html`
        <li key=${one.kind + one.name}>
          <${Alert} value=${one.alert} /> <strong><${Foreign} text=${evidenceName(one)} /></strong>: evidence ${evidence(one.log10Evidence)}, most likely since${" "}
          <a href="#/monitors/${encodeURIComponent(monitor.name)}/${one.changeWindow}">window ${count(one.changeWindow)}</a>
        </li>`)}
      </ul>
    <//>`;
}
