/* Hears what is pressed in the pages' own HTML, and brings what it opened into view.
 *
 * A tab loads this module once; the function below is called for each page, with
 *   open   the word of what is open
 *   wide   how a chart is called that is wider than the page
 *   table  how a table is called, behind the title above it
 *   close  what puts a card away that lies over the page
 *   away   how often something was chosen in the list of filters that needs no second choice
 *   roomy  whether tables have been made for a wide screen: where that is not so, the server is told, and a cookie keeps it
 * An element with ``data-ask`` tells the server what it asks for; one with ``data-spot`` is a press on that spot of the map;
 * one with ``data-away`` closes the list of filters, which on a phone hides the page.
 */
const heard = { tell: () => {}, open: null, at: -Infinity };
heard.size = new ResizeObserver(([card]) => { heard.close.style.bottom = `${card.target.offsetHeight - 42}px`; });
const PATIENCE = 8000;   // ms between a press and what it opens, on a busy machine
const READ = 320;   // px of a card that tell what it is, and its first sentence
const CARD = '[data-testid="stMain"] [class*="st-key-card_"]';
const FILTERS = '[data-testid="stSidebar"]';
const NARROW = matchMedia("(max-width: 640px)");
const ROOMY = matchMedia("(min-width: 1800px)");   // as in page.css
const TABLE = "[data-testid=stDataFrame]", SCROLLER = ".dvn-scroller", CHART = ".js-plotly-plot";

function press(event) {
  heard.at = performance.now();
  if (event.target.closest && event.target.closest(".st-key-menu a")) lower();   // another page begins without it
  const node = event.target.closest && event.target.closest("[data-ask], [data-spot], [data-away]");
  const pressed = !event.detail && event.target.closest && event.target.closest('[data-testid="stMain"] button');
  if (pressed && !pressed.closest(".folium-map")) back(pressed);
  if (!node) return;
  if (node.closest(FILTERS)) putAway();
  if (node.dataset.ask) heard.tell(node.dataset.ask);
  if (node.dataset.ask && new URLSearchParams(node.dataset.ask).get("open") === heard.open) bring();   // again
  const map = node.dataset.spot && document.querySelector(".folium-map[data-ready]");
  if (map) map.atlas.told(node.dataset.spot);
}

function putAway() {   // the filters lie over the page on a phone, and beside it on a desk
  const button = NARROW.matches && document.querySelector(`${FILTERS} [data-testid="stSidebarCollapseButton"] button`);
  if (button && button.closest(FILTERS).getBoundingClientRect().right > 0) button.click();
}

function still() {   // the page has drawn what the last run sent
  const app = document.querySelector("[data-testid=stApp]");
  return !app || app.dataset.testScriptState === "notRunning";
}

async function drawn() {
  const end = performance.now() + PATIENCE;
  do await new Promise((done) => setTimeout(done, 120)); while (!still() && performance.now() < end);
}

// What was pressed with a key is drawn anew by the run that answers, or goes: the focus comes back to it, else to the
// filters that are left, else to the page.
async function back(node) {
  const words = node.textContent, all = () => [...document.querySelectorAll("[data-ask]")];
  const same = node.dataset.ask ? (one) => one.dataset.ask === node.dataset.ask : () => false;
  const nth = all().filter(same).indexOf(node);
  for (const later of [0, 600]) {
    await new Promise((done) => setTimeout(done, later));
    await drawn();
    if (document.activeElement !== document.body) continue;
    const found = all().filter(same)[nth] || all().find((one) => node.dataset.ask && one.textContent === words);
    (found || document.querySelector(".st-key-chips button") || document.querySelector('[data-testid="stMain"]')).focus({ preventScroll: true });
  }
}

function room() {
  if (ROOMY.matches === heard.roomy) return;
  document.cookie = `atlas_wide=${Number(ROOMY.matches)}; path=/; max-age=31536000; samesite=strict`;
  heard.tell(`wide=${Number(ROOMY.matches)}`);
}

async function name() {   // charts that scroll sideways, with the keyboard too, and tables
  await drawn();
  label();
  room();
  setTimeout(label, 2000);   // a chart that is drawn after its page
}

