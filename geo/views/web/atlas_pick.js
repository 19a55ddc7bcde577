/* What a reader draws on the map to choose what lies inside: a box, a lasso, or all that the map shows.
 *
 * atlasPick(atlas) adds the tools to a map that atlasOf made.  What it gives takes, with each change of the filters,
 * show(picked): the words, and what is chosen.  What was drawn is told as a press on the page would be: as a parameter of an address.
 *   "box:SOUTH,WEST,NORTH,EAST"  "lasso:LAT,LON,LAT,LON…"  "map:SOUTH,WEST,NORTH,EAST"
 */
window.atlasPick = function (atlas) {
  "use strict";

  const MOST_CORNERS = 24;   // of a lasso: an address must hold them
  const LEAST = 6;           // px: a shorter stroke was a click
  const REST = 350;          // ms without a move until the map tells what it shows
  const map = atlas.map, box = map.getContainer();
  let picked = null, tool = null, stroke = null, shape = null, later = 0;

  const svg = (body) => `<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">${body}</svg>`;
  const SIGNS = {
    box: svg('<rect x="2" y="3.5" width="12" height="9" stroke-dasharray="2.6 1.8"/>'),
    lasso: svg('<path d="M8 11.2C4.4 11.2 2 9.4 2 7s2.7-4.4 6-4.4S14 4.6 14 7c0 1.9-1.6 3.4-4 4" stroke-dasharray="2.6 1.8"/><path d="M10 11c0 1.6-1.2 2.6-3 2.6"/>'),
    map: svg('<path d="M2 5.5V2.5h3M11 2.5h3v3M14 10.5v3h-3M5 13.5H2v-3"/><circle cx="8" cy="8" r="1.6" fill="currentColor" stroke="none"/>'),
  };

  // ---------------------------------------------------------------- the tools
  const buttons = {}, bar = document.createElement("div");
  bar.className = "atlas-tools";
  bar.setAttribute("role", "group");
  Object.keys(SIGNS).forEach((how) => {
    const button = buttons[how] = bar.appendChild(document.createElement("button"));
    button.type = "button";
    button.innerHTML = SIGNS[how];
    button.addEventListener("click", () => (how === "map" ? follow() : take(tool === how ? null : how)));
  });
  buttons.map.setAttribute("role", "switch");
  const name = buttons.map.appendChild(document.createElement("span"));
  const hint = document.createElement("div");
  hint.className = "atlas-hint";
  hint.setAttribute("aria-live", "polite");
  L.DomEvent.disableClickPropagation(bar);
  L.DomEvent.disableScrollPropagation(bar);
  box.append(bar, hint);

  const follows = () => Boolean(picked) && (picked.area || "").startsWith("map:");
  let told = null;   // what this map told last

  function tell(area) {
    told = area;
    atlas.picked(area);
  }

  function take(how) {   // a tool into the hand, or none
    tool = how;
    ["box", "lasso"].forEach((key) => buttons[key].setAttribute("aria-pressed", String(tool === key)));
    box.classList.toggle("atlas-drawing", Boolean(tool));
    map.dragging[tool || atlas.held ? "disable" : "enable"]();
    hint.textContent = tool ? picked.says[`${tool}-hint`] : "";
    if (!tool) drop();
  }

  function follow() {
    take(null);
    tell(follows() ? "" : seen());
  }

  // --------------------------------------------------------------- the stroke
  const sheet = document.createElement("div");   // lies over the map while a tool is in the hand
  sheet.className = "atlas-sheet";
  box.append(sheet);
  const line = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  line.setAttribute("class", "atlas-stroke");
  line.setAttribute("aria-hidden", "true");
  sheet.append(line);

  function at(event) {
    const frame = box.getBoundingClientRect();
    return L.point(event.clientX - frame.left, event.clientY - frame.top);
  }

  function drop() {
    stroke = null;
    line.replaceChildren();
  }

  function draw() {
    const [first, last] = [stroke[0], stroke[stroke.length - 1]];
    const points = tool === "box" ? [first, L.point(last.x, first.y), last, L.point(first.x, last.y)] : stroke;
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", `M${points.map((p) => `${p.x} ${p.y}`).join("L")}Z`);
    line.replaceChildren(path);
  }

  sheet.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
    stroke = [at(event)];
  });
  sheet.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    stroke.push(at(event));
    draw();
  });
  sheet.addEventListener("pointerup", () => {
    const drawn = stroke, how = tool;
    if (!drawn) return;
    const frame = L.bounds(drawn), size = frame.getSize();
    if (Math.max(size.x, size.y) < LEAST) { drop(); return; }
    take(null);
    tell(how === "box" ? boxWord("box", frame) : lassoWord(drawn));
  });
  sheet.addEventListener("pointercancel", drop);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !tool) return;
    const button = buttons[tool];
    take(null);
    button.focus();
  });
  ["click", "dblclick", "mousedown", "touchstart"].forEach((kind) => sheet.addEventListener(kind, (event) => event.stopPropagation()));

  // ------------------------------------------------------------ as an address
  function number(value, most) {   // as many digits as the zoom can tell apart
    const digits = Math.min(5, Math.max(2, Math.ceil(map.getZoom() / 3)));
    return String(Number(Math.max(-most, Math.min(most, value)).toFixed(digits)));
  }

  function word(points) {
    return points.map((p) => map.containerPointToLatLng(p)).flatMap((p) => [number(p.lat, 90), number(p.lng, 180)]).join(",");
  }

  function boxWord(how, frame) {
    return `${how}:${word([L.point(frame.min.x, frame.max.y), L.point(frame.max.x, frame.min.y)])}`;
  }

  function lassoWord(drawn) {
    let kept = drawn;
    for (let px = 1.5; kept.length > MOST_CORNERS || px === 1.5; px *= 1.5) kept = L.LineUtil.simplify(drawn, px);
    return kept.length < 3 ? boxWord("box", L.bounds(drawn)) : `lasso:${word(kept)}`;
  }

  function seen() {
    const size = map.getSize();
    return boxWord("map", L.bounds([[0, 0], [size.x, size.y]]));
  }

  // -------------------------------------------------------- what the map shows
  map.on("moveend", () => {
    window.clearTimeout(later);
    if (!follows() || atlas.quiet()) return;
    later = window.setTimeout(() => { if (follows() && seen() !== picked.area) tell(seen()); }, REST);
  });

  // ------------------------------------------------------------ what is chosen
  function corners(area) {
    const [how, rest] = area.split(":"), n = rest.split(",").map(Number);
    if (how === "lasso") return n.filter((_, i) => i % 2 === 0).map((lat, i) => [lat, n[2 * i + 1]]);
    return [[n[0], n[1]], [n[0], n[3]], [n[2], n[3]], [n[2], n[1]]];
  }

  function outline() {   // around the choice; around what the map shows only where it shows something else
    if (shape) shape.remove();
    shape = null;
    if (!picked.area || (follows() && picked.area === seen())) return;
    if (!map.getPane("atlas-picked")) Object.assign(map.createPane("atlas-picked").style, { zIndex: 430, pointerEvents: "none" });
    shape = L.polygon(corners(picked.area), { pane: "atlas-picked", renderer: L.svg({ pane: "atlas-picked", padding: 0.6 }), interactive: false, className: "atlas-area" }).addTo(map);
  }

  atlas.follows = follows;

  function show(now) {
    picked = now;
    const says = now.says;
    bar.setAttribute("aria-label", says.tools);
    ["box", "lasso"].forEach((how) => {
      buttons[how].title = says[how];
      buttons[how].setAttribute("aria-label", says[how]);
      buttons[how].setAttribute("aria-pressed", String(tool === how));
    });
    name.textContent = says.map;
    buttons.map.setAttribute("aria-checked", String(follows()));
    // An address of another time or screen: the map goes where that one was.
    if (follows() && picked.area !== told && picked.area !== seen()) atlas.goTo(corners(picked.area));
    told = picked.area;
    outline();
  }

  return { show };
};
