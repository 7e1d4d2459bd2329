// Alerts: what of a saved view is new since it was last told. The first time everything counts as told.
import type { Casebook } from "../casebook/casebook.ts";
import { failedJobs } from "../casebook/job.ts";
import { type Schedule, slotsIn, toldBy } from "../casebook/schedule.ts";
import { touched } from "../casebook/standing.ts";
import { views } from "../casebook/view.ts";
import { UserError } from "../error.ts";
import type { Text } from "../text/text.ts";
import type { Workspace } from "../workspace.ts";
import { Filter } from "./filter.ts";
import { flagTable } from "./flag-table.ts";
import type { Generation } from "./generation.ts";
import { listCondition } from "./list-filter.ts";
import { standingsIn } from "./review.ts";
import { sanity, WARNINGS } from "./sanity.ts";
import type { Task, Trigger } from "./task.ts";

type AlertTask = Extract<Task, { kind: "alert" }>;

/** One thing to tell: what marks it as told, and the line that tells it. */
export interface News {
  thing: string;
  value: number | null;
  line: Text;
}

/** What a trigger is called in a subject: never a name of anybody. */
export const TRIGGER_WORDS: Record<Trigger, Text> = {
  new: { en: "new flags", th: "ข้อสังเกตใหม่" },
  reopened: { en: "flags reopened", th: "ข้อสังเกตที่เปิดตรวจทานใหม่" },
  score_rise: { en: "scores that rose", th: "คะแนนที่เพิ่มขึ้น" },
  source_late: { en: "sources without new records", th: "แหล่งข้อมูลที่ไม่มีข้อมูลใหม่" },
  assertion_failed: { en: "checks of records and results that failed", th: "การตรวจสอบข้อมูลและผลการประเมินที่ไม่ผ่าน" },
  run_failed: { en: "imports, runs and reports that failed", th: "การนำเข้า การประเมิน และรายงานที่ไม่สำเร็จ" },
};

/** The filter of a saved view together with the alert's own. */
export function filterOfAlert(casebook: Casebook, task: AlertTask): Filter {
  if (task.view === undefined) return task.filter;
  const view = views(casebook).find(({ name, view_id }) => name === task.view || view_id === task.view);
  if (!view)
    throw new UserError("view-unknown", {
      what: { en: `there is no saved view "${task.view}"`, th: `ไม่มีมุมมองที่บันทึกชื่อ "${task.view}"` },
      exit: "noInput",
    });
  const known = Object.fromEntries([...new URLSearchParams(view.query)].filter(([name, value]) => name in Filter.shape && value !== ""));
  return { ...Filter.parse(known), ...task.filter };
}

async function flags(generation: Generation, filter: Filter): Promise<(News & { flag_id: string })[]> {
  const table = await flagTable(generation, filter, "en");
  const rows = await generation.db.rows<{ flag_id: string; indicator: string; en: string; th: string; subject_id: string }>(
    `select flag_id, indicator, title_en as en, title_th as th, coalesce(contract_id, process_id, flag_id) as subject_id from ${table.from} where ${table.where} order by rank`,
    table.params,
  );
  return rows.map(({ flag_id, indicator, en, th, subject_id }) => ({
    flag_id,
    thing: flag_id,
    value: null,
    line: { en: `${indicator} ${en} · ${subject_id}`, th: `${indicator} ${th} · ${subject_id}` },
  }));
}

async function reopened(generation: Generation, casebook: Casebook, filter: Filter): Promise<News[]> {
  const all = await flags(generation, filter);
  const ever = new Set(touched(casebook).map(({ flag_id }) => flag_id));
  const here = all.filter(({ flag_id }) => ever.has(flag_id));
  const stand = await standingsIn(
    generation,
    casebook,
    here.map(({ flag_id }) => flag_id),
  );
  return here.flatMap((it) => {
    const found = stand.get(it.flag_id);
    return found?.state === "reopened" ? [{ ...it, thing: `${it.flag_id} ${found.standing?.version} ${found.evidence_hash}` }] : [];
  });
}

async function scores(generation: Generation, filter: Filter): Promise<News[]> {
  const { where, params } = await listCondition(generation, filter, {
    indicator: "list_contains(indicators, $indicator)",
    level: "list_has_any(indicators, (select list(o.indicator order by o.indicator) from run.outcome as o where o.level = $level))",
    contract_status: "status",
    seek: { list: "run.queue_list" },
  });
  const rows = await generation.db.rows<{ subject_id: string; score: number }>(
    `select subject_id, score from run.queue_list where score is not null and ${where} order by rank`,
    params,
  );
  return rows.map(({ subject_id, score }) => ({ thing: subject_id, value: score, line: { en: subject_id, th: subject_id } }));
}

