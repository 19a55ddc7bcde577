/* Days one after another: steps, a play, and a brush over the chart of days.
 *
 * A tab loads this module once; the function below is called for each page, and again whenever its ``data`` changes:
 *   days         [day, words] of each day on which something of the other filters happened
 *   first, last  the chosen days, null where that side is open
 *   shown        what they leave, in words
 *   names        each day of the chart, in words
 *   says         the words of the controls
 * It tells ``chosen`` or, while it plays, ``passed``: "FIRST/LAST", a side empty where it is open; ``written`` when it stops.
 * A frame of the play is the next day as soon as the page has drawn the one before and has been looked at for a moment;
 * only the last one is written into the address.  Where a reader asks for less motion nothing plays, steps alone are left.
 */
const LOOK = 900;        // ms that each day stays
const HOLD = 350;        // ms that a finger rests before it brushes: until then it scrolls
const LEAST = 6;         // px: a shorter stroke is a click
const CHART = ".st-key-wide_timeline .js-plotly-plot";
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const now = { data: null, tell: () => {}, calls: 0, playing: false, upTo: null, timer: 0 };
const players = new WeakMap();   // host → its controls

// ------------------------------------------------------------------ which day is next
const days = () => now.data.days.map(([day]) => day);
const from = (day) => (now.upTo ? "" : day);

function step(by) {   // the day after, or before, what is chosen; null where there is none
  const all = days(), { first, last } = now.data;
  if (!first && !last) return by > 0 ? all[0] : all[all.length - 1];
  const at = by > 0 || now.upTo ? last || first : first || last;
  const left = all.filter((day) => (by > 0 ? day > at : day < at));
  return (by > 0 ? left[0] : left[left.length - 1]) || null;
}

function go(day, kind = "chosen") {
  if (day) now.tell(kind, `${from(day)}/${day}`);
}

// ------------------------------------------------------------------ the play
function still() {   // the page has drawn what the last run sent
  const app = document.querySelector("[data-testid=stApp]");
  return !app || app.dataset.testScriptState === "notRunning";
}

function frame(day) {
  const calls = now.calls, last = !days().some((other) => other > day);
  go(day, last ? "chosen" : "passed");
  if (last) pause(false);
  else afterDrawn(calls);
}

function afterDrawn(calls) {   // the next frame follows what is drawn, however long that takes
  window.clearTimeout(now.timer);
  if (!now.playing) return;
  const drawn = now.calls > calls && still();
  now.timer = window.setTimeout(drawn ? further : () => afterDrawn(calls), drawn ? LOOK : 60);
}

function further() {
  const next = now.playing && step(1);
  if (next) frame(next);
  else if (now.playing) pause(true);
}

function play() {
  if (calm.matches) return;
  now.playing = true;
  const chosen = now.data.first || now.data.last;
  frame((chosen && step(1)) || days()[0]);
  draw();
}

function pause(write) {   // what is shown is written into the address, unless the press that stopped it does so
  now.playing = false;
  window.clearTimeout(now.timer);
  if (write) now.tell("written", true);
  draw();
}

function elsewhere(event) {
  if (!now.playing || (event.target.closest && event.target.closest(".dayplay"))) return;
  pause(false);
  const written = () => (still() ? now.playing || now.tell("written", true) : window.setTimeout(written, 300));
  window.setTimeout(written, 1000);   // not before the run of what was pressed
}

// ------------------------------------------------------------------ the controls
function button(box, name, sign) {
  const made = box.appendChild(document.createElement("button"));
  made.type = "button";
  made.dataset.name = name;
  made.innerHTML = `<svg width="14" height="14" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true">${sign}</svg><span></span>`;
  return made;
}

const SIGNS = {
  back: '<path d="M10.5 2v10L4 7z"/>', play: '<path d="M3 1.500v11l9-5.500z"/>', pause: '<path d="M3 2h3v10H3zM8 2h3v10H8z"/>',
  next: '<path d="M3.5 2v10L10 7z"/>',
};

function build(host) {
  const box = host.appendChild(document.createElement("div"));
  box.className = "dayplay";
  box.setAttribute("role", "group");
  const parts = { box, back: button(box, "back", SIGNS.back), play: button(box, "play", SIGNS.play), next: button(box, "next", SIGNS.next) };
  parts.back.addEventListener("click", () => stepped(-1));
  parts.next.addEventListener("click", () => stepped(1));
  parts.play.addEventListener("click", () => (now.playing ? pause(true) : play()));
  const label = box.appendChild(document.createElement("label"));
  parts.upTo = label.appendChild(Object.assign(document.createElement("input"), { type: "checkbox" }));
  parts.words = label.appendChild(document.createElement("span"));
  parts.upTo.addEventListener("change", () => upTo(parts.upTo.checked));
  parts.line = box.appendChild(document.createElement("span"));
  parts.line.className = "now";
  parts.line.setAttribute("aria-live", "polite");
  box.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    stepped(by);
  });
  players.set(host, parts);
  return parts;
}

function stepped(by) {
  if (now.playing) pause(false);
  go(step(by));
}

function upTo(on) {   // the chosen day alone, or all until it
  now.upTo = on;
  const day = now.data.last || now.data.first;
  if (day && !now.playing) go(day);
}

let shownIn = null;

