/** The shapes that the scripts of the course share; checked by tsc, never shipped. */

interface PoolItem {
  id: string;
  lesson: string;
  bloom: string;
  case: string;
  group?: string;
}

interface Cell {
  lesson: string;
  bloom: string[];
  draw: number;
}

interface Summary {
  done: number;
  total: number;
  left: number;
  lessons: string[];
}

interface Result {
  points: number;
  max: number;
  passed: boolean;
  items: Record<string, { right: boolean; revision: string; objectives: string[]; key?: string }>;
}

interface CourseData {
  course: string;
  title: string;
  subtitle: string;
  version: string;
  hash: string;
  reviewed: boolean;
  notice: string;
  minutes: number;
  lock: boolean;
  steps: Array<[string, number]>;
  closing: string[];
  pretest: string;
  record: string;
  review: string;
  words: Record<string, string>;
}

interface CoursePage {
  doc: string;
  kind: string;
  step: boolean;
  title: string;
  titles: Record<string, string>;
  objectives?: Record<string, [string, string, string]>;
  test?: { pool: PoolItem[]; cells: Cell[]; draw: number; pass: number };
}

interface ReviewSession {
  name: string;
  read(): Array<[string, string, string]>;
  write(list: Array<[string, string, string]>): boolean;
  address(place: [string, string, string]): string;
}

interface OneFile {
  query: string;
  address(doc: string, anchor?: string, query?: string): string;
  docOf(href: string): string;
  bring(): Promise<boolean>;
  ready(run: () => void): void;
  parse(hash: string): { doc: string; anchor: string; query: string };
}

type ReviewKind = "approval" | "comment" | "suggestion" | "wrong";

interface ReviewEntry {
  id: string;
  block: string;
  kind: ReviewKind;
  text?: string;
  before?: string;
  after?: string;
}

interface ReviewKept {
  who: Record<string, string>;
  entries: ReviewEntry[];
  drafts: Record<string, string>;
  last: number;
}

interface ReviewerNamespace {
  data: any;
  key: string;
  load(): ReviewKept;
  update<T>(act: (kept: ReviewKept) => T): T;
  add(entry: Omit<ReviewEntry, "id">): ReviewEntry;
  remove(id: string): void;
  change(raw: string, edited: string): { before: string; after: string } | null;
  file(): string;
  absorb(text: string): number;
  forget(): void;
  keeps(): boolean;
  refresh(): void;
  tell(text: string): void;
  go(): void;
}

interface Edition {
  kind: string;
  path: string;
  bytes: number;
  page: string;
  title: string;
  paper: string;
}

