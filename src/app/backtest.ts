// The verb `backtest`: how long before it was known that a contract or project overran, was extended, terminated or cancelled a flag stood on it.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { layParts } from "../canon/parts.ts";
import { requireCatalogue } from "../catalogue/load.ts";
import { loadProfile } from "../catalogue/profile.ts";
import { type Db, literal, openDb } from "../db.ts";
import { UserError } from "../error.ts";
import { judge } from "../run/run.ts";
import { wilson } from "../score/rate.ts";
import { type Receipt, readReceipts } from "../sources/raw.ts";
import { stageFolder } from "../sources/stage.ts";
import type { Workspace } from "../workspace.ts";
import { canonAsOf, ensureCanon, requireCanon } from "./canon.ts";
import { withLease } from "./lease.ts";
import { ensureStaged } from "./staged.ts";

/** What became of a contract. An overrun is a value a fifth above the one signed. */
export const OUTCOMES = ["overrun", "extension", "termination", "cancelled"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What is followed. A project came to what one of its contracts came to, or was itself cancelled. */
export const FOLLOWED = ["contract", "project"] as const;
export type Followed = (typeof FOLLOWED)[number];

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
  subject: Followed;
  indicator: string;
  outcome: Outcome;
  /** Of those flagged while the outcome was not known, how many came to it by the last day. */
  precision: Share;
  /** Of those that came to it after they were known, how many were flagged before. */
  recall: Share;
  /** Whether the interval of the precision lies wholly above that of the share that came to the outcome anyway. */
  is_beyond_chance: boolean;
  /** Days between the first flag and the first day on which the outcome was known: quarter, middle, three quarters. */
  lead_days: { low: number; middle: number; high: number } | null;
}

/** How many came to an outcome after they were known: the share that a blind guess would be right. */
export interface CameTo {
  subject: Followed;
  outcome: Outcome;
  base: Share;
  known_at_once: number;
}

export interface Backtest {
  days: string[];
  contracts: number;
  projects: number;
  outcomes: CameTo[];
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
const OUTCOMES_OF_CONTRACTS = `
    select
        contract.contract_id as id,
        contract.process_key,
        coalesce(coalesce(contract.final_amount, contract.value_amount) >= contract.first_amount * 1.2, false) as overrun,
        coalesce(contract.ends_on > contract.first_ends_on, false)
            or contract.contract_key in (select contract_key from canon.amendment where kind = 'duration') as extension,
        -- In OCDS a contract that was fulfilled is terminated too: only one that ended before its end date was given up.
        coalesce(contract.status = 'terminated' and contract.completed_on is null and contract.ends_on > as_of(), false) as termination,
        coalesce(contract.status = 'cancelled', false) or coalesce(tender.status = 'cancelled', false) as cancelled
    from canon.contract as contract
    left join canon.tender as tender on tender.process_key = contract.process_key`;

const SQL: Readonly<Record<Followed, { outcomes: string; flags: string }>> = {
  contract: {
    outcomes: OUTCOMES_OF_CONTRACTS,
    // A flag on a whole project does not say which of its contracts it means.
    flags: `
      select distinct flag.indicator, contract.contract_id as id
      from run.flag as flag
      join run.touch as touch on touch.flag_id = flag.flag_id
      join canon.contract as contract on contract.contract_key = touch.contract_key
      where flag.kind <> 'project'`,
  },
  project: {
    outcomes: `
      with of_contract as (${OUTCOMES_OF_CONTRACTS})
      select
          project.project_id as id,
          ${["overrun", "extension", "termination"].map((name) => `coalesce(bool_or(of_contract.${name}), false) as ${name}`).join(", ")},
          coalesce(bool_or(of_contract.cancelled), false) or coalesce(bool_or(project.status = 'cancelled'), false) as cancelled
      from canon.project as project
      left join canon.project_process as link on link.project_key = project.project_key
      left join of_contract on of_contract.process_key = link.process_key
      group by project.project_id`,
    flags: `
      select indicator, subject_id as id from run.flag where kind = 'project'
      union
      select flag.indicator, project.project_id
      from run.flag as flag
      join run.touch as touch on touch.flag_id = flag.flag_id
      join canon.contract as contract on contract.contract_key = touch.contract_key
      join canon.project_process as link on link.process_key = contract.process_key
      join canon.project as project on project.project_key = link.project_key
      where flag.kind <> 'project'`,
  },
};

/** What was first known on which day, of contracts or of projects. */
class Seen {
  readonly known = new Map<string, string>();
  readonly outcomes = new Map(OUTCOMES.map((it) => [it, new Map<string, string>()]));
  readonly flags = new Map<string, Map<string, string>>();

  readonly subject: Followed;

  constructor(subject: Followed) {
    this.subject = subject;
  }

