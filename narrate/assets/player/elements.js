// What is remembered in this browser; where that is forbidden, nothing is.
const memory = {
  get(key, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(`narrate:${key}`)) ?? otherwise;
    } catch { return otherwise; }
  },
  set(key, value) {
    try { localStorage.setItem(`narrate:${key}`, JSON.stringify(value)); } catch { /* forbidden, or full */ }
  },
};

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const setCurrent = (element, isCurrent) =>
  (isCurrent ? element.setAttribute("aria-current", "true") : element.removeAttribute("aria-current"));
const filled = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);

function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS(svg.namespaceURI, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function button(className, label, onclick, ...children) {
  return make("button", { type: "button", className, ariaLabel: label, title: label, onclick }, ...children);
}

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, i) => (i ? `${part}`.padStart(2, "0") : part)).join(":");
}

// What is told to those who do not see it.
const status = make("p", { className: "status", role: "status" });
const tell = (text) => { status.textContent = text; };

const isSeen = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};
function comeIntoView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  if (top > innerHeight * 0.12 && bottom < innerHeight * 0.6) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: isCalm ? "instant" : "smooth" });
}

// A switch that is remembered; <html> tells how it stands.
function switchOf(name) {
  const box = make("input", { type: "checkbox", checked: memory.get(name, true) });
  const apply = () => { document.documentElement.dataset[name] = box.checked ? "on" : "off"; };
  box.onchange = () => { memory.set(name, box.checked); apply(); };
  apply();
  return make("label", {}, box, words[name]);
}
