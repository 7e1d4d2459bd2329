// Several records of one process become its compiled state, as OCDS merges releases, and the changes seen between them.
// A change is only told between records known on different days; two records of one day that differ are a conflict, not a history.
import { compileProject, underReleases } from "./compile-project.ts";
import { instantOf } from "./instant.ts";
import { mergeReleases, RELEASE_RULES, SNAPSHOT_RULES } from "./merge.ts";
import type { Amendment, Contract, Day, Release } from "./release.ts";

/** One distinct record of a process, in the order in which records are numbered. */
export interface Known {
  record: number;
  source: string;
  release_id: string | null;
  /** The release's own date; null where the source publishes none and only the snapshot's day is known. */
  released: string | null;
  known_from: Day;
  /** The newest day on which the same content was seen. */
  last_seen: Day;
  content: string;
  release: Release;
}

export interface Compiled {
  release: Release;
  conflicts: { release_id: string; kept: number; other: number }[];
}

/** Order of merging: instant of release, wherever its clock stood, then day known, then content, so that the order of files plays no part. */
const order = (a: Known, b: Known): number => {
  const keys = (it: Known) => [instantOf(it.released ?? it.known_from), it.known_from, it.content];
  const [left, right] = [keys(a), keys(b)];
  for (const [index, key] of left.entries()) if (key !== right[index]) return key! < right[index]! ? -1 : 1;
  return 0;
};

/** Marks every element with the record it stands in: `17|/contracts/0`. */
function placed(known: Known): Release {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        key === "at" && typeof member === "string" ? `${known.record}|${member}` : walk(member),
      ]),
    );
  };
  return { ...(walk(known.release) as Release), date: known.released ?? known.known_from };
}

/** Compiles the records of one process, or of one project. */
export function compile(records: readonly Known[]): Compiled {
  if (records.some(({ release }) => release.project))
    return { release: compileProject([...records].sort(order).map(placed)), conflicts: [] };
  const summaries = records.filter(({ release }) => release.ofProject);
  const releases = records.filter(({ release }) => !release.ofProject);
  if (summaries.length === 0 || releases.length === 0) return compileReleases(records);
  // What a project says of a process stands under what the process itself publishes.
  const own = compileReleases(releases);
  const beneath = underReleases(compileReleases(summaries).release, own.release);
  const undated = [beneath, own.release].map((release) => ({ ...release, date: null }));
  return { release: mergeReleases(undated, RELEASE_RULES), conflicts: own.conflicts };
}

/** Compiles records that stand on their own. */
function compileReleases(records: readonly Known[]): Compiled {
  const conflicts: Compiled["conflicts"] = [];
  const bySource = new Map<string, Known[]>();
  for (const known of [...records, ...seenAgain(records)].sort(order)) {
    const list = bySource.get(known.source) ?? [];
    const rival = known.release_id === null ? -1 : list.findIndex((other) => other.release_id === known.release_id);
    const sameDay =
      rival === -1 && known.released === null
        ? list.findIndex((other) => other.known_from === known.known_from && contradict(other, known))
        : -1;
    const beaten = rival === -1 ? sameDay : rival;
    if (beaten === -1) list.push(known);
    else {
      // Later date wins, then the larger hash: both are last in this order.
      conflicts.push({
        release_id: known.release_id ?? known.release.contracts?.[0]?.id ?? known.release.ocid,
        kept: known.record,
        other: list[beaten]!.record,
      });
      list.splice(beaten, 1);
      list.push(known);
    }
    bySource.set(known.source, list);
  }
  const states = [...bySource].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => compileSource(list));
  // Between sources no date decides: the later name in the alphabet is laid over the earlier until a profile says otherwise.
  const undated = states.map((state) => ({ ...state, date: null }));
  return { release: states.length === 1 ? states[0]! : mergeReleases(undated, RELEASE_RULES), conflicts };
}

/** A snapshot that says again what an earlier one said, after or beside another that no longer does: what was true then is true again. */
function seenAgain(records: readonly Known[]): Known[] {
  return records.flatMap((known) => {
    const gone = records.some(
      (other) =>
        other !== known &&
        other.released === null &&
        other.source === known.source &&
        other.known_from >= known.known_from &&
        other.last_seen < known.last_seen,
    );
    return known.released === null && gone ? [{ ...known, known_from: known.last_seen }] : [];
  });
}

/** Whether two rows of one snapshot say different things of the same contract; rows that complete each other are merged. */
function contradict(a: Known, b: Known): boolean {
  return (a.release.contracts ?? []).some((one) => {
    const other = b.release.contracts?.find(({ id }) => id === one.id);
    return other !== undefined && told(one).some((fact, index) => fact && told(other)[index] && fact !== told(other)[index]);
  });
}

/** What a contract tells that cannot be two things on one day. */
const told = (contract: Contract): (string | null | undefined)[] => [
  contract.value?.amount,
  contract.period?.endDate,
  contract.dateSigned,
  contract.statusDetails ?? contract.status,
  contract.suppliers
    ?.map(({ id }) => id)
    .sort()
    .join("+"),
];

function compileSource(list: readonly Known[]): Release {
  const releases = list.map(placed);
  const compiled = releases.length === 1 ? releases[0]! : mergeStates(list, releases);
  const histories = historyOf(list, releases);
  for (const contract of compiled.contracts ?? []) {
    const history = histories.get(contract.id);
    if (!history) continue;
    if (history.sightings > 1) contract.first = { ...history.first, ...withoutNulls(contract.first) };
    const published = contract.amendments ?? [];
    const news = history.changes.filter((change) => !published.some((amendment) => covers(amendment, change)));
    if (news.length) contract.amendments = toldTogether(published, news);
  }
  return compiled;
}

