// What an operator can do, each after a dialog that says what it means and asks why.

const ACTIONS = [
  {action: "FORCE_OPEN", label: "Force open", danger: true, timed: true, means: "Every call will be rejected, the probes too."},
  {action: "CLOSE", label: "Close", means: "Calls are permitted again at once, and the window begins empty. If the service is still ill, the breaker opens again."},
  {action: "HALF_OPEN", label: "Probe now", means: "The next calls are probes; they decide whether the breaker closes."},
  {action: "DISABLE", label: "Disable", danger: true, timed: true, means: "Every call will be permitted and nothing recorded but totals: nothing is protected."},
  {action: "METRICS_ONLY", label: "Metrics only", danger: true, timed: true, means: "Every call will be permitted, and the breaker only notes what it would have done: nothing is protected."},
  {action: "RESET", label: "Reset", means: "Closes the breaker and forgets window, backoff and last failure."},
];

const SETTINGS_ACTIONS = [
  {id: "change", label: "Change settings", needs: "settingOrigins"},
  {id: "revert", label: "Revert settings", needs: "settingOrigins"},
  {id: "rehearse", label: "Rehearse a candidate", needs: "candidate"},
  {id: "adopt", label: "Adopt the candidate", needs: "candidate", whileRehearsed: true},
  {id: "end", label: "End the rehearsal", needs: "candidate", whileRehearsed: true},
];

const READ_ONLY = "You can look but not act: the endpoint is read-only (management.endpoint.circuitbreakers.access).";

class Actions {
  constructor(dialog, onDone) {
    this.dialog = dialog;
    this.onDone = onDone;
  }

  /** The buttons of one breaker. */
  buttons(name, known) {
    const states = ACTIONS.map(action => ({...action, button: this.#button(action, () => this.#changeState(name, action, known()))}));
    const settings = SETTINGS_ACTIONS.map(action => ({...action, button: this.#button(action, () => this.#changeSettings(name, action.id, known()))}));
    const note = el("p", {class: "note", hidden: true}, READ_ONLY);
    const groups = el("div", {class: "groups"},
      el("div", {role: "group", "aria-label": "State"}, states.map(({button}) => button)),
      el("div", {role: "group", "aria-label": "Settings"}, settings.map(({button}) => button)));
    const element = el("section", {class: "actions"}, el("h2", {}, "Act"), note, groups);
    return {element, refresh: (readOnly, details) => refreshButtons(note, groups, settings, readOnly, details)};
  }

  #button({label, danger}, onclick) {
    return el("button", {type: "button", class: danger ? "danger" : null, onclick}, `${label}…`);
  }

  #changeState(name, action, known) {
    const fields = stateFields(action, known);
    this.#ask(name, {
      title: `${action.label}: ${name}`, means: action.means, fields, confirm: action.label, danger: action.danger,
      body: () => ({updateState: action.action, ...fields.values()}),
    });
  }

  #changeSettings(name, id, known) {
    const fields = [new ReasonField(id !== "change" && id !== "rehearse")];
    const form = id === "change" ? new SettingsForm(known.settings) : id === "rehearse"
      ? new SettingsForm({...known.settings, ...known.candidate?.settings}, known.settings) : null;
    const all = new Fields(form ? [form, ...fields] : fields);
    this.#ask(name, {...settingsQuestion(id, name, known, form), fields: all, body: () => ({...settingsBody(id, form), ...all.values()})});
  }

  #ask(name, question) {
    this.dialog.ask({...question, send: async body => {
      const details = await postJson(addressOf(name), body);
      this.onDone(`${question.confirm}: done for ${name}`, details);
    }});
  }
}

function refreshButtons(note, groups, settings, readOnly, details) {
  setHidden(note, !readOnly);
  setHidden(groups, readOnly);
  for (const {button, needs, whileRehearsed} of settings) {
    setHidden(button, !(needs in details) || whileRehearsed === true && !details.candidate);
  }
}

function stateFields({timed}, known) {
  const understood = "intervention" in known;
  return new Fields([understood && timed ? new DurationField() : null, understood ? new ReasonField(true) : null].filter(field => field));
}

function settingsQuestion(id, name, known, form) {
  return {
    change: {title: `Change settings: ${name}`, wide: true, confirm: "Change settings",
      means: "State and window are kept; calls in flight end under the rules that admitted them. The change lasts until it is reverted or the application is restarted."},
    revert: {title: `Revert settings: ${name}`, confirm: "Revert settings", means: "The configuration's settings will be in effect again."},
    rehearse: {title: `Rehearse a candidate: ${name}`, wide: true, confirm: "Rehearse",
      means: "These settings are tried beside the live ones on the same calls. Nothing is rejected by them."},
    adopt: {title: `Adopt the candidate: ${name}`, confirm: "Adopt", means: `It becomes live: ${listSettings(known.candidate?.settings)}.`},
    end: {title: `End the rehearsal: ${name}`, confirm: "End rehearsal", means: "The candidate and its figures are forgotten."},
  }[id];
}

function listSettings(settings) {
  return Object.entries(settings ?? {}).map(([key, value]) => `${key} = ${settingText(value)}`).join(", ");
}

function settingsBody(id, form) {
  return {
    change: () => ({settings: form.changes()}), revert: () => ({revertSettings: true}),
    rehearse: () => ({rehearse: form.changes()}), adopt: () => ({adoptRehearsal: true}), end: () => ({endRehearsal: true}),
  }[id]();
}

/** The one dialog: a question, its fields, and what the server says if it refuses. */
class ActionDialog {
  constructor(dialog, isStale) {
    this.dialog = dialog;
    this.isStale = isStale;
  }

  ask({title, means, fields, confirm, danger, wide, body, send}) {
    const error = el("p", {class: "note bad", role: "alert", hidden: true});
    const submit = el("button", {type: "submit", class: danger ? "danger solid" : "solid"}, confirm);
    const cancel = el("button", {type: "button", onclick: () => this.dialog.close()}, "Cancel");
    const form = el("form", {onsubmit: event => {
      event.preventDefault();
      this.#submit(submit, error, () => send(body()));
    }}, el("h2", {id: "dialog-title"}, title), el("p", {id: "dialog-means"}, means),
    this.isStale() ? el("p", {class: "note bad"}, "The connection is lost: what you decide on may be old.") : null,
    fields.elements, error, el("div", {class: "buttons"}, cancel, submit));
    this.dialog.classList.toggle("wide", Boolean(wide));
    this.dialog.setAttribute("aria-describedby", "dialog-means");
    this.dialog.replaceChildren(form);
    this.dialog.showModal();
  }

  async #submit(submit, error, send) {
    submit.disabled = true;
    setHidden(error, true);
    try {
      await send();
      this.dialog.close();
    } catch (problem) {
      setText(error, problem instanceof Refusal || problem instanceof InputError ? problem.message : "The server cannot be reached. Nobody knows whether it was done.");
      setHidden(error, false);
    } finally {
      submit.disabled = false;
    }
  }
}
