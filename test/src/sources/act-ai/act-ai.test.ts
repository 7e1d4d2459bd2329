import { describe, expect, it } from "vitest";
import { mergeReleases, RELEASE_RULES } from "../../../../src/canon/merge.ts";
import type { Release } from "../../../../src/canon/release.ts";
import { UserError } from "../../../../src/error.ts";
import { actAi } from "../../../../src/sources/act-ai/act-ai.ts";
import { egp } from "../../../../src/sources/egp/egp.ts";
import type { Opened, Reading } from "../../../../src/sources/source.ts";

const context = { mask: (identity: string) => ([...identity].some((letter) => letter === "ก") ? "k" : "m").repeat(16) };
const PROJECT = "65017000001";
const CONTRACTS = "id,name,contract_number,contract_date,contract_money,contract_id,contract_status";
const PRICES = "name,estimatePrice,contractor_id,contractor_isWinner,contractor_name,contractor_bidding_price";
const STAGES = "id,name,isWinner,processInvolved";
const [A, B, C] = ["0105564068059", "0105558000014", "0105558000022"];

function opened(content: string, name: string): Opened {
  const bytes = Buffer.from(content);
  return {
    name,
    path: "",
    head: bytes.subarray(0, 65_536),
    async *bytes() {
      for (let at = 0; at < bytes.length; at += 61) yield bytes.subarray(at, at + 61);
    },
  };
}

async function read(content: string, name = `การเสนอราคา-${PROJECT}.csv`) {
  const file = opened(content, name);
  const layout = await actAi.recognise(file, context);
  const readings: Reading[] = [];
  if (layout) for await (const reading of layout.read(file)) readings.push(reading);
  const releases = readings.flatMap((it) => ("release" in it ? [it.release] : []));
  return { layout, readings, releases, merged: releases.length ? mergeReleases<Release>(releases, RELEASE_RULES) : undefined };
}

describe("contracts", () => {
  it("become those of the national rows, with the richer status", async () => {
    const { layout, releases } = await read(
      `${CONTRACTS}\n${A},บริษัท ตัวอย่าง จำกัด,สนย.๔๘/๒๕๖๕,2022-03-01,"1,400,000.50",9,ส่งงานล่าช้ากว่ากำหนด\n`,
      `ผู้ชนะการประมูล-${PROJECT} (1).csv`,
    );
    expect(layout).toMatchObject({ source: "th-act-ai", country: "TH", layout: `act-ai-contracts ${PROJECT}` });
    expect(releases[0]).toMatchObject({
      ocid: PROJECT,
      contracts: [
        {
          id: `${PROJECT}/สนย.48/2565`,
          number: "สนย.๔๘/๒๕๖๕",
          dateSigned: "2022-03-01",
          value: { amount: "1400000.50", currency: "THB" },
          status: "active",
          statusDetails: "ส่งงานล่าช้ากว่ากำหนด",
          suppliers: [{ id: `TH-TIN:${A}` }],
        },
      ],
    });
  });

  it("say what could not be read and was left out", async () => {
    const { readings } = await read(`${CONTRACTS}\n${A},บริษัท ตัวอย่าง จำกัด,1/65,31 ก.พ. 65,ห้าบาท,9,ไม่ทราบ\n`);
    expect(readings[0]).toMatchObject({
      problems: [
        { field: "contract.status", problem: "word_unmapped" },
        { field: "contract.dateSigned", problem: "no_such_day" },
        { field: "contract.value", problem: "not_a_number" },
      ],
    });
  });

  it("mask a natural person", async () => {
    const { releases } = await read(`${CONTRACTS}\n1101700000003,นายสมมติ ตัวอย่างดี,1/2565,1 มี.ค. 65,1000,1,สิ้นสุดสัญญา\n`);
    expect(releases[0]!.parties![0]).toMatchObject({ kind: "natural", registry_number: null });
    expect(JSON.stringify(releases)).not.toMatch(/1101700000003|สมมติ/);
  });
});