function label() {
  document.querySelectorAll('[class*="st-key-wide_"]').forEach((box) => {
    if (box.scrollWidth <= box.clientWidth) return;
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", heard.wide);
  });
  document.querySelectorAll(`${TABLE} ${SCROLLER}`).forEach((inner) => {   // a browser stops at what scrolls
    const above = (title) => title.compareDocumentPosition(inner) & Node.DOCUMENT_POSITION_FOLLOWING;
    const title = [...document.querySelectorAll(".sect h2")].filter(above).pop();
    inner.setAttribute("role", "group");
    inner.setAttribute("aria-label", title ? `${title.textContent}: ${heard.table}` : heard.table);
  });
}

// Paper shows of a table what the screen shows: where that is not all, it says so.  A chart was drawn for the screen, and
// grows or shrinks to the page as a picture does; a map is no wider than what is drawn of it.
function onPaper() {
  document.querySelectorAll(TABLE).forEach((box) => {
    const inner = box.querySelector(SCROLLER);
    box.toggleAttribute("data-more", Boolean(inner) && inner.scrollHeight > inner.clientHeight + 1);
  });
  document.querySelectorAll(CHART).forEach((chart) => {
    const [wide, high] = [chart.clientWidth, chart.clientHeight];
    if (!wide || !high) return;
    chart.dataset.paper = "";
    chart.style.setProperty("--drawn-wide", wide);
    chart.style.setProperty("--drawn-high", high);
    chart.querySelectorAll(".main-svg").forEach((svg) => svg.setAttribute("viewBox", `0 0 ${wide} ${high}`));
  });
  document.querySelectorAll(".atlas-frame").forEach((map) => map.style.setProperty("--drawn-wide", map.clientWidth));
}

function offPaper() {
  document.querySelectorAll(`${CHART}[data-paper]`).forEach((chart) => {
    delete chart.dataset.paper;
    chart.querySelectorAll(".main-svg").forEach((svg) => svg.removeAttribute("viewBox"));
  });
}

// Streamlit's table opens its first row as soon as the focus comes.  With Tab it comes on the way to something else: the
// table hears nothing of it until a key is pressed that chooses a row.
const keys = { tab: false, asleep: null };
const WAKES = ["ArrowDown", "ArrowUp", "Enter", " "];

function key(event) {
  keys.tab = event.key === "Tab";
  const canvas = keys.asleep;
  if (!canvas || event.target !== canvas) return;
  if (keys.tab || event.key === "Shift") return;
  event.stopPropagation();
  if (!WAKES.includes(event.key)) return;
  event.preventDefault();
  keys.asleep = null;
  canvas.blur();
  canvas.focus({ preventScroll: true });
}

function focused(event) {
  if (event.target.matches && event.target.matches(`${TABLE} ${SCROLLER}:not([aria-label])`)) label();
  const canvas = event.target.matches && event.target.matches(`${TABLE} canvas`) ? event.target : null;
  keys.asleep = canvas && keys.tab ? canvas : null;
  if (keys.asleep) event.stopPropagation();
}

async function bring() {   // into view, where a press opened a card that stands elsewhere on the page
  await drawn();
  const card = document.querySelector(CARD);
  if (!card) return;
  const box = card.getBoundingClientRect(), room = window.innerHeight;
  const away = box.top < 0 || box.top > room - Math.min(box.height, 140);
  if (NARROW.matches && (away || lifted())) lift(card);
  else if (away) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const block = box.height < room - 60 ? "center" : "start", behavior = calm ? "auto" : "smooth";
    // One that begins near the foot comes up only as far as it takes to be read: what was pressed stays in sight.
    if (box.top > 0 && box.top < room) card.closest('[data-testid="stMain"]').scrollBy({ top: box.top + Math.min(box.height, READ) - room, behavior });
    else card.scrollIntoView({ block, behavior });
  }
  const head = card.querySelector("h3");
  if (heard.line && head) heard.line.textContent = head.textContent;
}

