/** The review page: what was wrong with certainty, what was missed, what is due; and reminders as a calendar file. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const { store, make, button, say } = Course;
  const REMINDERS = [1, 7, 22]; // the first three days of the schedule for who answers right each time

  /** @param {Date} date @returns {string} 20261122 */
  const compact = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("");

  /** @param {string} text as RFC 5545 wants it: escaped, folded after 75 bytes */
  function line(text) {
    const bytes = new TextEncoder();
    let [out, length] = ["", 0];
    for (const sign of text) {
      const size = bytes.encode(sign).length;
      if (length + size > 73) [out, length] = [`${out}\r\n `, 1];
      out += sign;
      length += size;
    }
    return out;
  }

  const escaped = (/** @type {string} */ text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

  /** @param {number} now @returns {string} three whole-day entries */
  function calendar(now) {
    const { course, title } = Course.data;
    const served = globalThis.location?.protocol.startsWith("http") && globalThis.window === window.top;
    const here = served ? location.href.replace(/[?#].*/, "") : "";
    const stamp = `${new Date(now).toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
    const events = REMINDERS.flatMap((days) => {
      const date = new Date(now);
      date.setDate(date.getDate() + days);
      const after = new Date(date);
      after.setDate(after.getDate() + 1);
      return ["BEGIN:VEVENT", `UID:${course}-${compact(date)}-${days}@course.invalid`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${compact(date)}`,
        `DTEND;VALUE=DATE:${compact(after)}`, `SUMMARY:${escaped(say("reminder", title))}`, `DESCRIPTION:${escaped([say("reminderText"), here].join(" ").trim())}`, ...(here ? [`URL:${here}`] : []), "TRANSP:TRANSPARENT", "END:VEVENT"];
    });
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", `PRODID:-//${escaped(title)}//EN`, "CALSCALE:GREGORIAN", ...events, "END:VCALENDAR"];
    return `${lines.map(line).join("\r\n")}\r\n`;
  }

  /** @param {Array<[string, any]>} entries @returns {{sure: Array<[string, any]>, missed: Array<[string, any]>, due: Array<[string, any]>}} each item in one list only */
  function sorted(entries) {
    const wrong = entries.filter(([, item]) => !item.right);
    const sure = wrong.filter(([, item]) => item.sure === 2);
    const due = entries.filter(([, item]) => item.right && Course.progress.isDue(item));
    return { sure, missed: wrong.filter((one) => !sure.includes(one)), due };
  }

  Course.review = { calendar, sorted };

  const place = document.querySelector(".course-review");
  if (!(place instanceof HTMLElement)) return;

  /** @param {[string, any]} entry @returns {[string, string, string]} */
  const placeOf = ([id, item]) => [id, item.page, item.anchor || id];

  /** One session of everything that waits: each question leads to the next. @param {Array<[string, any]>} entries */
  function begin(entries) {
    const places = entries.map(placeOf);
    const start = button(say("reviewBegin", places.length), () => {
      Course.practice.session.write(places);
      location.href = Course.practice.session.address(places[0]);
    }, "course-primary");
    return places.length ? [make("p", { class: "d-print-none" }, start)] : [];
  }

  /** @param {string} name @param {Array<[string, any]>} entries */
  function group(name, entries) {
    if (!entries.length) return [];
    const rows = entries.map(([id, item]) => {
      return make("li", {}, make("a", { href: Course.practice.session.address(placeOf([id, item])) }, item.stem || id), " ", make("span", { class: "course-from" }, Course.page.titles[item.page] || ""));
    });
    return [make("h2", {}, say(name)), make("p", {}, say(`${name}Text`)), make("ul", {}, ...rows)];
  }

  const show = () => {
    const known = new Set(Course.data.steps.map(([doc]) => doc));
    const entries = store.all("item").filter(([, item]) => known.has(item.page));
    const { sure, missed, due } = sorted(entries);
    const lists = [...group("confidentlyWrong", sure), ...group("missed", missed), ...group("due", due)];
    const words = !entries.length ? "reviewEmpty" : lists.length ? "reviewSome" : "reviewNone";
    const file = button(say("calendar"), () => Course.download(`${Course.data.course}.ics`, calendar(Course.now()), "text/calendar"));
    place.replaceChildren(make("p", {}, say(words, entries.length)), ...begin([...sure, ...missed, ...due]), ...lists, make("h2", {}, say("remindTitle")), make("p", {}, say("remindText")), file);
  };
  store.watch(show);
  show();
})();
