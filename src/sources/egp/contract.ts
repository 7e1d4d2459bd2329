// Turns what an e-GP row says of its contract into the contract of a release and its supplier.

import type { Contract, Party } from "../../canon/release.ts";
import { canonical } from "../../text/canonical.ts";
import { partyOf } from "../party.ts";
import { maskPersonsIn } from "../person.ts";
import { arabicDigits } from "../thai-number.ts";
import { withLostZero } from "../thai-tin.ts";
import { cellOf, dayOf, moneyOf, type Row } from "./process.ts";
import { noteUnmapped, noteUnreadable } from "./tally.ts";
import { contractStatusOf } from "./words.ts";

/** A contract, who it is with, and the printed name behind a masked one. */
export interface Signed {
  contract: Contract;
  supplier?: Party;
  named?: { name: string; shown: string };
}

/** The contract of a row; undefined when its layout has no contracts or nothing of one is printed. */
export function contractOf(row: Row, ocid: string, pointer: string): Signed | undefined {
  const { columns } = row;
  if (columns.contractNumber === undefined && columns.signed === undefined) return undefined;
  const printedNumber = cellOf(row, "contractNumber") ?? null;
  const name = cellOf(row, "winner") ?? null;
  // Half-repaired rows hold the state of the contract where the day of signature belongs: the day is lost, the state is not.
  const misplaced = statusIn(cellOf(row, "signed"));
  const signed = misplaced === undefined ? dayOf(row, "signed") : null;
  if (misplaced !== undefined) noteUnreadable(row.tally, row.at, "signed", "holds_the_status");
  const value = moneyOf(row, "contractValue");
  const supplier = partyOf({ number: withLostZero(cellOf(row, "winnerNumber")), name }, row.mask);
  if (printedNumber === null && name === null && !signed && !value && !supplier) return undefined;

  const number = printedNumber === null ? null : maskPersonsIn(printedNumber, row.mask);
  const word = misplaced ?? cellOf(row, "contractStatus");
  const status = word ? contractStatusOf(word) : null;
  if (word && status === undefined) noteUnmapped(row.tally, "status", word);
  const ends = dayOf(row, "ends");
  const contract: Contract = {
    // The winner is a fact of the contract, not part of its key.
    id: `${ocid}/${number === null ? "-" : arabicDigits(canonical(number))}`,
    at: pointer,
    number,
    ...(word !== undefined && { statusDetails: word, status: status ?? null }),
    ...(signed !== undefined && { dateSigned: signed }),
    ...((signed !== undefined || ends !== undefined) && {
      period: { ...(signed !== undefined && { startDate: signed }), ...(ends !== undefined && { endDate: ends }) },
    }),
    ...(value !== undefined && { value }),
    ...(supplier && { suppliers: [{ id: supplier.id, name: supplier.name ?? null }] }),
  };
  const natural = supplier?.kind === "natural" && supplier.name && name !== null;
  return { contract, ...(supplier && { supplier }), ...(natural && { named: { name, shown: supplier.name! } }) };
}

function statusIn(cell: string | null | undefined): string | undefined {
  return cell && contractStatusOf(cell) !== undefined ? cell : undefined;
}
