/* What is drawn of the choice: the map's data, events by day, the counts of a toll on a line. */
(function () {
  "use strict";
  const file = window.atlasFile, { svg, at } = file;

  // ------------------------------------------------------------------- map
  function byKind(events) {   // [[kind, number] …] in the order of the legend
    return Object.keys(file.words.kinds).map((kind) => [kind, events.filter((e) => e.kind === kind).length]).filter(([, n]) => n);
  }

  function place({ of, looks }, left, open) {
    const mine = of.filter((n) => left.has(n)).map((n) => file.events[n]);
    if (!mine.length) return null;
    const best = Math.min(...mine.map((e) => e.prec)), look = looks[best], symbols = byKind(mine);
    const words = symbols.map(([kind, n]) => `${file.counted("event", n)} (${file.words.kinds[kind].toLowerCase()})`).join(", ");
    const hurt = file.choosing() ? "" : look.hurt;
    return { ...look, symbols, words: hurt ? `${words}; ${hurt}` : words, n: mine.length, hurt,
      state_only: best === 4, main: mine.some((e) => e.main), selected: mine.includes(open) };
  }

  function states(events) {
    const told = {}, counts = {}, vague = new Set(events.filter((e) => e.prec === 4).map((e) => e.state)), every = new Set();
    file.events.forEach((e) => { if (e.state) every.add(e.state); });
    events.forEach((e) => { if (e.state) counts[e.state] = (counts[e.state] || 0) + 1; });
    new Set([...every, ...Object.keys(file.map.states)]).forEach((code) => {
      const n = counts[code] || 0, hidden = every.has(code) || file.map.hidden.includes(code);
      const shade = [...file.words.classes].reverse().find(([least]) => n >= least)[1];
      const words = n ? file.counted("event", n) : file.say(hidden ? "filtered" : "named");
      told[code] = { shade, words, n, pattern: vague.has(code) ? "hatch" : n || hidden ? null : "dots" };
    });
    return told;
  }

  function cell(p) {   // a place among too many to be drawn each: the map puts those together that would overlap
    return { at: p.at, of: 1, name: p.name, id: p.id, selected: p.selected,
      by: Object.keys(file.words.kinds).map((kind) => (p.symbols.find(([key]) => key === kind) || [0, 0])[1]) };
  }

  function bounds(places) {
    const lats = places.map((p) => p.at[0]), lons = places.map((p) => p.at[1]), around = 1.2;
    return [[Math.min(...lats) - around, Math.min(...lons) - around], [Math.max(...lats) + around, Math.max(...lons) + around]];
  }

  file.mapOf = (events, open) => {
    const left = new Set(events.map((e) => e.nth));
    const every = file.map.places.map((p) => place(p, left, open)).filter(Boolean);
    every.sort((a, b) => b.main - a.main || b.selected - a.selected || b.n - a.n || a.name.localeCompare(b.name));
    const many = every.length > file.map.most, apart = (p) => p.main || p.state_only;
    const fit = file.choice.place && every.length ? bounds(every) : file.map.bounds;
    return {
      states: states(events), says: file.map.says, fit: { key: `at ${file.choice.place}`, bounds: fit, stay: false },
      places: many ? every.filter(apart) : every,
      ...(many ? { cells: every.filter((p) => !apart(p)).map(cell), zoom: 15, outer: 15, reach: [[-90, -360], [90, 360]] } : {}),
    };
  };

  // ----------------------------------------------------------------- inset
  const WIDE = 150, HIGH = 108;
  const most = (all) => [...all.reduce((n, x) => n.set(x, (n.get(x) || 0) + 1), new Map())].sort((a, b) => b[1] - a[1])[0];

  function outlines() {   // the states of the country with most events, as paths in a box
    const [country] = most(file.events.filter((e) => e.state).map((e) => e.state.slice(0, 2))) || [];
    const states = window.ATLAS_BASEMAP.states.filter(({ id }) => id.slice(0, 2) === country);
    const rings = states.flatMap(({ p }) => p.flat());
    if (!rings.length) return null;
    const lats = rings.flatMap((r) => r.filter((_, i) => i % 2 === 0)), lons = rings.flatMap((r) => r.filter((_, i) => i % 2));
    const edge = (all, pick) => all.reduce((a, b) => pick(a, b));
    const [south, north, west, east] = [edge(lats, Math.min), edge(lats, Math.max), edge(lons, Math.min), edge(lons, Math.max)];
    const shorter = Math.cos((south + north) / 2 * Math.PI / 180), scale = Math.min(WIDE / ((east - west) * shorter), HIGH / (north - south));
    const spot = (lat, lon) => `${((lon - west) * shorter * scale).toFixed(1)} ${((north - lat) * scale).toFixed(1)}`;
    const ring = (r) => `M${r.reduce((out, _, i) => (i % 2 ? out : [...out, spot(r[i], r[i + 1])]), []).join("L")}Z`;
    return states.map(({ id, n, p }) => ({ id, n, d: p.flat().map(ring).join("") }));
  }
  let drawn;

  file.drawInset = (events, pick) => {   // how many events each state has, whatever part of it the map shows
    if (drawn === undefined) drawn = outlines();
    at("inset").hidden = !drawn;
    if (!drawn) return;
    const shades = states(events), box = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, width: WIDE, height: HIGH, role: "img" });
    // As on the map: where a state with events has no outline, none of its country's is said to be empty.
    const known = new Set(drawn.map((s) => s.id)), country = (id) => id.split(".")[0];
    const blind = new Set(Object.keys(shades).filter((id) => shades[id].n && !known.has(id)).map(country));
    const told = drawn.map((s) => {
      const many = shades[s.id] ? shades[s.id].n : 0;
      return { ...s, many, shade: many ? shades[s.id].shade : blind.has(country(s.id)) ? "land" : "c0" };
    });
    const words = (s) => (s.shade === "land" ? s.n : `${s.n}: ${file.counted("event", s.many)}`);
    box.setAttribute("aria-label", [file.say("by-state"), ...told.filter((s) => s.many).map(words)].join("; "));
    told.forEach((s) => {
      const path = svg("path", { d: s.d, class: `in-${s.shade}`, "data-state": s.id, "data-n": s.many });
      path.append(svg("title", {}));
      path.lastChild.textContent = words(s);
      if (s.many) path.addEventListener("click", () => pick(s.id));
      box.append(path);
    });
    at("inset").replaceChildren(file.el("figcaption", "", file.say("by-state")), box);
  };

  // ---------------------------------------------------------------- by day
  const CELL = 15, FOOT = 22, MOST_ROWS = 24, MOST_SYMBOLS = 600, GAP = 8, JUMP = 24;
  const nextDay = (day) => new Date(Date.parse(`${day}T00:00Z`) + 864e5).toISOString().slice(0, 10);

  function columns(days, room) {   // rows so that all days fit side by side; null where symbols would be too many
    for (let rows = 7; rows <= MOST_ROWS; rows += 1) {
      const wide = days.map(([, told]) => Math.max(1, Math.ceil(told.length / rows)) * CELL);
      const gaps = days.slice(1).map(([day], i) => (nextDay(days[i][0]) === day ? GAP : JUMP));
      const whole = [...wide, ...gaps].reduce((sum, n) => sum + n, 0);
      if (whole <= room) return { rows, wide, gaps, spare: Math.min(46, (room - whole) / days.length) };
    }
    return null;
  }

  function bars(days, room) {
    const wide = Math.max(2, Math.min(40, room / days.length - 2));
    return { wide: days.map(() => wide), gaps: days.slice(1).map(() => 2), spare: 0 };
  }

  function stack(out, told, x, rows, high, open, left) {
    told.forEach((e, i) => {
      const use = svg("use", { href: `#s-${e.kind}`, x: x + Math.floor(i / rows) * CELL, y: high - FOOT - (i % rows + 1) * CELL, width: 12, height: 12 });
      use.setAttribute("class", `${left.has(e.nth) ? "" : "pale"}${e === open ? " here" : ""}`);
      use.append(svg("title", {}));
      use.firstChild.textContent = `${e.title} · ${e.when}`;
      use.addEventListener("click", () => file.open("event", e));
      out.append(use);
    });
  }

  function bar(out, told, x, wide, high, unit, left) {
    let y = high - FOOT;
    const kept = told.filter((e) => left.has(e.nth)), others = told.filter((e) => !left.has(e.nth));
    const blocks = byKind(kept).map(([kind]) => [kept.filter((e) => e.kind === kind), `k-${kind}`]);
    [...blocks, [others, "k-said pale"]].filter(([own]) => own.length).forEach(([own, looks]) => {
      const best = own.reduce((a, e) => (e.sources > a.sources ? e : a)), block = svg("rect", { x, y: y - own.length * unit, width: wide, height: own.length * unit, class: looks, "data-n": own.length });
      block.append(svg("title", {}));
      block.firstChild.textContent = `${file.words.days[best.day]}: ${file.counted("event", own.length)}`;
      if (kept.includes(best)) block.addEventListener("click", () => file.open("event", best));
      out.append(block);
      y -= own.length * unit;
    });
  }

  file.drawDays = (events, open) => {
    const box = at("timeline"), room = Math.max(box.clientWidth - 30, 200), byDay = new Map();
    const kinds = Object.keys(file.words.kinds), left = new Set(events.map((e) => e.nth)), dated = file.events.filter((e) => e.day);
    at("undated").textContent = dated.length < file.events.length && dated.length ? file.counted("undated", file.events.length - dated.length) : "";
    if (!dated.length) { box.replaceChildren(file.el("p", "none", file.say("undated"))); return; }
    [...dated].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.main - a.main)
      .forEach((e) => byDay.set(e.day, [...(byDay.get(e.day) || []), e]));
    const days = [...byDay].sort((a, b) => (a[0] < b[0] ? -1 : 1)), most = Math.max(...days.map(([, told]) => told.length));
    const stacks = dated.length <= MOST_SYMBOLS ? columns(days, room) : null, plan = stacks || bars(days, room);
    const high = (stacks ? Math.min(plan.rows, most) * CELL : 130) + FOOT + 6;
    const out = svg("svg", { width: room + 30, height: high, role: "img", "aria-label": file.say("timeline") });
    let x = 12, free = -1e9;
    days.forEach(([day, told], i) => {
      if (stacks) stack(out, told, x, plan.rows, high, open, left);
      else bar(out, told, x, plan.wide[i], high, (high - FOOT - 6) / most, left);
      if (x > free) {
        const text = svg("text", { x, y: high - 6, class: told.some((e) => left.has(e.nth)) ? "on" : "" });
        text.textContent = file.words.days[day];
        out.append(text);
        free = x + 8 + 6.4 * text.textContent.length;
      }
      if (plan.gaps[i] === JUMP) {
        const mid = x + plan.wide[i] + (JUMP + plan.spare) / 2;
        out.append(svg("path", { d: `M${mid - 4} ${high - FOOT + 5}l4 -10M${mid + 1} ${high - FOOT + 5}l4 -10`, class: "jump" }));
      }
      x += plan.wide[i] + (plan.gaps[i] || 0) + plan.spare;
    });
    out.prepend(svg("path", { d: `M4 ${high - FOOT}H${room + 26}`, class: "axis" }));
    box.replaceChildren(out);
  };

  // --------------------------------------------------------------- a toll
  file.strip = (counts, end) => {
    const wide = 190, out = svg("svg", { width: wide, height: 16, viewBox: `0 0 ${wide} 16`, class: "strip", "aria-hidden": "true" });
    const told = counts.filter((c) => c.mark), x = (n) => 7 + Math.min(n / end, 1) * (wide - 22);
    const whole = told.filter((c) => !c.mark[4]), spread = whole.length ? whole : told;
    out.append(svg("path", { d: `M0 8H${wide}`, class: "axis" }));
    if (spread.length) out.append(svg("path", { d: `M${x(Math.min(...spread.map((c) => c.mark[0])))} 8H${x(Math.max(...spread.map((c) => c.mark[1])))}`, class: "span" }));
    const drawn = new Set();
    [...told].sort((a, b) => file.holds(a) - file.holds(b) || a.mark[3] - b.mark[3]).forEach((c) => {
      const [low, high, kind, best] = c.mark, key = `${c.mark} ${file.holds(c)}`;
      if (drawn.has(key)) return;   // what would lie on each other exactly is drawn once
      drawn.add(key);
      const looks = `${kind === "told" ? "" : "hollow"} ${file.holds(c) ? "" : "pale"}`;
      if (low !== high) out.append(svg("path", { d: `M${x(low)} 8H${x(high)}`, class: `link ${looks}` }));
      const way = { at_least: 1, at_most: -1 }[kind];
      if (way) out.append(svg("path", { d: `M${x(low)} 8h${way * 10}m${-way * 3} -3l${way * 3} 3l${-way * 3} 3`, class: `arrow ${looks}` }));
      new Set([low, high]).forEach((n) => out.append(best
        ? svg("path", { d: `M${x(n)} 2.3l5.7 5.7-5.7 5.7-5.7-5.7z`, class: `dot ${looks}` })
        : svg("circle", { cx: x(n), cy: 8, r: 3.6, class: `dot ${looks}` })));
    });
    return out;
  };
}());
