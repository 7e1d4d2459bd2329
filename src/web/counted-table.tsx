// A table of how many contracts there are under each name, with a bar of which the dark part is flagged, and their sums.
import type { Child } from "hono/jsx";
import type { Total } from "../app/party.ts";
import { showAmount } from "../text/text.ts";
import { Amount } from "./printed.tsx";
import type { Reader } from "./reader.ts";
import { percent } from "./scale.ts";
import { Scroll } from "./scroll.tsx";

export interface CountedRow {
  name: Child;
  contracts: number;
  flagged: number;
  totals: readonly Total[];
}

/** Amounts, one line per currency. */
export const Totals = ({ totals, reader }: { totals: readonly Total[]; reader: Reader }) =>
  totals.length === 0 ? (
    <span class="muted">{reader.words.queue.noAmount}</span>
  ) : (
    totals.map((total, index) => (
      <>
        {index > 0 && <br />}
        <Amount amount={total.amount} currency={total.currency} reader={reader} />
      </>
    ))
  );

const Bar = ({ contracts, flagged, most }: { contracts: number; flagged: number; most: number }) => (
  <svg width="100%" height="12" aria-hidden="true">
    <rect class="bar-all" width={percent((contracts / most) * 100)} height="12" rx="2" />
    <rect class="bar-flagged" width={percent((flagged / most) * 100)} height="12" rx="2" />
  </svg>
);

/** The table; `head` is what the names are, `label` tells it apart from others on the page. */
export const CountedTable = (props: { rows: readonly CountedRow[]; head: string; label: string; reader: Reader }) => {
  const { rows, head, label, reader } = props;
  const { words } = reader;
  const most = Math.max(...rows.map(({ contracts }) => contracts), 1);
  return (
    <Scroll reader={reader} label={label}>
      <table class="plain bars">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" class="bar">
              <span class="unseen">{words.party.count}</span>
            </th>
            <th scope="col" class="number">
              {words.party.count}
            </th>
            <th scope="col" class="number">
              {words.party.flagged}
            </th>
            <th scope="col" class="number">
              {words.party.sum}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, contracts, flagged, totals }) => (
            <tr>
              <th scope="row">{name}</th>
              <td class="bar">
                <Bar contracts={contracts} flagged={flagged} most={most} />
              </td>
              <td class="number">{showAmount(String(contracts))}</td>
              <td class="number">{showAmount(String(flagged))}</td>
              <td class="number">
                <Totals totals={totals} reader={reader} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};
