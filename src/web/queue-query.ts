// What the address of the queue says: filters, review state, page. The address is the whole state of the page.
import { Filter } from "../app/filter.ts";
import { REVIEW_FILTERS, type ReviewFilter } from "../app/review-filter.ts";
import type { Query } from "./links.ts";

export interface QueueQuery {
  filter: Filter;
  review: ReviewFilter | undefined;
  page: number;
  /** Parts of the address that could not be read. */
  wrong: { name: string; value: string }[];
  /** An address that says the same with fewer words, when there is one: forms send what was left empty. */
  tidy: string | undefined;
}

export const FILTER_NAMES = Object.keys(Filter.shape) as (keyof Filter)[];

/** What people type: digits of either script, and amounts with commas between the thousands. */
function typed(name: keyof Filter, value: string): string {
  const arabic = value.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));
  if (name === "min_amount" || name === "max_amount") return arabic.replaceAll(",", "");
  return name === "year" ? arabic : value;
}

const isReview = (text: string): text is ReviewFilter => REVIEW_FILTERS.some((state) => state === text);

/** Reads the address of a queue. What no filter knows is left alone; what a filter cannot read is named. */
export function queueQueryOf(url: URL): QueueQuery {
  const filter: Record<string, unknown> = {};
  const wrong: QueueQuery["wrong"] = [];
  for (const name of FILTER_NAMES) {
    const value = url.searchParams.get(name)?.trim();
    if (!value) continue;
    const read = Filter.shape[name].safeParse(typed(name, value));
    if (read.success) filter[name] = read.data;
    else wrong.push({ name, value });
  }
  const asked = url.searchParams.get("review") ?? "";
  if (asked && !isReview(asked)) wrong.push({ name: "review", value: asked });
  const page = Number(url.searchParams.get("page") ?? "1");
  const empty = [...url.searchParams].filter(([, value]) => value.trim() === "");
  const tidy = new URLSearchParams([...url.searchParams].filter(([, value]) => value.trim() !== ""));
  return {
    filter: filter as Filter,
    review: isReview(asked) ? asked : undefined,
    page: Number.isSafeInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1,
    wrong,
    tidy: empty.length ? url.pathname + (tidy.size ? `?${tidy}` : "") : undefined,
  };
}

/** The query of the same list, to be carried along by links. */
export const queryOf = ({ filter, review }: Pick<QueueQuery, "filter" | "review">): Query => ({
  ...(review ? { review } : {}),
  ...(filter as Record<string, string | number | undefined>),
});
