/* Squares of many places as discs on one canvas: each says how many events it stands for, its ring of what kinds.
 *
 * atlasCells(atlas, base, said) adds them to a map that atlasOf made; base has the colours and kinds of symbols, said
 * gives a message of the page's language.  What it gives:
 *   show(data)   takes cells, and how far they tell places apart (geo/maps/cells.py)
 *   draw()       draws them where the map stands; gives the discs, each with its box and the name of its one place
 * A click on a disc goes nearer, or tells its places where there is nothing nearer.  Where the map comes nearer than its
 * squares tell apart, atlas.looks is told what it shows, "map:SOUTH,WEST,NORTH,EAST".
 */
window.atlasCells = function (atlas, base, said) {
  "use strict";

  const WIDE = 36;       // px: discs nearer than this are one
  const LARGEST = 17;    // px: radius of the largest disc
  const RING = 3.5;      // px
  const NEAREST = 13;    // zoom from which a click lists what happened and goes no nearer
  const DEEPEST = 15;    // zoom of squares that tell all apart
  const PAD = 0.3;       // share of the map that is drawn beyond each of its sides
  const REST = 200;      // ms without a move until the map tells what it shows
  const map = atlas.map, t = base.tokens, box = map.getContainer();
  const shapes = base.kinds.map((kind) => new Path2D(kind.path));
  const colours = base.kinds.map((kind) => t[kind.fill] || t.paper);
  const canvas = L.DomUtil.create("canvas", "atlas-cells");
  canvas.setAttribute("aria-hidden", "true");   // the list behind the map says the same
  map.getPane("atlas-areas").append(canvas);
  const tip = L.tooltip({ className: "atlas-tip", direction: "top", offset: [0, -12] });
  let data = null, discs = [], asked = "", later = 0;

  // ------------------------------------------------------------- which discs
  function gather() {   // squares that would overlap at this zoom are one disc, the fullest first
    const grid = new Map(), found = [];
    data.cells.forEach((cell) => {
      const at = map.latLngToLayerPoint(cell.at), x = Math.floor(at.x / WIDE), y = Math.floor(at.y / WIDE);
      let near = null;
      for (let i = x - 1; i <= x + 1; i += 1) for (let j = y - 1; j <= y + 1; j += 1) {
        near = near || (grid.get(`${i}/${j}`) || []).find((d) => Math.hypot(d.at.x - at.x, d.at.y - at.y) < WIDE);
      }
      if (!near) {
        near = { at, cells: [], by: base.kinds.map(() => 0), n: 0, places: 0 };
        grid.set(`${x}/${y}`, [...(grid.get(`${x}/${y}`) || []), near]);
        found.push(near);
      }
      near.cells.push(cell);
      cell.by.forEach((n, i) => { near.by[i] += n; near.n += n; });
      near.places += cell.of;
      near.selected = near.selected || cell.selected;
    });
    found.forEach((d) => {
      d.r = d.n === 1 ? 7 : Math.min(LARGEST, 8 + 3 * Math.log10(d.n));
      d.box = { x: d.at.x - d.r, y: d.at.y - d.r, w: 2 * d.r, h: 2 * d.r };
      d.name = d.places === 1 ? d.cells[0].name : "";
      d.words = d.places === 1 ? said("events", { name: d.name, n: d.n }) : said("together", { n: d.n, places: d.places });
    });
    return found;
  }

  // --------------------------------------------------------------- the canvas
  function disc(pen, d) {
    const { x, y } = d.at;
    if (d.n === 1) {
      const kind = d.by.indexOf(1);
      pen.save();
      pen.translate(x - 7, y - 7);
      pen.scale(14 / 16, 14 / 16);
      pen.fillStyle = colours[kind];
      pen.strokeStyle = base.kinds[kind].fill === "none" ? t.ink : t.paper;
      pen.lineWidth = 1.4;
      pen.fill(shapes[kind]);
      pen.stroke(shapes[kind]);
      pen.restore();
      return;
    }
    pen.beginPath();
    pen.arc(x, y, d.r + 1, 0, 2 * Math.PI);
    pen.fillStyle = d.selected ? t.accent : t.ink;
    pen.fill();
    let from = -Math.PI / 2;
    d.by.forEach((n, i) => {
      if (!n) return;
      const to = from + (2 * Math.PI * n) / d.n;
      pen.beginPath();
      pen.moveTo(x, y);
      pen.arc(x, y, d.r, from, to);
      pen.fillStyle = colours[i];
      pen.fill();
      from = to;
    });
    pen.beginPath();
    pen.arc(x, y, d.r - RING, 0, 2 * Math.PI);
    pen.fillStyle = t.paper;
    pen.fill();
    pen.fillStyle = t.ink;
    pen.fillText(String(d.n), x, y + 0.5);
  }

  function draw() {
    if (!data) return [];
    const size = map.getSize(), pad = size.multiplyBy(PAD), ratio = window.devicePixelRatio || 1;
    const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round(), whole = size.add(pad.multiplyBy(2));
    canvas.width = whole.x * ratio;
    canvas.height = whole.y * ratio;
    canvas.style.width = `${whole.x}px`;
    canvas.style.height = `${whole.y}px`;
    L.DomUtil.setPosition(canvas, corner);
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, -corner.x * ratio, -corner.y * ratio);
    pen.font = '600 11px "Fira Sans Condensed"';
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    discs = gather();
    [...discs].reverse().forEach((d) => disc(pen, d));
    window.clearTimeout(later);
    later = window.setTimeout(look, REST);
    return discs;
  }

  // ---------------------------------------------------------------- the reader
  function hit(event) {
    const at = map.mouseEventToLayerPoint(event);
    return data && discs.find((d) => Math.hypot(d.at.x - at.x, d.at.y - at.y) <= Math.max(d.r, 12));
  }

  box.addEventListener("click", (event) => {
    const d = event.target.closest(".leaflet-pane") && !event.target.closest("button") && hit(event);
    if (!d || map.dragging.moved()) return;
    event.stopPropagation();
    const ids = d.cells.map((cell) => cell.id).filter(Boolean).join(" ");
    const all = d.cells.every((cell) => cell.id);
    if (all && (d.places === 1 || map.getZoom() >= NEAREST)) atlas.told(`places:${ids}`);
    else map.setView(map.layerPointToLatLng(d.at), Math.min(map.getZoom() + 2, DEEPEST), { animate: false });
  }, true);
  box.addEventListener("mousemove", (event) => {
    const d = !event.target.closest("button") && hit(event);
    box.style.cursor = d ? "pointer" : "";
    if (!d) { tip.remove(); return; }
    tip.setLatLng(map.layerPointToLatLng(d.at)).setContent(document.createTextNode(d.words)).openOn(map);
  });

  function look() {
    if (!data || !map.getContainer().isConnected) return;
    const view = map.getBounds(), within = L.latLngBounds(data.reach).contains(view);
    const apart = within ? data.zoom : Math.min(data.zoom, data.outer);
    const word = `map:${[view.getSouth(), view.getWest(), view.getNorth(), view.getEast()].map((n) => n.toFixed(3)).join(",")}`;
    if (apart >= DEEPEST || map.getZoom() <= apart + 0.5 || word === asked) return;
    asked = word;
    atlas.looks(word);
  }

  function show(now) {
    data = now.cells ? now : null;
    canvas.style.display = data ? "" : "none";
    tip.remove();
    discs = [];
    if (data) data.cells.sort((a, b) => b.by.reduce((x, y) => x + y) - a.by.reduce((x, y) => x + y));
  }

  return { show, draw, remove: () => { data = null; window.clearTimeout(later); } };
};