/** Releases are merged one by one. Rows of one day complete each other, and together they are the state of that day. */
function mergeStates(list: readonly Known[], releases: readonly Release[]): Release {
  const days = new Map<string, Release[]>();
  for (const [index, { released, known_from }] of list.entries()) {
    const day = released === null ? known_from : `release ${index}`;
    days.set(day, [...(days.get(day) ?? []), releases[index]!]);
  }
  const snapshots = new Set<Release>();
  const states = [...days].map(([day, told]) => {
    const state = told.length === 1 ? told[0]! : mergeReleases(told, RELEASE_RULES);
    if (!day.startsWith("release")) snapshots.add(state);
    return state;
  });
  if (states.length === 1) return states[0]!;
  return mergeReleases(states, (state) => (snapshots.has(state) ? SNAPSHOT_RULES : RELEASE_RULES));
}

const withoutNulls = <T extends object>(value: T | null | undefined): Partial<T> =>
  Object.fromEntries(Object.entries(value ?? {}).filter(([, member]) => member !== null)) as Partial<T>;

/** A published amendment that already tells this change. */
const covers = (published: Amendment, change: Amendment): boolean =>
  change.seen?.kind === "duration"
    ? published.newEndDate === change.newEndDate && published.newEndDate !== undefined
    : change.seen?.kind === "value" && published.newAmount === change.newAmount && published.newAmount !== undefined;

/** Published amendments and changes seen, each told once: an amendment that says only when and why lends that to the change seen around it. */
function toldTogether(published: readonly Amendment[], changes: readonly Amendment[]): Amendment[] {
  const used = new Set<Amendment>();
  const explained = changes.map((change) => {
    if (change.seen?.kind !== "value" && change.seen?.kind !== "duration") return change;
    const { from, to } = change.seen;
    const bare = published.filter((it) => saysNoChange(it) && it.date && it.date > from && it.date <= to);
    if (bare.length !== 1) return change;
    used.add(bare[0]!);
    return { ...change, date: bare[0]!.date ?? null, rationale: bare[0]!.rationale ?? null };
  });
  return [...published.filter((it) => !used.has(it)), ...explained];
}

const saysNoChange = (it: Amendment): boolean =>
  [it.oldAmount, it.newAmount, it.oldEndDate, it.newEndDate].every((fact) => fact === undefined || fact === null);

interface History {
  first: { endDate?: Day; amount?: string };
  sightings: number;
  changes: Amendment[];
}

/** What each contract said from record to record. */
function historyOf(list: readonly Known[], releases: readonly Release[]): Map<string, History> {
  const histories = new Map<string, History>();
  const last = new Map<string, { contract: Contract; supplier: string | undefined; on: Day }>();
  for (const [index, release] of releases.entries()) {
    const known = list[index]!;
    const on = (known.released ?? known.known_from).slice(0, 10);
    for (const contract of release.contracts ?? []) {
      const supplier =
        contract.suppliers
          ?.map(({ id }) => id)
          .sort()
          .join("+") || undefined;
      const before = last.get(contract.id);
      const history = histories.get(contract.id) ?? { first: {}, sightings: 0, changes: [] };
      histories.set(contract.id, history);
      history.sightings += known.last_seen > known.known_from ? 2 : 1;
      if (history.first.amount === undefined && contract.value?.amount) history.first.amount = contract.value.amount;
      if (history.first.endDate === undefined && contract.period?.endDate) history.first.endDate = contract.period.endDate;
      if (before && on > before.on) history.changes.push(...changesBetween(before, { contract, supplier, on }, known));
      // A release may leave a field out: it then still stands as it stood.
      const merged = before
        ? {
            ...before.contract,
            ...contract,
            value: contract.value ?? before.contract.value ?? null,
            period: contract.period ?? before.contract.period ?? null,
          }
        : contract;
      last.set(contract.id, { contract: merged, supplier: supplier ?? before?.supplier, on });
    }
  }
  return histories;
}

type State = { contract: Contract; supplier: string | undefined; on: Day };

function changesBetween(before: State, after: State, known: Known): Amendment[] {
  const { contract: old } = before;
  const { contract } = after;
  const seen = (
    kind: NonNullable<Amendment["seen"]>["kind"],
    texts: { oldText?: string; newText?: string } = {},
  ): Pick<Amendment, "id" | "at" | "seen"> => ({
    id: `${kind} ${before.on} ${after.on}`,
    at: contract.at,
    seen: { basis: known.released === null ? "snapshot" : "release", kind, from: before.on, to: after.on, ...texts, oldAt: old.at },
  });
  const changes: Amendment[] = [];
  const [oldEnd, newEnd] = [old.period?.endDate, contract.period?.endDate];
  if (oldEnd && newEnd && oldEnd !== newEnd) changes.push({ ...seen("duration"), oldEndDate: oldEnd, newEndDate: newEnd });
  const [oldAmount, newAmount] = [old.value?.amount, contract.value?.amount];
  if (
    oldAmount &&
    newAmount &&
    Number(oldAmount) !== Number(newAmount) &&
    (old.value?.currency ?? null) === (contract.value?.currency ?? null)
  ) {
    changes.push({ ...seen("value"), oldAmount, newAmount, currency: contract.value?.currency ?? null });
  }
  const [oldStatus, newStatus] = [old.statusDetails ?? old.status, contract.statusDetails ?? contract.status];
  if (oldStatus && newStatus && oldStatus !== newStatus) changes.push(seen("status", { oldText: oldStatus, newText: newStatus }));
  if (before.supplier && after.supplier && before.supplier !== after.supplier) {
    changes.push(seen("supplier", { oldText: before.supplier, newText: after.supplier }));
  }
  return changes;
}