function late(generation: Generation, now: Date, days: number): News[] {
  const newest = new Map<string, string>();
  for (const { source, as_of } of generation.manifest.inputs) if ((newest.get(source) ?? "") < as_of) newest.set(source, as_of);
  return [...newest]
    .filter(([, day]) => now.getTime() - Date.parse(day) > days * 86_400_000)
    .map(([source, day]) => ({
      thing: `${source} ${day}`,
      value: null,
      line: { en: `${source}: newest ${day}`, th: `${source}: ล่าสุด ${day}` },
    }));
}

/** What failed, on the timetable or asked for by the page and the API, with the code it ended with. */
function failures(casebook: Casebook): (News & { code: string | undefined })[] {
  const codeOf = (json: string | null): string | undefined => {
    const told = json === null ? null : (JSON.parse(json) as { code?: string; answer?: { code?: string } });
    return told?.code ?? told?.answer?.code;
  };
  return [
    ...slotsIn(casebook, "failed").map(({ schedule_id, due_at, outcome }) => ({
      thing: `${schedule_id} ${due_at}`,
      value: null,
      code: codeOf(outcome),
      line: { en: `schedule ${schedule_id}, due ${due_at}`, th: `กำหนดการ ${schedule_id} เวลา ${due_at}` },
    })),
    ...failedJobs(casebook).map(({ job_id, kind, started_at, report }) => ({
      thing: job_id,
      value: null,
      code: codeOf(report),
      line: { en: `${kind} of ${started_at}`, th: `${kind} เมื่อ ${started_at}` },
    })),
  ];
}

/** What the house expects of records and results and does not find: promises of the canon that ended an import or a run, and warnings of the sanity panel. */
async function assertions(workspace: Workspace, generation: Generation, casebook: Casebook): Promise<News[]> {
  const { indicators } = await sanity(workspace, generation, "en");
  const broken = failures(casebook).filter(({ code }) => code === "promise-broken");
  return [
    ...broken.map((it) => ({ ...it, thing: `promise ${it.thing}` })),
    ...indicators.flatMap(({ indicator, warnings }) =>
      warnings.map((warning): News => {
        const title = generation.indicators.get(indicator)?.title;
        const line = (language: "en" | "th") => `${indicator} ${title?.[language] ?? ""}: ${WARNINGS[warning][language]}`;
        return { thing: `${indicator} ${warning}`, value: null, line: { en: line("en"), th: line("th") } };
      }),
    ),
  ];
}

export interface Digest {
  /** What is told now. */
  news: News[];
  /** What counts as told from now on. */
  known: News[];
  /** What was told and is over: when it comes again it is news again. */
  over: string[];
  first: boolean;
}

/** A marker that an alert has looked once, so that a view that was empty the first time is not taken for new. */
const LOOKED: News = { thing: "looked", value: null, line: { en: "", th: "" } };

/** What an alert has to tell. The caller marks it as told in the transaction that lays the delivery. */
export async function digestOf(
  workspace: Workspace,
  generation: Generation,
  casebook: Casebook,
  schedule: Schedule,
  task: AlertTask,
  now: Date,
): Promise<Digest> {
  const filter = filterOfAlert(casebook, task);
  const found: Record<Trigger, () => Promise<News[]> | News[]> = {
    new: () => flags(generation, filter),
    reopened: () => reopened(generation, casebook, filter),
    score_rise: () => scores(generation, filter),
    source_late: () => late(generation, now, task.late_days),
    assertion_failed: () => assertions(workspace, generation, casebook),
    run_failed: () => failures(casebook),
  };
  const all = await found[task.trigger]();
  const current = new Set(all.map(({ thing }) => thing));
  const told = toldBy(casebook, schedule.schedule_id);
  const first = !told.has(LOOKED.thing);
  const rises = ({ thing, value }: News) => value !== null && told.has(thing) && value > (told.get(thing) ?? Number.POSITIVE_INFINITY);
  const isNew = (it: News) => (task.trigger === "score_rise" ? rises(it) : !told.has(it.thing));
  const muted = schedule.muted_until !== null && now.toISOString() < schedule.muted_until;
  return {
    news: first || muted ? [] : all.filter(isNew),
    known: [LOOKED, ...all.filter((it) => it.value !== null || !told.has(it.thing))],
    over: task.trigger === "assertion_failed" ? [...told.keys()].filter((thing) => thing !== LOOKED.thing && !current.has(thing)) : [],
    first,
  };
}
