// The quirks of Bangkok's releases, on made-up ones: no real file of it could be had.
import { describe, expect, it } from "vitest";
import { ocds } from "../../../../src/sources/ocds/ocds.ts";
import type { OcdsReading } from "../../../../src/sources/ocds/reading.ts";
import type { Opened } from "../../../../src/sources/source.ts";
import { checkDigitHolds } from "../../../../src/sources/thai-tin.ts";

const CITIZEN = "1101700000001";
const COMPANY = "0105564068059";
const context = {
  mask: (identity: string) =>
    [...identity]
      .map((letter) => String.fromCharCode(97 + (letter.codePointAt(0)! % 16)))
      .join("")
      .slice(0, 24)
      .padEnd(16, "a"),
};

const purchase = (changes: object = {}) => ({
  ocid: "ocds-bq4ldt-681234567",
  id: "681234567-1",
  date: "2569-01-05T01:00:00+07:00",
  tag: ["contract"],
  buyer: { id: "TH-BMA-01", name: "สำนักตัวอย่าง" },
  planning: { budget: { id: "68-01-123-050301234", project: "ก่อสร้างถนนสายทดลอง", value: { amount: 1500000, currency: "THB" } } },
  tender: {
    id: "1",
    procurementMethodDetails: "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
    tenderPeriod: { startDate: "2568-01-10", endDate: "2568-01-20" },
    items: [{ id: "1", classification: { scheme: "UNSPSC", id: "72141001" } }],
  },
  awards: [{ id: "a", suppliers: [{ id: COMPANY, name: "บริษัท ตัวอย่าง จำกัด" }] }],
  contracts: [
    {
      id: "c",
      awardID: "a",
      period: { startDate: "2568-02-29", endDate: "2568-12-31" },
      value: { amount: "1,400,000.00", currency: "THB" },
      implementation: { financialProgress: { totalSpend: { amount: 700000, currency: "THB" } } },
    },
  ],
  ...changes,
});

async function read(...releases: object[]): Promise<{ readings: OcdsReading[]; source: string | undefined }> {
  const bytes = Buffer.from(JSON.stringify({ publisher: { name: "BMA" }, releases }));
  const file: Opened = {
    name: "ocds_releases_2568.json",
    head: bytes.subarray(0, 65_536),
    path: "",
    async *bytes() {
      yield bytes;
    },
  };
  const layout = await ocds.recognise(file, context);
  const readings: OcdsReading[] = [];
  if (layout) for await (const reading of layout.read(file)) readings.push(reading);
  return { readings, source: layout?.source };
}

const release = async (changes: object = {}) => {
  const [reading] = (await read(purchase(changes))).readings;
  if (!reading || !("release" in reading)) throw new Error("no release");
  return reading.release;
};

describe("a purchase of Bangkok", () => {
  it("is known by its prefix; title and amount stand in the budget, years are Buddhist", async () => {
    expect((await read(purchase())).source).toBe("th-bma-ocds");
    expect(await release()).toMatchObject({
      title: "ก่อสร้างถนนสายทดลอง",
      date: null,
      planning: { budget: { amount: "1500000", currency: "THB" } },
      tender: {
        procurementMethod: "open",
        tenderPeriod: { startDate: "2025-01-10", endDate: "2025-01-20" },
        items: [{ id: "1", classification: "UNSPSC:72141001" }],
      },
    });
  });

  it("has its fiscal year and kind from the budget code, where it says neither itself", async () => {
    expect(await release()).toMatchObject({ fiscalYear: 2025, tender: { mainProcurementCategory: "works" } });
    const own = await release({ tender: { id: "1", mainProcurementCategory: "goods" } });
    expect(own.tender).toMatchObject({ mainProcurementCategory: "goods" });
    const none = await release({ planning: { budget: { id: "x", amount: { amount: 5, currency: "THB" } } } });
    expect([none.fiscalYear, none.tender!.mainProcurementCategory]).toEqual([undefined, undefined]);
  });

  it("tells what was spent so far; a day that does not exist by the Christian year is none", async () => {
    expect((await release()).contracts![0]).toMatchObject({
      value: { amount: "1400000.00" },
      period: { startDate: null, endDate: "2025-12-31" },
      transactions: [
        { id: "totalSpend", at: "/contracts/0/implementation/financialProgress/totalSpend", value: { amount: "700000", currency: "THB" } },
      ],
    });
  });

  it("written again the next night is the same record", async () => {
    const { readings } = await read(purchase(), purchase({ date: "2569-01-06T01:00:00+07:00" }), purchase({ tender: { id: "1" } }));
    const [first, again, other] = readings.map((reading) => ("content" in reading ? reading.content : null));
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});

describe("people", () => {
  it("are masked wherever their full number stands", async () => {
    expect(checkDigitHolds(CITIZEN)).toBe(true);
    const masked = await release({ awards: [{ id: "a", suppliers: [{ id: CITIZEN, name: "นายสมมติ ตัวอย่างดี" }] }] });
    expect(JSON.stringify(masked)).not.toMatch(new RegExp(`${CITIZEN}|สมมติ|ตัวอย่างดี`));
    expect(masked.awards![0]!.suppliers![0]!.id).toMatch(/^natural:[a-p]+$/);
    expect(masked.parties!.find(({ kind }) => kind === "natural")).toMatchObject({ registry_number: null });
  });

  it("hired as staff are set aside with a reason, however the title is spaced, and only in Bangkok's releases", async () => {
    const hire = { planning: { budget: { project: "ค่าจ้างเหมาบริการ  เป็นรายบุคคล นายสมมติ ตัวอย่างดี" } } };
    const { readings } = await read(purchase(), purchase(hire), purchase({ tender: { title: "จ้างเหมาบริการเป็นรายบุคคล" } }));
    expect(readings.map((reading) => ("quarantined" in reading ? reading.quarantined : "read"))).toEqual([
      "read",
      "staff_hire",
      "staff_hire",
    ]);
    expect(JSON.stringify(readings[1])).not.toContain("สมมติ");
    const elsewhere = await read({ ...purchase(hire), ocid: "ocds-px0z7d-1" });
    expect("release" in elsewhere.readings[0]!).toBe(true);
  });
});
