// The filters of the queue as a form that works by itself, and the filters in force as words that can be taken away.
import type { Facets } from "../app/facets.ts";
import type { Filter } from "../app/filter.ts";
import type { View } from "../app/review.ts";
import { REVIEW_FILTERS } from "../app/review-filter.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount, showDay } from "../text/text.ts";
import { here } from "./links.ts";
import type { QueueQuery } from "./queue-query.ts";
import type { Reader } from "./reader.ts";
import { SavedViews } from "./saved-views.tsx";

interface FilterProps {
  reader: Reader;
  query: QueueQuery;
  facets: Facets;
  /** Title of an indicator by its code. */
  titleOf: (code: string) => string;
}

type Name = keyof Filter | "review";

const chosenIn = ({ filter, review }: QueueQuery, name: Name): string => String((name === "review" ? review : filter[name]) ?? "");

const Choice = ({
  name,
  options,
  ...rest
}: { name: Name; options: [value: string, label: string][] } & Omit<FilterProps, "facets" | "titleOf">) => {
  const { reader, query } = rest;
  const chosen = chosenIn(query, name);
  const listed =
    chosen === "" || options.some(([value]) => value === chosen) ? options : [...options, [chosen, chosen] as [string, string]];
  return (
    <label class="field">
      <span>{reader.words.filter[name]}</span>
      <select name={name}>
        <option value="">{reader.words.filter.any}</option>
        {listed.map(([value, label]) => (
          <option value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
};

const Entry = ({ name, type = "text", reader, query }: { name: Name; type?: string; reader: Reader; query: QueueQuery }) => (
  <label class="field">
    <span>{reader.words.filter[name]}</span>
    <input
      name={name}
      type={type}
      value={chosenIn(query, name)}
      inputmode={name.endsWith("_amount") ? "decimal" : undefined}
      autocomplete="off"
    />
  </label>
);

const codes = (codes: readonly string[], reader: Reader): [string, string][] =>
  codes.map((code) => [code, labelOf("code", code, reader.language)]);

const MORE: Name[] = [
  "category",
  "province",
  "bbox",
  "level",
  "buyer",
  "supplier",
  "process",
  "contract",
  "project",
  "contract_status",
  "min_amount",
  "max_amount",
  "from",
  "to",
];

/** The form. Everything is sent by GET, so the address says it all. */
export const FilterForm = ({ reader, query, facets, titleOf }: FilterProps) => {
  const { words, language } = reader;
  const common = { reader, query };
  return (
    <search aria-label={words.filter.title}>
      <form class="filters" method="get" action="/queue">
        <div class="filters-row">
          <label class="field search">
            <span>{words.filter.q}</span>
            <input type="search" name="q" id="search" value={chosenIn(query, "q")} placeholder={words.filter.qHint} maxlength={200} />
          </label>
          <Choice name="review" {...common} options={REVIEW_FILTERS.map((state) => [state, words.state[state]])} />
          <Choice name="indicator" {...common} options={facets.indicators.map(({ code }) => [code, `${code} ${titleOf(code)}`])} />
          <Choice name="method" {...common} options={codes(facets.methods, reader)} />
          <Choice
            name="year"
            {...common}
            options={facets.years.map((year) => [String(year), String(language === "th" ? year + 543 : year)])}
          />
          <button type="submit" class="primary">
            {words.filter.apply}
          </button>
        </div>
        <details class="more" open={MORE.some((name) => chosenIn(query, name) !== "")}>
          <summary>{words.filter.more}</summary>
          <div class="filters-grid">
            <Choice name="category" {...common} options={codes(facets.categories, reader)} />
            <Choice name="province" {...common} options={facets.provinces.map((province) => [province, province])} />
            <Choice name="level" {...common} options={codes(["high", "medium", "low"], reader)} />
            <Choice name="contract_status" {...common} options={codes(["pending", "active", "terminated", "cancelled"], reader)} />
            <Entry name="buyer" {...common} />
            <Entry name="supplier" {...common} />
            <Entry name="process" {...common} />
            <Entry name="contract" {...common} />
            <Entry name="min_amount" {...common} />
            <Entry name="max_amount" {...common} />
            <Entry name="from" type="date" {...common} />
            <Entry name="to" type="date" {...common} />
            {query.filter.bbox && <input type="hidden" name="bbox" value={query.filter.bbox} />}
          </div>
        </details>
      </form>
    </search>
  );
};

function inWords(name: Name, value: string, { reader, titleOf }: Pick<FilterProps, "reader" | "titleOf">): string {
  const { words, language } = reader;
  if (name === "review") return words.state[value as keyof typeof words.state] ?? value;
  if (name === "indicator") return `${value} ${titleOf(value)}`;
  if (name === "year") return String(language === "th" && Number(value) < 2400 ? Number(value) + 543 : value);
  if (name.endsWith("_amount")) return showAmount(value);
  if (name === "from" || name === "to") return showDay(value, language);
  return labelOf("code", value, language);
}

/** What the list is narrowed by, each with a way to take it off; and the saved views. */
export const ActiveFilters = ({ reader, query, titleOf, views }: Omit<FilterProps, "facets"> & { views: readonly View[] }) => {
  const { words } = reader;
  const names = (["review", ...Object.keys(query.filter)] as Name[]).filter((name) => chosenIn(query, name) !== "");
  return (
    <div class="in-force">
      {names.length > 0 && (
        <ul class="chips" aria-label={words.filter.active}>
          {names.map((name) => (
            <li>
              <a
                class="chip"
                href={here(reader.url, { [name]: undefined, page: undefined })}
                title={words.filter.remove(words.filter[name])}
              >
                <span class="chip-name">{words.filter[name]}</span> <bdi>{inWords(name, chosenIn(query, name), { reader, titleOf })}</bdi>
                <span aria-hidden="true"> ×</span>
                <span class="unseen">. {words.filter.remove(words.filter[name])}</span>
              </a>
            </li>
          ))}
          {names.length > 1 && (
            <li>
              <a class="clear-all" href="/queue">
                {words.filter.clear}
              </a>
            </li>
          )}
        </ul>
      )}
      <SavedViews reader={reader} views={views} />
    </div>
  );
};
