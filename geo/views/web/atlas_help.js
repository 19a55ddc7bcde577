/* What helps on every page and needs no answer of the server.
 *
 *   the line for a first visit  gone for good once it is closed: kept in this browser alone
 *   terms with an explanation   Escape puts it away
 *   the small map               what the large one shows is marked in it
 * The function below is called for each page with ``hello``, ``also`` and ``close``, the words of the line, more of
 * them where a screen has room, and those of its button.
 */
const SEEN = "incident-atlas-greeted";

function seen() { try { return localStorage.getItem(SEEN) !== null; } catch { return true; } }   // kept nowhere: no line
function keep() { try { localStorage.setItem(SEEN, "1"); } catch { /* this visit only */ } }

function greet(host, data) {
  let line = host.querySelector(".hello");
  if (!data.hello || seen()) { if (line) line.remove(); return; }
  if (!line) {
    line = host.appendChild(document.createElement("div"));
    line.className = "hello";
    line.setAttribute("role", "note");
    line.append(document.createElement("p"), document.createElement("button"));
    line.lastChild.type = "button";
    line.lastChild.onclick = () => { keep(); line.remove(); };
  }
  line.firstChild.textContent = data.hello;
  line.firstChild.append(" ", Object.assign(document.createElement("span"), { textContent: data.also }));
  line.lastChild.textContent = data.close;
}

function mark(map) {   // west, south, east, north of the small map are in its data; it is linear in both
  document.querySelectorAll(".overview [data-edges]").forEach((small) => {
    const [west, south, east, north] = small.dataset.edges.split(" ").map(Number);
    const shown = map.getBounds(), here = small.querySelector("i"), share = (x) => `${100 * Math.min(Math.max(x, 0), 1)}%`;
    here.style.left = share((shown.getWest() - west) / (east - west));
    here.style.right = share((east - shown.getEast()) / (east - west));
    here.style.top = share((north - shown.getNorth()) / (north - south));
    here.style.bottom = share((shown.getSouth() - south) / (north - south));
    here.style.display = "block";
  });
}

function covers(box) {   // what the small map takes of the large one, which puts no symbol there
  const frame = box.getBoundingClientRect();
  return [...document.querySelectorAll(".st-key-map_frame .overview")].map((small) => small.getBoundingClientRect())
    .map((own) => ({ x: own.x - frame.x, y: own.y - frame.y, w: own.width, h: own.height }));
}

const followed = new WeakSet();
let covered = "";

function follow() {
  const box = document.querySelector(".st-key-map_frame .folium-map[data-ready]");
  if (!box) return;
  const map = box.atlas.map;
  box.atlas.over = () => covers(box);
  const now = JSON.stringify(box.atlas.over());
  if (now !== covered) { covered = now; box.atlas.redraw(); }   // it was drawn, folded or taken away
  const here = document.querySelector(".overview i");
  if (followed.has(map) && (!here || here.style.display)) return;   // a small map that was drawn anew is marked anew
  if (!followed.has(map)) map.on("move zoomend resize", () => mark(map));
  followed.add(map);
  mark(map);
}

if (!window.atlasHelps) {
  window.atlasHelps = true;
  document.addEventListener("keydown", (event) => {
    const term = event.key === "Escape" && event.target.closest && event.target.closest(".term");
    if (!term) return;
    term.dataset.hush = "";   // what it says, not the focus
    ["blur", "pointerleave"].forEach((kind) => term.addEventListener(kind, () => delete term.dataset.hush, { once: true }));
  });
}

export default function ({ parentElement, data }) {
  greet(parentElement, data);
  const watch = setInterval(follow, 400);
  return () => clearInterval(watch);
}
