// What happens while a page is open: parts that say so are drawn anew, and who else is on an item is shown.
// One tab listens for all tabs of a browser. Without this everything is there after a reload.

const BEAT_MS = 12_000;
const AWAY_MS = 120_000; // who touches nothing for so long is on no item, and keeps no session alive
const LOST_MS = 4_000;
const SWAP_MS = 300;
const MOST_TOLD = 100;
const LOOK_MS = 5_000; // what goes on is looked at so often even where no event came: one may be lost while a page loads
// What a page shows of a case, by the beginning of its address.
const SHOWS = {
  "/incidents": ["incidents"],
  "/claims": ["reports", "judgements"],
  "/reports": ["reports", "judgements"],
  "/review": ["incidents", "judgements"],
  "/sources": ["sources", "reports"],
  "/places": ["reports", "judgements"],
};

export function start(bar) {
  const text = bar.querySelector(".live-text");
  const link = bar.querySelector("a");
  const mark = Number(bar.dataset.mark || 0);
  const me = bar.dataset.me || "";
  let state = "";

  function say(next) {
    if (state === "ended" || (state === "changed" && !next)) return;
    state = next;
    bar.hidden = !next;
    text.textContent = next ? bar.dataset[next] : "";
    link.hidden = next !== "changed";
    bar.classList.toggle("bad", next === "lost" || next === "ended");
  }

  // What is sent to a desk that does not answer would take the page away, and with it what was typed.
  addEventListener("submit", (event) => {
    if (state !== "lost") return;
    event.preventDefault();
    bar.classList.remove("nudge");
    requestAnimationFrame(() => bar.classList.add("nudge"));
  });

  // ---- parts that are drawn anew

  const busy = new Map();

  function later(part) {
    if (busy.has(part.id)) {
      busy.set(part.id, true);
      return;
    }
    busy.set(part.id, false);
    setTimeout(async () => {
      await swap(part.id).catch(() => {});
      const again = busy.get(part.id);
      busy.delete(part.id);
      const now = document.getElementById(part.id);
      if (again && now) later(now);
    }, SWAP_MS);
  }

  async function swap(id) {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    const old = document.getElementById(id);
    const fresh = drawn.getElementById(id);
    if (!old || !fresh) return;
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    if (held?.matches("input:not([type=checkbox]), select, textarea")) return;
    const heading = old.querySelector("h1")?.textContent;
    old.replaceWith(document.adoptNode(fresh));
    const way = held?.getAttribute("formaction") ?? held?.getAttribute("href");
    if (way) (fresh.querySelector(`[formaction="${CSS.escape(way)}"], [href="${CSS.escape(way)}"]`) ?? fresh.querySelector("button, a"))?.focus();
    document.title = drawn.title;
    const now = fresh.querySelector("h1")?.textContent;
    if (now && now !== heading) document.getElementById("live-said").textContent = now;
  }

  function touch(kind, name) {
    for (const part of document.querySelectorAll("[data-live]")) {
      const [wanted, which] = part.dataset.live.split(":");
      if (wanted === kind && (!which || !name || which === name) && !("still" in part.dataset && which)) later(part);
    }
  }

  setInterval(() => {
    for (const part of document.querySelectorAll("[data-live^='batch:']:not([data-still])")) later(part);
  }, LOOK_MS);

  // ---- who is where

  function shown(places) {
    for (const part of document.querySelectorAll("[data-present]")) {
      const names = (places[part.dataset.present] ?? []).filter((name) => name !== me);
      part.hidden = !names.length;
      part.querySelector(".names").textContent = names.join(" · ");
    }
  }

  const place = document.querySelector("[data-here]")?.dataset.here;
  const sign = (gone) => new URLSearchParams(gone ? { at: place, gone: "yes" } : { at: place });
  if (place && "team" in bar.dataset) {
    let touched = Date.now();
    for (const kind of ["keydown", "pointermove", "scroll"]) addEventListener(kind, () => (touched = Date.now()), { passive: true });
    const away = () => document.hidden || AWAY_MS < Date.now() - touched;
    const beat = () => away() || fetch("/presence", { method: "POST", body: sign(false) }).catch(() => {});
    setInterval(beat, BEAT_MS);
    document.addEventListener("visibilitychange", beat);
    addEventListener("pagehide", () => navigator.sendBeacon("/presence", sign(true)));
    beat();
  }

  // ---- events

  function hear(kind, data) {
    if (kind === "batch") touch("batch", data.id);
    if (kind === "presence") shown(data.places);
    if (kind === "case" && data.sequence > mark) {
      touch("case");
      const shows = Object.entries(SHOWS).find(([path]) => location.pathname.startsWith(path))?.[1] ?? [];
      if (data.kinds.some((one) => shows.includes(one))) say("changed");
    }
    if (kind === "reset") {
      touch("batch");
      touch("case");
    }
    if (kind === "lost" || kind === "ended") say(kind);
    if (kind === "here" && state === "lost") say("");
  }

  const others = "BroadcastChannel" in self ? new BroadcastChannel("warledger-events") : null;
  const told = []; // by the tab that listens: what was done to the case, for pages that were still loading
  if (others) {
    others.onmessage = ({ data: { kind, data } }) => {
      if (kind !== "ask") hear(kind, data);
      else for (const one of told) if (one.sequence > data.mark) others.postMessage({ kind: "case", data: one });
    };
    others.postMessage({ kind: "ask", data: { mark } });
  }

  function tell(kind, data = {}) {
    hear(kind, data);
    if (kind === "case") told.splice(0, Math.max(0, told.push(data) - MOST_TOLD));
    others?.postMessage({ kind, data });
  }

  function listen(done) {
    const source = new EventSource(`/events?mark=${mark}`);
    let quiet = 0;
    const end = (kind) => {
      source.close();
      tell(kind);
      done();
    };
    for (const kind of ["batch", "case", "presence", "reset"]) {
      source.addEventListener(kind, (event) => tell(kind, JSON.parse(event.data)));
    }
    source.addEventListener("end", () => end("ended"));
    source.addEventListener("open", () => {
      clearTimeout(quiet);
      quiet = 0;
      tell("here");
      touch("batch"); // it may have come further before we listened
    });
    source.addEventListener("error", async () => {
      if (source.readyState === EventSource.CLOSED) {
        const asked = await fetch("/events", { method: "HEAD" }).catch(() => null);
        if (asked && [401, 403].includes(asked.status)) end("ended");
        else {
          if (!asked) tell("lost");
          setTimeout(() => listen(done), LOST_MS);
        }
      } else quiet ||= setTimeout(() => tell("lost"), LOST_MS);
    });
    addEventListener("pagehide", () => source.close());
  }

  if (others && navigator.locks) navigator.locks.request("warledger-events", () => new Promise(listen));
  else listen(() => {});
}
