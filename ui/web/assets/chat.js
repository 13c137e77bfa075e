// What the page does in the browser by itself: lead from a marker to its card and back, copy an answer, keep the
// document's language. It sends nothing anywhere but to the page's own server.
"use strict";

const still = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Show the element a link of this page leads to, and put the focus there. */
function go(id) {
  const target = document.getElementById(id);
  if (!target) return false;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  target.scrollIntoView({ behavior: still.matches ? "auto" : "smooth", block: "center" });
  const field = target.querySelector("textarea") || target;
  if (field.tabIndex < 0) field.tabIndex = -1; // a bubble can take the focus only if it is told so
  field.focus({ preventScroll: true });
  document.querySelectorAll(".here").forEach((element) => element.classList.remove("here"));
  if (target.classList.contains("card")) target.classList.add("here");
  return true;
}

/** Copy text; without a secure connection the browser offers only the old way. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

document.addEventListener(
  "click",
  async (event) => {
    const link = event.target.closest('a[href^="#"]');
    // Capture phase and no default: the document's base address must not turn this into a reload.
    if (link) {
      event.preventDefault();
      event.stopPropagation();
      go(link.getAttribute("href").slice(1));
      return;
    }
    const button = event.target.closest("button.copy");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    const done = source && (await copy(source.textContent));
    button.parentElement.querySelector(".copy-state").textContent = done ? button.dataset.done : button.dataset.failed;
  },
  true
);

const past = new Map(); // turn -> its bubbles and its group of sources, as they were last shown

/** Keep copies of what the server no longer sends: with each answer it sends that turn alone. */
function keep() {
  const chat = document.getElementById("chat");
  if (!chat || chat.querySelector(".invitation")) return past.clear(); // nothing was asked yet, or all begins anew
  const live = new Map();
  chat.querySelectorAll(".user-row:not(.past) .asked[id]").forEach((bubble) => {
    const row = bubble.closest(".user-row");
    const rows = [row];
    for (let next = row.nextElementSibling; next && next.matches(".bot-row"); next = next.nextElementSibling) rows.push(next);
    live.set(Number(bubble.id.slice(1)), rows);
  });
  if (!live.size) return;
  const first = Math.min(...live.keys());
  const groups = document.querySelectorAll("#sources-panel .group:not(.past)");
  const there = new Set([...groups].map((group) => Number(group.id.slice(1))));
  live.forEach((rows, turn) => {
    if (rows.some((row) => row.querySelector(".working")) || rows.length < 2) return past.delete(turn);
    past.set(turn, { ...past.get(turn), rows: rows.map(copyOf), asked: rows[0].textContent.trim() });
  });
  groups.forEach((group) => {
    const turn = Number(group.id.slice(1));
    if (past.has(turn)) past.get(turn).group = copyOf(group);
  });
  put(chat, live, first);
  file(there);
}

function copyOf(element) {
  const copy = element.cloneNode(true);
  copy.classList.add("past");
  return copy;
}

/** The bubbles of earlier turns above the one that the server sent. */
function put(chat, live, first) {
  const rows = live.get(first);
  const wanted = [...past.keys()].filter((turn) => turn < first).sort((a, b) => a - b);
  const held = [...chat.querySelectorAll(".user-row.past .asked")].map((bubble) => Number(bubble.id.slice(1)));
  if (wanted.join() === held.join()) return;
  chat.querySelectorAll(".past").forEach((row) => row.remove());
  wanted.forEach((turn) => past.get(turn).rows.forEach((row) => rows[0].before(row)));
}

/** The sources of earlier turns, folded, below those that the server sent. */
function file(there) {
  const panel = document.querySelector("#sources-panel section");
  if (!panel) return;
  const wanted = [...past.keys()].filter((turn) => past.get(turn).group && !there.has(turn)).sort((a, b) => b - a);
  const held = [...panel.querySelectorAll(".group.past")].map((group) => Number(group.id.slice(1)));
  if (wanted.join() === held.join()) return;
  panel.querySelectorAll("details.past").forEach((fold) => fold.remove());
  wanted.forEach((turn) => {
    const fold = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = past.get(turn).asked.slice(0, 120);
    fold.className = "earlier past";
    fold.append(summary, past.get(turn).group);
    panel.append(fold);
  });
}

