// The document: elements are made here and nowhere else, and text is only ever text.

const byId = id => document.getElementById(id);

/**
 * An element. Attributes are set as attributes, `class` and `on…` listeners excepted; children that
 * are no nodes become text, so that nothing a server sends is read as markup.
 */
function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value != null) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter(child => child != null && child !== false));
  return element;
}

/** Sets a text if it is another one; the browser then has nothing to lay out again for the rest. */
function setText(element, text) {
  const next = String(text ?? "");
  if (element.textContent !== next) {
    element.textContent = next;
  }
}

function setAttribute(element, name, value) {
  if (value == null || value === false) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
}

function setHidden(element, hidden) {
  if (element.hidden !== hidden) {
    element.hidden = hidden;
  }
}

/** Brings children into this order with as few moves as it takes, and takes away all others. */
function arrange(parent, children) {
  const wanted = new Set(children);
  for (const child of [...parent.children]) {
    if (!wanted.has(child)) {
      child.remove();
    }
  }
  let next = parent.firstElementChild;
  for (const child of children) {
    if (child === next) {
      next = next.nextElementSibling;
    } else {
      place(parent, child, next);
    }
  }
}

/** Moves without taking the focus away, where the browser can. */
function place(parent, child, before) {
  if (child.parentNode === parent && parent.moveBefore) {
    parent.moveBefore(child, before);
    return;
  }
  const focused = child.contains(document.activeElement) ? document.activeElement : null;
  parent.insertBefore(child, before);
  focused?.focus({preventScroll: true});
}

/** A list that follows its items: what is known stays as it is, what is new is made. */
function keyedList(parent, keyOf, make) {
  const known = new Map();
  return items => {
    const keys = items.map(keyOf);
    const present = new Set(keys);
    [...known.keys()].filter(key => !present.has(key)).forEach(key => known.delete(key));
    items.forEach((item, i) => known.has(keys[i]) || known.set(keys[i], make(item)));
    arrange(parent, [...new Set(keys)].map(key => known.get(key)));
  };
}

function icon(state) {
  const known = STATES[state] ? state.toLowerCase() : "disabled";
  return svg("svg", {class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true"}, svg("use", {href: `#icon-${known}`}));
}

/** The state in a shape, a colour and a word. */
function badge(state) {
  return el("span", {class: "badge", "data-state": state}, icon(state), stateLabel(state));
}

function timeElement(at) {
  return el("time", {datetime: at, title: at}, timeText(at));
}

/** Says something to those who do not see the page. */
function announce(text) {
  const announcer = byId("announcer");
  announcer.textContent = "";
  requestAnimationFrame(() => setText(announcer, text));
}

/** Light, dark or as the system has it; remembered only where the browser lets us. */
function followTheme(select) {
  const key = "breaker-theme";
  const apply = theme => theme === "auto"
    ? document.documentElement.removeAttribute("data-theme")
    : document.documentElement.setAttribute("data-theme", theme);
  const remembered = withoutStorageTrouble(() => localStorage.getItem(key));
  if (remembered === "light" || remembered === "dark") {
    select.value = remembered;
    apply(remembered);
  }
  select.addEventListener("change", () => {
    apply(select.value);
    withoutStorageTrouble(() => localStorage.setItem(key, select.value));
  });
}

function withoutStorageTrouble(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
