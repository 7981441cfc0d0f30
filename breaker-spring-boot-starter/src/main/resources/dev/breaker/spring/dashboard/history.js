// How a breaker went: its states on a time axis, the time spent in each, and what changed when.

/** Stretches of states, from the first known transition until now. */
function stretchesOf(transitions, state, now) {
  const stretches = transitions.map((transition, i) => ({
    state: transition.to,
    from: Date.parse(transition.at),
    to: i + 1 < transitions.length ? Date.parse(transitions[i + 1].at) : now,
    reason: transition.reason,
  }));
  if (transitions.length) {
    const first = stretches[0].from;
    stretches.unshift({state: transitions[0].from, from: first - Math.max((now - first) * 0.08, SECOND), to: first, reason: ""});
  } else {
    stretches.push({state, from: now - HOUR, to: now, reason: ""});
  }
  return stretches;
}

const LANE = 18;
const AXIS_WIDTH = 1000;

/** The time axis: a lane per state that occurred, so that a state is a place and not only a colour. */
function timeline(transitions, state, now, since) {
  const stretches = stretchesOf(transitions, state, now).filter(stretch => stretch.to >= since);
  const from = Math.max(since, stretches[0]?.from ?? now - HOUR);
  const lanes = STATE_NAMES.filter(lane => stretches.some(stretch => stretch.state === lane));
  const x = at => round((Math.max(at, from) - from) / Math.max(1, now - from) * AXIS_WIDTH);
  const bars = stretches.map(stretch => svg("rect", {
    class: "stretch", "data-state": stretch.state, x: x(stretch.from), y: lanes.indexOf(stretch.state) * LANE + 3,
    width: Math.max(2, x(stretch.to) - x(stretch.from)), height: LANE - 6, rx: 2,
  }, svg("title", {}, `${stateLabel(stretch.state)} for ${durationText(stretch.to - stretch.from)} from ${timeText(stretch.from, now)}`)));
  const rules = lanes.map((_, i) => svg("line", {class: "base", x1: 0, x2: AXIS_WIDTH, y1: (i + 0.5) * LANE, y2: (i + 0.5) * LANE}));
  return el("div", {class: "timeline"},
    el("div", {class: "lanes", "aria-hidden": "true"}, lanes.map(lane => el("span", {}, stateLabel(lane)))),
    svg("svg", {
      viewBox: `0 0 ${AXIS_WIDTH} ${lanes.length * LANE}`, height: lanes.length * LANE, preserveAspectRatio: "none",
      role: "img", "aria-label": `States since ${timeText(from, now)}; the table below has the same`,
    }, rules, bars),
    el("div", {class: "axis", "aria-hidden": "true"},
      [0, 0.25, 0.5, 0.75, 1].map(part => el("span", {}, timeText(from + (now - from) * part, now)))));
}

/** The time spent in each state, as one bar and in words; goes on for the present state. */
function timesInStates(details, now, fetchedAt) {
  const times = STATE_NAMES
    .map(state => [state, millis(details.timeInStates?.[state])])
    .filter(([, ms]) => ms !== null)
    .map(([state, ms]) => [state, state === details.state ? ms + Math.max(0, now - fetchedAt) : ms])
    .filter(([, ms]) => ms > 0);
  const sum = times.reduce((all, [, ms]) => all + ms, 0) || 1;
  let x = 0;
  const bar = svg("svg", {class: "shares", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true"},
    times.map(([state, ms]) => {
      const width = ms / sum * 100;
      const rect = svg("rect", {"data-state": state, x, width, height: 10});
      x += width;
      return rect;
    }));
  const list = el("dl", {class: "legend"}, times.map(([state, ms]) => el("div", {},
    el("dt", {}, badge(state)), el("dd", {}, durationText(ms), el("small", {}, ` ${decimal(ms / sum * 100)} %`)))));
  return [bar, list];
}

/** One transition: when, from where to where, why, by whom; its evidence unfolds. */
function transitionItem(transition) {
  const openFor = millis(transition.openFor);
  return el("li", {},
    el("div", {class: "moved"}, timeElement(transition.at), badge(transition.from), el("span", {class: "arrow"}, "→", el("span", {class: "unseen"}, "to")), badge(transition.to)),
    el("p", {}, transition.reason),
    transition.intervention ? el("p", {class: "who"}, interventionNote(transition.intervention)) : null,
    openFor > 0 ? el("p", {class: "quiet"}, `Open for ${durationText(openFor)}${transition.notPermittedCalls != null
      ? `, ${countText(transition.notPermittedCalls, "call")} rejected` : ""}`) : null,
    hasEvidence(transition.evidence)
      ? el("details", {}, el("summary", {}, "Evidence"), evidenceView(transition.evidence)) : null);
}

/** Who did it, why and for how long it was meant. */
function interventionNote(intervention) {
  const until = intervention.until ? ` until ${timeText(intervention.until)}` : "";
  return `${actionText(intervention)} ${byText(intervention.by)}${until}${becauseText(intervention.reason)}`;
}
