/** The service worker of a site: the network first, so that nobody reads what was corrected; without it what is kept. */
"use strict";

(() => {
  const { course, version, files } = COURSE;
  const worker = /** @type {any} */ (globalThis);
  const name = `course/${course}/${version}`;

  /** Some hosts lead from `page.html` to `page`; what came that way may be shown for no page as it is. What a host lacks is left out. @param {any} cache @param {string} file */
  async function keep(cache, file) {
    const found = await fetch(new Request(file, { cache: "reload" }));
    if (found.status >= 500) throw new Error(`${file}: ${found.status}`);
    if (found.ok) await cache.put(file, found.redirected ? new Response(await found.blob(), { headers: { "content-type": found.headers.get("content-type") ?? "" } }) : found);
  }

  /** @param {Request} request @returns {Promise<Response | undefined>} what is kept under its address, or that of its page */
  async function kept({ url }) {
    const cache = await caches.open(name);
    const { origin, pathname } = new URL(url);
    for (const path of ["", ".html", "/index.html"]) {
      const found = await cache.match(origin + (path ? pathname.replace(/\/$/, "") : pathname) + path);
      if (found) return found;
    }
    return undefined;
  }

  worker.addEventListener("install", (/** @type {any} */ event) => {
    event.waitUntil(caches.open(name).then((cache) => Promise.all(files.map((file) => keep(cache, file)))).then(() => worker.skipWaiting()));
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
      const found = await kept(request);
      if (found) return found;
      throw error;
    }));
  });
})();
