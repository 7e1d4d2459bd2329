import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Served, servedSample } from "./served.ts";
import { DIMENSIONS, type Total as Truth, truth } from "./truth.ts";

/** Suppliers 7 and 8 have one director, 7 and 1 one shareholder; 7 and 3 had another, who is gone. */
const HOLDINGS = [
  "S7,XX-MADE,บริษัท สมมติ จำกัด,กรรมการ,,นายสมมติ ตัวอย่าง,,,,2021-02-01,,https://example.org/register",
  "S8,XX-MADE,บริษัท สมมติ จำกัด,กรรมการ,,นายสมมติ ตัวอย่าง,,,,2022-02-01,,https://example.org/register",
  "S7,XX-MADE,บริษัท สมมติ จำกัด,ผู้ถือหุ้น,นิติบุคคล,EXAMPLE LIMITED,12345,,25.5,2021-02-01,,https://example.org/register",
  "S1,XX-MADE,บริษัท สมมติ จำกัด,ผู้ถือหุ้น,นิติบุคคล,EXAMPLE LIMITED,12345,,30,2021-02-01,,https://example.org/register",
  "S7,XX-MADE,บริษัท สมมติ จำกัด,ผู้ถือหุ้น,นิติบุคคล,GONE LIMITED,54321,,40,2021-02-01,,https://example.org/register",
  "S3,XX-MADE,บริษัท สมมติ จำกัด,ผู้ถือหุ้น,นิติบุคคล,GONE LIMITED,54321,,40,2021-02-01,2022-12-31,https://example.org/register",
];

let served: Served;
beforeAll(async () => {
  served = await servedSample(60, HOLDINGS);
});
afterAll(() => served.close());

type Total = Truth & { flagged_share: number | null };

const totals = async (query: string): Promise<Total[]> => (await served.json(`/v1/stats?${query}&limit=1000`)).items;
const sum = (rows: Total[], what: "subjects" | "judged" | "flagged"): number => rows.reduce((all, row) => all + row[what], 0);

describe("totals", () => {
  it.each(["buyer", "supplier", "province", "year", "month", "method", "category"])("by %s count every contract once", async (by) => {
    const rows = await totals(`by=${by}`);
    expect(sum(rows, "subjects")).toBe(60);
    for (const row of rows) {
      expect(row.flagged).toBeLessThanOrEqual(row.judged);
      expect(row.judged).toBeLessThanOrEqual(row.subjects);
      if (row.judged) expect(row.flagged_share).toBeCloseTo(row.flagged / row.judged, 12);
    }
  });

  it("by hand: every third contract had one bidder, every fourth paid more than agreed", async () => {
    const single = await totals("by=category&indicator=R018");
    expect([sum(single, "subjects"), sum(single, "flagged")]).toEqual([60, 20]);
    // Contracts that paid more: numbers 1, 5, 9 … 57, of 1,000,000 + 12,345.67 × number.
    const paid = Array.from({ length: 15 }, (_, nth) => 1_000_000 + 12_345.67 * (1 + 4 * nth));
    const [row] = await totals("by=indicator&indicator=R068");
    expect(row).toMatchObject({ key: "R068", flagged: 15, flagged_amount: paid.reduce((all, one) => all + one, 0).toFixed(2) });
  });

  it("are the same published and counted anew", async () => {
    for (const by of ["buyer", "month", "indicator"]) {
      const anew = await totals(`by=${by}&from=1900-01-01`);
      expect(anew).toEqual(await totals(`by=${by}`));
    }
  });

  it.each([
    ["", "true"],
    ["&method=direct", "tender.procurement_method = 'direct'"],
    ["&min_amount=1500000&category=works", "contract.value_amount >= 1500000 and process.category = 'works'"],
    ["&from=2024-03-05&to=2024-09-30", "contract.signed_on between '2024-03-05' and '2024-09-30'"],
  ])('are what the records and the flags themselves give, by every dimension, narrowed by "%s"', async (query, condition) => {
    const wanted = await truth(served.workspace, DIMENSIONS, condition);
    for (const by of DIMENSIONS) {
      const rows = (await totals(`by=${by}${query}`)).map(({ key, currency, subjects, flagged, amount, flagged_amount }) => ({
        key,
        currency,
        subjects,
        flagged,
        amount,
        flagged_amount,
      }));
      const sorted = rows.sort((a, b) => ((a.key ?? "\uFFFF") < (b.key ?? "\uFFFF") ? -1 : 1));
      expect([by, sorted]).toEqual([by, wanted[by]]);
    }
  });

  it("agree with the queue", async () => {
    const { total } = await served.json("/v1/queue?indicator=R018");
    expect(sum(await totals("by=buyer&indicator=R018"), "flagged")).toBe(total.count);
    const { total: direct } = await served.json("/v1/queue?category=works&min_amount=1500000");
    expect(sum(await totals("by=category&category=works&min_amount=1500000"), "flagged")).toBe(direct.count);
  });

  it("over time come in their order, and hold what the months hold", async () => {
    const { items } = await served.json("/v1/series?metric=subjects&limit=100");
    expect(items.map((it: { period: string }) => it.period)).toEqual(
      Array.from({ length: 12 }, (_, month) => `2024-${String(month + 1).padStart(2, "0")}`),
    );
    expect(items.map((it: { value: number }) => it.value)).toEqual(Array(12).fill(5));
    const amounts = await served.json("/v1/series?metric=amount&by=year");
    expect(amounts.items[0].value).toMatch(/^\d+\.\d\d$/);
  });
});

