/** The shapes that the scripts of the shell share; checked by tsc, never shipped. */

interface ShellItem {
  page: string;
  bank: string;
  id: string;
  mode: string;
  type: string;
  answer: string;
  revision: string;
  fingerprint: string;
  opinion: boolean;
  options: string[];
  texts: string[];
  targets: string[];
  gaps: Array<[string, string[] | null]>;
  key: any[] | null;
  number: { answer: object; decimal?: string | null } | null;
  stem: string;
  anchor: string;
  objectives: string[];
}

interface ShellData {
  kind: "scorm12" | "scorm2004" | "cmi5";
  course: string;
  iri: string;
  version: string;
  hash: string;
  language: string;
  site: string;
  pages: string[];
  titles: Record<string, string>;
  steps: Array<[string, number]>;
  items: ShellItem[];
  status: "passed" | "completed";
  score: "best" | "last";
  interactions: "all" | "test" | "none";
  opinions: boolean;
  only?: string;
  words: Record<string, string>;
}

interface ShellStart {
  graded: boolean;
  best: ShellScore | null;
  state: string;
  place: string;
  name: string;
}

interface ShellScore {
  scaled: number;
  passed: boolean;
}

type Reading = (text: string, item: ShellItem) => number | null;
type Outcome = boolean | Promise<boolean>;

interface ShellDriver {
  readonly found: boolean;
  readonly limit: number;
  readonly back?: string;
  open(): Promise<ShellStart>;
  keep(state: string, place: string): void;
  answered(item: ShellItem, told: any, number: Reading): void;
  progressed(done: number, total: number): void;
  scored(best: ShellScore): Outcome;
  completed(): Outcome;
  commit(): Outcome;
  close(end: { time: number; finished: boolean }): void | Outcome;
}

interface ShellReader {
  whole: string;
  place: number;
  take(length: number): string;
  number(width?: number): number;
  text(): string;
  list<T>(one: () => T): T[];
}

interface ShellSession {
  data: ShellData;
  driver: ShellDriver;
  place: string;
  memory: ShellMemory;
  open(): Promise<void>;
  hear(name: string, told: any, number: Reading): void;
  at(place: string): void;
  save(): Promise<void>;
  close(): unknown;
}

interface ShellTold {
  id: string;
  type: string;
  response: string;
  patterns: string[];
  result: string;
  weight: number;
  at: Date;
  objectives: string[];
  stem: string;
}

interface ShellNamespace {
  data: ShellData;
  digits(number: number, width?: number): string;
  text(words: string): string;
  hash(words: string, width: number): string;
  list<T>(all: T[], write: (one: T) => string): string;
  Reader: new (whole: string) => ShellReader;
  response: {
    write(item: ShellItem, response: unknown): string;
    read(item: ShellItem | null, reader: ShellReader): unknown;
    typed(item: ShellItem): boolean;
  };
  state: {
    encode(entries: Map<string, string>, index: ShellData, limit: number): [string, number];
    decode(whole: string, index: ShellData): [Map<string, string>, boolean];
    lookup(index: ShellData): { items: Map<string, ShellItem>; rows: ShellNames; docs: ShellNames };
    check(item: ShellItem): string;
    time(reader: ShellReader): number;
    VERSION: string;
    HOW: string[];
    MODES: string[];
    PRETEST: string;
  };
  Memory: new (entries: Map<string, string>, changed?: () => void) => ShellMemory;
  answers: {
    answered(item: ShellItem, told: any, old: boolean, number: Reading): ShellTold;
    code(id: string): string;
    plain(coded: string): string;
    target(text: string): string;
    TYPES: Record<string, string>;
  };
  Scorm: new (old: boolean, window: any, data: ShellData) => ShellDriver;
  scorm: object;
  RecordStore: any;
  Cmi5: new (launch: URLSearchParams, data: ShellData, fetch: any, newId: () => string) => ShellDriver;
  interaction(item: ShellItem, one: ShellTold, language: string, extensions: object): object;
  Session: new (data: ShellData, driver: ShellDriver, tell: (name: string) => void) => ShellSession;
}

interface ShellNames {
  idOf: Map<string, string>;
  nameOf: Map<string, string>;
}

interface ShellMemory extends Storage {
  entries: Map<string, string>;
}

declare var Shell: ShellNamespace;
