// The days of one process and contract, drawn on a line and listed with the time between them.
import type { Explanation, Fact } from "../app/explain.ts";
import { Day } from "./printed.tsx";
import type { Tongue } from "./reader.ts";
import { dayNumber, linear, percent } from "./scale.ts";

interface Moment {
  day: string;
  label: string;
  kind: "tender" | "award" | "contract" | "change" | "end" | "today";
}

const day = (fact: Fact | undefined, name: string): string | null =>
  typeof fact?.[name] === "string" ? (fact[name] as string).slice(0, 10) : null;

/** What happened when, in order. */
export function moments({ facts, as_of }: Pick<Explanation, "facts" | "as_of">, { words }: Tongue): Moment[] {
  const list: Moment[] = [];
  const add = (label: string, fact: Fact | undefined, name: string, kind: Moment["kind"]) => {
    const found = day(fact, name);
    if (found) list.push({ day: found, label, kind });
  };
  const tender = facts.tender?.[0];
  const contracts = (facts.contract ?? []).slice(0, 6);
  const numbered = (label: string, fact: Fact) =>
    contracts.length > 1 ? `${label} ${String(fact.number ?? fact.contract_id ?? "").slice(0, 40)}` : label;
  add(words.time.published, tender, "published_on", "tender");
  add(words.time.opens, tender, "opens_on", "tender");
  add(words.time.closes, tender, "closes_on", "tender");
  const awarded = new Set((facts.award ?? []).flatMap((award) => day(award, "awarded_on") ?? []));
  for (const on of [...awarded].slice(0, 6)) list.push({ day: on, label: words.time.awarded, kind: "award" });
  for (const contract of contracts) {
    add(numbered(words.time.signed, contract), contract, "signed_on", "contract");
    add(numbered(words.time.starts, contract), contract, "starts_on", "contract");
    add(numbered(words.time.firstEnd, contract), contract, "first_ends_on", "end");
    add(numbered(words.time.ends, contract), contract, "ends_on", "end");
    add(numbered(words.time.completed, contract), contract, "completed_on", "end");
  }
  for (const change of (facts.amendment ?? []).slice(0, 12)) {
    const on = day(change, "agreed_on") ?? day(change, "seen_to");
    if (on)
      list.push({
        day: on,
        label: words.time.changed(words.change[String(change.kind) as "value"] ?? String(change.kind)),
        kind: "change",
      });
  }
  if (!list.length) return [];
  list.push({ day: as_of, label: words.time.asOf, kind: "today" });
  return list.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** First days of years between two days, or of quarters or months when the span is short. */
function ticks(from: number, to: number): { at: number; label: string }[] {
  const year = new Date(from * 86_400_000).getUTCFullYear();
  const months = to - from > 900 ? 12 : to - from > 240 ? 3 : 1;
  return Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(year, index * months, 1)))
    .map((date) => ({ at: date.getTime() / 86_400_000, label: date.toISOString().slice(0, 10) }))
    .filter(({ at }) => at >= from && at <= to);
}

const SHAPE: Record<Moment["kind"], string> = {
  tender: "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z",
  award: "M0 -6 L6 0 L0 6 L-6 0 Z",
  contract: "M-5 -5H5V5H-5Z",
  change: "M0 -6 L6 5 H-6 Z",
  end: "M-1.5 -8H1.5V8H-1.5Z",
  today: "M-4 -4L4 4M4 -4L-4 4",
};

/** The drawing and, beneath it, the list that says the same. */
export const Timeline = ({ list, reader }: { list: readonly Moment[]; reader: Tongue }) => {
  const { words, language } = reader;
  const days = list.map((moment) => dayNumber(moment.day));
  const known = list.filter((moment) => moment.kind !== "today").map((moment) => dayNumber(moment.day));
  const [from, last] = [Math.min(...known), Math.max(...known)];
  // A day of the run that lies years after everything else would press all of it into a corner: it is only listed.
  const drawn = list.filter((moment) => dayNumber(moment.day) <= last + Math.max(90, (last - from) * 0.6));
  const to = Math.max(...drawn.map((moment) => dayNumber(moment.day)));
  const at = linear(from, to === from ? from + 1 : to);
  const signed = list.find((moment) => moment.kind === "contract");
  const end = list.findLast((moment) => moment.kind === "end");
  const label = (iso: string) => {
    const [year, month] = iso.split("-") as [string, string];
    const shown = language === "th" ? Number(year) + 543 : year;
    return to - from > 900 ? String(shown) : `${month}/${shown}`;
  };
  const placed: number[] = [];
  const labelled = ticks(from, to).filter((tick) => {
    const x = at(tick.at);
    if (placed.some((other) => Math.abs(other - x) < 9)) return false;
    placed.push(x);
    return true;
  });
  return (
    <figure class="drawing timeline">
      <svg width="100%" height="70" role="img" aria-label={words.subject.timeline}>
        {signed && end && dayNumber(end.day) > dayNumber(signed.day) && (
          <rect
            x={percent(at(dayNumber(signed.day)))}
            width={percent(at(dayNumber(end.day)) - at(dayNumber(signed.day)))}
            y="22"
            height="12"
            class="period"
          />
        )}
        <line x1="2%" x2="98%" y1="40" y2="40" class="axis" />
        {labelled.map((tick) => (
          <>
            <line x1={percent(at(tick.at))} x2={percent(at(tick.at))} y1="40" y2="46" class="axis" />
            <text x={percent(at(tick.at))} y="62" text-anchor="middle">
              {label(tick.label)}
            </text>
          </>
        ))}
        {drawn.map((moment) => (
          <svg x={percent(at(dayNumber(moment.day)))} y="28" width="1" height="1" overflow="visible" aria-hidden="true">
            <path d={SHAPE[moment.kind]} class={`moment-${moment.kind}`} />
          </svg>
        ))}
      </svg>
      <ol class="moments">
        {list.map((moment, index) => (
          <li>
            <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
              <path d={SHAPE[moment.kind]} class={`moment-${moment.kind}`} />
            </svg>
            <Day day={moment.day} reader={reader} /> <bdi>{moment.label}</bdi>
            {index > 0 && days[index]! > days[index - 1]! && (
              <span class="muted"> {words.time.later(days[index]! - days[index - 1]!)}</span>
            )}
          </li>
        ))}
      </ol>
    </figure>
  );
};
