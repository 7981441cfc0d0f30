// The status stream: server-sent events over fetch. An EventSource could tell neither why it was
// refused nor that a connection has fallen silent, for it hides the comments that are heartbeats.

const LONGEST_PAUSE = 15 * SECOND;
const PATIENCE = {first: 90 * SECOND, least: 5 * SECOND};

/** Server-sent events of a text that comes in pieces; calls back for each message and each comment. */
function eventParser(onMessage, onComment) {
  let rest = "";
  let message = {type: "message", data: []};
  function line(text) {
    if (text === "") {
      if (message.data.length) {
        onMessage(message.type, message.data.join("\n"));
      }
      message = {type: "message", data: []};
    } else if (text.startsWith(":")) {
      onComment();
    } else {
      field(text);
    }
  }
  function field(text) {
    const [, name, value] = /^([^:]*):? ?(.*)$/s.exec(text);
    if (name === "event") {
      message.type = value;
    } else if (name === "data") {
      message.data.push(value);
    }
  }
  return piece => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    lines.forEach(line);
  };
}

/**
 * Keeps a stream open. The handlers hear of each message and heartbeat, of a refusal with its problem
 * detail, and of the loss of the connection with the time of the next attempt, 0 if there is none.
 */
class Feed {
  #url;
  #handlers;
  #attempts = 0;
  #aborter = null;
  #timer = 0;
  #watchdog = 0;
  #gaps = [];
  #heardAt = 0;

  constructor(url, handlers) {
    this.#url = url;
    this.#handlers = handlers;
  }

  /** Connects at once, whatever it waits for. */
  connect() {
    clearTimeout(this.#timer);
    this.#aborter?.abort();
    const aborter = new AbortController();
    this.#aborter = aborter;
    this.#gaps = [];
    this.#heardAt = 0;
    this.#read(aborter)
      .catch(error => error)
      .then(error => this.#aborter === aborter && this.lose(error));
  }

  async #read(aborter) {
    this.#watch(aborter);
    const response = await ask(this.#url, "text/event-stream", {signal: aborter.signal});
    const parse = eventParser((type, data) => this.#message(type, data), () => this.#heartbeat());
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      parse(piece.value);
      this.#watch(aborter);
    }
  }

  #message(type, data) {
    this.#measure();
    this.#handlers.message(type, JSON.parse(data));
    this.#attempts = 0;
  }

  #heartbeat() {
    this.#measure();
    this.#handlers.heartbeat();
  }

  /** How far apart messages are, which is a setting of the server. */
  #measure() {
    const now = performance.now();
    if (this.#heardAt) {
      this.#gaps = [...this.#gaps.slice(-5), now - this.#heardAt];
    }
    this.#heardAt = now;
  }

  /** A connection that has been silent for several of its usual pauses is none. */
  #watch(aborter) {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => aborter.abort(), this.#patience());
  }

  #patience() {
    const usual = this.#gaps.slice(1);
    return usual.length < 2 ? PATIENCE.first : Math.max(PATIENCE.least, 5 * Math.max(...usual));
  }

  /** Whoever is signed out is not connected again: asking on with an old password could lock him out. */
  lose(error) {
    clearTimeout(this.#watchdog);
    clearTimeout(this.#timer);
    this.#aborter?.abort(); // it may be the page that failed, and not the connection
    this.#aborter = null;
    const pause = Math.min(LONGEST_PAUSE, SECOND * 2 ** this.#attempts) * (0.8 + 0.4 * Math.random());
    const again = error?.status !== SIGNED_OUT;
    if (again) {
      this.#attempts++;
      this.#timer = setTimeout(() => this.connect(), pause);
    }
    this.#handlers.lost(error instanceof Refusal ? error : null, again ? Date.now() + pause : 0);
  }
}

/** What a server answered instead of what was asked for. */
class Refusal extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

const SIGNED_OUT = 401;
const REDIRECTED = 302;

/** Whether only the browser can get on. */
function needsReload(refusal) {
  return [SIGNED_OUT, REDIRECTED].includes(refusal?.status);
}

const WORDS = {
  200: "The server answered with something else, perhaps a page to sign in",
  [SIGNED_OUT]: "You are signed out: reload the page to sign in",
  [REDIRECTED]: "The server leads elsewhere, perhaps to sign in: reload the page",
  403: "You may not do this", 404: "There is nothing at this address", 405: "The endpoint is read-only",
};

/** The words of a problem detail, or else of the status. */
async function refusal(response, words) {
  const problem = await response.json().catch(() => null);
  const status = response.type === "opaqueredirect" ? REDIRECTED : response.status;
  const detail = problem?.detail ?? {...WORDS, ...words}[status] ?? problem?.message ?? `The server answered ${status} ${response.statusText}`.trim();
  const refused = new Refusal(status, String(detail));
  if (needsReload(refused)) {
    feed.lose(refused); // which may go on for somebody whose session has ended
  }
  return refused;
}

/** Where the page is, which is where the endpoint is. A name and password in the page's address must not be in others. */
const ENDPOINT = location.origin + location.pathname.replace(/\/+$/, "");

/** The address of one breaker. A browser would change a path with one of these segments to that of something else. */
function addressOf(name) {
  const segments = name.split("/");
  if (segments.some(segment => ["", ".", ".."].includes(segment))) {
    throw new Refusal(0, "No path can say this name, so that only the overview shows this breaker.");
  }
  return `${ENDPOINT}/${segments.map(encodeURIComponent).join("/")}`;
}

/**
 * Asks as a script, so that servers answer with a status and do not have the browser ask for a password.
 * Words are those of statuses that mean more here than elsewhere.
 */
async function ask(url, accept, {headers, ...options} = {}, words = {}) {
  const response = await fetch(url, {
    cache: "no-store", redirect: "manual", headers: {"Accept": accept, "X-Requested-With": "XMLHttpRequest", ...headers}, ...options,
  });
  const type = response.headers.get("content-type") ?? "";
  if (!response.ok || !type.includes(accept.split("/")[1])) {
    throw await refusal(response, words);
  }
  return response;
}

const JSON_TYPE = "application/json";

async function getJson(url) {
  return (await ask(url, JSON_TYPE)).json();
}

async function postJson(url, body) {
  const headers = {"Content-Type": JSON_TYPE};
  const token = /(?:^|;\s*)XSRF-TOKEN=([^;]*)/.exec(document.cookie);
  if (token) {
    headers["X-XSRF-TOKEN"] = token[1];
  }
  const response = await ask(url, JSON_TYPE, {method: "POST", headers, body: JSON.stringify(body)}, {
    403: `The server refused this (403): you may look but not act, or it wants ${token
      ? "another token against forged requests than that in" : "a token against forged requests, and there is none in"} the cookie XSRF-TOKEN`,
  });
  return response.json();
}