function draw() {
  const parts = shownIn && players.get(shownIn), { says, shown } = now.data;
  if (!parts) return;
  parts.box.setAttribute("aria-label", says.group);
  const name = (node, words, visible) => {
    node.title = words;
    node.setAttribute("aria-label", words);
    node.lastChild.textContent = visible ? words : "";
  };
  name(parts.back, says.back);
  name(parts.next, says.next);
  name(parts.play, now.playing ? says.pause : says.play, true);
  parts.play.firstChild.innerHTML = now.playing ? SIGNS.pause : SIGNS.play;
  parts.play.hidden = calm.matches;
  [[parts.back, -1], [parts.next, 1]].forEach(([node, by]) => node.setAttribute("aria-disabled", String(!step(by))));
  parts.words.textContent = says.upto;
  parts.upTo.checked = Boolean(now.upTo);
  parts.line.textContent = shown;
}

// ------------------------------------------------------------------ the brush
const brush = { chart: null, from: 0, on: false, mark: null, hold: 0 };

function slots(chart) {   // [day, x of its middle on the screen, last of the days that share it]
  const axis = chart._fullLayout && chart._fullLayout.xaxis, { days: told = [], ends = told } = JSON.parse(chart.layout.meta || "{}") || {};
  if (!axis || !told.length) return [];
  const left = chart.getBoundingClientRect().left + axis._offset;
  return told.map((day, i) => [day, left + axis.d2p(axis.tickvals[i]), ends[i]]);
}

function span(chart, a, b) {   // first and last day between two points of the screen, or the nearest to both
  const all = slots(chart), [low, high] = a < b ? [a, b] : [b, a];
  const inside = all.filter(([, x]) => x >= low && x <= high);
  if (inside.length) return [inside[0][0], inside[inside.length - 1][2]];
  const near = [...all].sort((p, q) => Math.abs(p[1] - (a + b) / 2) - Math.abs(q[1] - (a + b) / 2))[0];
  return near ? [near[0], near[2]] : null;
}

function pressed(event) {
  elsewhere(event);
  const chart = !event.button && event.target.closest && event.target.closest(CHART);
  if (!chart || !now.data || !slots(chart).length) return;
  Object.assign(brush, { chart, from: event.clientX, at: event.clientX, y: event.clientY, on: false, finger: event.pointerType === "touch" });
  if (brush.finger) brush.hold = window.setTimeout(() => { brush.on = Boolean(brush.chart); mark(); }, HOLD);
}

function moved(event) {
  if (!brush.chart) return;
  brush.at = event.clientX;
  if (brush.finger && !brush.on) return;
  if (Math.abs(brush.at - brush.from) >= LEAST) brush.on = true;
  if (brush.on) mark();
}

function mark() {
  const box = brush.chart.getBoundingClientRect(), chosen = span(brush.chart, brush.from, brush.at);
  if (!brush.mark) {
    brush.mark = document.body.appendChild(document.createElement("div"));
    brush.mark.className = "daybrush";
  }
  const [low, high] = [brush.from, brush.at].sort((a, b) => a - b);
  Object.assign(brush.mark.style, { left: `${low}px`, width: `${Math.max(high - low, 1)}px`, top: `${box.top}px`, height: `${box.height}px` });
  const words = (day) => now.data.names[day] || day;
  brush.mark.textContent = chosen[0] === chosen[1] ? words(chosen[0]) : `${words(chosen[0])} – ${words(chosen[1])}`;
}

function released(event) {
  const { chart, on } = brush;
  const onAxis = chart && !on && below(chart, event.clientY);
  const chosen = chart && (on || onAxis) && span(chart, brush.from, event.clientX);
  stop();
  if (!chosen) return;
  const same = onAxis && now.data.first === chosen[0] && now.data.last === chosen[1];
  now.tell("chosen", same ? "/" : chosen.join("/"));
}

function below(chart, y) {   // on the days' names
  const size = chart._fullLayout._size, top = chart.getBoundingClientRect().top;
  return y > top + size.t + size.h;
}

function stop() {
  window.clearTimeout(brush.hold);
  if (brush.mark) brush.mark.remove();
  Object.assign(brush, { chart: null, on: false, mark: null });
}

if (!window.atlasDays) {
  const hears = window.atlasDays = { pressed, moved, released, stop, key: elsewhere };
  document.addEventListener("pointerdown", (event) => hears.pressed(event), true);
  document.addEventListener("pointermove", (event) => hears.moved(event), true);
  document.addEventListener("pointerup", (event) => hears.released(event), true);
  document.addEventListener("pointercancel", () => hears.stop(), true);
  document.addEventListener("keydown", (event) => (event.key === "Escape" && brush.chart ? stop() : hears.key(event)), true);
  document.addEventListener("touchmove", (event) => brush.on && event.preventDefault(), { passive: false });
  calm.addEventListener("change", () => now.data && (now.playing ? pause(true) : draw()));
}

export default function ({ parentElement, data, setTriggerValue }) {
  now.data = data;
  now.calls += 1;
  now.tell = (kind, word) => setTriggerValue(kind, word);
  // Of an address: "to" alone is all until then, unless it is the first day, which "to" alone chooses too.
  if (now.upTo === null && (data.first || data.last)) now.upTo = !data.first && data.last > days()[0];
  shownIn = parentElement;
  if (!players.has(parentElement)) build(parentElement);
  draw();
  return () => { if (shownIn === parentElement && now.playing && !parentElement.isConnected) pause(false); };
}
