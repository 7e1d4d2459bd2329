// The words e-GP prints for methods, kinds of purchase and states of a contract, and what they are in the canon.

import type { Contract, Tender } from "../../canon/release.ts";
import { canonical } from "../../text/canonical.ts";
import { codelist } from "../../text/codelist.ts";

/** The record set of the Comptroller General's Department. */
export const SOURCE = "th-cgd";

function plain(word: string): string {
  return canonical(word).replace(/^(?:โดย|ด้วย)?วิธี(?!การจัดหา)/, "");
}

/** One codelist by its printed words; a word is made canonical only the first time it is met. */
class Words<Code extends string> {
  private readonly list: string;
  private readonly column: string;
  private codes: Map<string, Code> | undefined;
  private readonly met = new Map<string, Code | undefined>();

  constructor(list: string, column: string) {
    this.list = list;
    this.column = column;
  }

  of(word: string): Code | undefined {
    if (this.met.has(word)) return this.met.get(word);
    this.codes ??= new Map(
      codelist(this.list)
        .filter((row) => row.publisher === undefined || row.publisher === SOURCE)
        .map((row) => [plain(row.word!), row[this.column] as Code]),
    );
    const code = this.codes.get(plain(word));
    if (this.met.size < WORDS_KEPT) this.met.set(word, code);
    return code;
  }
}
/** More different words than this are no codelist's. */
const WORDS_KEPT = 1000;

const methods = new Words<NonNullable<Tender["procurementMethod"]>>("procurement_method", "method");
const groups = new Words<string>("egp_method_group", "word");
const categories = new Words<NonNullable<Tender["mainProcurementCategory"]>>("egp_category", "category");
const statuses = new Words<NonNullable<Contract["status"]>>("egp_contract_status", "status");

/** The canon's method for a printed one, undefined for a word nobody mapped: there is no default. */
export function methodOf(word: string) {
  return methods.of(word);
}

/** Whether a word is one of the three groups of methods, which some layouts print where the method belongs. */
export function isMethodGroup(word: string): boolean {
  return groups.of(word) !== undefined;
}

/** Goods, services or works for a printed kind of purchase. */
export function categoryOf(word: string) {
  return categories.of(word);
}

/** The canon's state of a contract for a printed one. */
export function contractStatusOf(word: string) {
  return statuses.of(word);
}
