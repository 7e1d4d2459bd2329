// One fact of a record in a cell: what its name says it is decides how it is shown.
import type { Fact } from "../app/explain.ts";
import { labelOf } from "../text/codelist.ts";
import { showAmount } from "../text/text.ts";
import { Amount, Day, Printed } from "./printed.tsx";
import type { Tongue } from "./reader.ts";

const CODED = new Set([
  "status",
  "procurement_method",
  "category",
  "kind",
  "basis",
  "supplier_kind",
  "class_basis",
  "source",
  "series",
  "metric",
  "item",
  "phase",
]);

/** The value of a column of a fact; what the data do not have is said, not left blank. */
export const FactValue = ({ fact, name, reader, most = 600 }: { fact: Fact; name: string; reader: Tongue; most?: number }) => {
  const value = fact[name];
  if (value === null || value === undefined || value === "") return <span class="muted">{reader.words.subject.unknown}</span>;
  const text = String(value);
  if (name.endsWith("_amount")) return <Amount amount={text} currency={fact.currency as string | null} reader={reader} />;
  if (name.endsWith("_on") || name === "known_from") return <Day day={text} reader={reader} />;
  if (name === "fiscal_year") return <>{reader.language === "th" ? Number(text) + 543 : text}</>;
  if (CODED.has(name)) return <>{labelOf(name, text, reader.language)}</>;
  if (typeof value === "number") return <>{showAmount(text)}</>;
  return <Printed text={text} reader={reader} most={most} />;
};
