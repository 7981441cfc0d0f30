// Why a breaker opened, with the numbers that speak for it.

/** An intervention needs none, and carries none worth showing. */
function hasEvidence(evidence) {
  return Boolean(evidence && (evidence.bufferedCalls || evidence.failures?.length || evidence.value != null));
}

function evidenceView(evidence) {
  return el("div", {class: "evidence"}, ruleView(evidence), windowView(evidence), typesView(evidence.failureTypes), failuresTable(evidence.failures, "The last failures before it"));
}

/** The rule's value against its threshold. */
function ruleView({trigger, value, threshold}) {
  const name = sentence(trigger);
  if (value == null) {
    return el("p", {}, "Rule: ", el("b", {}, name));
  }
  const isRate = /_RATE$/.test(trigger);
  const text = isRate ? percentText : decimal;
  const max = isRate ? 100 : Math.max(value, threshold ?? 0) * 1.25 || 1;
  return el("div", {class: "rule"},
    el("span", {}, `${name} `, el("b", {}, text(value)), threshold == null ? null : ` reached the threshold of ${text(threshold)}`),
    meter(value, threshold, max));
}

/** FAILURE_RATE as "Failure rate". */
function sentence(constant) {
  const words = String(constant ?? "unknown").toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function windowView(evidence) {
  const {bufferedCalls: all, failedCalls: failed, slowCalls: slow, slowFailedCalls: both} = evidence;
  if (!all) {
    return null;
  }
  const slowPart = slow ? `, ${decimal(slow, 0)} were slow (${decimal(both ?? 0, 0)} of them failed, too)` : "";
  return el("p", {class: "quiet"},
    `Of ${countText(all, "call")} in ${evidence.window || "the window"}, ${decimal(failed, 0)} failed${slowPart}.`);
}

/** Which exceptions, and how often each. */
function typesView(types) {
  if (!types?.length) {
    return null;
  }
  const most = Math.max(...types.map(({count}) => count));
  return el("div", {class: "types"}, el("h3", {}, "Most frequent failures"),
    el("ul", {}, types.map(({type, count}) => el("li", {},
      el("span", {class: "type", title: type}, shortType(type)), meter(count, null, most), el("b", {}, countText(count, "time"))))));
}

/** Failures: type, time, duration, where; a message only where the server tells it. */
function failuresTable(failures, title) {
  if (!failures?.length) {
    return null;
  }
  const has = key => failures.some(failure => failure[key] != null);
  const columns = [
    ["Time", failure => timeElement(failure.at)],
    ["Type", failure => el("span", {class: "type", title: failure.type}, shortType(failure.type))],
    has("duration") && ["Took", failure => callTimeText(millis(failure.duration))],
    has("where") && ["Where", failure => el("code", {}, failure.where ?? "–")],
    has("message") && ["Message", failure => el("span", {class: "message"}, failure.message ?? "")],
  ].filter(column => column);
  return dataTable(title, columns, failures);
}

/** A table with a caption, which scrolls in itself where there is much of it. */
function dataTable(title, columns, items) {
  return scroller(title, el("table", {},
    el("caption", {}, title),
    el("thead", {}, el("tr", {}, columns.map(([name]) => el("th", {scope: "col"}, name)))),
    el("tbody", {}, items.map(item => el("tr", {}, columns.map(([, cell]) => el("td", {}, cell(item))))))));
}

/** Can be scrolled by keyboard, too. */
function scroller(title, content) {
  return el("div", {class: "scroller", role: "region", "aria-label": title, tabindex: "0"}, content);
}
