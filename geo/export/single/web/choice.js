/* The records of this file and the choice among them; the rules are those of the dashboard (geo/selection/filters.py).
 *
 * window.atlasFile gets: the lists as they were packed, ``choice``, what ``left`` of a list, words by their key.
 */
(function () {
  "use strict";
  const read = (name) => JSON.parse(document.getElementById(`atlas-${name}`).textContent);
  const file = { words: read("words"), map: read("map") };
  ["events", "tolls", "counts", "quotes", "sentences", "sources", "jurisdictions"].forEach((name) => { file[name] = read(name); });
  window.ATLAS_BASEMAP = read("land");

  // ---------------------------------------------------------------- words
  const plural = new Intl.PluralRules(file.words.language), number = new Intl.NumberFormat(file.words.language);
  file.number = (n) => number.format(n);
  file.say = (key, parts = {}) => file.words.says[key].replace(/\{(\w+)\}/g, (_, part) => parts[part]);
  file.counted = (key, n, shown = 0) => {
    const forms = file.words.counted[key], text = forms[plural.select(n)] || forms.other;
    return text.replace("{n}", file.number(n)).replace("{shown}", file.number(shown));
  };

  // --------------------------------------------------------------- choice
  const choice = file.choice = { place: "", first: "", last: "", kinds: null, known: null, source: null };
  file.choosing = () => Boolean(choice.place || choice.first || choice.last || choice.kinds || choice.known || choice.source !== null);

  function inDays([start, end]) {   // a date told as a month is the whole month; undated lies in no choice
    if (!choice.first && !choice.last) return true;
    if (!start) return false;
    const stop = end || start;
    return (!choice.last || start <= choice.last.slice(0, start.length)) && (!choice.first || stop >= choice.first.slice(0, stop.length));
  }

  const ofKind = (kinds) => !kinds.length || kinds.some(([kind, known]) =>
    (!choice.kinds || choice.kinds.includes(kind)) && (!choice.known || choice.known.includes(known)));

  const ofSource = (sources) => choice.source === null || sources.includes(choice.source);

  file.holds = ({ reach }) => (!choice.place || reach.places.includes(choice.place)) && inDays(reach.days)
    && ofKind(reach.kinds) && ofSource(reach.sources);
  file.left = (name) => file[name].filter(file.holds);

  // ---------------------------------------------------------- who acted
  const timely = ({ reach }) => inDays(reach.days) && ofKind(reach.kinds);
  const any_timely = (numbers) => numbers.some((n) => timely(file.events[n]));
  const chosen_left = (did, passages, acts, tells) => {   // who acted outside the choice is only named in it
    const own = did === "named" ? [] : passages.filter(acts);
    return own.length || did === "spoke" ? [did, own] : ["named", passages.filter(tells)];
  };

  function body(b, town) {
    let did = b.did, left = b.passages.filter((p) => choice.source === null || p.source === choice.source);
    if (town) [did, left] = chosen_left(did, left, (p) => p.at.includes(town), (p) => p.places.includes(town));
    if (choice.first || choice.last || choice.kinds || choice.known) {
      const spoke = did === "spoke";
      [did, left] = chosen_left(did, left, (p) => any_timely(p.did) || (spoke && p.said.some(timely)), (p) => any_timely(p.events) || p.said.some(timely));
    }
    return { name: b.name, did, told: left.length > 0 };
  }

  file.governments = (events) => {   // each with the number of events in it and who is told of
    const state = choice.place.includes("."), country = choice.place.length === 2, town = choice.place && !state && !country;
    const lies = (j) => j.town || [j.state || j.country];
    const within = (j) => events.filter((e) => e.happened && lies(j).some((code) => e.reach.places.includes(code))).length;
    const names = (bodies, acted) => bodies.filter((b) => (b.did === "acted") === acted).map((b) => b.name).join("; ") || "—";
    return file.jurisdictions.map((j) => {
      const bodies = j.bodies.map((b) => body(b, town && choice.place)).filter((b) => b.told);
      return { ...j, n: within(j), any: bodies.length > 0, told: [names(bodies, true), names(bodies, false)] };
    }).filter((j) => (!country || j.country === choice.place) && (!state || j.state === choice.place) && ofSource(j.sources) && (j.any || j.n));
  };

  // ------------------------------------------------------------------ DOM
  file.el = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  file.svg = (tag, looks) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(looks).forEach(([name, value]) => node.setAttribute(name, value));
    return node;
  };
  file.icon = (kind, size = 15) => {
    const node = file.svg("svg", { width: size, height: size, class: "sym", "aria-hidden": "true" });
    node.append(file.svg("use", { href: `#s-${kind}` }));
    return node;
  };
  file.at = (id) => document.getElementById(id);
  window.atlasFile = file;
}());
