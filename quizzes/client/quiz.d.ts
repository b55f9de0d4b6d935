/** The shapes that the scripts of the client share; checked by tsc, never shipped. */

type Match = "exact" | "casefold" | "regex";

interface NumericKey {
  value?: number;
  tolerance?: number;
  range?: [number, number];
  unit?: string | null;
}

interface GradingItem {
  type: string;
  points?: number;
  scoring?: "all-or-nothing" | "partial" | "penalty";
  choices: Array<{ id: string; correct?: boolean }>;
  answer: boolean | NumericKey;
  pairs: Array<{ id: string; response: string }>;
  sequence: Array<{ id: string }>;
  answers: Array<{ text: string; match?: Match }>;
  gaps: Array<{ id: string; answer: string; match?: Match }>;
}

interface Tally {
  right: number;
  wrong: number;
  total: number;
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
}

interface Loaded {
  entry: Entry | null;
  problem: "" | "damaged" | "changed";
}

type Field = HTMLInputElement | HTMLSelectElement;

interface Missing {
  field: Field;
  message: string;
}

interface QuizItem {
  form: HTMLFormElement;
  identity: ItemIdentity;
  status: HTMLElement;
  grade: Grade | null;
  points: number;
  tries: number;
  done: boolean;
  readonly scored: boolean;
  onanswer: (kept: boolean) => void;
  judge(): void;
  retry(): void;
  reset(): void;
  restore(): string;
  sync(): boolean;
  show(): void;
}

interface QuizzesNamespace {
  grade(item: GradingItem, response: unknown): Grade;
  clean(text: string): string;
  readNumber(response: unknown, unit: string | null | undefined): number | null;
  accepts(match: Match | undefined, wanted: string, given: string): boolean;
  store: {
    load(item: ItemIdentity): Loaded;
    save(item: ItemIdentity, state: { response: unknown; tries: number; done: boolean }): boolean;
    remove(item: ItemIdentity): void;
  };
  form: {
    read(form: HTMLFormElement): unknown;
    write(form: HTMLFormElement, response: unknown): void;
    missing(form: HTMLFormElement): Missing | null;
    mark(form: HTMLFormElement, wrong: Field | null): void;
  };
  element(tag: string, className: string, text?: string): HTMLElement;
  button(className: string, text: string, act: () => void): HTMLButtonElement;
  copyOf(source: HTMLElement): HTMLElement;
  QuizItem: new (form: HTMLFormElement, words: Record<string, string>, together: boolean) => QuizItem;
}

declare var Quizzes: QuizzesNamespace;