describe("prices", () => {
  it("of one item are bids on the whole, the winner's an award", async () => {
    const { merged } = await read(
      `${PRICES}\nถนน,1500000,${A},true,บริษัท ตัวอย่าง จำกัด,1400000\nถนน,1500000,${B},false,บริษัท ทดลอง จำกัด,1450000\nถนน,1500000,${C},false,บริษัท สมมติ จำกัด,\n`,
    );
    expect(merged!.tender).toMatchObject({ status: "complete", value: { amount: "1500000.00", currency: "THB" } });
    expect(merged!.tender!.lots).toBeUndefined();
    expect(merged!.bids!.map((bid) => [bid.tenderers![0]!.id, bid.status, bid.value?.amount])).toEqual([
      [`TH-TIN:${A}`, "valid", "1400000.00"],
      [`TH-TIN:${B}`, "valid", "1450000.00"],
      [`TH-TIN:${C}`, undefined, undefined],
    ]);
    expect(merged!.awards).toMatchObject([{ suppliers: [{ id: `TH-TIN:${A}` }], relatedBid: merged!.bids![0]!.id }]);
  });

  it("of several items are bids on a lot each", async () => {
    const { merged } = await read(
      `${PRICES}\nโต๊ะ,100,${A},true,บริษัท ตัวอย่าง จำกัด,90\nเก้าอี้,50,${A},false,บริษัท ตัวอย่าง จำกัด,55\nเก้าอี้,50,${B},true,บริษัท ทดลอง จำกัด,45\n`,
    );
    expect(merged!.tender!.lots).toMatchObject([
      { id: "item:โต๊ะ", title: "โต๊ะ", value: { amount: "100.00" } },
      { id: "item:เก้าอี้", value: { amount: "50.00" } },
    ]);
    expect(merged!.bids).toHaveLength(3);
    expect(merged!.awards!.map((award) => award.relatedLots)).toEqual([["item:โต๊ะ"], ["item:เก้าอี้"]]);
  });
});

describe("stages", () => {
  it("tell document buyers, submitters and qualified bidders apart", async () => {
    const { merged, readings } = await read(
      `${STAGES}\n${A},บริษัท ตัวอย่าง จำกัด,true,"ซื้อซอง,ยื่นซอง,ผ่านคุณสมบัติ,เข้าเสนอราคา"\n${B},บริษัท ทดลอง จำกัด,false,ซื้อซอง|ยื่นซอง\n${C},บริษัท สมมติ จำกัด,false,ซื้อซอง\n${C},บริษัท สมมติ จำกัด,false,อื่น\n,,false,ซื้อซอง\n`,
    );
    expect(merged!.bids!.map((bid) => bid.status)).toEqual(["valid", "submitted", "invited"]);
    expect(merged!.awards).toHaveLength(1);
    expect(readings.slice(3)).toMatchObject([
      { at: "5", quarantined: "stage_unknown" },
      { at: "6", quarantined: "contractor_missing" },
    ]);
  });

  it("of the interface's answer say the same as of a table, and merge with the prices of one item", async () => {
    const answer = { contractors: [{ id: B, name: "บริษัท ทดลอง จำกัด", isWinner: true, processInvolved: ["ซื้อซอง", "เข้าเสนอราคา"] }] };
    const json = await read(JSON.stringify(answer), `${PROJECT}.json`);
    const csv = await read(`${STAGES}\n${B},บริษัท ทดลอง จำกัด,true,"ซื้อซอง,เข้าเสนอราคา"\n`);
    expect(json.releases).toEqual(csv.releases);
    expect(json.readings[0]!.at).toBe("#/contractors/0");
    const prices = await read(`${PRICES}\nถนน,1500000,${B},true,บริษัท ทดลอง จำกัด,1450000\n`);
    const both = mergeReleases<Release>([...json.releases, ...prices.releases], RELEASE_RULES);
    expect(both.bids).toMatchObject([{ status: "valid", value: { amount: "1450000.00" } }]);
    expect(both.awards).toHaveLength(1);
  });

  it("of prices and contracts in answers of the interface are read as their exports", async () => {
    const items = {
      items: [{ name: "ถนน", estimatePrice: 1500000, contractors: [{ id: B, name: "ก", isWinner: false, biddingPrice: 1450000 }] }],
    };
    const prices = await read(JSON.stringify(items), `${PROJECT}.json`);
    expect(prices.releases).toEqual((await read(`${PRICES}\nถนน,1500000,${B},false,ก,1450000\n`)).releases);
    const signed = {
      contractors: [{ id: B, name: "ก", contracts: [{ id: "1", number: "1/65", date: "2022-03-01", money: 5, status: "สิ้นสุดสัญญา" }] }],
    };
    const contracts = await read(JSON.stringify(signed), `${PROJECT}.json`);
    expect(contracts.releases).toEqual((await read(`${CONTRACTS}\n${B},ก,1/65,2022-03-01,5,1,สิ้นสุดสัญญา\n`)).releases);
  });
});

describe("what is not of this source", () => {
  it("is left to others", async () => {
    expect((await read("project_id,price\n1,2\n")).layout).toBeUndefined();
    expect((await read('{"releases":[{"ocid":"a","contracts":[]}]}')).layout).toBeUndefined();
    expect(await egp.recognise(opened(`${PRICES}\nก,1,2,true,ข,3\n`, "a.csv"), context)).toBeUndefined();
  });

  it("an export renamed without its project is refused", async () => {
    const refused = read(`${PRICES}\nก,1,${A},true,ข,3\n`, "prices.csv");
    await expect(refused).rejects.toBeInstanceOf(UserError);
    await expect(refused).rejects.toMatchObject({ code: "project-not-named" });
  });
});
