/** The service worker of a site: the network first, so that nobody reads what was corrected; without it what is kept. */
"use strict";

(() => {
  const { course, version, files } = COURSE;
  const worker = /** @type {any} */ (globalThis);
  const name = `course/${course}/${version}`;

  worker.addEventListener("install", (/** @type {any} */ event) => {
    const keep = caches.open(name).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "reload" }))));
    event.waitUntil(keep.then(() => worker.skipWaiting()));
  });

  worker.addEventListener("activate", (/** @type {any} */ event) => {
    const old = (/** @type {string} */ one) => one.startsWith(`course/${course}/`) && one !== name;
    event.waitUntil(caches.keys().then((all) => Promise.all(all.filter(old).map((one) => caches.delete(one)))).then(() => worker.clients.claim()));
  });

  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { request } = event;
    if (request.method !== "GET" || new URL(request.url).origin !== location.origin || request.headers.has("range")) return;
    // A page may not be asked for with other options, only its address; what the browser has in its own cache is asked about.
    const asked = request.mode === "navigate" ? fetch(request.url, { cache: "no-cache", redirect: "manual", credentials: "same-origin" }) : fetch(request, { cache: "no-cache" });
    event.respondWith(asked.catch(async (error) => {
      const kept = await (await caches.open(name)).match(request, { ignoreSearch: true });
      if (kept) return kept;
      throw error;
    }));
  });
})();
