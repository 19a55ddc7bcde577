/* The list of events and the map light up together: a row under the pointer lights its place, a place its rows.
 *
 * A tab loads this module once; the function below is called again whenever its ``data`` changes:
 *   table   the class of the table
 *   column  which of its columns names the place
 *   head, row  px high
 *   rows    for each row the place it has, by its number in ``places``; -1 where it has none on the map
 *   places  [id, name]
 * Nothing is told to the server.  The table is a canvas; what it shows stands in the table for screen readers within.
 */
const now = { data: null, lit: "", scrolled: 0 };
let lights = null;   // the bars over the rows

const table = () => now.data && document.querySelector(`.${now.data.table} [data-testid=stDataFrame]`);
const scroller = (box) => box && box.querySelector(".dvn-scroller");

// ------------------------------------------------------------------ rows and places
function placeOf(box, row) {   // the place of a row as it is drawn: a reader may have sorted the table
  const cell = box.querySelector(`#glide-cell-${now.data.column}-${row}`), { rows, places } = now.data;
  const here = places[rows[row]], told = cell && cell.textContent;
  if (!cell || (here && here[1] === told)) return here ? here[0] : "";
  const named = places.filter(([, name]) => name === told);
  return named.length === 1 ? named[0][0] : "";   // a name of two places lights none
}

function rowUnder(box, event) {
  const inner = scroller(box), frame = inner.getBoundingClientRect(), y = event.clientY - frame.top - now.data.head;
  return y < 0 ? -1 : Math.floor((y + inner.scrollTop) / now.data.row);
}

function visible(box) {   // the rows that are seen whole
  const inner = scroller(box), { head, row, rows } = now.data, first = Math.ceil(inner.scrollTop / row);
  const last = Math.min(rows.length, Math.floor((inner.scrollTop + inner.clientHeight - head) / row)) - 1;
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => first + i);
}

// ------------------------------------------------------------------ lighting
function lightMap(ids) {
  document.querySelectorAll(".atlas-mark").forEach((mark) => {
    const here = (mark.dataset.places || "").split(" ");
    mark.classList.toggle("atlas-lit", ids.some((id) => here.includes(id)));
  });
}

function lightRows(ids) {
  if (lights) lights.remove();
  lights = null;
  const box = ids.length && table(), inner = scroller(box);
  if (!inner) return;
  const has = (row) => ids.includes(placeOf(box, row));
  let found = visible(box).filter(has);
  if (!found.length) {
    const first = now.data.rows.findIndex((nth) => nth >= 0 && ids.includes(now.data.places[nth][0]));
    if (first < 0) return;
    inner.scrollTop = Math.max(0, (first - 1) * now.data.row);
    now.scrolled = performance.now();
    found = visible(box).filter((row) => row >= first && ids.includes((now.data.places[now.data.rows[row]] || [])[0]));
  }
  const frame = inner.getBoundingClientRect(), { head, row } = now.data;
  lights = document.body.appendChild(document.createElement("div"));
  lights.className = "rowlights";
  Object.assign(lights.style, { left: `${frame.left}px`, top: `${frame.top + head}px`, width: `${inner.clientWidth}px`, height: `${inner.clientHeight - head}px` });
  found.forEach((nth) => {
    const bar = lights.appendChild(document.createElement("i"));
    Object.assign(bar.style, { top: `${nth * row - inner.scrollTop}px`, height: `${row}px` });
  });
}

function light(ids, from) {
  const word = `${from} ${ids.join(" ")}`;
  if (word === now.lit) return;
  now.lit = word;
  lightMap(ids);
  lightRows(from === "map" ? ids : []);
}

// ------------------------------------------------------------------ what is under the pointer or has the focus
function over(event) {
  if (!now.data || !event.target.closest) return;
  const mark = event.target.closest(".atlas-mark, .maplist [data-spot]");
  if (mark) {
    light((mark.dataset.places || (mark.dataset.spot || "").replace(/^places:/, "")).split(" ").filter(Boolean), "map");
    return;
  }
  const box = event.type === "pointermove" && table();
  const id = box && box.contains(event.target) ? placeOf(box, rowUnder(box, event)) : "";
  light(id ? [id] : [], "list");
}

if (!window.atlasLights) {
  window.atlasLights = over;
  ["pointermove", "focusin"].forEach((kind) => document.addEventListener(kind, (event) => window.atlasLights(event), { passive: true }));
  document.addEventListener("scroll", () => lights && performance.now() - now.scrolled > 300 && light([], ""), { capture: true, passive: true });
}

export default function ({ data }) {
  now.data = data;
  light([], "");
  return () => {
    if (now.data !== data) return;   // a later call was told more
    now.data = null;
    if (lights) lights.remove();
  };
}
