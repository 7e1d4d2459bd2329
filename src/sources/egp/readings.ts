// Turns e-GP rows and projects, whatever file they come from, into releases or the reason why they are put aside.

import type { Release } from "../../canon/release.ts";
import { contentHash } from "../content-hash.ts";
import type { Mask } from "../person.ts";
import type { Reading } from "../source.ts";
import { type Arrangement, arrangementOf } from "./arrangement.ts";
import { contractOf, type Signed } from "./contract.ts";
import { processOf, projectIdOf, type Row } from "./process.ts";
import { contractColumns, matchSheet, type Sheet } from "./sheet.ts";
import type { Tally } from "./tally.ts";

/** A record as any reader hands it over. */
export interface EgpRow {
  at: string;
  row: Record<string, unknown>;
}

/** Makes releases of rows; keeps what it learned of the headings from one row to the next. */
export class RowReader {
  private readonly mask: Mask;
  private readonly tally: Tally;
  private readonly arrangement: Arrangement | undefined;
  private readonly sheets = new Map<string, Sheet | null>();

  constructor(mask: Mask, tally: Tally, arrangement: Arrangement | undefined) {
    this.mask = mask;
    this.tally = tally;
    this.arrangement = arrangement;
  }

  /** The reading of one row. A row that shows its own arrangement is read by it; others as most of their file. */
  read({ at, row }: EgpRow): Reading {
    const sheet = this.sheetOf(row);
    if (!sheet) return { at, quarantined: "columns_unknown", detail: "its columns are of no e-GP layout" };
    const arrangement = sheet.shifted === undefined ? "straight" : (arrangementOf(row, sheet) ?? this.arrangement);
    if (arrangement === undefined)
      return { at, quarantined: "columns_misaligned", detail: "no value shows whether the row stands under its headings" };
    const shifted = arrangement === "shifted";
    const bound: Row = { at, record: row, columns: shifted ? sheet.shifted! : sheet.columns, tally: this.tally, mask: this.mask };
    const project = projectIdOf(bound);
    if ("quarantined" in project) return { at, ...project };
    const signed = Array.isArray(row.contract) ? this.listed(bound, row.contract, project.id) : [contractOf(bound, project.id, "")];
    return reading(
      bound,
      project.id,
      signed.filter((one) => one !== undefined),
    );
  }

  /** The contracts of a project as the interface of the Comptroller General's Department lists them. */
  private listed(project: Row, contracts: readonly unknown[], ocid: string): (Signed | undefined)[] {
    return contracts.map((contract, place) => {
      if (typeof contract !== "object" || contract === null) return undefined;
      const record = contract as Record<string, unknown>;
      const columns = contractColumns(record);
      return contractOf({ ...project, record, columns }, ocid, `/contract/${place}`);
    });
  }

  private sheetOf(row: Record<string, unknown>): Sheet | null {
    const keys = Object.keys(row);
    const name = keys.join("\u0000");
    let sheet = this.sheets.get(name);
    if (sheet === undefined) {
      const match = matchSheet(keys);
      sheet = match && "sheet" in match ? match.sheet : null;
      // Rows of one file come in few forms; a file that invents a new one for every row shall not fill the memory.
      if (this.sheets.size < 1000) this.sheets.set(name, sheet);
    }
    return sheet;
  }
}

function reading(row: Row, ocid: string, signed: readonly Signed[]): Reading {
  const named = signed.flatMap((one) => one.named ?? []);
  const release: Release = processOf(row, ocid, named);
  if (signed.length > 0) {
    release.tender = { ...release.tender!, status: "complete" };
    release.contracts = signed.map(({ contract }) => contract);
    const suppliers = new Map(signed.flatMap(({ supplier }) => (supplier ? [[supplier.id, supplier] as const] : [])));
    release.parties = [...(release.parties ?? []), ...suppliers.values()];
  }
  return { at: row.at, release, content: contentHash(release) };
}
