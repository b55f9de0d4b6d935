/** Numbers and texts in few letters that every platform carries: digits to the base 64, and texts with their length. */
"use strict";

globalThis.Shell = globalThis.Shell || /** @type {any} */ ({});

(() => {
  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

  /** @param {number} number @param {number} [width] digits; what is larger is written as the largest @returns {string} */
  function digits(number, width = 1) {
    let rest = Math.max(0, Math.min(Math.floor(number) || 0, 64 ** width - 1));
    let text = "";
    for (let place = 0; place < width; place += 1) {
      text = DIGITS[rest % 64] + text;
      rest = Math.floor(rest / 64);
    }
    return text;
  }

  /** @param {string} words @returns {string} in ASCII letters, digits and `*._`, after its length */
  function text(words) {
    const sound = words.replace(/\p{Cs}/gu, "\ufffd");
    const plain = encodeURIComponent(sound).replace(/[!'()*~-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`).replaceAll("%", "*");
    return digits(plain.length, 2) + plain;
  }

  /** @param {string} words @param {number} width @returns {string} FNV-1a in a few digits */
  function hash(words, width) {
    let state = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(words)) state = Math.imul(state ^ byte, 0x01000193);
    return digits((state >>> 0) % 64 ** width, width);
  }

  /** Reads what was written, in the same order; throws RangeError for what was not. */
  class Reader {
    /** @param {string} whole */
    constructor(whole) {
      this.whole = whole;
      this.place = 0;
    }

    /** @param {number} length @returns {string} */
    take(length) {
      const part = this.whole.slice(this.place, this.place + length);
      if (part.length < length) throw new RangeError("the state ends early");
      this.place += length;
      return part;
    }

    /** @param {number} [width] @returns {number} */
    number(width = 1) {
      return [...this.take(width)].reduce((sum, sign) => {
        const value = DIGITS.indexOf(sign);
        if (value < 0) throw new RangeError("the state is damaged");
        return sum * 64 + value;
      }, 0);
    }

    /** @returns {string} */
    text() {
      return decodeURIComponent(this.take(this.number(2)).replaceAll("*", "%"));
    }

    /** @template T @param {() => T} one @returns {T[]} a list after its length */
    list(one) {
      return Array.from({ length: this.number(2) }, one);
    }
  }

  /** @template T @param {T[]} all @param {(one: T) => string} write @returns {string} */
  const list = (all, write) => digits(all.length, 2) + all.slice(0, 4095).map(write).join("");

  Object.assign(Shell, { digits, text, hash, list, Reader });
})();
