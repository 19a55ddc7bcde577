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

  file.governments = (events) => {   // each with the number of events in it; who acted stays, who has none goes
    const state = choice.place.includes("."), country = choice.place.length === 2, town = choice.place && !state && !country;
    const narrowed = (events_in) => choice.first || choice.last || choice.known || (choice.kinds && events_in);
    const lies = (j) => j.town || [j.state || j.country];
    const within = (j, told) => told.filter((e) => e.happened && lies(j).some((code) => e.reach.places.includes(code))).length;
    const none = ["—", "—"], both = (a, b) => a.split("; ").filter((name) => b.split("; ").includes(name)).join("; ") || "—";
    const there = (j) => {   // who acted elsewhere did not act there, and who is told of by others is not told of by these
      const at = town ? j.at[choice.place] || none : [j.acted, j.others], by = choice.source === null ? at : j.by[choice.source] || none;
      return at.map((names, n) => both(names, by[n]));
    };
    return file.jurisdictions.map((j) => ({ ...j, n: within(j, events), all: within(j, file.events), told: there(j) })).filter((j) =>
      (!country || j.country === choice.place) && (!state || j.state === choice.place) && (!town || j.n || j.at[choice.place]) && ofSource(j.sources)
      && (!narrowed(j.all) || j.n || j.authority) && ((choice.source === null ? j.bodies : j.by[choice.source]) || j.n));
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
