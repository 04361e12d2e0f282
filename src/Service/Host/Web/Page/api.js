// Calls of the service's JSON API. The key is kept for the tab only.
const KEY = "detector-key";
const PATIENCE = 30_000;

/** The service has refused, or cannot be reached (status 0). */
export class CallError extends Error {
  constructor(status, reason, message) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  /** Whether the same call may work later without anybody doing anything here. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status === 502 || this.status >= 503;
  }

  get wantsKey() {
    return this.status === 401 || this.status === 403;
  }
}

export const hasKey = () => sessionStorage.getItem(KEY) !== null;
export const setKey = (key) => sessionStorage.setItem(KEY, key);
export const forgetKey = () => sessionStorage.removeItem(KEY);

async function get(path, query = {}) {
  const parts = Object.entries(query).filter(([, value]) => value);
  const search = parts.length ? `?${new URLSearchParams(parts)}` : "";
  const key = sessionStorage.getItem(KEY);
  let response;
  let content;
  try {
    response = await fetch(`api/${path.map(encodeURIComponent).join("/")}${search}`, {
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(PATIENCE),
    });
    content = await response.text();
  } catch (error) {
    // A key of characters that no header can hold is refused before it is sent.
    if (error instanceof TypeError && key !== null && !/^[\x21-\x7e]+$/.test(key)) {
      throw new CallError(401, "", "This is no key: it holds characters that no key has.");
    }
    throw new CallError(0, "", "The service does not answer.");
  }
  if (!response.ok) {
    const { reason, message } = parse(content) ?? {};
    throw new CallError(response.status, reason ?? "", message ?? `The service answers with status ${response.status}.`);
  }
  const answer = parse(content);
  if (answer === null) {
    throw new CallError(0, "", "What answers is not the service.");
  }
  return answer;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const listMonitors = (token, size) => get(["monitors"], { page_size: size, page_token: token });
export const getMonitor = async (name) => (await get(["monitors", name])).monitor;
export const listReports = (monitor, { size, token = "", full = false }) =>
  get(["monitors", monitor, "reports"], { page_size: size, page_token: token, full });
export const getReport = async (monitor, window, samples = false) =>
  (await get(["monitors", monitor, "reports", window], { include_samples: samples })).report;
export const getWindowMap = (monitor, window) => get(["monitors", monitor, "reports", window, "map"]);
export const listReferences = (token, size) => get(["references"], { page_size: size, page_token: token });
export const getReference = async (name) => (await get(["references", name])).reference;
export const getReferenceMap = (name) => get(["references", name, "map"]);
