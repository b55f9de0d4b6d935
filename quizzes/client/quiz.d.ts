/** The shapes that the scripts of the client share; checked by tsc, never shipped. */

type Match = "exact" | "casefold" | "regex";
type Verdict = "correct" | "partly" | "incorrect";
type PartState = "right" | "partly" | "wrong" | "missing";

interface NumericKey {
  value?: number;
  tolerance?: number;
  range?: [number, number];
  unit?: string | null;
  units?: Record<string, number> | null;
  relative_tolerance?: number | null;
  significant_figures?: number | null;
}

interface Typed {
  value: number | null;
  trouble: "invalidNumber" | "numberThousands" | "numberComma" | "numberUnit" | null;
  figures: [number, number] | null;
}

interface AcceptedAnswer {
  match?: Match;
  edit_distance?: number | null;
}

interface RegexLetters {
  ranges: Array<[string, string]>;
  negative: boolean;
  fold: boolean;
}

interface RegexNode {
  kind: "letter" | "assert" | "row" | "choice" | "repeat";
  parts?: RegexNode[];
  letters?: RegexLetters;
  name?: string;
  low?: number;
  high?: number;
}

interface RegexStep {
  letters?: RegexLetters;
  name?: string;
  to?: number[];
}

interface GradingItem {
  type: string;
  points?: number;
  scoring?: "all-or-nothing" | "partial" | "penalty" | "weights";
  lowest?: number;
  choices: Array<{ id: string; correct?: boolean; weight?: number }>;
  answer: boolean | NumericKey;
  pairs: Array<{ id: string; response: string }>;
  sequence: Array<{ id: string }>;
  answers: Array<{ text: string } & AcceptedAnswer>;
  gaps: GapKey[];
  multiline?: boolean;
  decimal?: string;
}

interface GapKey extends AcceptedAnswer {
  id: string;
  answer: string;
  also?: string[];
}

interface WayPart {
  id: string;
  next: Record<string, string>;
  answered: string;
  key: GradingItem | null;
}

interface Tally {
  right: number;
  wrong: number;
  total: number;
}

interface Part {
  id: string;
  state: PartState;
  off?: "early" | "late";
}

interface Grade {
  points: number;
  correct: boolean;
  fraction: number;
}

interface ItemIdentity {
  page: string;
  bank: string;
  item: string;
  revision: string;
  fingerprint: string;
}

interface Entry {
  revision: string;
  fingerprint: string;
  response: unknown;
  tries: number;
  done: boolean;
  at?: number;
  variant?: number;
}

interface Loaded {
  entry: Entry | null;
  problem: "" | "damaged" | "changed";
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

interface Missing {
  field: Field;
  message: string;
}

interface QuizItem {
  form: HTMLFormElement;
  key: GradingItem | null;
  identity: ItemIdentity;
  status: HTMLElement;
  grade: Grade | null;
  points: number;
  tries: number;
  done: boolean;
  readonly scored: boolean;
  onanswer: (kept: boolean) => void;
  judge(): void;
  blame(name: string): void;
  retry(): void;
  reset(): void;
  restore(): string;
  sync(): boolean;
  show(): void;
  essay: Essay | undefined;
  variants: Variants | undefined;
  readonly together: boolean;
  say(...parts: Node[]): void;
  readonly words: Record<string, string>;
  readonly answer: HTMLDetailsElement | null;
  complain(): boolean;
  keep(): void;
  save(): boolean;
}

interface Essay {
  allow(open: boolean): void;
  total(): string;
}

interface Variant {
  show: Record<string, string>;
  key?: Partial<GradingItem>;
}

interface Variants {
  readonly at: number;
  show(number: unknown): void;
  next(): void;
}

interface QuizzesNamespace {
  count(item: GradingItem, response: unknown): Tally;
  grade(item: GradingItem, response: unknown): Grade;
  idsOf(response: unknown, known: string[]): string[];
  weights?: {
    share(item: GradingItem, response: unknown): number;
    shaded(item: GradingItem, parts: Part[]): Part[];
  };
  parts(key: GradingItem, response: unknown): Part[];
  account(key: GradingItem, response: unknown, words: Record<string, string>): string;
  accepted(key: GradingItem, words: Record<string, string>): string;
  marks: {
    show(form: HTMLFormElement, key: GradingItem, words: Record<string, string>, open: boolean): HTMLElement[];
    clear(form: HTMLFormElement): void;
    account(form: HTMLFormElement, key: GradingItem, words: Record<string, string>): HTMLElement[];
    describe(field: Field | HTMLElement, id: string): void;
    release(field: HTMLElement, id: string): void;
    errorOf(form: HTMLFormElement, text: string): HTMLElement;
    verdictOf(verdict: Verdict, word: string): HTMLElement;
  };
  clean(text: string): string;
  cleanLines(text: string): string;
  accepts(rule: AcceptedAnswer, wanted: string, given: string, tidy?: (text: string) => string): boolean;
  fits(gap: GapKey, given: string): boolean;
  acceptedBy(item: GradingItem, response: string): number;
  readNumber(response: unknown, answer: NumericKey, decimal?: string): Typed;
  isRight(answer: NumericKey, typed: Typed): boolean;
  regex: {
    Parser: new (pattern: string) => { parse(): RegexNode };
    accepts(letters: RegexLetters, letter: string): boolean;
    WORD: RegexLetters;
  };
  fullMatch(pattern: string, given: string): boolean;
  store: {
    load(item: ItemIdentity): Loaded;
    save(item: ItemIdentity, state: { response: unknown; tries: number; done: boolean; variant?: number }): boolean;
    remove(item: ItemIdentity): void;
  };
  form: {
    read(form: HTMLFormElement): unknown;
    write(form: HTMLFormElement, response: unknown): void;
    missing(form: HTMLFormElement): Missing | null;
    begun(form: HTMLFormElement): boolean;
    mark(form: HTMLFormElement, wrong: Field | null): void;
    lock(form: HTMLFormElement, locked: boolean): void;
    guard(form: HTMLFormElement): void;
    told(form: HTMLFormElement, grade: Grade | null, attempt: number): Record<string, unknown>;
  };
  way?: {
    way(parts: WayPart[], responses: Map<string, unknown>): string[];
    follow(items: QuizItem[], words: Record<string, string>): void;
  };
  Quiz: new (root: HTMLElement, forms: HTMLFormElement[]) => { sync(): void };
  essay: {
    read(form: HTMLFormElement): { text: string; own: Record<string, number> };
    write(form: HTMLFormElement, response: unknown): void;
    prepare(item: QuizItem): Essay;
  };
  variants: {
    filled(text: string, values: Record<string, string>): string;
    show(form: HTMLFormElement, number: unknown): void;
    prepare(item: QuizItem): Variants;
  };
  element(tag: string, className: string, text?: string): HTMLElement;
  button(className: string, text: string, act: () => void): HTMLButtonElement;
  copyOf(source: HTMLElement): HTMLElement;
  feedbackOf(form: HTMLFormElement, key: GradingItem | null, response: unknown): HTMLElement[];
  complaintOf(sentence: string, open: Array<[number, HTMLFormElement]>): HTMLElement;
  QuizItem: new (form: HTMLFormElement, words: Record<string, string>, together: boolean) => QuizItem;
}

declare var Quizzes: QuizzesNamespace;
