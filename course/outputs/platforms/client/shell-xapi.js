/**
 * Statements for a learning record store, in their order: each keeps its id until the store has taken it, so that one
 * that is sent again is not a second answer.
 */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const VERSION = "1.0.3";

  class Store {
    /** @param {string} endpoint @param {typeof fetch} fetch */
    constructor(endpoint, fetch) {
      this.endpoint = endpoint.endsWith("/") ? endpoint : `${endpoint}/`;
      this.fetch = fetch;
      this.token = "";
      /** @type {any[]} */
      this.waiting = [];
      /** @type {Promise<boolean> | null} */
      this.sending = null;
    }

    /**
     * @param {string} method @param {string} path with its query @param {unknown} [body] @param {{keepalive?: boolean, quiet?: boolean}} [how]
     * @returns {Promise<any>} the answer as JSON, null for nothing; throws when the store does not take it
     */
    async ask(method, path, body, how = {}) {
      const headers = { Authorization: `Basic ${this.token}`, "X-Experience-API-Version": VERSION, ...(body === undefined ? {} : { "Content-Type": "application/json" }) };
      const given = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await this.fetch(this.endpoint + path, { method, headers, ...given, ...(how.keepalive ? { keepalive: true } : {}) });
      if (how.quiet && answer.status === 404) return null;
      if (!answer.ok) throw Object.assign(new Error(`the record store answers ${answer.status}`), { status: answer.status });
      const text = await answer.text();
      try {
        return text ? JSON.parse(text) : null;
      } catch {
        return null;
      }
    }

    /** @param {Record<string, string>} query @returns {string} */
    query(query) {
      return new URLSearchParams(query).toString();
    }

    /** @param {object} statement */
    add(statement) {
      this.waiting.push(statement);
    }

    /** Send what waits, one at a time; two calls never send the same. @param {boolean} [leaving] @returns {Promise<boolean>} whether nothing waits */
    flush(leaving = false) {
      if (leaving) return this.leave();
      this.sending = this.sending ?? this.run().finally(() => {
        this.sending = null;
      });
      return this.sending;
    }

    async run() {
      while (this.waiting.length) {
        const statement = this.waiting[0];
        try {
          await this.put(statement);
        } catch (error) {
          const status = /** @type {any} */ (error).status ?? 0;
          if (status !== 409 && (status < 400 || status >= 500 || [401, 403, 408, 429].includes(status))) return false;
          // 409: it is there already. Another 4xx: it is never taken, and must not hold up the others.
        }
        this.waiting = this.waiting.filter((one) => one !== statement);
      }
      return true;
    }

    /** @param {any} statement @param {boolean} [keepalive] */
    put(statement, keepalive = false) {
      return this.ask("PUT", `statements?${this.query({ statementId: statement.id })}`, statement, { keepalive });
    }

    /** As the page is left there is no second try: all that waits goes in one request, the last statement last. */
    async leave() {
      const all = this.waiting;
      if (!all.length) return true;
      try {
        await this.ask("POST", "statements", all, { keepalive: true });
        this.waiting = this.waiting.filter((one) => !all.includes(one));
      } catch {
        return false;
      }
      return !this.waiting.length;
    }
  }

  Shell.RecordStore = Store;
})();
