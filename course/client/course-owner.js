/** Whose progress a name stands for: two courses of one name on one host, or on one disk, must not tell each other's. */
"use strict";

globalThis.Course = globalThis.Course || /** @type {any} */ ({});

(() => {
  const VERSION = 1;
  const { isRecord, isText } = Course.entries;
  const key = (/** @type {string} */ name) => `course-owner/${VERSION}/${name}`;

  /** @returns {string[]} the lessons of this course, by their names */
  const lessons = () => (Course.data.steps ?? []).map(([doc]) => doc).filter((doc) => !Course.data.closing?.includes(doc));

  /**
   * Whether a course with this title or these lessons is an edition of this one: a title may be corrected, and lessons
   * be renamed, but hardly all of it at once.
   * @param {string} title @param {string[]} others @param {number} most of which half must be lessons of this course
   */
  function same(title, others, most) {
    return title === Course.data.title || 2 * lessons().filter((doc) => others.includes(doc)).length >= most;
  }

  /** @param {string | null} text @returns {boolean} whether a name that somebody has claimed so is that of this course, or free */
  function ours(text) {
    try {
      const { title, lessons: others } = JSON.parse(text || "");
      return !isText(title) || !Array.isArray(others) || same(title, others, Math.max(others.length, lessons().length));
    } catch {
      return true; // nobody has kept anything under this name
    }
  }

  /** @param {(key: string) => string | null} read @returns {string} the name under which entries are kept: tea, tea~2 where tea is another's */
  function name(read) {
    const { course } = Course.data;
    let [found, at] = [course, 1];
    while (!ours(read(key(found)))) found = `${course}~${(at += 1)}`;
    return found;
  }

  let claimed = false;
  /** Say with the first entry whose name it is. @param {string} now @param {(key: string, text: string) => unknown} write */
  function claim(now, write) {
    if (!claimed) write(key(now), JSON.stringify({ title: Course.data.title, lessons: lessons() }));
    claimed = true;
  }

  /** @param {any} file @returns {boolean} whether a file of progress is of this course */
  function made(file) {
    if (file.course !== Course.data.course || !isRecord(file.entries)) return false;
    const steps = Object.keys(file.entries).flatMap((one) => one.split("/step/").slice(1));
    const lessonsThere = steps.filter((doc) => !Course.data.closing?.includes(doc));
    return !isText(file.title) || same(file.title, lessonsThere, lessonsThere.length);
  }

  Course.owner = { name, claim, made };
})();