interface CourseNamespace {
  reviewer: ReviewerNamespace;
  bring(name: string, then: () => void, failed: () => void): void;
  ask(name: "look" | "take" | "report" | "finished", then: () => unknown): void;
  report?: { open(): void };
  look?: { open(): void };
  take?: { open(): Promise<void> };
  finished?: { announce(): void };
  beside: Edition[];
  over?: boolean;
  data: CourseData;
  page: CoursePage;
  make(tag: string, attributes?: Record<string, string>, ...parts: Array<Node | string>): HTMLElement;
  button(text: string, act: () => void, kind?: string): HTMLButtonElement;
  say(name: string, ...values: Array<string | number>): string;
  address(doc: string, anchor?: string, query?: string): string;
  onefile?: OneFile;
  link(doc: string, text: string, anchor?: string): HTMLElement;
  day(at: number): string;
  download(name: string, text: string, type: string): void;
  send(name: string, detail: Record<string, unknown>): void;
  every(selector: string, from?: ParentNode): HTMLElement[];
  now(): number;
  owner: {
    name(read: (key: string) => string | null): string;
    claim(now: string, write: (key: string, text: string) => unknown): void;
    made(file: any): boolean;
  };
  entries: {
    isRecord(value: unknown): boolean;
    isText(value: unknown): value is string;
    fits(kind: string, value: any): boolean;
  };
  store: {
    get(kind: string, id: string): any;
    set(kind: string, id: string, value: object): boolean;
    remove(kind: string, id: string): void;
    all(kind: string): Array<[string, any]>;
    reset(): void;
    choose(id: string): void;
    enrol(name: string): string;
    learners(): { current: string; names: Record<string, string> };
    raw: {
      keys(): string[];
      read(key: string): string | null;
      write(key: string, text: string): boolean;
      ours(key: string): boolean;
      prefix(): string;
      tell(): void;
    };
    readonly space: string;
    readonly learner: string;
    readonly problem: string;
    watch(listener: () => void): void;
  };
  practice: { updated(before: any, now: any): any; DAY: number; session: ReviewSession };
  progress: {
    summary(): Summary;
    isDone(doc: string): boolean;
    isDue(item: any): boolean;
    mark(doc: string, done: boolean, how: string, when?: { at: number; edition?: string; hash?: string }): void;
    sentence(): string;
    edition(): { edition: string; hash: string };
    earn(): void;
  };
  transfer: {
    exported(): string;
    imported(text: string): ["imported" | "partlyImported" | "wrongFile" | "wrongCourse" | "notKept", number];
  };
  ring(share: number, pass: number): Element;
  generator(seed: string): (count: number) => number;
  draw(pool: PoolItem[], cells: Cell[], seed: string, seen: string[]): string[];
  sheet: {
    node: HTMLElement;
    pools: HTMLElement[];
    drawn(): HTMLFormElement[];
    units(all: HTMLFormElement[]): HTMLFormElement[][];
    caseName(first: number, last: number): string;
    fill(number: number, items: string[]): void;
    recall(number: number, form: HTMLFormElement): void;
    fold(form: HTMLFormElement, folded: boolean): void;
    tell(number: number): void;
    attempts(): Array<[number, any]>;
    leaveOut(then: Result): void;
    judged(then: Result, forms: HTMLElement[], gone: number, pass: number): [Result, string[]];
  };
  results: {
    score(forms: HTMLElement[], pass: number): Result;
    byObjective(result: Result): Map<string, [number, number]>;
    rekeyed(result: Result, forms: HTMLElement[]): string[];
    table(result: Result): HTMLElement;
    report(result: Result, pass: number, ...notes: string[]): HTMLElement[];
    wrong(forms: HTMLElement[]): HTMLElement[];
    percent(part: number, whole: number): number;
    plain(number: number): string;
    PRETEST: string;
  };
  review: {
    calendar(now: number): string;
    sorted(entries: Array<[string, any]>): Record<"sure" | "missed" | "due", Array<[string, any]>>;
  };
}

declare var Course: CourseNamespace;
declare var courseLook: (mode?: string, text?: string) => void;

type SearchPageRow = [address: string, title: string, kind: number, sections: number];

interface SearchHead {
  pages: SearchPageRow[];
  lengths: string;
  asking: Set<number>;
  parts: string[];
  synonyms: Record<string, string[]>;
  stops: string[];
  pageOf: number[];
  starts: number[];
}

interface SearchPart {
  words: string[];
  places: string[];
}

interface SearchSlot {
  ways: string[][];
  pair: string;
  guess: string[][];
}

interface SearchQuery {
  slots: SearchSlot[];
  words: string[];
  text: string;
  quoted: string;
}

interface SearchRun {
  head: SearchHead;
  wide: boolean;
  cache: Map<string, Map<number, number>>;
  marks: Set<string>;
}

interface SearchHit {
  place: number;
  page: number;
  full: boolean;
  score: number;
  anchor: string;
  heading: string;
  text: string;
}

interface SearchFound {
  hits: SearchHit[];
  marks: Set<string>;
  total: number;
  whole: boolean;
  came: boolean;
}

interface SearchNamespace {
  words: Record<string, string>;
  fold(text: string): string;
  wordsOf(text: string): string[];
  partsOf(word: string): string[];
  parse(text: string, head: SearchHead): SearchQuery;
  mistyped(typed: string, word: string): number;
  WORD: RegExp;
  UNSPACED: RegExp;
  load(name: string): Promise<boolean>;
  index(data: any): void;
  part(name: number | string, coded: string, places: string): void;
  text(page: number, list: Array<[string, string, string]>): void;
  placesOf(part: SearchPart, at: number): number[];
  needed(word: string, wide: boolean): Array<number | string>;
  want(word: string, wide: boolean): Promise<unknown>;
  parts: Map<number | string, SearchPart>;
  texts: Map<number, Array<[string, string, string]>>;
  head(): SearchHead | null;
  distance(one: string, other: string, most: number): number;
  near(typed: string, words: string[]): Array<[number, number]>;
  find(typed: string): Promise<SearchFound>;
  open(typed?: string): void;
}

declare var courseSearch: SearchNamespace;

interface NotesNamespace {
  words: Record<string, string>;
  notes: Record<string, [string, string]>;
  open(link: HTMLAnchorElement): void;
}

declare var courseNotes: NotesNamespace;

declare var COURSE: { course: string; version: string; files: string[] };
