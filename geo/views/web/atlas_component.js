/* Carries the map that folium builds into the page, as a component of Streamlit's version 2.
 *
 * A tab loads this module once; the function below is called for each map and again whenever its ``data`` changes:
 *   styles, scripts  what every map needs, by address; all of it lies on the server of the page
 *   geometry         the address of the base map, which is the incident's
 *   outlines         that of the municipalities that it needs most; empty where it needs none
 *   html, script     as folium made them, of our own constants
 *   moving           what the filters leave: what the sources wrote is data here, and no part of a script
 *   waits            a word for what waits until the map stands, or cannot be drawn: then ``stands`` is told, once
 *   picked           the part of the map that is chosen, and the words of the tools that choose one
 */
const loaded = new Map();   // address → promise: what is loaded stays in the tab, whichever page asked for it
const drawn = new WeakMap();   // host → { made, frame, box }
const latest = new WeakMap();   // host → data of the latest call
let geometry = null;
let told = "";   // the word of what has waited

function load(link) {
  if (!loaded.has(link)) {
    loaded.set(link, new Promise((done, failed) => {
      const style = link.endsWith(".css");
      const node = Object.assign(document.createElement(style ? "link" : "script"), style ? { rel: "stylesheet", href: link } : { src: link });
      node.onload = done;
      node.onerror = () => { loaded.delete(link); failed(new Error(`${link} cannot be loaded`)); };
      document.head.append(node);
    }));
  }
  return loaded.get(link);
}

async function prepare(data) {
  if (geometry !== data.geometry) loaded.delete(data.geometry);   // it was there before another one took its place
  geometry = data.geometry;
  await Promise.all([data.geometry, ...data.styles, ...data.scripts, data.outlines].filter(Boolean).map(load));
}

function discard(host) {
  const before = drawn.get(host);
  if (!before) return;
  before.box.atlas.remove();
  before.frame.remove();
  drawn.delete(host);
}

function build(host, data) {
  const made = `${data.geometry} ${data.script}`, before = drawn.get(host);
  if (before && before.made === made) return before.box;
  discard(host);
  const frame = host.appendChild(document.createElement("div"));
  frame.className = "atlas-frame";
  frame.innerHTML = data.html;
  new Function(data.script)();
  const box = frame.querySelector(".folium-map");
  drawn.set(host, { made, frame, box });
  return box;
}

async function draw({ parentElement, data, setTriggerValue }) {
  await prepare(data);
  // A later call may have come meanwhile, and draws; or the page was left, and there is nowhere to draw.
  if (latest.get(parentElement) === data && parentElement.isConnected) {
    const box = build(parentElement, data);
    box.atlas.told = (what) => setTriggerValue("picked", what);
    box.atlas.looks = (area) => setTriggerValue("seen", area);
    box.atlas.picked = (area) => setTriggerValue("drawn", area);
    const standing = box.atlas.show(data.moving);
    box.atlasPick = box.atlasPick || window.atlasPick(box.atlas);
    box.atlasPick.show(data.picked);
    await standing;
  }
}

export default async function (call) {
  const { parentElement, data } = call;
  latest.set(parentElement, data);
  try {
    await draw(call);
  } finally {
    if (data.waits && data.waits !== told && latest.get(parentElement) === data) call.setTriggerValue("stands", told = data.waits);
  }
  // Streamlit also asks a call that was overtaken to clean up, when it comes to its end.
  return () => { if (latest.get(parentElement) === data) discard(parentElement); };
}
