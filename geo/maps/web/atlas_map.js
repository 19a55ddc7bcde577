/* The map's drawing: base map, shaded states, symbols with their uncertainty, labels that give way to each other.
 *
 * atlasOf(map, packed) draws the base of a Leaflet map; packed is base64 JSON: theme colours, symbols, texts.  What it
 * gives hangs at the map's box as ``atlas``:
 *   show(data)  with every change of the filters: classes of the states, places with their events, the view; a promise
 *   looks       called with what the map shows where that needs more than it was given (atlas_cells.js)
 *   told        called with what was clicked, "places:ID ID" or "state:CODE"
 *   picked      called with what was drawn on it to choose what lies inside (atlas_pick.js)
 *   held        whether one finger is the page's, so that no drag moves the map
 *   follows     whether each move is such a choice, which then writes an address of its own
 *   over        gives what the page lays over the map, as boxes {x, y, w, h} in its pixels; redraw() after a change of it
 *   remove()    takes the map away
 * Where a reader has moved the map stands behind the address, "#map=zoom/lat/lon": replaced with each move, never added
 * to the history, and no matter of the server.
 * window.ATLAS_BASEMAP is the geometry, window.ATLAS_OUTLINES has municipalities by the id that a place has for its outline.  Text reaches the page as textContent only.
 */
