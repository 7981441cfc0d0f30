"use strict";
// Texts: durations, times, numbers and the words for states and actions.

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const ISO_DURATION = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;

/** Milliseconds of an ISO 8601 duration such as PT1M30.5S, or null where it is none. */
function millis(duration) {
  const parts = typeof duration === "string" ? ISO_DURATION.exec(duration) : null;
  if (!parts) {
    return null;
  }
  const [, sign, days, hours, minutes, seconds] = parts;
  const sum = (days ?? 0) * DAY + (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE + (seconds ?? 0) * SECOND;
  return sign ? -sum : sum;
}

/** How long something lasts, in its two largest units: "3 min 12 s". */
function durationText(ms) {
  if (ms == null || Number.isNaN(ms)) {
    return "–";
  }
  const whole = Math.max(0, Math.floor(ms / SECOND));
  const units = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const first = units.findIndex(([size]) => whole >= size);
  if (first < 0 || first === 3) {
    return `${whole} s`;
  }
  const [[size, unit], [smaller, smallerUnit]] = [units[first], units[first + 1]];
  const rest = Math.floor((whole % size) / smaller);
  return `${Math.floor(whole / size)} ${unit}${rest ? ` ${rest} ${smallerUnit}` : ""}`;
}

/** How long a call took, exactly enough to compare. */
function callTimeText(ms) {
  if (ms == null) {
    return "–";
  }
  return ms < SECOND ? `${Math.round(ms)} ms` : ms < MINUTE ? `${decimal(ms / SECOND, 2)} s` : durationText(ms);
}

/** A duration as application.yml has it, in one unit: "90s". */
function settingDuration(ms) {
  const unit = [[DAY, "d"], [HOUR, "h"], [MINUTE, "m"], [SECOND, "s"]].find(([size]) => ms >= size && ms % size === 0);
  return unit ? `${ms / unit[0]}${unit[1]}` : ms === 0 ? "0s" : `${ms}ms`;
}

/** The value of a setting as application.yml has it. */
function settingText(value) {
  if (value === null || value === undefined) {
    return "not set";
  }
  if (Array.isArray(value)) {
    return value.length ? value.map(settingText).join(", ") : "none";
  }
  const duration = millis(value);
  return duration === null ? String(value) : settingDuration(duration);
}

const clock = new Intl.DateTimeFormat("en-GB", {timeStyle: "medium"});
const calendar = new Intl.DateTimeFormat("en-GB", {day: "numeric", month: "short"});

/** The time of day, with the date where that is not today's. */
function timeText(at, now = Date.now()) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) {
    return "–";
  }
  const today = time.toDateString() === new Date(now).toDateString();
  return today ? clock.format(time) : `${calendar.format(time)} ${clock.format(time)}`;
}

const formats = [0, 1, 2].map(digits => new Intl.NumberFormat("en", {maximumFractionDigits: digits}));

function decimal(value, digits = 1) {
  return value == null || Number.isNaN(value) ? "–" : formats[digits].format(value);
}

function percentText(value) {
  return measured(value, " %");
}

function rateText(value) {
  return measured(value, "/s");
}

/** Little of it exactly, much roughly. */
function measured(value, unit) {
  return value == null || Number.isNaN(value) ? "–" : decimal(value, value < 10 ? 1 : 0) + unit;
}

function byText(person) {
  return `by ${person ?? "somebody not signed in"}`;
}

function becauseText(reason) {
  return reason ? `: ${reason}` : "";
}

function countText(count, one, many = `${one}s`) {
  return `${decimal(count, 0)} ${count === 1 ? one : many}`;
}

/** The class of an exception without its package, which is told where there is room. */
function shortType(type) {
  return String(type).replace(/^.*\.(?=[^.]+$)/, "").replaceAll("$", ".");
}

/** The states, those first that need somebody first. */
const STATES = {
  OPEN: {label: "Open", means: "rejects calls until it probes again"},
  FORCED_OPEN: {label: "Forced open", means: "rejects all calls, as somebody ordered"},
  HALF_OPEN: {label: "Half-open", means: "lets a few probes through to see whether the service is well"},
  DISABLED: {label: "Disabled", means: "permits all calls and protects nothing"},
  METRICS_ONLY: {label: "Metrics only", means: "permits all calls and only notes what it would have done"},
  CLOSED: {label: "Closed", means: "permits calls and watches them"},
};
const STATE_NAMES = Object.keys(STATES);

function stateLabel(state) {
  return STATES[state]?.label ?? String(state);
}

function stateRank(state) {
  const rank = STATE_NAMES.indexOf(state);
  return rank < 0 ? STATE_NAMES.length : rank;
}
