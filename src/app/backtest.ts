// The verb `backtest`: how long before it was known that a contract overran, was extended, terminated or cancelled a flag stood on it.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { requireCatalogue } from "../catalogue/load.ts";
import { loadProfile } from "../catalogue/profile.ts";
import type { Db } from "../db.ts";
import { UserError } from "../error.ts";
import { judge } from "../run/run.ts";
import { wilson } from "../score/rate.ts";
import { readReceipts } from "../sources/raw.ts";
import type { Workspace } from "../workspace.ts";
import { canonAsOf, ensureCanon, requireCanon } from "./canon.ts";
import { withLease } from "./lease.ts";

/** What became of a contract. An overrun is a value a fifth above the one signed. */
export const OUTCOMES = ["overrun", "extension", "termination", "cancelled"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface BacktestOptions {
  from?: string;
  to?: string;
  /** Months between the days. */
  months?: number;
  profile?: string;
  indicators?: readonly string[];
  progress?: (message: string, done: number, total: number) => void;
}

interface Share {
  k: number;
  n: number;
  share: number | null;
  low: number | null;
  high: number | null;
}

/** How one indicator foretold one outcome. */
export interface Foretold {
  indicator: string;
  outcome: Outcome;
  /** Of contracts flagged while the outcome was not known, those that came to it by the last day. */
  precision: Share;
  /** Of contracts that came to it after they were known, those flagged before. */
  recall: Share;
  /** Days between the first flag and the first day on which the outcome was known: quarter, middle, three quarters. */
  lead_days: { low: number; middle: number; high: number } | null;
}

export interface Backtest {
  days: string[];
  contracts: number;
  /** How many contracts came to each outcome after they were known: the share that a blind guess would be right. */
  outcomes: { outcome: Outcome; contracts: number; base: Share; known_at_once: number }[];
  indicators: Foretold[];
}

const shareOf = (k: number, n: number): Share => {
  const interval = wilson({ k, n });
  return { k, n, share: n ? k / n : null, low: interval?.low ?? null, high: interval?.high ?? null };
};

/** Last days of months from one day to another, both ends in. */
export function seriesOf(from: string, to: string, months: number): string[] {
  const days: string[] = [];
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (let nth = 0; ; nth += months) {
    const last = new Date(Date.UTC(year, month + nth, 0)).toISOString().slice(0, 10);
    if (last >= to) break;
    if (last >= from) days.push(last);
  }
  return [...days, to];
}

const daysBetween = (a: string, b: string): number => Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);

/** What is known of outcomes on the day of the canon that is laid. */
const OUTCOME_SQL = `
    select
        contract.contract_id,
        coalesce(coalesce(contract.final_amount, contract.value_amount) >= contract.first_amount * 1.2, false) as overrun,
        coalesce(contract.ends_on > contract.first_ends_on, false)
            or contract.contract_key in (select contract_key from canon.amendment where kind = 'duration') as extension,
        -- In OCDS a contract that was fulfilled is terminated too: only one that ended before its end date was given up.
        coalesce(contract.status = 'terminated' and contract.completed_on is null and contract.ends_on > as_of(), false) as termination,
        coalesce(contract.status = 'cancelled', false) or coalesce(tender.status = 'cancelled', false) as cancelled
    from canon.contract as contract
    left join canon.tender as tender on tender.process_key = contract.process_key`;

interface Seen {
  known: Map<string, string>;
  outcomes: Map<Outcome, Map<string, string>>;
  flags: Map<string, Map<string, string>>;
}

const first = (map: Map<string, string>, key: string, day: string): void => {
  if (!map.has(key)) map.set(key, day);
};

async function look(db: Db, day: string, seen: Seen): Promise<void> {
  for (const row of await db.rows<{ contract_id: string } & Record<Outcome, boolean>>(OUTCOME_SQL)) {
    first(seen.known, row.contract_id, day);
    for (const outcome of OUTCOMES) if (row[outcome]) first(seen.outcomes.get(outcome)!, row.contract_id, day);
  }
  const flags = await db.rows<{ indicator: string; contract_id: string }>(`
    select distinct flag.indicator, contract.contract_id
    from run.flag as flag
    join run.touch as touch on touch.flag_id = flag.flag_id
    join canon.contract as contract on contract.contract_key = touch.contract_key`);
  for (const { indicator, contract_id } of flags) {
    const own = seen.flags.get(indicator) ?? new Map<string, string>();
    seen.flags.set(indicator, own);
    first(own, contract_id, day);
  }
}

