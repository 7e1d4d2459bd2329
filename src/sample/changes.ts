// A second snapshot of an e-GP CSV file: the same rows, some of them changed, with the truth about each. Lines that do not change keep their bytes.

import { UserError } from "../error.ts";
import { arabicDigits } from "../sources/thai-number.ts";
import { canonical } from "../text/canonical.ts";
import { dayOfThai, thaiDate } from "./calendar.ts";
import { AT } from "./egp-layout.ts";
import { linesOf } from "./lines.ts";
import { plusPermille } from "./money.ts";
import { Random, scramble } from "./random.ts";
import { writeText } from "./sink.ts";
import { contractor } from "./supplier.ts";

/** How many contracts of which file change in which way. */
export interface Changes {
  /** The first snapshot: CSV of the shifted or bulk layout, plain or gzipped. */
  of: string;
  prices: number;
  ends: number;
  statuses: number;
  winners: number;
}

/** One change: what the contract said before, and what it says now. Winners are given by number. */
export interface ChangeTruth {
  kind: "price" | "end" | "status" | "winner";
  process: string;
  contract: string;
  before: string;
  after: string;
}

const RUNNING = "ระหว่างดำเนินการ";
const ENDED = "สิ้นสุดสัญญา";
const VALUES = 28;
const NUMBER = { project: 1, contract: 23, signed: 24 };
/** Made-up suppliers that no generated file uses. */
const NEW_WINNERS = 90_000_000;

/** Cells of a line as they are written; a quote opens one only as its first character. Undefined where a quoted cell goes on in the next line. */
function writtenCells(line: string): string[] | undefined {
  const cells: string[] = [];
  let from = 0;
  while (from <= line.length) {
    let end: number;
    if (line[from] === '"') {
      const close = /^"(?:[^"]|"")*"(?=,|$)/.exec(line.slice(from));
      if (!close) return undefined;
      end = from + close[0].length;
    } else {
      const comma = line.indexOf(",", from);
      end = comma === -1 ? line.length : comma;
    }
    cells.push(line.slice(from, end));
    from = end + 1;
  }
  return cells.length >= VALUES && cells.slice(VALUES).every((cell) => cell === "") ? cells : undefined;
}

/** The cells of a line that could change in any of the four ways. */
function changeable(line: string): string[] | undefined {
  const cells = writtenCells(line.replace(/\r?\n$/, ""));
  if (!cells || !/^\d{11}$/.test(cells[NUMBER.project]!) || !/[^\s-]/.test(cells[NUMBER.contract]!) || /^"/.test(cells[NUMBER.contract]!))
    return undefined;
  const [signed, ends] = [dayOfThai(cells[NUMBER.signed]!), dayOfThai(cells[AT.ends]!)];
  const fits = signed !== undefined && ends !== undefined && signed <= ends && Number(cells[AT.value]) >= 100;
  return fits && cells[AT.status] === RUNNING && /^0\d{12}$/.test(cells[AT.winnerNumber]!) && cells[AT.winner] !== "" ? cells : undefined;
}

/** Writes the second snapshot and returns its rows, its hash and what changed. */
export async function writeChanged(
  changes: Changes,
  seed: number,
  out: string,
): Promise<{ rows: number; sha256: string; changed: ChangeTruth[] }> {
  const kinds = await choose(changes, seed);
  const changed: ChangeTruth[] = [];
  let rows = 0;
  async function* written() {
    let number = -1;
    for await (const line of linesOf(changes.of)) {
      number += 1;
      if (number > 0) rows += 1;
      const kind = kinds.get(number);
      if (!kind) {
        yield line;
        continue;
      }
      const cells = changeable(line)!;
      const end = /\r?\n$/.exec(line)?.[0] ?? "";
      changed.push(change(cells, kind, new Random(seed, number), changed.length));
      yield `${cells.join(",")}${end}`;
    }
  }
  const sha256 = await writeText(out, written());
  return { rows, sha256, changed };
}

/** Which line changes in which way: of those that could, the ones that a hash of their number puts first, if their project stands in the file once. */
async function choose(changes: Changes, seed: number): Promise<Map<number, ChangeTruth["kind"]>> {
  const wanted = changes.prices + changes.ends + changes.statuses + changes.winners;
  const most = 2 * wanted + 100;
  let candidates: { rank: number; number: number; project: string }[] = [];
  const first = () => {
    candidates.sort((a, b) => a.rank - b.rank || a.number - b.number);
    candidates = candidates.slice(0, most);
  };
  let number = -1;
  for await (const line of linesOf(changes.of)) {
    number += 1;
    if (number === 0 && !/^\uFEFF?ลำดับ,รหัสโครงการ,/.test(line)) throw notEgp(changes.of);
    const cells = changeable(line);
    if (!cells) continue;
    candidates.push({ rank: scramble(number ^ scramble(seed)), number, project: cells[NUMBER.project]! });
    if (candidates.length > 4 * most) first();
  }
  first();
  const sightings = new Map(candidates.map(({ project }) => [project, 0]));
  for await (const line of linesOf(changes.of)) {
    const project = /^[^,]*,(\d{11}),/.exec(line)?.[1];
    if (project !== undefined && sightings.has(project)) sightings.set(project, sightings.get(project)! + 1);
  }
  const single = candidates.filter(({ project }) => sightings.get(project) === 1);
  if (single.length < wanted) throw tooFew(changes.of, wanted, single.length);
  const kinds = [
    ...Array<"price">(changes.prices).fill("price"),
    ...Array<"end">(changes.ends).fill("end"),
    ...Array<"status">(changes.statuses).fill("status"),
    ...Array<"winner">(changes.winners).fill("winner"),
  ];
  return new Map(kinds.map((kind, place) => [single[place]!.number, kind]));
}

/** Changes the cells of one row. */
function change(cells: string[], kind: ChangeTruth["kind"], chance: Random, count: number): ChangeTruth {
  const place = { price: AT.value, end: AT.ends, status: AT.status, winner: AT.winnerNumber }[kind];
  const before = cells[place]!;
  if (kind === "price") {
    const after = String(Math.ceil(plusPermille(Number(before), chance.between(50, 600))));
    // The agreed sum of a project with one contract is its price.
    if (cells[AT.agreed] === before) cells[AT.agreed] = after;
    cells[AT.value] = after;
  } else if (kind === "end") {
    cells[AT.ends] = thaiDate(dayOfThai(before)! + chance.between(10, 240));
  } else if (kind === "status") {
    if (cells[AT.projectStatus] === before) cells[AT.projectStatus] = ENDED;
    cells[AT.status] = ENDED;
  } else {
    const winner = contractor(NEW_WINNERS + count);
    cells[AT.winnerNumber] = winner.number;
    cells[AT.winner] = winner.name;
  }
  const process = cells[NUMBER.project]!;
  const contract = `${process}/${arabicDigits(canonical(cells[NUMBER.contract]!))}`;
  return { kind, process, contract, before, after: cells[place]! };
}

function notEgp(path: string): UserError {
  return new UserError("not-egp-csv", {
    what: `${path} does not begin with the headings of an e-GP CSV file.`,
    where: `${path}:1`,
    remedy: "A second snapshot is made of a CSV file of the shifted or the bulk layout.",
    exit: "unusable",
  });
}

function tooFew(path: string, wanted: number, found: number): UserError {
  return new UserError("too-few-contracts", {
    what: `${path} has ${found} contracts that could change, and ${wanted} are to.`,
    where: path,
    remedy:
      "Ask for fewer changes. A contract can change if its project has no other, and it has a price, an end, a running status and a company.",
    exit: "usage",
  });
}
