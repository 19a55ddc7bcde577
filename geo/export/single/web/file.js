/* The page of the file: filters, figures, list, map, counts, quotes, and the sentences behind what is open. */
(function () {
  "use strict";
  const file = window.atlasFile, { el, at, choice } = file;
  const ROWS = 200, BOARD = 12;   // of a list and of a government at first
  const small = window.matchMedia("(max-width: 899px)");
  const MARKS = ["", "mk1", "mk2", "mk3"];
  const now = { kind: "", item: null, spot: null, rows: ROWS, drawing: null, boards: {} };
  ["events", "counts", "quotes", "jurisdictions"].forEach((name) => file[name].forEach((row, n) => { row.nth = n; }));

  // ------------------------------------------------------------- evidence
  function sentence(n) {
    const { source, text } = file.sentences[n], told = file.sources[source], quote = el("blockquote");
    text.forEach(([words, mark]) => quote.append(mark ? el("mark", MARKS[mark], words) : words));
    const meta = el("p", "meta");
    meta.append(el("b", "", told.publisher), ` · ${told.day} · ${told.language}`);
    if (told.grade) meta.append(` · ${told.grade} (${told.graded})`);
    meta.title = told.title;
    return [quote, meta];
  }

  function heads({ kind, item }) {
    if (kind === "event") return [item.title, `${item.when} · ${item.where} · ${item.known} · ${item.from || file.counted("source", item.sources)}`];
    if (kind === "count") return [`${item.count} ${item.whom === "—" ? "" : item.whom}`, `${file.tolls[item.toll].name} · ${file.say("says", item)} · ${item.stands}`];
    if (kind === "government") return [item.name, `${item.level} · ${file.say("acted")}: ${item.acted} · ${file.say("others")}: ${item.others}`];
    return [item.who, `${item.government} · ${item.day} · ${item.kind} · ${item.by}`];
  }

  function card() {
    const box = at("card"), { kind, item } = now;
    box.hidden = !item;
    if (!item) return;
    const [title, below] = heads(now), head = el("h2");
    if (kind === "event") head.append(file.icon(item.kind, 17));
    head.append(el("span", "", title));
    const told = [head, el("p", "meta", below)];
    if (kind === "quote") told.push(el("p", item.indirect ? "indirect" : "said", item.words));
    const close = el("button", "close", file.say("close"));
    close.type = "button";
    close.addEventListener("click", () => file.open("", null));
    box.replaceChildren(close, ...told, ...item.sentences.flatMap(sentence));
    box.scrollTop = 0;
  }

  file.open = (kind, item) => {
    const { opens, places } = document.activeElement ? document.activeElement.dataset : {};
    Object.assign(now, { kind, item });
    draw();
    // What had the focus was drawn anew.
    const again = [...document.querySelectorAll("[data-opens], [data-places]")].find((n) => (opens ? n.dataset.opens === opens : places && n.dataset.places === places));
    if (again) again.focus({ preventScroll: true });
  };

  // ----------------------------------------------------------------- list
  const inSpot = (e) => !now.spot || now.spot.some((id) => id === e.place || id === `state ${e.state}`);

  function row(e) {
    const line = el("tr", e === now.item ? "here" : ""), open = el("button", "opens", e.what), what = el("td");
    open.type = "button";
    open.dataset.opens = `event ${e.nth}`;
    open.addEventListener("click", () => file.open("event", e));
    if (e === now.item) open.setAttribute("aria-current", "true");
    what.append(open);
    const kind = el("td");
    kind.append(file.icon(e.kind), el("span", "unseen", file.words.kinds[e.kind]));
    const day = el("td", "", e.date);
    if (e.guessed) day.append(el("span", "address infer", file.say("inferred")));
    line.append(kind, day, el("td", "place", e.where), what, el("td", "n", e.few));
    line.addEventListener("click", (event) => { if (!event.target.closest("button")) file.open("event", e); });
    line.addEventListener("pointerenter", () => light(e.place));
    line.addEventListener("pointerleave", () => light(null));
    return line;
  }

  function more(box, left, draws) {
    if (left <= 0) return;
    const button = el("button", "", file.counted("more", Math.min(left, ROWS)));
    button.type = "button";
    button.addEventListener("click", draws);
    box.append(button);
  }

  function list(events) {
    const order = file.words.order.map((n) => file.events[n]).filter((e) => events.has(e) && inSpot(e)), box = at("list");
    at("all-events").hidden = !now.spot;
    at("list-title").textContent = now.spot && order.length ? file.say("at", { place: order[0].where }) : file.say("all");
    const scrolled = box.scrollTop;
    if (!order.length) { box.replaceChildren(el("p", "none", file.say("none"))); return; }
    const table = headed("tab", ["", "date", "place", "what", "src"]), body = el("tbody");
    body.append(...order.slice(0, now.rows).map(row));
    table.append(body);
    box.replaceChildren(table);
    more(box, order.length - now.rows, () => { now.rows += ROWS; draw(); });
    box.scrollTop = scrolled;
  }

  function headed(className, keys) {   // a table with its columns named
    const table = el("table", className), line = el("tr"), head = el("thead");
    line.append(...keys.map((key) => (key ? el("th", "", file.say(key)) : el("td"))));
    head.append(line);
    table.append(head);
    return table;
  }

  function light(id) {   // the place of the row under the pointer
    document.querySelectorAll(".atlas-mark").forEach((mark) => mark.classList.toggle("atlas-lit", Boolean(id) && mark.dataset.places.split(" ").includes(id)));
  }

  // ------------------------------------------------------------------ map
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function drawing() {
    const theme = dark.matches && !window.matchMedia("print").matches ? "dark" : "light";
    if (now.drawing && now.drawing.theme === theme) return now.drawing.atlas;
    if (now.drawing) now.drawing.atlas.remove();
    at("map").innerHTML = window.atlasMapOf[theme].html;   // our own constants
    window.atlasMapOf[theme].draw();
    const { atlas } = at("map").querySelector(".folium-map");
    atlas.told = picked;
    now.drawing = { theme, atlas };
    return atlas;
  }

  function picked(what) {   // "places:ID ID" or "state:CODE"
    const [kind, ids] = what.split(/:(.*)/), spot = kind === "state" ? [`state ${ids}`] : ids.split(" ");
    const before = now.spot;
    now.spot = spot;
    const found = file.words.order.map((n) => file.events[n]).filter((e) => file.holds(e) && inSpot(e));
    if (!found.length) { now.spot = before; return; }
    file.open("event", found[0]);
  }

  // ------------------------------------------------------ figures, counts
  function figures() {
    const told = file.tolls.slice(0, 6).map((toll, n) => {
      const own = file.counts.filter((c) => c.toll === n), left = own.filter(file.holds);
      const box = el("button", "fig opens"), what = el("span", "what");
      box.type = "button";
      box.dataset.opens = `toll ${n}`;
      box.title = toll.rule;
      what.append(el("b", file.choosing() ? "pale" : "", toll.range), " ", el("span", "", toll.name.toLowerCase()));
      box.append(what, file.strip(own, toll.top), el("span", "who", file.choosing() ? file.counted("counts", own.length, left.length) : toll.told));
      box.addEventListener("click", () => file.open("count", left.find((c) => c.best) || left[0] || own.find((c) => c.best) || own[0]));
      return box;
    });
    at("figures").replaceChildren(...told);
    at("figures-note").hidden = !file.choosing() || !told.length;
  }

  function counts() {
    const left = file.left("counts"), box = at("counts");
    at("counts-left").textContent = file.counted("counts", file.counts.length, left.length);
    box.replaceChildren(...file.tolls.flatMap((toll, n) => {
      const own = left.filter((c) => c.toll === n);
      if (!own.length) return [];
      const head = el("h3"), table = headed("tab ledger", ["count", "of-whom", "counts", "day", "stands"]), body = el("tbody");
      head.append(el("span", "", toll.name), el("b", file.choosing() ? "pale" : "", toll.range));
      own.forEach((c) => {
        const line = el("tr", c === now.item ? "here" : ""), figure = el("td", "n"), open = el("button", "opens", c.count);
        open.type = "button";
        open.dataset.opens = `count ${c.nth}`;
        open.addEventListener("click", () => file.open("count", c));
        figure.append(open);
        line.append(figure, el("td", "", c.whom), el("td", "", c.who), el("td", "", c.day), el("td", c.best ? "best" : "", c.stands));
        body.append(line);
      });
      table.append(body);
      return [head, table];
    }), ...(left.length ? [] : [el("p", "none", file.say("no-count"))]));
  }

  // --------------------------------------------------------------- quotes
  function quotes() {
    const left = file.left("quotes"), groups = new Map(), box = at("quotes");
    at("quotes-left").textContent = file.counted("quotes", file.quotes.length, left.length);
    left.forEach((q) => groups.set(q.government, [...(groups.get(q.government) || []), q]));
    box.replaceChildren(...[...groups].map(([name, told]) => {
      const group = el("div", "board");
      const most = now.boards[name] || BOARD, draws = () => { now.boards[name] = most + ROWS; draw(); };
      group.append(el("h3", "", name), ...told.slice(0, most).map((q) => {
        const open = el("button", `opens quote${q === now.item ? " here" : ""}`), who = el("span", "who");
        open.type = "button";
        open.dataset.opens = `quote ${q.nth}`;
        who.append(el("b", "", q.who), ` · ${q.day} · ${q.kind} · ${q.by}`);
        open.append(el("span", q.indirect ? "indirect" : "said", q.short), who);
        open.addEventListener("click", () => file.open("quote", q));
        return open;
      }));
      more(group, told.length - most, draws);
      return group;
    }), ...(left.length ? [] : [el("p", "none", file.say("no-quote"))]));
  }

  // -------------------------------------------------------- jurisdictions
  function governments(events) {
    const left = file.governments(events), table = headed("tab", ["jurisdiction", "level", "events-in", "acted", "others"]), body = el("tbody");
    left.forEach((j) => {
      const own = file.jurisdictions[j.nth], line = el("tr", own === now.item ? "here" : ""), name = el("td", "place"), open = el("button", "opens", j.name);
      open.type = "button";
      open.dataset.opens = `government ${j.nth}`;
      open.addEventListener("click", () => file.open("government", own));
      name.append(open);
      line.append(name, el("td", "", j.level), el("td", "n", j.territory ? file.number(j.n) : "—"), ...j.told.map((words) => el("td", "", words)));
      body.append(line);
    });
    table.append(body);
    at("jurisdictions").replaceChildren(left.length ? table : el("p", "none", file.say("no-jurisdiction")));
  }

  // -------------------------------------------------------------- sources
  function sources() {
    const table = headed("tab", ["by", "day", "title", "language"]), body = el("tbody");
    file.sources.forEach((s) => {
      const line = el("tr", s.told ? "" : "pale"), title = el("td", "", s.title);
      if (s.grade) title.append(el("span", "address", `${s.grade}: ${s.graded}`));
      if (s.url) title.append(el("span", "address", s.url));
      if (document.getElementById("seal")) title.append(el("code", "hash", `SHA-256 ${s.sha256}`));
      if (document.getElementById("seal") && s.original) title.append(el("code", "hash", file.say("original", { hash: s.original })));
      if (document.getElementById("seal")) title.append(el("span", "address", s.came));
      const day = el("td", s.basis ? "infer" : "", s.day);
      if (s.basis) day.title = s.basis;
      line.append(el("td", "place", s.publisher), day, title, el("td", "", s.language));
      body.append(line);
    });
    table.append(body);
    at("sources").replaceChildren(table);
  }

  function fingerprint() {   // as the last line of the file tells it; ``verify`` works it out
    const found = [...document.body.childNodes, ...document.childNodes].find((n) => n.nodeType === Node.COMMENT_NODE && n.data.startsWith("atlas-seal"));
    const digits = found && found.data.split("sha256=")[1].slice(0, 24);
    if (at("fingerprint") && digits) at("fingerprint").textContent = digits.match(/.{4}/g).join(" ");
  }

  // ----------------------------------------------------------------- draw
  function draw() {
    const left = file.left("events"), held = new Set(left), open = now.kind === "event" ? now.item : null;
    at("counted").textContent = file.counted("events", file.events.length, left.length);
    const without = left.filter((e) => e.prec === null).length;
    at("unplaced").textContent = without ? file.counted("unplaced", without) : "";
    at("clear").hidden = !file.choosing();
    figures();
    list(held);
    drawing().show(file.mapOf(left, open));
    file.drawDays(left, open);
    counts();
    quotes();
    governments(left);
    file.drawInset(left, (code) => picked(`state:${code}`));
    card();
  }

  function ticked(name) {
    const boxes = [...document.querySelectorAll(`input[name=${name}]`)], on = boxes.filter((b) => b.checked);
    return on.length === boxes.length ? null : on.map((b) => b.value);
  }

  function chosen() {
    Object.assign(choice, { place: at("place").value, first: at("first").value, last: at("last").value, kinds: ticked("kinds"), known: ticked("known"), source: at("source").value === "" ? null : Number(at("source").value) });
    now.spot = null;
    now.rows = ROWS;
    const gone = now.kind === "government" ? !file.governments(file.left("events")).some((j) => j.nth === now.item.nth) : now.item && !file.holds(now.item);
    if (gone) now.item = null;
    if (!now.item && !small.matches) Object.assign(now, first());
    draw();
  }

  function first() {   // what is open where nothing was chosen
    const found = file.words.order.map((n) => file.events[n]).find(file.holds);
    return { kind: "event", item: found || null };
  }

  function clear() {
    ["place", "first", "last", "source"].forEach((id) => { at(id).value = ""; });
    document.querySelectorAll("#filters input").forEach((b) => { b.checked = true; });
    chosen();
  }

  at("filters").addEventListener("change", chosen);
  at("clear").addEventListener("click", clear);
  at("all-events").addEventListener("click", () => { now.spot = null; draw(); });
  dark.addEventListener("change", draw);
  window.addEventListener("resize", () => file.drawDays(file.left("events"), now.kind === "event" ? now.item : null));
  if (small.matches) at("filters").open = false;
  document.addEventListener("DOMContentLoaded", fingerprint);
  sources();
  if (!small.matches) Object.assign(now, first());   // on a phone the card would lie over what it belongs to
  draw();
  document.fonts.ready.then(draw);   // labels are placed by their width
}());