// On a phone a card that stands elsewhere comes up over the foot of the screen: who closes it is where the press was.
function lift(card) {
  document.documentElement.dataset.card = "up";
  card.scrollTop = 0;
  heard.size.disconnect();
  heard.size.observe(card);
}

function lifted() {
  return document.documentElement.dataset.card === "up";
}

function lower() {
  delete document.documentElement.dataset.card;
}

// Plotly hears a press on what lies under the pointer, and a finger comes with none before.
function point(event) {
  const chart = event.pointerType === "touch" && event.target.closest && event.target.closest(".js-plotly-plot .nsewdrag");
  if (chart) chart.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX: event.clientX, clientY: event.clientY }));
}

// Streamlit's table takes a press only where it has seen the pointer before: one that comes with it, a quick hand's or a
// finger's beside a mouse, is lost.  Where no run answers such a press on what a row says, it is pressed again.
const table = { inside: null, since: 0 };
const HURRY = 400;   // ms in which the table notices the pointer
const TICKS = 36;    // px: the column of ticks hears by itself

function enter(event) {
  const here = event.target.closest ? event.target.closest("[data-testid=stDataFrame]") : null;
  if (here !== table.inside) Object.assign(table, { inside: here, since: performance.now() });
}

async function again(event) {
  const inner = event.isTrusted && event.target.closest && event.target.closest(SCROLLER);
  if (!inner || performance.now() - table.since > HURRY) return;
  if (event.clientX - inner.getBoundingClientRect().left < TICKS) return;
  for (const end = performance.now() + HURRY; performance.now() < end;) {
    if (!still()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  const at = { bubbles: true, cancelable: true, clientX: event.clientX, clientY: event.clientY, pointerType: "mouse", pointerId: 1, isPrimary: true, button: 0 };
  inner.dispatchEvent(new PointerEvent("pointerdown", { ...at, buttons: 1 }));
  inner.dispatchEvent(new PointerEvent("pointerup", at));
  inner.dispatchEvent(new MouseEvent("click", at));
}

if (!window.atlasHears) {
  document.addEventListener("pointerover", enter, true);
  document.addEventListener("pointerdown", point, true);
  document.addEventListener("click", again, true);
  document.addEventListener("keydown", key, true);
  document.addEventListener("focusin", focused, true);
  document.addEventListener("pointerdown", () => Object.assign(keys, { tab: false, asleep: null }), true);
  window.addEventListener("beforeprint", onPaper);
  window.addEventListener("afterprint", offPaper);
  window.addEventListener("popstate", lower);
  window.addEventListener("resize", () => heard.wide && name());   // a phone that was turned
  // Symbols and charts are drawn on the server for one theme: another one is a run that draws them anew.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(() => heard.tell("redraw=1"), 300));
  document.addEventListener("keydown", (event) => event.key === "Escape" && lower());
  window.atlasHears = (event) => press(event);
  document.addEventListener("click", (event) => window.atlasHears(event), true);
}

export default function ({ parentElement, data, setTriggerValue }) {
  window.atlasHears = press;
  heard.tell = (word) => setTriggerValue("pressed", word);
  if (!heard.line || !heard.line.isConnected) {   // a reader who does not see the card hears its head
    heard.line = parentElement.appendChild(document.createElement("div"));
    heard.line.setAttribute("aria-live", "polite");
    heard.line.className = "unseen";
  }
  if (!heard.close || !heard.close.isConnected) {
    heard.close = parentElement.appendChild(document.createElement("button"));
    heard.close.type = "button";
    heard.close.className = "lower";
    heard.close.addEventListener("click", lower);
  }
  heard.close.textContent = data.close;
  document.documentElement.lang = data.language; // Streamlit's page says English, whatever is read aloud
  heard.wide = data.wide;
  heard.table = data.table;
  heard.roomy = data.roomy;
  name();
  if (heard.away !== undefined && heard.away !== data.away) putAway();
  heard.away = data.away;
  const changed = heard.open !== data.open;
  heard.open = data.open;
  if (changed && data.open && performance.now() - heard.at < PATIENCE) bring();
}
