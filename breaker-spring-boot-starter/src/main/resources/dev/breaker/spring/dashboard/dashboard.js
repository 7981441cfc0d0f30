// Everything together: the stream feeds the fleet, the fleet the views, the fragment chooses the view.

const fleet = new Fleet();
const link = {state: "connecting", since: null, retryAt: 0, refusal: null};

const overview = new Overview(fleet);
const dialog = new ActionDialog(byId("dialog"), () => link.state === "lost");
const detail = new Detail(fleet, new Actions(dialog, (text, details) => {
  announce(text);
  detail.take(details);
}));

const feed = new Feed(ENDPOINT, {
  message(type, data) {
    if (type === "status") {
      const changes = fleet.apply(data);
      connected();
      tell(changes);
      refresh();
    }
  },
  heartbeat() {
    if (link.state === "live") {
      fleet.heartbeat();
      refresh();
    }
  },
  lost,
});

function connected() {
  if (link.state === "lost") {
    announce("Connected again.");
  }
  Object.assign(link, {state: "live", since: null, refusal: null});
}

function lost(refusalOrNull, retryAt) {
  const first = link.state !== "lost";
  fleet.lose();
  Object.assign(link, {state: "lost", since: first ? Date.now() : link.since, retryAt, refusal: refusalOrNull});
  if (first && retryAt && fleet.breakers.size === 0) {
    showOnce();
  }
  showLink();
}

/** Without a stream, the list as it is now is better than nothing; it is marked as old at once. */
async function showOnce() {
  const list = await getJson(ENDPOINT).catch(() => null);
  if (list?.circuitBreakers && link.state === "lost") {
    fleet.apply({at: new Date().toISOString(), full: true, circuitBreakers: list.circuitBreakers});
    fleet.lose();
    refresh();
  }
}

/** Says which breakers changed their state; of many at once, only how many. */
function tell(changes) {
  if (changes.length > 3) {
    const open = changes.filter(({to}) => to === "OPEN").length;
    announce(`${changes.length} breakers changed their state, ${open} of them opened.`);
  } else if (changes.length) {
    announce(changes.map(({name, to, status}) =>
      `${name} is ${stateLabel(to).toLowerCase()} now${to === "OPEN" && status.tripReason ? `: ${status.tripReason}` : ""}.`).join(" "));
  }
}

function refresh() {
  if (detail.name === null) {
    overview.refresh();
  }
  detail.refresh();
  const counts = fleet.counts();
  const open = counts.OPEN + counts.FORCED_OPEN;
  const subject = detail.name ?? "Circuit breakers";
  document.title = open ? `(${open} open) ${subject}` : subject;
  setHidden(byId("read-only"), !fleet.readOnly);
  setText(byId("read-only"), READ_ONLY);
  setHidden(byId("bulk"), fleet.access !== "UNRESTRICTED");
  showLink();
}

/** Whether what is shown is from now, and else since when not. */
function showLink() {
  const {state, since, retryAt, refusal: refused} = link;
  setAttribute(document.documentElement, "data-link", state);
  setAttribute(byId("connection"), "data-link", state);
  const reload = needsReload(refused);
  setText(byId("connection-text"), {connecting: "Connecting…", live: "Live", lost: "Not live"}[state]);
  setText(byId("retry"), reload ? "Reload" : "Connect now");
  setHidden(byId("lost"), state !== "lost");
  if (state === "lost") {
    setText(byId("lost-title"), `${reload ? "Not live" : "Connection lost"} since ${timeText(since)}.`);
    setText(byId("lost-text"), `${refused ? `${refused.message}. ` : ""}What you see is ${fleet.breakers.size
      ? `from ${timeText(fleet.now())}, ${durationText(Date.now() - since)} old` : "nothing yet"}.${retryAt
      ? ` Next attempt ${retryAt > Date.now() ? `in ${durationText(retryAt - Date.now() + 999)}` : "now"}.` : ""}`);
  }
}

/** `#/inventory` is the breaker of that name, everything else the overview. */
function route(focus) {
  const name = nameOf(location.hash);
  setHidden(byId("overview"), name !== null);
  setHidden(detail.element, name === null);
  if (name === null) {
    const before = detail.name;
    detail.close();
    refresh();
    focusRow(before) || focus && byId("overview-title").focus();
  } else if (name !== detail.name) {
    detail.open(name);
    refresh();
    scrollTo(0, 0);
    focus && byId("detail-title").focus();
  }
}

function nameOf(hash) {
  try {
    return hash.startsWith("#/") && hash.length > 2 ? decodeURIComponent(hash.slice(2)) : null;
  } catch {
    return null;
  }
}

/** Back in the overview, where one has left it. */
function focusRow(name) {
  const anchor = name !== null && document.querySelector(`#rows a[href="${CSS.escape(hashOf(name))}"]`);
  anchor && anchor.focus();
  return Boolean(anchor);
}

function skipToContent(event) {
  event.preventDefault();
  byId("main").focus();
}

followTheme(byId("theme"));
setText(byId("zone"), `Times are in your time zone, ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`);
byId("retry").addEventListener("click", () => needsReload(link.refusal) ? location.reload() : feed.connect());
byId("skip").addEventListener("click", skipToContent);
byId("bulk").addEventListener("click", () => askForSeveral(dialog, [...fleet.breakers.keys()], announce));
addEventListener("hashchange", () => route(true));
addEventListener("online", () => link.state === "lost" && link.retryAt && feed.connect());
setInterval(() => link.state === "lost" && showLink(), SECOND);
route(false);
feed.connect();