function foretold(indicator: string, outcome: Outcome, { known, outcomes, flags }: Seen): Foretold {
  const came = outcomes.get(outcome)!;
  const flagged = flags.get(indicator)!;
  const later = [...came].filter(([id, day]) => day > known.get(id)!);
  const warned = later.filter(([id, day]) => (flagged.get(id) ?? day) < day);
  const open = [...flagged].filter(([id, day]) => day < (came.get(id) ?? "9999"));
  const leads = warned.map(([id, day]) => daysBetween(flagged.get(id)!, day)).sort((a, b) => a - b);
  const at = (share: number) => leads[Math.min(leads.length - 1, Math.floor(share * leads.length))]!;
  return {
    indicator,
    outcome,
    precision: shareOf(open.filter(([id]) => came.has(id)).length, open.length),
    recall: shareOf(warned.length, later.length),
    lead_days: leads.length ? { low: at(0.25), middle: at(0.5), high: at(0.75) } : null,
  };
}

/** The days to judge on: as asked, else from the first day anything was known, monthly. */
async function daysOf(db: Db, { from, to, months = 1 }: BacktestOptions, newest: string): Promise<string[]> {
  const { oldest } = await db.one<{ oldest: string | null }>("select min(known_from)::varchar as oldest from canon.contract");
  if (!oldest) throw nothing();
  const start = from ?? oldest;
  const end = to ?? newest;
  if (start >= end) throw nothing();
  return seriesOf(start, end, months);
}

const nothing = (): UserError =>
  new UserError("nothing-to-follow", {
    what: {
      en: "all contracts here are known from one day; there is nothing to follow",
      th: "สัญญาทั้งหมดทราบในวันเดียวกัน จึงไม่มีความเปลี่ยนแปลงให้ติดตาม",
    },
    remedy: {
      en: "import releases with their dates, or another snapshot of the same records; or widen --from and --to",
      th: "นำเข้าข้อมูลที่มีวันที่เผยแพร่ หรือข้อมูลชุดเดิมของวันอื่น หรือขยายช่วง --from และ --to",
    },
    exit: "usage",
  });

/** Judges on a series of days with what was known on each, and compares flags with what became of the contracts. */
export async function backtest(workspace: Workspace, options: BacktestOptions = {}): Promise<Backtest> {
  const profile = loadProfile(options.profile ?? "default");
  const wanted = options.indicators ?? [];
  const indicators = requireCatalogue().filter(
    ({ id, sql, maturity }) =>
      sql !== null && maturity !== "retired" && maturity !== "draft" && (wanted.length ? wanted.includes(id) : !profile.off.includes(id)),
  );
  return await withLease(workspace, "backtest", async () => {
    const receipts = readReceipts(workspace);
    if (!receipts.length) requireCanon(workspace);
    const newest = await ensureCanon(workspace, receipts, () => {});
    const seen: Seen = { known: new Map(), outcomes: new Map(OUTCOMES.map((it) => [it, new Map<string, string>()])), flags: new Map() };
    const folder = mkdtempSync(workspace.path("tmp", "backtest-"));
    try {
      let days: string[] = [];
      const of = async (file: string, day: string, work: (db: Db) => Promise<void>, asked = indicators) => {
        const path = `${folder}/run.duckdb`;
        if (existsSync(path)) rmSync(path);
        await judge(workspace.path("canon", file), path, asked, profile, day, work, { spill: folder });
      };
      await of(
        newest.file,
        newest.newest,
        async (db) => {
          days = await daysOf(db, options, newest.newest);
        },
        [],
      );
      for (const [index, day] of days.entries()) {
        options.progress?.(`judging as of ${day}`, index, days.length);
        const canon = day < newest.newest ? await canonAsOf(workspace, receipts, day) : newest;
        await of(canon.file, day, (db) => look(db, day, seen));
      }
      return {
        days,
        contracts: seen.known.size,
        outcomes: OUTCOMES.map((outcome) => {
          const came = [...seen.outcomes.get(outcome)!];
          const later = came.filter(([id, day]) => day > seen.known.get(id)!).length;
          const at_once = came.length - later;
          return { outcome, contracts: later, base: shareOf(later, seen.known.size - at_once), known_at_once: at_once };
        }),
        indicators: [...seen.flags.keys()].sort().flatMap((indicator) => OUTCOMES.map((outcome) => foretold(indicator, outcome, seen))),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
