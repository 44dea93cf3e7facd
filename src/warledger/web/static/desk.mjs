// What the pages do beyond reading: keys, and pointing from a claim to its words without a reload.
// Everything here has a way without it: each key is a link or a button, each pointer an address.

const typing = (at) => at.closest("input, textarea, select, [contenteditable]") !== null;
const still = matchMedia("(prefers-reduced-motion: reduce)");

// ---- keys

const dialog = document.getElementById("keys");
const opener = document.querySelector(".keys-open");
if (opener) {
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());
}

const stops = () => [...document.querySelectorAll(".rows tbody tr:has(.go), .told")];
let at = -1;

function step(by) {
  const all = stops();
  if (!all.length) return;
  at = Math.min(all.length - 1, Math.max(0, at + by));
  all.forEach((one, number) => one.classList.toggle("at", number === at));
  all[at].querySelector("a")?.focus({ preventScroll: true });
  all[at].scrollIntoView({ block: "nearest" });
  if (all[at].matches(".told")) choose(all[at].dataset.claim);
}

const keys = {
  "/": () => document.querySelector("[data-key='/']")?.focus(),
  "?": () => dialog.showModal(),
  j: () => step(1),
  k: () => step(-1),
  n: () => document.querySelector("a[rel=next]")?.click(),
  p: () => document.querySelector("a[rel=prev]")?.click(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || dialog?.open) return;
  const action = keys[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

// ---- a report: claims and their words. Offsets are code points of the stored text; JavaScript counts UTF-16 units.

const text = document.querySelector(".report .text");

function choose(claim) {
  text?.classList.toggle("chosen", Boolean(claim));
  for (const piece of text?.querySelectorAll(".m") ?? []) {
    piece.classList.toggle("on", piece.dataset.claims.split(" ").includes(String(claim)));
  }
  for (const told of document.querySelectorAll(".told")) told.classList.toggle("on", told.dataset.claim === String(claim));
}

function point(start, end) {
  for (const old of text.querySelectorAll(".target")) old.classList.remove("target");
  let first = null;
  for (const piece of text.querySelectorAll("[data-from]")) {
    const from = Number(piece.dataset.from);
    const to = from + [...piece.textContent].length;
    if (from < end && start < to) {
      // a passage of no claim may begin inside a stretch: the whole stretch is shown then
      piece.classList.add("target");
      first ??= piece;
    }
  }
  first?.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
  return first !== null;
}

const PASSAGE = /^#(?:span=)?(\d+)-(\d+)$/;

function fromAddress() {
  const found = PASSAGE.exec(location.hash);
  if (!found || point(Number(found[1]), Number(found[2]))) return;
  if (document.querySelector(".parts")) location.replace(`?span=${found[1]}-${found[2]}#here`); // it is in another part
}

if (text && document.querySelector("aside.claims > .tolds")) {
  document.querySelector("aside.claims").addEventListener("click", (event) => {
    const quote = event.target.closest("a.quote");
    const told = event.target.closest(".told");
    if (!told || event.ctrlKey || event.metaKey || event.shiftKey) return;
    choose(told.dataset.claim);
    at = stops().indexOf(told);
    if (!quote) return;
    const [start, end] = quote.dataset.span.split("-").map(Number);
    if (!point(start, end)) return; // it is in another part, where the link leads
    event.preventDefault();
    if (quote.pathname === location.pathname) history.replaceState(null, "", quote.search + "#here");
  });
  text.addEventListener("click", (event) => {
    const piece = event.target.closest(".m");
    if (!piece || !getSelection().isCollapsed) return;
    if (document.querySelector(".add-claim[open]")) return; // words are being selected: nothing may move under the pointer
    const claim = piece.dataset.claims.split(" ")[0];
    choose(claim);
    document.getElementById(`claim-${claim}`)?.scrollIntoView({ block: "nearest" });
  });
  const chosen = document.querySelector(".told.on");
  if (chosen) {
    choose(chosen.dataset.claim);
    chosen.scrollIntoView({ block: "nearest" });
    document.getElementById("here")?.scrollIntoView({ block: "center", behavior: "auto" });
  }
  addEventListener("hashchange", fromAddress);
  fromAddress();
}

// ---- the rail of filters folds away where there is no room for it

const rail = document.querySelector(".rail");
if (rail && matchMedia("(max-width: 62rem)").matches) rail.open = false;

// ---- parts of a page that have a script of their own

for (const part of document.querySelectorAll("[data-module]")) import(part.dataset.module).then((made) => made.start(part));
