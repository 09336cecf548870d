// Everything here only improves a page that already works without it.
"use strict";

// One press, one post: the second submit of the same form is stopped until the page comes back.
document.addEventListener("submit", event => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  if (event.submitter) { event.submitter.dataset.sent = "1"; event.submitter.setAttribute("aria-disabled", "true"); }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("form [data-sent]")) { button.removeAttribute("aria-disabled"); delete button.dataset.sent; }
});

// A box that narrows the rows already on the page: <input data-filter="table-id" data-counted="output-id">.
for (const box of document.querySelectorAll("input[data-filter]")) {
  const rows = () => document.querySelectorAll(`#${CSS.escape(box.dataset.filter)} tbody tr`);
  const counted = document.getElementById(box.dataset.counted ?? "");
  box.closest("[hidden]")?.removeAttribute("hidden");
  box.addEventListener("input", () => {
    const words = box.value.trim().toLowerCase().split(/\s+/);
    let left = 0;
    for (const row of rows()) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
      if (!row.hidden) left++;
    }
    if (counted) counted.textContent = String(left);
  });
}

// "Tick all" for batch pages: <input type="checkbox" data-all="name-of-the-boxes">.
for (const all of document.querySelectorAll("input[data-all]")) {
  all.closest("[hidden]")?.removeAttribute("hidden");
  all.addEventListener("change", () => {
    for (const box of document.getElementsByName(all.dataset.all)) if (!box.disabled) box.checked = all.checked;
  });
}

// On a phone the places stand in one line that moves sideways: bring the one we are at into sight.
document.querySelector(".nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A filter that applies at once, where its form would otherwise need a button press.
for (const select of document.querySelectorAll("select[data-submit]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// Progress: the part marked data-live is fetched again until it no longer carries the mark; a missed answer is asked for again.
const live = () => document.querySelector("[data-live]");
const refresh = async () => {
  const part = live();
  if (!part) { clearInterval(beat); return; }
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
  if (fresh) part.replaceWith(fresh);
};
const beat = live() ? setInterval(refresh, Number(live().dataset.live) || 2000) : 0;

// Passkeys: <form data-passkey="get|create" data-options="address">, shown where the browser knows them. What the device answers goes into "credential".
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const kind = window.PublicKeyCredential;
  if (!kind?.parseRequestOptionsFromJSON) continue;
  form.hidden = false;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
      const options = await answer.json();
      const credential = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(options) });
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}

document.querySelector(".errors")?.focus();
