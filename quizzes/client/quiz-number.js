/**
 * Read a number as people type it, and say whether it is right: the same as the Python module quizzes.number, proved on
 * the same vectors. Classic script without DOM.
 */
"use strict";

globalThis.Quizzes = globalThis.Quizzes || /** @type {any} */ ({});

(() => {
  const SLACK = 8 * 2 ** -52;
  const MINUS = /[\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d]/g;
  const RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b\u207a";
  const LOWERED = "0123456789-+";
  const ZEROS = [0x660, 0x6f0, 0x966];
  const RAISED_EXPONENT = /10([\u207b\u207a]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+)/g;
  const POWER = /^([+-]?)(?:([0-9.,]+) ?[×x*·⋅✕] ?)?10 ?(?:\^|\*\*) ?\(?([+-]?[0-9]+)\)?(?![0-9.,])/;
  const NUMBER = /^([+-]?(?:[0-9]+[.,]?[0-9]*|[.,][0-9]+))(?: ?[eE]([+-]?[0-9]{1,4}))?(?![0-9.,])/;
  const THOUSANDS =
    /^[+-]?[1-9][0-9]{0,2}(?:([.,'’ ])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?(?![0-9])/;
  const DECIMAL = /^[+-]?[0-9]+([.,])[0-9]+(?![0-9.,'’ ]*[0-9])/;
  const PREFIXED = /^[mMpPyYzZ](?:g|l|L|m|mol|s|Hz|Pa|W|V|A|J|N|eV|bar|cal|U|kat|Bq|Gy|Sv|F|t|B)$/;

  /**
   * @param {string} text
   * @returns {string} the text with plain signs and digits
   */
  function plain(text) {
    const powers = text.replace(MINUS, "-").replace(RAISED_EXPONENT, (_, raised) =>
      `10^${[...raised].map((sign) => LOWERED[RAISED.indexOf(sign)]).join("")}`);
    const digits = Quizzes.clean(powers.normalize("NFKC")).replace(MINUS, "-").replace(/\u066b/g, ".");
    return digits.replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, (sign) => {
      const code = sign.charCodeAt(0);
      return String(code - (ZEROS.filter((zero) => zero <= code).pop() ?? code));
    });
  }

  /**
   * @param {unknown} response
   * @param {NumericKey} answer
   * @param {string} [decimal] the decimal sign of the page's language
   * @returns {Typed} the number in the unit of the key, or why it is none
   */
  function readNumber(response, answer, decimal = ".") {
    if (typeof response === "number") return finite(response, 1, null);
    if (typeof response !== "string") return { value: null, trouble: "invalidNumber", figures: null };
    const text = beforeUnit(plain(response), answer);
    if (THOUSANDS.test(text) && DECIMAL.exec(text)?.[1] !== decimal) {
      return { value: null, trouble: "numberThousands", figures: null };
    }
    const power = POWER.exec(text);
    const number = power ? null : NUMBER.exec(text);
    if (!power && !number) return { value: null, trouble: "invalidNumber", figures: null };
    const typed = power ? power[1] + (power[2] ?? "1") : /** @type {RegExpExecArray} */ (number)[1];
    const exponent = power ? power[3] : (number?.[2] ?? "0");
    const rest = text.slice((power ?? /** @type {RegExpExecArray} */ (number))[0].length).trim();
    if (decimal === "." && typed.includes(",")) return { value: null, trouble: "numberComma", figures: null };
    const factor = factorOf(rest, answer);
    if (factor === null) {
      return { value: null, trouble: /^[+-]?[0-9]/.test(rest) ? "invalidNumber" : "numberUnit", figures: null };
    }
    const digits = typed.replaceAll(",", ".");
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(digits)) return { value: null, trouble: "invalidNumber", figures: null };
    return finite(Number(`${digits}e${exponent}`), factor, figuresOf(digits));
  }

  /**
   * @param {string} text
   * @param {NumericKey} answer
   * @returns {string} without the sign of multiplication where the power of ten behind it is a unit: 4.5×10⁹/L
   */
  function beforeUnit(text, answer) {
    const found = /^([+-]?[0-9.,]+) ?[×x*·⋅✕] ?(?=10 ?\^)/.exec(text);
    const unit = found ? text.slice(found[0].length) : "";
    return found && factorOf(unit, answer) !== null ? `${found[1]} ${unit}` : text;
  }

  /**
   * @param {number} number
   * @param {number} factor
   * @param {[number, number] | null} figures
   * @returns {Typed}
   */
  function finite(number, factor, figures) {
    const value = number * factor;
    return Number.isFinite(value) ? { value, trouble: null, figures } : { value: null, trouble: "invalidNumber", figures: null };
  }

  /**
   * @param {string} digits
   * @returns {[number, number]} the fewest and most significant figures
   */
  function figuresOf(digits) {
    const whole = digits.split(".")[0].replace(/^[+-]/, "");
    const most = digits.replace(/^[+-]/, "").replace(".", "").replace(/^0+/, "").length;
    const fewest = whole.replace(/^0+|0+$/g, "").length || Math.min(most, 1);
    return [digits.includes(".") ? most : fewest, most];
  }

  /**
   * @param {string} unit
   * @param {NumericKey} answer
   * @returns {number | null}
   */
  function factorOf(unit, answer) {
    if (!unit) return 1;
    /** @type {Array<[string | null | undefined, number]>} */
    const known = [[answer.unit, 1], ...Object.entries(answer.units ?? {})];
    const found = known.find(([name]) => name && sameUnit(name, unit));
    return found ? found[1] : null;
  }

  /**
   * @param {string} wanted
   * @param {string} typed
   */
  function sameUnit(wanted, typed) {
    const [one, other] = [symbolsOf(wanted), symbolsOf(typed)];
    return one.length === other.length && one.every((symbol, place) => sameSymbol(symbol, other[place]));
  }

  /** @param {string} unit */
  function symbolsOf(unit) {
    const signs = unit.normalize("NFKC").replaceAll("^", "").replace(/[·⋅*]/g, ".").replaceAll("\u2212", "-");
    const symbols = signs.match(/\p{L}+|[^\sA-Za-z]/gu) ?? [];
    return symbols.map((symbol) => symbol.replace(/^(?:mc|u)(?=(?:g|l|L|m|mol|s)$)/, "\u03bc"));
  }

  /**
   * @param {string} wanted
   * @param {string} typed
   */
  function sameSymbol(wanted, typed) {
    if (wanted === typed) return true;
    if ([...wanted].length === 1) return ["lL", "Ll"].includes(wanted + typed);
    const litre = (/** @type {string} */ symbol) => symbol.replace(/[lL]$/, "l");
    if (PREFIXED.test(wanted)) return litre(wanted) === litre(typed);
    return wanted.toUpperCase().toLowerCase() === typed.toUpperCase().toLowerCase();
  }

  /**
   * @param {NumericKey} answer
   * @param {Typed} typed
   */
  function isRight(answer, typed) {
    if (typed.value === null) return false;
    const wanted = answer.significant_figures;
    if (wanted && typed.figures && (wanted < typed.figures[0] || wanted > typed.figures[1])) return false;
    if (answer.range) {
      const [low, high] = answer.range;
      return low - SLACK * Math.abs(low) <= typed.value && typed.value <= high + SLACK * Math.abs(high);
    }
    const middle = answer.value || 0;
    const reach = toleranceOf(answer);
    return Math.abs(typed.value - middle) <= reach + SLACK * Math.max(Math.abs(middle), reach);
  }

  /** @param {NumericKey} answer */
  function toleranceOf(answer) {
    const middle = Math.abs(answer.value || 0);
    let half = 0;
    if (answer.significant_figures && middle) {
      const exponent = Number(middle.toExponential(17).split("e")[1]) - answer.significant_figures + 1;
      half = 0.5 * Number(`1e${exponent}`);
    }
    return Math.max(answer.tolerance || 0, (answer.relative_tolerance || 0) * middle, half);
  }

  Object.assign(Quizzes, { readNumber, isRight });
})();