let shown = "";

/** Bring the newest question, and with it the beginning of its answer, to where it can be read. */
function follow() {
  const questions = document.querySelectorAll("#chat .user-row");
  const now = `${questions.length} ${document.querySelector("#chat .working") ? "waiting" : "answered"}`;
  if (now === shown) return;
  shown = now;
  const last = questions[questions.length - 1];
  const panel = document.getElementById("sources-panel");
  if (panel) panel.scrollTop = 0;
  if (questions.length > 1) last.scrollIntoView({ behavior: still.matches ? "auto" : "smooth", block: "start" });
}

/** After each change of the page: language and title of the document, and names that a screen reader says. */
function tidy() {
  const header = document.getElementById("page-header");
  if (header) {
    if (document.documentElement.lang !== header.lang) document.documentElement.lang = header.lang;
    if (document.title !== header.dataset.title) document.title = header.dataset.title;
  }
  const log = document.querySelector('#chat [role="log"]');
  if (log && header && log.getAttribute("aria-label") !== header.dataset.log) {
    log.setAttribute("aria-label", header.dataset.log);
  }
  // Gradio names each bubble with its source text, which here is HTML; what the bubble shows is its own best name.
  document.querySelectorAll("#chat [data-testid][aria-label]").forEach((e) => e.removeAttribute("aria-label"));
  keep();
  follow();
}

const LOOK = 5000; // milliseconds between two looks whether the server is still there
const send = window.fetch.bind(window);
const LONGEST = 5000; // characters of a question that are sent: what is longer is refused, in words, by its beginning
let asked = "";

/** What Gradio says of a server that does not answer is English and covers the conversation: it is said here instead. */
window.fetch = async (...given) => {
  const joins = String(given[0]?.url ?? given[0]).includes("/queue/join");
  if (!joins) return send(...given);
  const typed = typedIn(given[1]?.body);
  if (typed) asked = typed;
  if (typed.length > LONGEST) given[1] = { ...given[1], body: shortened(given[1].body) };
  try {
    const answer = await send(...given);
    answer.ok ? unsay() : say(answer.status === 503 ? "busy" : "gone");
    return answer;
  } catch (error) {
    say("gone");
    throw error;
  }
};

function typedIn(body) {
  try {
    const first = JSON.parse(body).data[0];
    return typeof first === "string" ? first : "";
  } catch {
    return "";
  }
}

function shortened(body) {
  const all = JSON.parse(body);
  all.data[0] = all.data[0].slice(0, LONGEST);
  return JSON.stringify(all);
}

/** One of the page's sentences at the end of the conversation; what was asked goes back to where it was typed. */
function say(which) {
  const log = document.querySelector('#chat [role="log"]');
  const header = document.getElementById("page-header");
  if (!log || !header) return;
  unsay();
  const told = document.createElement("p");
  told.className = "status status-error lost";
  told.setAttribute("role", "alert");
  told.textContent = header.dataset[which];
  log.append(told);
  told.scrollIntoView({ block: "nearest" });
  if (which === "gone") enable();
  const field = document.querySelector("#question textarea");
  if (!field || field.value || !asked) return;
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, asked);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The server put the button to sleep until its answer is there, and can no longer wake it. */
function enable() {
  const button = document.querySelector("button#send, #send button");
  if (button) button.disabled = false;
}

function unsay() {
  document.querySelectorAll("#chat .lost").forEach((told) => told.remove());
}

setInterval(async () => {
  if (!document.querySelector("#chat .working") || document.querySelector("#chat .lost")) return;
  try {
    await send("healthz");
  } catch {
    say("gone");
  }
}, LOOK);

new MutationObserver(tidy).observe(document.documentElement, { childList: true, subtree: true });
