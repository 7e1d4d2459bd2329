// A folder of indicators of one's own, made for a test: what the yaml must say, and whatever SQL is to be tried.
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { IndicatorSpec } from "../src/catalogue/indicator.ts";

const both = (en: string, th: string) => ({ en, th });

/** Everything a plain own indicator says. */
export const SPEC: Partial<IndicatorSpec> & { id: string } = {
  id: "mine:X901",
  version: 1,
  maturity: "trial",
  stage: "contract",
  subject: "contract",
  family: "price",
  together: "subject",
  level: "low",
  title: both("Contract of some size", "สัญญาที่มีมูลค่าตามที่กำหนด"),
  asks: both("Is the contract of some size?", "สัญญามีมูลค่าตามที่กำหนดหรือไม่"),
  says: both("The contract is worth {contract_amount}.", "สัญญามีมูลค่า {contract_amount}"),
  why: both("Because we ask.", "เพราะเป็นสิ่งที่ต้องการทราบ"),
  innocent: [{ id: "own_size", ...both("Some contracts are large.", "สัญญาบางฉบับมีมูลค่าสูง") }],
  checks: [both("Read the contract.", "อ่านสัญญา")],
  requires: ["contract.value_amount"],
  params: { min_amount: { type: "number", default: 1_000_000, means: both("least value", "มูลค่าขั้นต่ำ") } },
  references: [{ title: "A page", url: "https://example.org/" }],
  thai: "unread",
};

export const SQL = `
select
    contract_key as subject,
    status_of(if(value_amount is null, 'contract.value_amount', null), value_amount >= $min_amount) as status,
    if(value_amount is null, 'contract.value_amount', null) as reason,
    value_amount::double as value,
    $min_amount as threshold,
    { contract_amount: value_amount } as evidence
from canon.contract`;

/** Writes one indicator into a folder; a new one when none is given. */
export function writeOwn(spec: object = {}, sql: string = SQL, folder = mkdtempSync(join(tmpdir(), "own-"))): string {
  const whole = { ...SPEC, ...spec };
  const place = join(folder, `${whole.id.split(":").at(-1)}-some-size`);
  mkdirSync(place);
  writeFileSync(join(place, "indicator.yaml"), stringify(whole));
  writeFileSync(join(place, "indicator.sql"), sql);
  return folder;
}