describe("parties", () => {
  it("are found by part of a name", async () => {
    const { items } = await served.json("/v1/buyers?q=สำนักสมมติ");
    expect(items).toHaveLength(5);
    expect((await served.json("/v1/suppliers?q=QUOTED")).items).toHaveLength(1);
  });

  it("have a profile that adds up", async () => {
    const { items } = await served.json("/v1/buyers?limit=1");
    const one = await served.json(`/v1/buyers/${encodeURIComponent(items[0].id)}`);
    expect(one.totals[0].subjects).toBe(12);
    for (const part of ["by_year", "by_method", "others"]) expect([part, sum(one[part], "subjects")]).toEqual([part, 12]);
    expect((await served.get(`/v1/suppliers/${encodeURIComponent(items[0].id)}`)).status).toBe(404);
  });

  it("stand side by side", async () => {
    const { items } = await served.json("/v1/suppliers?limit=2");
    const both = await served.json(
      `/v1/compare?role=supplier&left=${encodeURIComponent(items[0].id)}&right=${encodeURIComponent(items[1].id)}`,
    );
    expect([both.left.party.id, both.right.party.id]).toEqual([items[0].id, items[1].id]);
  });

  it("are tied by contracts, by bidding for the same and by who holds both; natural persons are not named", async () => {
    const { items } = await served.json("/v1/suppliers?q=สมมติ ก่อสร้าง");
    const { ties, nodes, centre } = await served.json(`/v1/network?around=${encodeURIComponent(items[0].id)}`);
    expect(centre).toEqual([items[0].id]);
    // Number 8, 18 … 58: six contracts, of which 28 and 58 had one bidder.
    expect(
      ties
        .filter((tie: { kind: string }) => tie.kind === "contracts")
        .reduce((all: number, tie: { subjects: number }) => all + tie.subjects, 0),
    ).toBe(6);
    expect(ties.find((tie: { kind: string }) => tie.kind === "bids_with")).toMatchObject({ processes: 4 });
    const held = ties.filter((tie: { kind: string }) => tie.kind === "held_alike");
    const director = { kind: "held_alike", from: items[0].id, to: "XX-MADE-S8", holding: "director", holder: null };
    const shareholder = { to: "XX-MADE-S1", holding: "shareholder", holder: { name: "EXAMPLE LIMITED", kind: "juristic" } };
    expect(held).toHaveLength(2);
    expect(held).toEqual(expect.arrayContaining([director, expect.objectContaining({ from: items[0].id })]));
    expect(held.find((tie: { holding: string }) => tie.holding === "shareholder")).toMatchObject(shareholder);
    for (const tie of ties) for (const end of [tie.from, tie.to]) expect(nodes.map((node: { id: string }) => node.id)).toContain(end);
    const aroundContract = await served.json(`/v1/network?around=${encodeURIComponent("ocds-made0up-8")}`);
    expect(aroundContract.centre).toContain(items[0].id);
  });
});