window.atlasOf = function (map, packed) {
  "use strict";

  const TOUCH = window.matchMedia("(pointer: coarse), (max-width: 640px)").matches;
  const PLAIN = TOUCH ? 24 : 13, PLATE = TOUCH ? 26 : 19;   // px high: a lone symbol, a plate of several
  const JOIN = TOUCH ? 24 : 15;   // px: symbols closer than this share a plate
  const TAGS = TOUCH ? 3 : 6;     // places outside the view that are told at its edge
  const MOST_NAMES = 40;    // discs that are named, the fullest
  const MOST_KINDS = 2;     // symbols on a plate in a crowd
  const MOST_WORDS = 3;     // places on a plate whose events are all told in words
  const FULL = 0.25;        // share of the map that plates may take before it is a crowd
  const FARTHEST = 56;      // px: a plate that finds no room so near to its place joins another
  const GAP = 3;            // px between boxes
  const LINE = 15;          // px height of a label
  const NARROW = 480, SEAS = 2;   // px of a map on a phone, and how many seas it names: more crowd it
  const state = { map, base: unpack(packed), data: null, states: {}, marks: null, fitted: null, moved: false, quiet: false };
  const atlas = { map, show, remove, told: () => {}, picked: () => {}, looks: () => {}, follows: () => false, over: () => [], redraw, quiet: () => state.quiet, goTo,
    held: window.matchMedia("(pointer: coarse)").matches };

  function unpack(text) {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  function said(key, parts) {  // a message of the page's language, with its parts
    return state.data.says[key].replace(/\{(\w+)\}/g, (_, part) => parts[part]);
  }

  function nameControls() {
    const box = state.map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", said("map"));
    ["zoom-in", "zoom-out", "home"].forEach((key) => state.map.getContainer().querySelectorAll(`.leaflet-control-${key}`).forEach((node) => {
      node.title = said(key);
      node.setAttribute("aria-label", said(key));
    }));
  }

  function el(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // ---------------------------------------------------------------- base map
  function rings(flat) {  // [[lat, lon, lat, lon …] …] to Leaflet's nested arrays
    return flat.map((ring) => {
      const out = [];
      for (let i = 0; i < ring.length; i += 2) out.push([ring[i], ring[i + 1]]);
      return out;
    });
  }

  function polygon(parts, options) {
    return L.polygon(parts.map(rings), Object.assign({ smoothFactor: 0.8, noClip: false }, options));
  }

  function pane(name, z, clicks) {
    const made = state.map.createPane(name);
    made.style.zIndex = z;
    if (!clicks) made.style.pointerEvents = "none";
    return name;
  }

  function drawsOnlyWhatIsThere() {
    // Leaflet forgets that it asked for a redraw when another comes first, and cannot cancel it when the map is removed.
    const redraw = L.Canvas.prototype._redraw;
    if (!redraw.asks) L.Canvas.include({ _redraw: Object.assign(function () { if (this._ctx) redraw.call(this); }, { asks: true }) });
  }

  function drawBase() {
    const t = state.base.tokens, geometry = window.ATLAS_BASEMAP;
    const land = L.canvas({ pane: "atlas-land", padding: 0.6 }), admin = L.canvas({ pane: "atlas-states", padding: 0.6 });
    geometry.countries.forEach((c) => polygon(c.p, {
      renderer: land, pane: "atlas-land", interactive: false, fillColor: t.land, fillOpacity: 1, color: t.nline, weight: 0.7,
    }).addTo(state.map));
    geometry.states.forEach((s) => {
      const layer = polygon(s.p, {
        renderer: admin, pane: "atlas-states", fillColor: t.c0, fillOpacity: 1, color: t.aline, weight: 0.9,
      }).addTo(state.map);
      layer.options.atlas = s.id;
      layer.on("click", () => atlas.told(`state:${s.id}`));
      state.states[s.id] = { layer, info: s };
    });
    const lines = L.canvas({ pane: "atlas-borders", padding: 0.6 });
    geometry.borders.forEach((b) => L.polyline(rings(b.l), {
      renderer: lines, pane: "atlas-borders", interactive: false, color: t.nline, weight: 1.3,
    }).addTo(state.map));
  }

  // ------------------------------------------------------------- areas, hatch
  function patterns(svg) {
    const t = state.base.tokens;
    const defs = document.createElementNS("http://www.w3.org/2000/svg", "defs");
    defs.innerHTML =
      `<pattern id="atlas-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
      `<line x1="0" y1="0" x2="0" y2="7" stroke="${t.slab}" stroke-width="1.1" stroke-opacity=".55"/></pattern>` +
      `<pattern id="atlas-dots" width="7" height="7" patternUnits="userSpaceOnUse">` +
      `<circle cx="2" cy="2" r=".9" fill="${t.slab}" fill-opacity=".5"/></pattern>`;
    svg.insertBefore(defs, svg.firstChild);
  }

  function area(id, pattern) {
    const known = state.states[id];
    if (!known) return;
    polygon(known.info.p, {
      renderer: state.svg, pane: "atlas-areas", interactive: false, stroke: false,
      fillColor: `url(#${pattern})`, fillOpacity: 1,
    }).addTo(state.marks);
  }

  function drawAreas() {
    const t = state.base.tokens, d = state.data, country = (id) => id.split(".")[0];
    // Where a state with events has no outline, one of those that are drawn may hold them: none of them is empty.
    const blind = new Set(Object.keys(d.states).filter((id) => d.states[id].n && !state.states[id]).map(country));
    Object.entries(state.states).forEach(([id, s]) => {
      const shown = d.states[id], empty = blind.has(country(id)) ? "land" : "c0";
      s.layer.setStyle({ fillColor: t[shown && shown.n ? shown.shade : empty] });
      s.layer.unbindTooltip();
      if (shown) s.layer.bindTooltip(document.createTextNode(`${s.info.n}: ${shown.words}`), { sticky: true, className: "atlas-tip" });
    });
    if (!state.svg) {
      state.svg = L.svg({ pane: "atlas-areas", padding: 0.6 }).addTo(state.map);
      patterns(state.svg._container);
    }
    Object.entries(d.states).forEach(([id, s]) => { if (s.pattern) area(id, `atlas-${s.pattern}`); });
    const outline = (p) => (typeof p.outline === "string" ? window.ATLAS_OUTLINES[p.outline] : p.outline);
    d.places.filter((p) => p.outline).forEach((p) => polygon(outline(p), {
      renderer: state.svg, pane: "atlas-areas", interactive: false, fillColor: t.paper, fillOpacity: 0.35, color: t.ink2, weight: 1, dashArray: "3 3",
    }).addTo(state.marks));
    d.places.filter((p) => p.ring).forEach((p) => L.circle(p.at, {
      pane: "atlas-areas", renderer: state.svg, interactive: false, radius: p.ring * 1000, fill: true,
      fillColor: t.paper, fillOpacity: 0.35, color: t.ink2, weight: 1, dashArray: "3 3",
    }).addTo(state.marks));
  }

  // ------------------------------------------------------- symbols and labels
  const hits = (a, b) => a.x < b.x + b.w + GAP && b.x < a.x + a.w + GAP && a.y < b.y + b.h + GAP && b.y < a.y + a.h + GAP;
  const free = (box, taken) => !taken.some((other) => hits(box, other));

  function gather(places) {  // places that would overlap share one plate
    const groups = [];
    places.forEach((place) => {
      const at = state.map.latLngToLayerPoint(place.at);
      const near = groups.find((g) => Math.hypot(g.at.x - at.x, g.at.y - at.y) < JOIN);
      if (near) near.places.push(place);
      else groups.push({ at, places: [place] });
    });
    groups.forEach(sum);
    return groups;
  }

  function sum(group) {
    const counts = new Map();
    group.places.forEach((p) => p.symbols.forEach(([key, n]) => counts.set(key, (counts.get(key) || 0) + n)));
    group.symbols = state.base.order.filter((key) => counts.has(key)).map((key) => [key, counts.get(key)]);
    group.total = group.symbols.reduce((all, pair) => all + pair[1], 0);
    group.selected = group.places.some((p) => p.selected);
    group.stem = group.total === 1 && group.places[0].stem;
  }

  function textWidth(text, font) {
    const context = (state.pen = state.pen || document.createElement("canvas").getContext("2d"));
    context.font = font;
    return context.measureText(text).width;
  }

  function mark(group, brief) {
    const plain = group.total === 1 && !group.selected;
    const node = el("button", plain ? "atlas-mark" : `atlas-mark atlas-plate${group.selected ? " atlas-chosen" : ""}`);
    node.type = "button";
    let width = plain ? PLAIN : 8;
    const whole = brief && group.symbols.length > MOST_KINDS;   // in a crowd a number says it, as that of a disc does
    if (whole) { node.append(el("span", "atlas-count", String(group.total))); width += 4 + 7 * String(group.total).length; }
    (whole ? [] : group.symbols).forEach(([key, n]) => {
      const icon = el("span", "atlas-icon");
      icon.innerHTML = state.base.symbols[key];   // our own constant paths
      icon.setAttribute("aria-hidden", "true");
      node.append(icon);
      width += plain ? 0 : 15;
      if (n > 1) { node.append(el("span", "atlas-count", String(n))); width += 4 + 7 * String(n).length; }
    });
    const names = group.places.map((p) => p.name).join(", ");
    const words = group.places.length > MOST_WORDS ? said("together", { n: group.total, places: group.places.length }) : group.places.map((p) => p.words).join("; ");
    node.setAttribute("aria-label", `${names}: ${words}`);
    node.title = node.getAttribute("aria-label");
    node.dataset.places = group.places.map((p) => p.id).join(" ");
    node.addEventListener("click", (event) => { event.stopPropagation(); atlas.told(`places:${node.dataset.places}`); });
    L.DomEvent.disableClickPropagation(node);
    return { node, w: Math.max(width, PLAIN), h: plain ? PLAIN : PLATE };
  }

  function settle(at, size, taken) {  // the free spot nearest to the point, or none
    const inner = framed({ x: at.x, y: at.y, w: 0, h: 0 }), from = inner ? drawnIn(at, size) : at;
    const steps = [[0, 0]];
    for (let r = 20; r <= FARTHEST; r += 12) for (let a = 0; a < 12; a += 1) {
      steps.push([r * 1.3 * Math.cos((a * Math.PI) / 6), -r * Math.sin((a * Math.PI) / 6)]);
    }
    for (const [dx, dy] of steps) {
      const box = { x: from.x + dx - size.w / 2, y: from.y + dy - size.h / 2, w: size.w, h: size.h };
      if (free(box, taken) && (!inner || framed(box))) return { box, moved: dx !== 0 || dy !== 0 };
    }
    return null;
  }

  function drawnIn(at, size) {  // a symbol at the edge of the map stands whole within it
    const corner = state.map.containerPointToLayerPoint([0, 0]), frame = state.map.getSize();
    const within = (x, low, room, own) => Math.min(Math.max(x, low + own / 2), low + room - own / 2);
    return L.point(within(at.x, corner.x, frame.x, size.w), within(at.y, corner.y, frame.y, size.h));
  }

  function crowded(groups) {  // plates of all their kinds would hide the map
    const frame = state.map.getSize(), plates = groups.filter((g) => framed({ x: g.at.x, y: g.at.y, w: 0, h: 0 })).map((g) => mark(g, false));
    return plates.reduce((all, p) => all + (p.w + GAP) * (p.h + GAP), 0) > FULL * frame.x * frame.y;
  }

  function stand(groups, over, brief) {  // gives what is taken then, and the groups for which there was no room
    const taken = [...over], lost = [];
    groups.forEach((g) => {
      g.made = mark(g, brief);
      const at = g.stem ? L.point(g.at.x, g.at.y - 14) : g.at, found = settle(at, g.made, taken);
      Object.assign(g, found || { box: { x: at.x - g.made.w / 2, y: at.y - g.made.h / 2, w: g.made.w, h: g.made.h }, moved: false });
      (found ? taken : lost).push(found ? g.box : g);
    });
    return { taken, lost };
  }

  function join(groups, lost) {  // it shares the plate of its neighbour
    const far = (g) => Math.hypot(g.at.x - lost.at.x, g.at.y - lost.at.y), seen = (g) => framed({ x: g.at.x, y: g.at.y, w: 0, h: 0 });
    groups.splice(groups.indexOf(lost), 1);
    const alike = groups.filter((g) => seen(g) === seen(lost));   // what the map shows joins nothing beyond its edge
    const near = (alike.length ? alike : groups).reduce((best, g) => (far(g) < far(best) ? g : best));
    near.places.push(...lost.places);
    sum(near);
  }

  function arranged(places, over) {  // no plate lies on another, nor on what lies over the map
    const groups = gather(places), brief = Boolean(state.data.cells) || crowded(groups);
    let { taken, lost } = stand(groups, over, brief);
    while (lost.length && groups.length > 1 && !state.data.cells) {   // among discs each stays where it is
      lost.slice(0, groups.length - 1).forEach((g) => join(groups, g));
      ({ taken, lost } = stand(groups, over, brief));
    }
    return { taken: [...taken, ...lost.map((g) => g.box)], groups };
  }

  function put(paneName, node, x, y) {
    node.classList.add("atlas-placed");
    L.DomUtil.setPosition(node, L.point(Math.round(x), Math.round(y)));
    state.map.getPane(paneName).append(node);
  }

  function label(text, box, taken, className, font, must) {
    const w = textWidth(text, font) + 2, cy = box.y + box.h / 2 - LINE / 2;
    const corner = state.map.containerPointToLayerPoint([0, 0]), right = box.x + box.w + 3, left = box.x - w - 3, above = box.y - LINE - GAP, below = box.y + box.h + GAP;
    const spots = [[right, cy], [left, cy], [box.x + box.w / 2 - w / 2, above], [box.x + box.w / 2 - w / 2, below],
      ...[-5, 5, -9, 9].flatMap((dy) => [[right, cy + dy], [left, cy + dy]]), ...[above, below].flatMap((y) => [[box.x, y], [box.x + box.w - w, y]])];
    // A label stays inside the frame unless what it names is cut by it anyway.
    const fits = ([x, y]) => free({ x, y, w, h: LINE }, taken) && (!framed(box) || framed({ x, y, w, h: LINE }));
    const aside = must ? [-2, 2, -3, 3].flatMap((n) => [spots[0], spots[1]].map(([x, y]) => [x, y + n * LINE])) : [];
    const spot = [...spots, ...aside].find(fits) || (must ? [Math.min(Math.max(right, corner.x + 2), corner.x + state.map.getSize().x - w - 2), cy] : null);
    if (!spot) return false;
    taken.push({ x: spot[0], y: spot[1], w, h: LINE });
    put("atlas-labels", el("span", `atlas-label ${className}`, text), spot[0], spot[1]);
    return true;
  }

  function framed(box) {
    const corner = state.map.containerPointToLayerPoint([0, 0]), size = state.map.getSize();
    return box.x >= corner.x && box.y >= corner.y && box.x + box.w <= corner.x + size.x && box.y + box.h <= corner.y + size.y;
  }

  function groupName(group) {
    const names = [...new Set(group.places.map((p) => p.name))];
    return names.length < 3 ? names.join(", ") : said("more", { name: names[0], n: names.length - 1 });
  }

  function lines(group) {  // of its stem or leader, as boxes that no label should stand on
    const end = { x: group.box.x + group.box.w / 2, y: group.box.y + group.box.h / 2 }, foot = group.at;
    const parts = Math.ceil(Math.hypot(end.x - foot.x, end.y - foot.y) / 5);
    return Array.from({ length: parts }, (_, i) => ({ x: foot.x + ((end.x - foot.x) * i) / parts, y: foot.y + ((end.y - foot.y) * i) / parts, w: 0, h: 0 }));
  }

  function drawLines(groups) {  // stems to exact points and leaders to displaced plates
    const t = state.base.tokens, led = groups.filter((g) => g.moved || g.stem);
    led.forEach((g) => {
      const foot = state.map.layerPointToLatLng(g.at);
      const style = { pane: "atlas-areas", renderer: state.svg, interactive: false, color: t.ink, weight: 1 };
      const end = state.map.layerPointToLatLng([g.box.x + g.box.w / 2, g.box.y + g.box.h / 2]);
      L.polyline([foot, end], style).addTo(state.lines);
      L.circleMarker(foot, Object.assign({}, style, { radius: 1.6, fillColor: t.ink, fillOpacity: 1 })).addTo(state.lines);
    });
    return led.flatMap(lines);
  }

  function reach() {  // the keyboard comes to what is seen: what lies beyond the edge is told there, and in the list
    const view = state.map.getContainer().getBoundingClientRect();
    state.map.getPane("atlas-marks").querySelectorAll("button").forEach((node) => {
      const box = node.getBoundingClientRect();
      node.tabIndex = box.right > view.left && box.left < view.right && box.bottom > view.top && box.top < view.bottom ? 0 : -1;
    });
  }

  function drawMarks() {
    const held = state.map.getPane("atlas-marks").contains(document.activeElement) && document.activeElement.dataset.places;
    ["atlas-marks", "atlas-labels"].forEach((name) => state.map.getPane(name).replaceChildren());
    state.lines.clearLayers();
    const { taken, groups } = arranged(state.data.places, edgeTags());
    groups.forEach((g) => put("atlas-marks", g.made.node, g.box.x, g.box.y));
    groups.filter((g) => g.made.node.dataset.places === held).forEach((g) => g.made.node.focus({ preventScroll: true }));
    reach();
    const discs = state.cells.draw().filter((d) => framed(d.box));
    taken.push(...discs.map((d) => d.box), ...drawLines(groups));
    const bold = '600 13px "Fira Sans Condensed"', medium = '500 12.5px "Fira Sans Condensed"';
    groups.forEach((g) => {
      const first = g.selected || g.places[0].main, hurt = g.places.length === 1 && g.places[0].hurt;
      const write = (text, must) => label(text, g.box, taken, first ? "atlas-bold" : "", first ? bold : medium, must);
      // The count gives way before the name does.
      if (!(hurt && write(`${groupName(g)} · ${hurt}`, false))) write(groupName(g), first);
    });
    discs.filter((d) => d.name).slice(0, MOST_NAMES).forEach((d) => label(d.name, d.box, taken, "", medium, false));
    drawContext(taken);
  }

  function atEdge(s, w, view) {  // of a state whose middle lies outside the view: where that is nearest, if it is the state's
    if (!state.states[s.id].layer.getBounds().intersects(view)) return null;
    const middle = state.map.latLngToContainerPoint(s.at), frame = state.map.getSize();
    const within = (x, room, own) => Math.min(Math.max(x, own / 2 + 8), room - own / 2 - 8);
    const p = L.point(within(middle.x, frame.x, w), within(middle.y, frame.y, LINE)), at = state.map.containerPointToLatLng(p);
    return s.p.some((part) => part.reduce((odd, ring) => odd !== crosses(ring, at), false)) ? state.map.containerPointToLayerPoint(p) : null;
  }

  function crosses(ring, at) {  // whether a line from the point to the east crosses a flat ring [lat, lon, lat, lon …] an odd number of times
    let odd = false;
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [lat, lon, lat0, lon0] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
      if (lat > at.lat !== lat0 > at.lat && at.lng < ((lon0 - lon) * (at.lat - lat)) / (lat0 - lat) + lon) odd = !odd;
    }
    return odd;
  }

  function drawContext(taken) {
    const zoom = state.map.getZoom(), view = state.map.getBounds();
    window.ATLAS_BASEMAP.states.forEach((s) => {
      if (zoom < 5) return;
      const text = s.n.toUpperCase(), w = textWidth(text, '600 11px "Fira Sans Condensed"') + 1.3 * text.length;
      const p = view.contains(s.at) ? state.map.latLngToLayerPoint(s.at) : atEdge(s, w, view);
      if (!p) return;
      const box = { x: p.x - w / 2, y: p.y - LINE / 2, w, h: LINE };
      if (!framed(box) || !free(box, taken)) return;
      taken.push(box);
      put("atlas-labels", el("span", "atlas-label atlas-state", text), box.x, box.y);
    });
    const named = new Set(state.data.places.map((p) => p.name));
    window.ATLAS_BASEMAP.towns.filter((town) => !named.has(town.n) && town.z <= zoom && view.contains(town.at)).forEach((town) => {
      const p = state.map.latLngToLayerPoint(town.at), dot = { x: p.x - 2, y: p.y - 2, w: 4, h: 4 };
      if (!free(dot, taken)) return;
      const before = taken.length;
      label(town.n, dot, taken, "atlas-town", '400 11.5px "Fira Sans Condensed"', false);
      if (taken.length > before) { taken.push(dot); put("atlas-labels", el("i", "atlas-dot"), dot.x, dot.y); }
    });
    let room = state.map.getSize().x < NARROW ? SEAS : Infinity;
    window.ATLAS_BASEMAP.waters.filter((sea) => sea.z <= zoom && view.contains(sea.at)).forEach((sea) => {
      const p = state.map.latLngToLayerPoint(sea.at), before = taken.length;
      if (room < 1) return;
      label(sea.n, { x: p.x, y: p.y, w: 0, h: 0 }, taken, "atlas-sea", 'italic 400 12.5px "Fira Sans Condensed"', false);
      room -= taken.length > before;
    });
  }

  // --------------------------------------------------- what lies outside the view
  function statesOutside(view) {   // discs know no state: of each that stands outside all is told
    return Object.values(state.states).map((s) => s.info).filter((info) => state.data.states[info.id] && state.data.states[info.id].n && !view.contains(info.at))
      .map((info) => [info.n, { n: state.data.states[info.id].n, at: info.at }]);
  }

  function edgeTags() {   // what is drawn over the map, as boxes that symbols and labels leave free
    const map = state.map, frame = map.getSize(), view = map.getBounds();
    state.tags.replaceChildren();
    const outside = new Map();
    state.data.places.filter((p) => !state.data.cells && !view.contains(p.at)).forEach((p) => {
      const name = p.state || p.name, entry = outside.get(name) || { n: 0, at: p.at };
      entry.n += p.symbols.reduce((sum, pair) => sum + pair[1], 0);
      outside.set(name, entry);
    });
    if (state.data.cells) statesOutside(view).forEach(([name, entry]) => outside.set(name, entry));
    // The buttons, and the scale, which stands in the corner that the small map leaves it.
    const taken = [{ x: 0, y: 0, w: 50, h: 120 }, ...[0, frame.x - 130].map((x) => ({ x, y: frame.y - 32, w: 130, h: 32 }))];
    const tools = map.getContainer().querySelector(".atlas-tools");
    taken.push(...atlas.over());
    if (tools) taken.push({ x: tools.offsetLeft, y: tools.offsetTop, w: tools.offsetWidth, h: tools.offsetHeight });
    [...outside].sort((a, b) => b[1].n - a[1].n).slice(0, TAGS).forEach(([name, entry]) => {
      const p = map.latLngToContainerPoint(entry.at), text = said("outside", { n: entry.n, name });
      const w = textWidth(text, '500 12.5px "Fira Sans Condensed"') + 36, h = 24;
      const box = { x: Math.min(Math.max(p.x - w / 2, 8), frame.x - w - 8), y: Math.min(Math.max(p.y - h / 2, 8), frame.y - h - 8), w, h };
      for (let i = 0; i < 8 && !free(box, taken); i += 1) box.y += box.y < frame.y / 2 ? h + 4 : -(h + 4);
      if (!free(box, taken)) return;
      taken.push(box);
      const tag = el("button", "atlas-tag", text), arrow = el("span", "atlas-arrow");
      tag.type = "button";
      arrow.innerHTML = '<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true"><path d="M1 6h9M6.5 2.5 10 6 6.5 9.5" fill="none" stroke="currentColor" stroke-width="1.4"/></svg>';
      arrow.style.transform = `rotate(${Math.atan2(p.y - frame.y / 2, p.x - frame.x / 2)}rad)`;
      tag.append(arrow);
      Object.assign(tag.style, { left: `${box.x}px`, top: `${box.y}px` });
      tag.addEventListener("click", (event) => {
        if (!event.detail) map.getContainer().focus({ preventScroll: true });   // pressed with a key: it goes with the move
        map.panTo(entry.at);
      });
      L.DomEvent.disableClickPropagation(tag);
      state.tags.append(tag);
    });
    const corner = map.containerPointToLayerPoint([0, 0]);
    return taken.map((box) => ({ ...box, x: box.x + corner.x, y: box.y + corner.y }));
  }

  // ------------------------------------------- a way down the page leads across the map
  function lets(box) {   // a wheel or one finger scrolls the page; a wheel with a key held, or two fingers, are the map's
    const hint = box.appendChild(el("div", "atlas-across")), key = /Mac|iP(hone|ad)/.test(navigator.platform) ? "⌘" : "Ctrl";
    let last = 0, hiding = 0;
    const tell = (words, parts) => {
      hint.textContent = said(words, parts);
      window.clearTimeout(hiding);
      hiding = window.setTimeout(() => { hint.textContent = ""; }, 1200);
    };
    box.addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.metaKey) return;
      event.stopPropagation();
      if (state.data && event.timeStamp - last > 400) tell("wheel", { key });   // who comes from further up reads no hint
      last = event.timeStamp;
    }, { capture: true, passive: true });
    state.rolled = (event) => { last = event.timeStamp; };
    document.addEventListener("wheel", state.rolled, { passive: true });
    if (!atlas.held) return;
    state.map.dragging.disable();
    box.addEventListener("touchmove", (event) => state.data && event.touches.length === 1 && tell("fingers"), { passive: true });
  }

  // ----------------------------------------------------------------- the calls
  function quietly(move) {   // no reader moved the map
    state.quiet = true;
    move();
    state.quiet = false;
  }

  function goTo(corners) {
    quietly(() => state.map.fitBounds(L.latLngBounds(corners), { animate: false }));
  }

  function refit() {
    if (state.fitted === state.data.fit.key || (state.fitted && state.data.fit.stay)) return;
    const first = state.fitted === null;
    state.fitted = state.data.fit.key;
    state.moved = first && followAddress();
    if (!state.moved) quietly(() => state.map.fitBounds(state.data.fit.bounds, { animate: false, padding: [18, 18] }));
  }

  function home() {   // back to the view that the filters gave, where a reader has lost the way
    const go = () => state.map.fitBounds(state.data.fit.bounds, { animate: false, padding: [18, 18] });
    if (atlas.follows()) go();
    else quietly(go);
    state.moved = false;
    window.history.replaceState(window.history.state, "", window.location.pathname + window.location.search);
  }

  function addHome() {
    const link = el("a", "leaflet-control-home");
    link.href = "#";
    link.setAttribute("role", "button");
    link.innerHTML = '<svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true"><path d="M1.500 5V1.500H5M9 1.500h3.500V5M12.500 9v3.500H9M5 12.500H1.500V9"/></svg>';
    link.addEventListener("click", (event) => { event.preventDefault(); if (state.data) home(); });
    state.map.zoomControl.getContainer().append(link);
  }

  // -------------------------------------------------------------- the address
  function followAddress() {   // true where it says where the map stands
    const told = /^#map=(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(window.location.hash);
    const [zoom, lat, lon] = told ? told.slice(1).map(Number) : [];
    if (!told || Math.abs(lat) > 90 || Math.abs(lon) > 180) return false;
    quietly(() => state.map.setView([lat, lon], zoom, { animate: false }));
    return true;
  }

  function writeAddress() {
    if (!state.moved || !state.map) return;
    const at = state.map.getCenter(), here = `#map=${state.map.getZoom()}/${at.lat.toFixed(3)}/${at.lng.toFixed(3)}`;
    const { pathname, search, hash } = window.location;
    if (hash !== here) window.history.replaceState(window.history.state, "", pathname + search + here);
  }

  function wentBack() {   // or forward: the map stands as it did there
    if (!state.data) return;
    state.moved = followAddress();
    if (state.moved) return;
    state.fitted = "";
    refit();
  }

  function stepped(event) {   // a click wrote a new address, which says nothing of the map
    if (event.navigationType === "push" && state.moved) window.setTimeout(() => state.data && writeAddress(), 0);
  }

  function followHistory() {
    window.addEventListener("popstate", wentBack);
    if (window.navigation) window.navigation.addEventListener("currententrychange", stepped);
  }

  function leaveHistory() {
    window.removeEventListener("popstate", wentBack);
    if (window.navigation) window.navigation.removeEventListener("currententrychange", stepped);
  }

  function base() {
    state.map.getContainer().style.background = state.base.tokens.sea;
    drawsOnlyWhatIsThere();
    pane("atlas-land", 210); pane("atlas-states", 220, true); pane("atlas-borders", 225);
    pane("atlas-areas", 230); pane("atlas-marks", 450, true); pane("atlas-labels", 440);
    state.lines = L.layerGroup().addTo(state.map);
    state.cells = window.atlasCells(atlas, state.base, said);
    state.tags = el("div", "atlas-tags");
    state.map.getContainer().append(state.tags);
    lets(state.map.getContainer());
    addHome();
    state.map.setMinZoom(1);
    state.map.options.maxBoundsViscosity = 1;
    state.map.setMaxBounds([[-86, -380], [86, 380]]);   // no drag loses the land; as wide as the widest map at that zoom
    L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 110 }).addTo(state.map);
    const stands = () => state.data && state.marks;
    state.map.on("zoomend", () => stands() && drawMarks());
    state.map.on("moveend", () => {
      if (!stands()) return;
      drawContextAgain();
      edgeTags();
      reach();
      if (state.quiet) return;
      state.moved = true;
      if (!atlas.follows()) writeAddress();
    });
    followHistory();
    state.watch = new ResizeObserver(() => quietly(() => state.map.invalidateSize({ debounceMoveend: false })));
    state.watch.observe(state.map.getContainer());
    state.map.getContainer().atlas = atlas;
  }

  function redraw() {
    if (state.data && state.marks) drawMarks();
  }

  function drawContextAgain() {  // a pan brings new towns and states into view
    window.clearTimeout(state.later);
    state.later = window.setTimeout(drawMarks, 60);
  }

  function show(data) {
    state.data = data;
    state.cells.show(data);
    nameControls();
    refit();
    if (state.marks) state.marks.remove();
    else drawBase();   // where the reader looks: drawn before that, each outline would be laid on the screen twice
    state.marks = L.layerGroup().addTo(state.map);
    drawAreas();
    // "ready" also holds before a font is asked for; names measured in another font would be placed wrong
    const faces = [...document.fonts].filter((face) => face.family.includes("Fira Sans Condensed"));
    return Promise.allSettled(faces.map((face) => face.load())).then(() => {
      if (!state.data) return;
      drawMarks();
      state.map.getContainer().dataset.ready = state.data.fit.key;
    });
  }

  function remove() {  // what is still to come finds nothing to draw
    state.data = null;
    window.clearTimeout(state.later);
    document.removeEventListener("wheel", state.rolled);
    state.cells.remove();
    state.watch.disconnect();
    leaveHistory();
    state.map.remove();
  }

  base();
};
