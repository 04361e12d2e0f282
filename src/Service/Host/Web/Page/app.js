// The page: which view is shown, how it is kept up to date, and what is said when it cannot be.
import { CallError, forgetKey, hasKey, setKey } from "./api.js";
import { html, render } from "./dom.js";
import { KeyForm } from "./key.js";
import * as monitor from "./views/monitor.js";
import * as monitors from "./views/monitors.js";
import * as reference from "./views/reference.js";
import * as references from "./views/references.js";
import * as report from "./views/report.js";

const INTERVAL = 5000;

const ROUTES = [
  [/^\/?$/, monitors, []],
  [/^\/monitors\/([^/]+)$/, monitor, ["name"]],
  [/^\/monitors\/([^/]+)\/(\d+)$/, report, ["name", "window"]],
  [/^\/references$/, references, []],
  [/^\/references\/([^/]+)$/, reference, ["name"]],
];

function parse(hash) {
  const [path, search = ""] = hash.replace(/^#/, "").split("?", 2);
  for (const [pattern, view, names] of ROUTES) {
    const match = pattern.exec(path);
    if (match) {
      try {
        return { view, query: new URLSearchParams(search), ...Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(match[i + 1])])) };
      } catch {
        return null;
      }
    }
  }
  return null;
}

const root = document.getElementById("page");
const announcements = document.getElementById("announcements");
const state = { route: parse(location.hash), data: null, error: null, updated: null, loadingMore: false };
let turn = 0;
let timer = 0;
let arrived = false;

function draw() {
  const { route, error } = state;
  document.title = route ? `${route.view.title(route)} – Detector` : "Detector";
  render(html`<${Page} ...${state} now=${Date.now()} />`, root);
  if (arrived && (state.data || error || !route)) {
    arrived = false;
    document.querySelector("h1")?.focus();
    scrollTo(0, 0);
  }
}

/** Loads the view's figures; what comes back for a view that is not shown any more is dropped. */
async function refresh() {
  clearTimeout(timer);
  const { route } = state;
  if (!route) {
    return draw();
  }
  const mine = ++turn;
  await settle(mine, () => route.view.load(route, state.data));
  if (mine === turn && !document.hidden && !state.error?.wantsKey) {
    timer = setTimeout(refresh, INTERVAL);
  }
}

async function loadMore() {
  if (state.loadingMore) {
    return;
  }
  const mine = ++turn;
  clearTimeout(timer);
  state.loadingMore = true;
  draw();
  await settle(mine, () => state.route.view.more(state.route, state.data));
  if (mine === turn) {
    timer = setTimeout(refresh, INTERVAL);
  }
}

async function settle(mine, call) {
  try {
    const data = await call();
    if (mine !== turn) {
      return;
    }
    const news = state.data && !state.error ? (state.route.view.news?.(state.data, data) ?? []) : [];
    if (state.error?.passes) {
      news.push("The service answers again.");
    }
    Object.assign(state, { data, error: null, updated: Date.now() });
    announce(news);
  } catch (error) {
    if (mine !== turn) {
      return;
    }
    if (!(error instanceof CallError)) {
      throw error;
    }
    // What was seen last stays while nothing newer can be had.
    Object.assign(state, { error, data: error.passes ? state.data : null });
  }
  state.loadingMore = false;
  draw();
}

function announce(news) {
  if (news.length > 0) {
    announcements.textContent = news.join(". ");
  }
}

function onRoute() {
  Object.assign(state, { route: parse(location.hash), data: null, error: null, loadingMore: false });
  arrived = true;
  draw();
  refresh();
}

function onKey(key) {
  setKey(key);
  Object.assign(state, { error: null });
  refresh();
}

function onForget() {
  forgetKey();
  Object.assign(state, { data: null, error: null });
  refresh();
}

function skip(event) {
  event.preventDefault();
  document.querySelector("h1").focus();
}

function Page(props) {
  const { route, updated, now } = props;
  const at = (view) => (route && route.view === view ? "page" : undefined);
  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to the figures</a>
    <header>
      <a class="brand" href="#/">Detector</a>
      <nav aria-label="Views">
        <a href="#/" aria-current=${at(monitors)}>Monitors</a>
        <a href="#/references" aria-current=${at(references)}>References</a>
      </nav>
      <span class="updated quiet">${updated && !props.error ? `updated ${new Date(updated).toISOString().slice(11, 19)} UTC` : ""}</span>
      ${hasKey() && html`<button type="button" onClick=${onForget}>Forget the key</button>`}
    </header>
    <main id="main">
      <h1 tabindex="-1">${route ? route.view.title(route) : "No such view"}</h1>
      <${Body} ...${props} now=${now} />
    </main>`;
}

function Body({ route, data, error, now, updated, loadingMore }) {
  if (!route) {
    return html`<div class="empty"><p>The address names no view. <a href="#/">All monitors</a></p></div>`;
  }
  if (error?.wantsKey) {
    return html`<${KeyForm} error=${error} onKey=${onKey} />`;
  }
  return html`
    ${error && html`<div class="problem" role="alert">
      <p><strong>${error.message}</strong> ${error.passes
        ? `Trying again every ${INTERVAL / 1000} seconds.${data ? ` These are the figures of ${new Date(updated).toISOString().slice(11, 19)} UTC.` : ""}`
        : html`<a href="#/">All monitors</a>`}</p>
    </div>`}
    ${data ? html`<${route.view.View} data=${data} route=${route} now=${now} onMore=${loadMore} loadingMore=${loadingMore} />`
      : !error && html`<p class="quiet">Loading…</p>`}`;
}

addEventListener("hashchange", onRoute);
document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : refresh()));
draw();
refresh();