  async look(db: Db, day: string): Promise<void> {
    const { outcomes, flags } = SQL[this.subject];
    for (const row of await db.rows<{ id: string } & Record<Outcome, boolean>>(outcomes)) {
      first(this.known, row.id, day);
      for (const outcome of OUTCOMES) if (row[outcome]) first(this.outcomes.get(outcome)!, row.id, day);
    }
    for (const { indicator, id } of await db.rows<{ indicator: string; id: string }>(flags)) {
      const own = this.flags.get(indicator) ?? new Map<string, string>();
      this.flags.set(indicator, own);
      first(own, id, day);
    }
  }

  cameTo(outcome: Outcome): CameTo {
    const came = [...this.outcomes.get(outcome)!];
    const later = came.filter(([id, day]) => day > this.known.get(id)!).length;
    const known_at_once = came.length - later;
    return { subject: this.subject, outcome, base: shareOf(later, this.known.size - known_at_once), known_at_once };
  }

  foretold(indicator: string, { outcome, base }: CameTo): Foretold {
    const came = this.outcomes.get(outcome)!;
    const flagged = this.flags.get(indicator)!;
    const later = [...came].filter(([id, day]) => day > this.known.get(id)!);
    const warned = later.filter(([id, day]) => (flagged.get(id) ?? day) < day);
    const open = [...flagged].filter(([id, day]) => day < (came.get(id) ?? "9999"));
    const leads = warned.map(([id, day]) => daysBetween(flagged.get(id)!, day)).sort((a, b) => a - b);
    const at = (share: number) => leads[Math.min(leads.length - 1, Math.floor(share * leads.length))]!;
    const precision = shareOf(open.filter(([id]) => came.has(id)).length, open.length);
    return {
      subject: this.subject,
      indicator,
      outcome,
      precision,
      recall: shareOf(warned.length, later.length),
      is_beyond_chance: precision.low !== null && base.high !== null && precision.low > base.high,
      lead_days: leads.length ? { low: at(0.25), middle: at(0.5), high: at(0.75) } : null,
    };
  }
}

const first = (map: Map<string, string>, key: string, day: string): void => {
  if (!map.has(key)) map.set(key, day);
};

/** The day on which anything was first known: of a release its own, of a row that of its snapshot. A day before 1990 is a slip. */
async function firstKnown(workspace: Workspace, receipts: readonly Receipt[]): Promise<string> {
  await ensureStaged(workspace, receipts);
  const db = await openDb();
  try {
    await layParts(
      db,
      receipts.map((receipt) => stageFolder(workspace, receipt)),
    );
    const received = receipts.map(({ as_of }, part) => `(${part}, date ${literal(as_of)})`).join(", ");
    const { day } = await db.one<{ day: string }>(`
      select min(least(if(released_on >= date '1990-01-01', released_on, as_of), as_of))::varchar as day
      from (select part_of, try_cast(released[:10] as date) as released_on from staged) as told
      join (values ${received}) as receipt (part_of, as_of) on receipt.part_of = told.part_of`);
    return day;
  } finally {
    db.close();
  }
}

const nothing = (): UserError =>
  new UserError("nothing-to-follow", {
    what: {
      en: "all contracts and projects here are known from one day; there is nothing to follow",
      th: "สัญญาและโครงการทั้งหมดทราบในวันเดียวกัน จึงไม่มีความเปลี่ยนแปลงให้ติดตาม",
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
    const all = FOLLOWED.map((subject) => new Seen(subject));
    const [start, end] = [options.from ?? (await firstKnown(workspace, receipts)), options.to ?? newest.newest];
    if (start >= end) throw nothing();
    const days = seriesOf(start, end, options.months ?? 1);
    const folder = mkdtempSync(workspace.path("tmp", "backtest-"));
    try {
      const of = async (file: string, day: string, work: (db: Db) => Promise<void>) => {
        const path = `${folder}/run.duckdb`;
        if (existsSync(path)) rmSync(path);
        await judge(workspace.path("canon", file), path, indicators, profile, day, work, { spill: folder });
      };
      for (const [index, day] of days.entries()) {
        options.progress?.(`judging as of ${day}`, index, days.length);
        const canon = day < newest.newest ? await canonAsOf(workspace, receipts, day) : newest;
        await of(canon.file, day, async (db) => {
          for (const seen of all) await seen.look(db, day);
        });
      }
      if (all.every(({ known }) => known.size === 0)) throw nothing();
      const counts = Object.fromEntries(all.map(({ subject, known }) => [subject, known.size]));
      const followed = all.filter(({ known }) => known.size > 0).map((seen) => ({ seen, outcomes: OUTCOMES.map((it) => seen.cameTo(it)) }));
      return {
        days,
        contracts: counts.contract!,
        projects: counts.project!,
        outcomes: followed.flatMap(({ outcomes }) => outcomes),
        indicators: followed.flatMap(({ seen, outcomes }) =>
          [...seen.flags.keys()].sort().flatMap((indicator) => outcomes.map((outcome) => seen.foretold(indicator, outcome))),
        ),
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
