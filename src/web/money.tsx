// Money of one process and contract: a table that is its own drawing. Only amounts of one currency stand on one scale.
import type { Explanation, Fact } from "../app/explain.ts";
import { Amount } from "./printed.tsx";
import type { Tongue } from "./reader.ts";
import { percent } from "./scale.ts";

interface Line {
  label: string;
  amount: string;
  currency: string | null;
  kind: "planned" | "bid" | "agreed" | "paid";
}

const text = (fact: Fact | undefined, name: string): string | null => (typeof fact?.[name] === "string" ? (fact[name] as string) : null);

/** Sums decimal texts of two places exactly. */
function sum(amounts: readonly string[]): string {
  const cents = amounts.reduce((total, amount) => {
    const [whole = "0", fraction = ""] = amount.replace("-", "").split(".");
    const value = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, "0").slice(0, 2));
    return total + (amount.startsWith("-") ? -value : value);
  }, 0n);
  const digits = (cents < 0n ? -cents : cents).toString().padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The lines of the drawing, from what was planned to what was paid. */
export function moneyLines({ facts }: Pick<Explanation, "facts">, { words }: Tongue): Line[] {
  const lines: Line[] = [];
  const add = (label: string, fact: Fact | undefined, name: string, kind: Line["kind"]) => {
    const amount = text(fact, name);
    if (amount !== null) lines.push({ label, amount, currency: text(fact, "currency"), kind });
  };
  const [process] = facts.process ?? [];
  const contracts = facts.contract ?? [];
  const name = (label: string, of: readonly Fact[], it: Fact, id: string) =>
    of.length > 1 ? `${label} ${String(it[id] ?? "").slice(0, 40)}` : label;
  add(words.money.budget, process, "budget_amount", "planned");
  add(words.money.reference, facts.tender?.[0], "reference_amount", "planned");
  for (const bid of (facts.bid ?? []).slice(0, 20))
    add(words.money.bid(String(bid.tenderer_name ?? "?").slice(0, 60)), bid, "value_amount", "bid");
  add(words.money.agreed, process, "agreed_amount", "agreed");
  for (const award of (facts.award ?? []).slice(0, 10))
    add(name(words.money.award, facts.award!, award, "lot_id"), award, "value_amount", "agreed");
  for (const contract of contracts.slice(0, 10)) {
    add(name(words.money.first, contracts, contract, "number"), contract, "first_amount", "agreed");
    add(name(words.money.contract, contracts, contract, "number"), contract, "value_amount", "agreed");
    add(name(words.money.final, contracts, contract, "number"), contract, "final_amount", "agreed");
  }
  const paid = facts.transaction ?? [];
  for (const currency of new Set(paid.map((it) => text(it, "currency")))) {
    const amounts = paid.filter((it) => text(it, "currency") === currency).flatMap((it) => text(it, "value_amount") ?? []);
    if (amounts.length) lines.push({ label: words.money.paid(amounts.length), amount: sum(amounts), currency, kind: "paid" });
  }
  return lines;
}

/** The drawing. */
export const Money = ({ lines, reader }: { lines: readonly Line[]; reader: Tongue }) => {
  const { words } = reader;
  const currency = lines.find((line) => line.kind !== "bid")?.currency ?? lines[0]?.currency;
  const most = Math.max(...lines.filter((line) => line.currency === currency).map((line) => Number(line.amount)), 1);
  return (
    <table class="money">
      <caption class="unseen">{words.subject.money}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{words.subject.evidenceName}</th>
          <th scope="col">{words.subject.money}</th>
          <th scope="col">{words.queue.amount}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr>
            <th scope="row">
              <bdi>{line.label}</bdi>
            </th>
            <td class="bar" aria-hidden="true">
              {line.currency === currency && Number(line.amount) > 0 && (
                <svg width="100%" height="14" aria-hidden="true">
                  <rect class={`bar-${line.kind}`} width={percent((Number(line.amount) / most) * 100)} height="14" rx="2" />
                </svg>
              )}
            </td>
            <td class="number">
              <Amount amount={line.amount} currency={line.currency} reader={reader} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
