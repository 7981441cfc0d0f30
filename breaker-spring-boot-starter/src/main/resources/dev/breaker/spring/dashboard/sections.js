// The parts of a breaker's details that are tables and sentences.

function interventionView(intervention) {
  return el("div", {class: "note who"}, el("p", {}, interventionNote(intervention)),
    el("p", {class: "quiet"}, "Since ", timeElement(intervention.at),
      intervention.until ? el("span", {}, "; ends by itself in ", el("b", {"data-until": intervention.until})) : "; stays until somebody ends it"));
}

/** Brings the countdowns in what is shown up to date. */
function refreshCountdowns(root, now) {
  for (const element of root.querySelectorAll("[data-until]")) {
    setText(element, durationText(Date.parse(element.dataset.until) - now + 999));
  }
}

function whyView({tripReason, tripEvidence, state}) {
  if (!tripReason && !hasEvidence(tripEvidence)) {
    return null;
  }
  const title = state === "CLOSED" ? "Why it opened last" : "Why it opened";
  return el("section", {class: "why-box"}, el("h2", {}, title), tripReason ? el("p", {class: "reason"}, tripReason) : null,
    hasEvidence(tripEvidence) ? evidenceView(tripEvidence) : null);
}

function rehearsalView(rehearsal) {
  const facts = [
    ["It would be", badge(rehearsal.state)], ["Would have opened", countText(rehearsal.openings ?? 0, "time")],
    ["Would have rejected", countText(rehearsal.notPermittedCalls ?? 0, "call")], ["Failure rate", percentText(rehearsal.failureRate)],
    ["Slow-call rate", percentText(rehearsal.slowCallRate)],
  ];
  return el("div", {}, el("dl", {class: "numbers"}, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    rehearsal.tripReason ? el("p", {class: "quiet"}, `Because ${rehearsal.tripReason}`) : null);
}

function candidateView(candidate) {
  return section("Candidate settings, rehearsed beside the live ones",
    el("p", {class: "who"}, `Rehearsed ${byText(candidate.by)} since ${timeText(candidate.at)}${becauseText(candidate.reason)}`),
    el("ul", {class: "plain"}, Object.entries(candidate.settings ?? {}).map(([key, value]) =>
      el("li", {}, el("code", {}, key), " would be ", el("b", {}, settingText(value))))),
    candidate.rehearsal ? rehearsalView(candidate.rehearsal) : null);
}

function keysView(keys) {
  return section("Keys", dataTable("A breaker per key", [
    ["Key", key => el("a", {href: hashOf(key.name)}, key.name)],
    ["State", key => badge(key.state)],
    ["Failure rate", key => percentText(key.failureRate)],
    ["Slow-call rate", key => percentText(key.slowCallRate)],
    ["Rejected in all", key => decimal(key.notPermittedCalls, 0)],
  ], keys));
}

function failuresSection(failures) {
  return section("Recent failures",
    failuresTable([...failures].reverse(), "Newest first") ?? el("p", {class: "quiet"}, "None yet."));
}

function settingsView({settings, settingOrigins}) {
  const rows = Object.entries(settings).map(([key, value]) => ({key, value, origin: settingOrigins?.[key]}));
  const columns = [
    ["Setting", ({key}) => el("code", {}, key)],
    ["In effect", ({value}) => el("b", {}, settingText(value))],
    settingOrigins && ["From", ({origin}) => el("span", {class: origin === "default" ? "quiet" : ""}, origin ?? "–")],
  ].filter(column => column);
  const defaults = rows.filter(({origin}) => origin === "default");
  const chosen = rows.filter(({origin}) => origin !== "default");
  return section("Settings",
    chosen.length ? dataTable("In effect", columns, chosen) : el("p", {class: "quiet"}, "Nothing is configured or changed."),
    defaults.length ? el("details", {}, el("summary", {}, `${countText(defaults.length, "setting")} at the default`), dataTable("Defaults", columns, defaults)) : null);
}

function changesView(changes) {
  return section("Changes while running", el("ol", {class: "transitions"}, [...changes].reverse().map(change => el("li", {},
    el("p", {class: "who"}, timeElement(change.at), ` ${byText(change.by)}${becauseText(change.reason)}`),
    el("ul", {class: "plain"}, Object.keys(change.to ?? {}).map(key => el("li", {}, el("code", {}, key), " ",
      settingText(change.from?.[key]), " → ", el("b", {}, settingText(change.to[key])))))))));
}

function problemText(error) {
  return error instanceof Refusal ? error.message : "The server cannot be reached.";
}
