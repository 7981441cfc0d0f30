// What is known of all breakers, from message to message.

/** How many ticks of the stream the charts remember. */
const MEMORY = 300;

/** Values over the last ticks; all series of a fleet stand at the same place. */
class Series {
  #values = new Float32Array(MEMORY).fill(NaN);

  set(tick, value) {
    this.#values[tick % MEMORY] = value ?? NaN;
  }

  /** The last values, oldest first; NaN where nothing is known. */
  last(tick, count) {
    return Array.from({length: count}, (_, i) => {
      const at = tick - count + 1 + i;
      return at < 0 || at <= tick - MEMORY ? NaN : this.#values[at % MEMORY];
    });
  }

  /** The mean of the last known values, which is calmer to read than each of them. */
  mean(tick, count) {
    const known = this.last(tick, count).filter(value => !Number.isNaN(value));
    return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
  }
}

/** One breaker: its status, and how its figures went. */
class Watched {
  constructor(name) {
    this.name = name;
    this.status = null;
    this.receivedAt = 0;
    this.failureRate = new Series();
    this.slowCallRate = new Series();
    this.calls = new Series();
    this.rejected = new Series();
    this.callRate = null;
    this.rejectedRate = null;
  }

  /** Takes a new status; `seconds` since the one before, or null where nobody knows. */
  update(status, at, seconds) {
    const before = this.status;
    this.callRate = perSecond(permitted(status), before && permitted(before), seconds);
    this.rejectedRate = perSecond(status.notPermittedCalls, before?.notPermittedCalls, seconds);
    this.status = status;
    this.receivedAt = at;
  }

  /** Nothing has changed, so nobody has called. */
  rest(seconds) {
    this.callRate = seconds === null || permitted(this.status) === null ? null : 0;
    this.rejectedRate = seconds === null ? null : 0;
  }

  remember(tick) {
    this.failureRate.set(tick, this.status.failureRate);
    this.slowCallRate.set(tick, this.status.slowCallRate);
    this.calls.set(tick, this.callRate);
    this.rejected.set(tick, this.rejectedRate);
  }

  /** Puts a hole into what is remembered. */
  forget(tick) {
    [this.failureRate, this.slowCallRate, this.calls, this.rejected].forEach(series => series.set(tick, NaN));
  }

  /** When the next probe is due, by the server's clock; null where none is. */
  probeAt() {
    const wait = this.status.state === "OPEN" ? millis(this.status.timeToNextProbe) : null;
    return wait === null ? null : this.receivedAt + wait;
  }
}

function permitted(status) {
  const counts = [status.totalSuccessfulCalls, status.totalFailedCalls, status.totalIgnoredCalls];
  return counts.some(count => typeof count !== "number") ? null : counts.reduce((sum, count) => sum + count, 0);
}

/** Unknown for a first figure, over too short a time, and where totals went back because of a restart. */
function perSecond(total, before, seconds) {
  return total == null || before == null || !(seconds >= 0.05) || total < before ? null : (total - before) / seconds;
}

/** All breakers. */
class Fleet {
  breakers = new Map();
  tick = 0;
  access = null;
  #at = null;
  #offset = 0;
  #frozen = null;
  #gap = false;

  /** Now, by the server's clock; while the connection is lost, the time of the last news. */
  now() {
    return this.#frozen ?? Date.now() + this.#offset;
  }

  lose() {
    this.#frozen ??= this.now();
    this.#gap = true;
  }

  /** Takes a message of the stream and returns the changes of state that it brought. */
  apply(message) {
    const at = Date.parse(message.at) || Date.now();
    const seconds = this.#begin(at);
    this.access = message.access ?? this.access;
    const known = message.circuitBreakers ?? {};
    const gone = message.full ? [...this.breakers.keys()].filter(name => !Object.hasOwn(known, name)) : message.removed ?? [];
    gone.forEach(name => this.breakers.delete(name));
    const changes = Object.entries(known).map(([name, status]) => this.#update(name, status, at, seconds));
    this.#rest(name => Object.hasOwn(known, name), seconds);
    return changes.filter(change => change);
  }

  /** A heartbeat: everything is as it was. */
  heartbeat() {
    const seconds = this.#begin(Date.now() + this.#offset);
    this.#rest(() => false, seconds);
  }

  /** Seconds since the last news; null where there was a gap, over which no rate would be true. */
  #begin(at) {
    const seconds = this.#at === null || this.#gap || at <= this.#at ? null : (at - this.#at) / SECOND;
    if (this.#gap) {
      this.tick++;
      this.breakers.forEach(breaker => breaker.forget(this.tick));
    }
    this.#gap = false;
    this.#frozen = null;
    this.#at = at;
    this.#offset = at - Date.now();
    this.tick++;
    return seconds;
  }

  #update(name, status, at, seconds) {
    const breaker = this.breakers.get(name) ?? new Watched(name);
    const from = breaker.status?.state;
    this.breakers.set(name, breaker);
    breaker.update(status, at, seconds);
    return from && from !== status.state ? {name, from, to: status.state, status} : null;
  }

  #rest(isUpdated, seconds) {
    for (const breaker of this.breakers.values()) {
      if (!isUpdated(breaker.name)) {
        breaker.rest(seconds);
      }
      breaker.remember(this.tick);
    }
  }

  /** How many breakers are in each state. */
  counts() {
    const counts = Object.fromEntries(STATE_NAMES.map(state => [state, 0]));
    this.breakers.forEach(({status}) => counts[status.state] = (counts[status.state] ?? 0) + 1);
    return counts;
  }

  get readOnly() {
    return this.access === "READ_ONLY";
  }
}

/** What is going on in one line: the reason, the intervention, the countdown. */
function storyOf(breaker, now) {
  const {status} = breaker;
  const parts = [];
  if (status.intervention) {
    parts.push(interventionText(status.intervention, now));
  } else if (status.state !== "CLOSED" && status.tripReason) {
    parts.push(status.tripReason);
  }
  if (status.rehearsal) {
    parts.push(rehearsalText(status.rehearsal));
  }
  return parts.join(" · ");
}

function interventionText(intervention, now) {
  const by = intervention.by ? ` by ${intervention.by}` : "";
  const until = intervention.until
    ? ` until ${timeText(intervention.until, now)} (${durationText(Date.parse(intervention.until) - now)} left)` : "";
  return `${actionText(intervention)}${by}${until}${becauseText(intervention.reason)}`;
}

const ACTION_DONE = {
  FORCE_OPEN: "Forced open", CLOSE: "Closed", HALF_OPEN: "Made half-open", DISABLE: "Disabled",
  METRICS_ONLY: "Set to metrics only", RESET: "Reset",
};

function actionText({action}) {
  return ACTION_DONE[action] ?? action;
}

function rehearsalText(rehearsal) {
  return `Would be ${stateLabel(rehearsal.state).toLowerCase()}; would have opened `
    + `${countText(rehearsal.openings ?? 0, "time")} and rejected ${countText(rehearsal.notPermittedCalls ?? 0, "call")}`;
}

/** When a state ends by itself or is tried again: "next probe in 12 s". */
function countdownOf(breaker, now) {
  const probeAt = breaker.probeAt();
  if (probeAt !== null) {
    return probeAt > now ? `next probe in ${durationText(probeAt - now + 999)}` : "next probe due";
  }
  return breaker.status.state === "HALF_OPEN" ? "probing" : "";
}
