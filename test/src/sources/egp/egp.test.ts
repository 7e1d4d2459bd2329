// The e-GP source end to end: every layout to the same release, refusals with a remedy, rows put aside with a reason. All records are made up.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../../src/error.ts";
import { csv, HEADINGS_15, HEADINGS_28, HEADINGS_31, mask, ROW, read, row, shiftedRecord, straight31, swapped } from "./made-up.ts";

const SPACED_31 = HEADINGS_31.map((heading) => heading.replace("(Eng)", " (Eng)"));
const P = /บุคคลธรรมดา · [a-p]{6}/;

async function refusal(content: string | Buffer): Promise<UserError> {
  const error = await read(content, "file.csv").then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  return error as UserError;
}

describe("one row in every layout", () => {
  const shifted = csv(HEADINGS_31, [swapped(ROW)]);
  const layouts: [name: string, layout: string, at: string, content: string][] = [
    ["shifted CSV, 28 values under 31 headings", "egp-31-shifted", "2", shifted],
    ["the same with CRLF", "egp-31-shifted", "2", csv(HEADINGS_31, [swapped(ROW)], "\r\n")],
    ["the same, saved by a spreadsheet with three empty cells", "egp-31-shifted", "2", csv(HEADINGS_31, [[...swapped(ROW), "", "", ""]])],
    ["the same with semicolons", "egp-31-shifted", "2", shifted.replaceAll(",", ";")],
    ["the same with a space before (Eng)", "egp-31-shifted", "2", csv(SPACED_31, [swapped(ROW)])],
    ["unshifted CSV of 31 columns", "egp-31", "2", csv(HEADINGS_31, [straight31(ROW)])],
    ["corrected CSV of 28 columns", "egp-28", "2", csv(HEADINGS_28, [ROW])],
    ["JSON lines, shifted", "egp-31-shifted", "#", JSON.stringify(shiftedRecord(ROW))],
    [
      "a CKAN answer",
      "egp-31-shifted",
      "#/result/records/0",
      JSON.stringify({ success: true, result: { records: [{ _id: 1, ...shiftedRecord(ROW) }] } }),
    ],
    ["an agency file", "egp-31-shifted", "#/rows/0", JSON.stringify({ agencyId: "egp-1", rows: [shiftedRecord(ROW, SPACED_31)] })],
  ];

  test.each(layouts)("%s", async (_name, layout, at, content) => {
    const seen = await read(content);
    const plain = await read(csv(HEADINGS_28, [ROW]));
    expect(seen.layout).toMatchObject({ source: "th-cgd", country: "TH", layout });
    expect(seen.readings.map((reading) => reading.at)).toEqual([at]);
    expect(seen.releases).toEqual(plain.releases);
    expect(seen.contents).toEqual(plain.contents);
    expect(seen.layout!.tally).toMatchObject({ unmapped: { method: {}, category: {}, status: {} }, unreadable: {} });
  });

  test("is this release", async () => {
    const { releases } = await read(csv(HEADINGS_28, [ROW]));
    const buyer = { id: "name:เทศบาลตำบลตัวอย่าง/กองช่าง (นนทบุรี)", name: "เทศบาลตำบลตัวอย่าง / กองช่าง" };
    expect(releases).toEqual([
      {
        ocid: "68069000001",
        title: "จ้างก่อสร้างถนน สายทดลอง",
        fiscalYear: 2025,
        agreedValue: { amount: "1400000.00", currency: "THB" },
        buyer,
        buyerProvince: "นนทบุรี",
        site: { latitude: "13.8", longitude: "100.5" },
        parties: [
          { ...buyer, kind: "public", country: "TH", region: "นนทบุรี", locality: "เมืองนนทบุรี" },
          { id: "TH-TIN:0105564068059", kind: "juristic", name: "บริษัท ตัวอย่าง จำกัด", registry_number: "0105564068059", country: "TH" },
        ],
        planning: { budget: { amount: "1500000.00", currency: "THB" } },
        tender: {
          at: "",
          status: "complete",
          procurementMethod: "open",
          procurementMethodDetails: "ประกวดราคาอิเล็กทรอนิกส์ (e-bidding)",
          mainProcurementCategory: "works",
          publishedOn: "2025-06-05",
          value: { amount: "1490000.50", currency: "THB" },
        },
        contracts: [
          {
            id: "68069000001/12/2568",
            at: "",
            number: "12/2568",
            status: "active",
            statusDetails: "ระหว่างดำเนินการ",
            dateSigned: "2025-08-01",
            period: { startDate: "2025-08-01", endDate: "2025-11-28" },
            value: { amount: "1400000.00", currency: "THB" },
            suppliers: [{ id: "TH-TIN:0105564068059", name: "บริษัท ตัวอย่าง จำกัด" }],
          },
        ],
      },
    ]);
  });

  test("in windows-874, as older programs save it", async () => {
    const text = csv(HEADINGS_31, [swapped(ROW)]).slice(1);
    const bytes = Buffer.from(
      [...text].map((letter) => (letter.charCodeAt(0) < 0x80 ? letter.charCodeAt(0) : letter.charCodeAt(0) - 0x0e00 + 0xa0)),
    );
    expect((await read(bytes)).contents).toEqual((await read(csv(HEADINGS_28, [ROW]))).contents);
  });

  test("the running number and CKAN's own are no content", async () => {
    const one = await read(csv(HEADINGS_28, [row({ running: "1" })]));
    const other = await read(JSON.stringify({ _id: 99, ...shiftedRecord(row({ running: "2" })) }));
    expect(one.contents).toEqual(other.contents);
    expect((await read(csv(HEADINGS_28, [row({ contractValue: "1400000.01" })]))).contents).not.toEqual(one.contents);
  });

  test("property: a row reads the same shifted, straight and corrected", async () => {
    const name = fc.stringMatching(/^[ก-ฮ]{2,6}( [ก-ฮ]{2,6})?$/);
    const amount = fc.integer({ min: 1, max: 10 ** 12 }).map((satang) => String(satang / 100));
    const changes = fc.record({
      title: name,
      winner: name.map((text) => `บริษัท ${text} จำกัด`),
      budget: amount,
      reference: amount,
      agreed: amount,
      contractValue: amount,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(changes, { minLength: 1, maxLength: 4 }), async (all) => {
        const rows = all.map((one, n) => row({ ...one, projectId: String(68069000000 + n) }));
        const files = [
          csv(HEADINGS_28, rows),
          csv(HEADINGS_31, rows.map(swapped)),
          csv(HEADINGS_31, rows.map(straight31)),
          JSON.stringify(rows.map((values) => shiftedRecord(values))),
        ];
        const [first, ...others] = await Promise.all(files.map((file) => read(file)));
        expect(first!.contents).toHaveLength(rows.length);
        for (const other of others) expect(other.contents).toEqual(first!.contents);
      }),
      { numRuns: 30 },
    );
  });
});

describe("layouts that say less", () => {
  test("fifteen columns: the purchase and no contract", async () => {
    const { layout, releases } = await read(csv(HEADINGS_15, [swapped(ROW).slice(0, 15)]));
    expect(layout!.layout).toBe("egp-15");
    expect(releases[0]!.contracts).toBeUndefined();
    expect(releases[0]!.tender).toMatchObject({ procurementMethod: "open", value: { amount: "1490000.50" } });
    expect(releases[0]!.tender).not.toHaveProperty("status");
    expect(releases[0]!.parties).toHaveLength(1);
  });

  const repaired = {
    ...{ _cache: "x", รหัสโครงการ: "68069000001", ชื่อโครงการ: "ซื้อวัสดุ", "งบประมาณ(บาท)": "5000", กลุ่มวิธีจัดซื้อฯ: "เฉพาะเจาะจง" },
    ...{ วิธีจัดซื้อฯ: "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง", ชื่อหน่วยงาน: "เทศบาลตำบลตัวอย่าง", จังหวัด: "นนทบุรี", "เขต/อำเภอ": "สวนใหญ่" },
    ...{
      ปีงบประมาณ: "2568",
      ชื่อผู้ชนะ: "ทดสอบ  จำลองดี",
      เลขนิติบุคคล: "",
      "ราคาตกลงซื้อ/จ้าง": "4900",
      "งบสัญญา(บาท)": "",
      วันที่ลงนามสัญญา: "1 ส.ค. 68",
    },
    ...{ วันที่ประกาศ: "-", เลขที่สัญญา: "3/2568", วันที่สิ้นสุดสัญญา: "9 ส.ค. 68", สถานะสัญญา: "" },
  };

  test("a harvester's repaired rows: what it lost is left out, what is blank is null", async () => {
    const { layout, releases } = await read(JSON.stringify(repaired));
    expect(layout!.layout).toBe("egp-18-repaired");
    expect(releases[0]).toMatchObject({
      tender: { procurementMethod: "direct", procurementMethodDetails: "เฉพาะเจาะจง", publishedOn: null },
      agreedValue: { amount: "4900.00" },
    });
    expect(releases[0]!.tender).not.toHaveProperty("value");
    expect(releases[0]!.contracts![0]).not.toHaveProperty("value");
    expect(releases[0]!.contracts![0]).toMatchObject({ status: null, statusDetails: null });
    expect(releases[0]!.parties![0]).toMatchObject({ id: "name:เทศบาลตำบลตัวอย่าง (นนทบุรี)", region: "นนทบุรี" });
    expect(releases[0]!.parties![0]).not.toHaveProperty("locality");
    expect(releases[0]!.parties![1]).toMatchObject({ kind: "natural", registry_number: null });
  });

  test("a status in the place of the date is a status", async () => {
    const { layout, releases } = await read(JSON.stringify({ ...repaired, วันที่ลงนามสัญญา: "สิ้นสุดสัญญา" }));
    expect(releases[0]!.contracts![0]).toMatchObject({ status: "terminated", statusDetails: "สิ้นสุดสัญญา", dateSigned: null });
    expect(layout!.tally.unreadable).toEqual({ "signed holds_the_status": { count: 1, first: "#" } });
  });

  test("several layouts in one file are each read by their own headings", async () => {
    const lines = [repaired, shiftedRecord(ROW), { ...repaired, รหัสโครงการ: "68069000002" }]
      .map((record) => JSON.stringify(record))
      .join("\n");
    const { releases, readings } = await read(lines);
    expect(readings.map((reading) => reading.at)).toEqual(["1#", "2#", "3#"]);
    expect(releases.map((release) => release.contracts![0]!.value?.amount)).toEqual([undefined, "1400000.00", undefined]);
  });
});

describe("the interface of the Comptroller General's Department", () => {
  const project = {
    ...{ project_id: "68069000001", project_name: "ซื้อครุภัณฑ์", project_type_name: "ซื้อ", dept_name: "กรมตัวอย่าง", dept_sub_name: "กรมตัวอย่าง" },
    ...{ purchase_method_name: "คัดเลือก", purchase_method_group_name: "วิธีการจัดหา ประกาศเชิญชวนทั่วไป คัดเลือก เฉพาะเจาะจง", announce_date: "-" },
    ...{
      project_money: "900,000.00",
      price_build: "0",
      sum_price_agree: "850000",
      budget_year: "2568",
      province: "กรุงเทพมหานคร",
      district: "พญาไท",
    },
    project_location: { lat: 13.7, lon: 100.5 },
    contract: [
      {
        winner_tin: "0105564068059",
        winner: "บริษัท ตัวอย่าง จำกัด",
        contract_no: "๑/๒๕๖๘",
        contract_date: "15 ก.ย. 68",
        contract_finish_date: "-",
        price_agree: "500,000.50",
        status: "สิ้นสุดสัญญา",
      },
      {
        winner_tin: "330960000xxxx",
        winner_name: "นายทดสอบ จำลองดี",
        contract_no: "2/2568",
        contract_date: "16 ก.ย. 68",
        contract_finish_date: "30 ก.ย. 68",
        price_agree: 349999.5,
        status: "ระหว่างดำเนินการ",
      },
    ],
  };

  test("a project with its contracts is one release", async () => {
    const { layout, readings, releases } = await read(JSON.stringify({ code: 200, msg: "ok", result: [project] }));
    expect(layout!.layout).toBe("egp-project");
    expect(readings[0]!.at).toBe("#/result/0");
    const release = releases[0]!;
    expect(release.contracts).toMatchObject([
      {
        id: "68069000001/1/2568",
        at: "/contract/0",
        number: "๑/๒๕๖๘",
        value: { amount: "500000.50" },
        status: "terminated",
        period: { startDate: "2025-09-15", endDate: null },
      },
      {
        id: "68069000001/2/2568",
        at: "/contract/1",
        value: { amount: "349999.50" },
        status: "active",
        period: { startDate: "2025-09-16", endDate: "2025-09-30" },
      },
    ]);
    expect(release.tender).toMatchObject({ procurementMethod: "selective", value: null, publishedOn: null, status: "complete" });
    expect(release.buyer).toEqual({ id: "name:กรมตัวอย่าง (กรุงเทพมหานคร)", name: "กรมตัวอย่าง" });
    expect(release.parties!.map((party) => party.kind)).toEqual(["public", "juristic", "natural"]);
    expect(JSON.stringify(release)).not.toMatch(/จำลองดี|330960000/);
  });

  test("as a flat table, with columns of the analyst's own and the other spellings", async () => {
    const headings = [
      "project_id",
      "project_name",
      "dept_name",
      "dept_code",
      "project_money",
      "winner_tin",
      "winner_name",
      "contract_no",
      "contract_date",
      "contract_price_agree",
      "my_note",
    ];
    const { layout, releases } = await read(
      csv(headings, [
        ["68069000001", "ซื้อครุภัณฑ์", "กรมตัวอย่าง", "0304", "900000", "0105564068059", "บริษัท ตัวอย่าง จำกัด", "1", "15 ก.ย. 68", "5.5", "x"],
      ]),
    );
    expect(layout!.layout).toBe("egp-english");
    expect(releases[0]).toMatchObject({
      buyer: { id: "TH-EGP:0304" },
      contracts: [{ value: { amount: "5.50" }, suppliers: [{ id: "TH-TIN:0105564068059" }] }],
    });
  });

  test("a project without contracts is a purchase under way", async () => {
    const { releases } = await read(JSON.stringify({ ...project, contract: [] }));
    expect(releases[0]).not.toHaveProperty("contracts");
    expect(releases[0]!.tender).not.toHaveProperty("status");
  });
});

describe("what is printed and what is made of it", () => {
  const one = async (changes: Parameters<typeof row>[0]) => {
    const seen = await read(csv(HEADINGS_28, [row(changes)]));
    return { release: seen.releases[0]!, tally: seen.layout!.tally };
  };

  test("an unknown method is no method, and is counted", async () => {
    const { release, tally } = await one({ method: "วิธีที่ไม่มีใครรู้จัก" });
    expect(release.tender).toMatchObject({ procurementMethod: null, procurementMethodDetails: "วิธีที่ไม่มีใครรู้จัก" });
    expect(tally.unmapped.method).toEqual({ วิธีที่ไม่มีใครรู้จัก: 1 });
  });

  test.each([
    ["เฉพาะเจาะจง", "direct"],
    ["วิธีเฉพาะเจาะจง", "direct"],
    ["คัดเลือก", "selective"],
    ["ตลาดอิเล็กทรอนิกส์ (e-market)", "open"],
    ["สอบราคา", "open"],
    ["ตกลงราคา", "direct"],
    ["จ้างที่ปรึกษาโดยวิธีประกาศเชิญชวนทั่วไป", "open"],
    ["จ้างออกแบบหรือควบคุมงานก่อสร้างโดยวิธีเฉพาะเจาะจง", "direct"],
  ])("%s is %s", async (word, method) => expect((await one({ method: word })).release.tender!.procurementMethod).toBe(method));

  test("cells that cannot be read are null and counted, the row is kept", async () => {
    const { release, tally } = await one({ ends: "31 เม.ย. 68", contractValue: "1.4E+06", fiscalYear: "68" });
    expect(release.contracts![0]).toMatchObject({ period: { startDate: "2025-08-01", endDate: null }, value: null });
    expect(release.fiscalYear).toBeNull();
    expect(tally.unreadable).toEqual({
      "ends no_such_day": { count: 1, first: "2" },
      "contractValue exponent_lost_digits": { count: 1, first: "2" },
      "fiscalYear not_a_year": { count: 1, first: "2" },
    });
  });

  test("a contract without a number has a dash for one", async () => {
    expect((await one({ contractNumber: "-" })).release.contracts![0]).toMatchObject({ id: "68069000001/-", number: null });
  });

  test("a winner who is a person is masked everywhere, in the title too", async () => {
    const { release } = await one({
      winnerNumber: "330960000xxxx",
      winner: "นายทดสอบ จำลองดี",
      title: "จ้างขับรถ (ทดสอบ  จำลองดี) โดยวิธีเฉพาะเจาะจง",
    });
    const shown = `บุคคลธรรมดา · ${mask("330960000xxxx|นายทดสอบ จำลองดี").slice(0, 6)}`;
    expect(release.title).toBe(`จ้างขับรถ (${shown}) โดยวิธีเฉพาะเจาะจง`);
    expect(release.contracts![0]!.suppliers).toEqual([{ id: `natural:${mask("330960000xxxx|นายทดสอบ จำลองดี")}`, name: shown }]);
    expect(JSON.stringify(release)).not.toMatch(/จำลองดี|330960000/);
  });

  test("an unmasked citizen number in a title or a contract number goes", async () => {
    const { release } = await one({ title: "จ้างนางสาวทดสอบ จำลองดี เลขประจำตัว 1-2345-67890-12-1 ขับรถ", contractNumber: "1234567890121/68" });
    expect(release.title).toMatch(new RegExp(`^จ้าง${P.source} เลขประจำตัว ••••••••••••• ขับรถ$`));
    expect(JSON.stringify(release)).not.toContain("1234567890121");
  });

  test("two buying units of one name in two provinces are two buyers", async () => {
    const [here, there] = [await one({}), await one({ province: "ตาก" })];
    expect(here.release.buyer!.id).not.toBe(there.release.buyer!.id);
  });
});

describe("the point of the work", () => {
  const siteOf = async (latitude: string, longitude: string) => {
    const { releases, layout } = await read(csv(HEADINGS_28, [row({ latitude, longitude })]));
    return [releases[0]!.site, layout!.tally.unreadable] as const;
  };

  test.each([
    ["13.498475739797", "100.4195022583", { latitude: "13.498475739797", longitude: "100.4195022583" }],
    ["", "", null],
    ["5.6", "97.3", { latitude: "5.6", longitude: "97.3" }],
  ])("%s %s", async (latitude, longitude, site) => expect(await siteOf(latitude, longitude)).toEqual([site, {}]));

  test.each([
    ["5.59", "100.5", null, "coordinates_impossible"],
    ["13.7", "", null, "coordinates_impossible"],
    ["13,7", "100.5", null, "coordinates_impossible"],
    ["0", "0", null, "coordinates_impossible"],
    // A hundred degrees north is nowhere: the two stand in each other's place.
    ["100.5", "13.7", { latitude: "13.7", longitude: "100.5" }, "coordinates_swapped"],
    ["100.5", "53.7", null, "coordinates_impossible"],
  ])("%s %s is said", async (latitude, longitude, site, why) =>
    expect(await siteOf(latitude, longitude)).toEqual([site, { [`site ${why}`]: { count: 1, first: "2" } }]),
  );

  test("a layout without such columns says nothing, and the interface gives an object", async () => {
    expect((await read(csv(HEADINGS_15, [ROW.slice(0, 15)]))).releases[0]).not.toHaveProperty("site");
    const rows = [{ lat: 13.7, lon: 100.5 }, { lat: 13.7, lng: 100.5 }, null, {}, undefined].map((project_location) => ({
      ...{ project_id: "68069000001", project_name: "ถนน", dept_name: "กรมตัวอย่าง", project_money: "1" },
      project_location,
    }));
    const point = { latitude: "13.7", longitude: "100.5" };
    expect((await read(JSON.stringify(rows))).releases.map(({ site }) => site)).toEqual([point, point, null, null, undefined]);
  });
});

describe("rows put aside", () => {
  test.each([
    ["no project number", { projectId: "" }, "project_id_missing"],
    ["a dash for one", { projectId: "-" }, "project_id_missing"],
    ["one that a spreadsheet rounded", { projectId: "6.80691E+10" }, "project_id_unreadable"],
    ["one of ten digits", { projectId: "6806900001" }, "project_id_unreadable"],
  ])("%s", async (_what, changes, reason) => {
    const { quarantined, releases } = await read(csv(HEADINGS_28, [row(changes), ROW]));
    expect(quarantined).toMatchObject([{ at: "2", quarantined: reason }]);
    expect(releases).toHaveLength(1);
  });

  test("a project number in Thai digits is read", async () => {
    expect((await read(csv(HEADINGS_28, [row({ projectId: "๖๘๐๖๙๐๐๐๐๐๑" })]))).releases[0]!.ocid).toBe("68069000001");
  });

  test("too short and too long", async () => {
    const { quarantined } = await read(csv(HEADINGS_28, [ROW, ROW.slice(0, 20), [...ROW, "x"]]));
    expect(quarantined.map((one) => [one.at, one.quarantined])).toEqual([
      ["3", "row_too_short"],
      ["4", "row_too_long"],
    ]);
  });

  test("a row of another form among the records, and what is no record", async () => {
    const { quarantined } = await read(JSON.stringify([shiftedRecord(ROW), { รหัสโครงการ: "68069000002" }, 5]));
    expect(quarantined.map((one) => one.quarantined)).toEqual(["columns_unknown", "not_an_object"]);
  });

  test("a row that shows no arrangement is read as most of its file", async () => {
    const bare = row({ projectId: "68069000002", winnerNumber: "", signed: "-", ends: "-" });
    const { releases } = await read(csv(HEADINGS_31, [swapped(ROW), swapped(bare)]));
    expect(releases[1]!.contracts![0]).toMatchObject({ number: "12/2568", dateSigned: null, value: { amount: "1400000.00" } });
  });

  test("shifted and straight rows in one file are each read rightly", async () => {
    const { contents } = await read(csv(HEADINGS_31, [swapped(ROW), straight31(ROW)]));
    expect(contents[0]).toBe(contents[1]);
  });
});

describe("bulk files with bare quotes", () => {
  test("no row is lost and the count says what was done", async () => {
    const lines = csv(
      HEADINGS_28,
      Array.from({ length: 6 }, (_, n) => row({ running: String(n + 1), projectId: String(68069000001 + n) })),
    ).split("\n");
    lines[2] = lines[2]!.replace("จ้างก่อสร้างถนน สายทดลอง", 'จ้างจัดงาน "CAMPAIGN" ปีใหม่');
    lines[3] = lines[3]!.replace("จ้างก่อสร้างถนน สายทดลอง", '"CAMPAIGN" ปีใหม่');
    lines[4] = lines[4]!.replace("จ้างก่อสร้างถนน สายทดลอง", '"CAMPAIGN ปีใหม่');
    const { releases, layout, readings } = await read(lines.join("\n"));
    expect(releases.map((release) => release.title)).toEqual([
      "จ้างก่อสร้างถนน สายทดลอง",
      'จ้างจัดงาน "CAMPAIGN" ปีใหม่',
      '"CAMPAIGN" ปีใหม่',
      '"CAMPAIGN ปีใหม่',
      "จ้างก่อสร้างถนน สายทดลอง",
      "จ้างก่อสร้างถนน สายทดลอง",
    ]);
    expect(readings.map((reading) => reading.at)).toEqual(["2", "3", "4", "5", "6", "7"]);
    expect(layout!.tally.csv).toEqual({ lines: 6, rows: 6, requoted: 1, lastRunning: 6 });
  });
});

describe("refused, with what to do", () => {
  test("a column removed, one added, one twice", async () => {
    const missing = await refusal(
      csv(
        HEADINGS_31.filter((heading) => heading !== "เลขนิติบุคคล"),
        [ROW],
      ),
    );
    expect(missing.code).toBe("columns-unexpected");
    expect(missing.message).toMatch(/"เลขนิติบุคคล" is missing[\s\S]*file.csv, line 1[\s\S]*--mapping/);
    expect((await refusal(csv([...HEADINGS_28, "หมายเหตุ"], [[...ROW, "x"]]))).message).toContain('"หมายเหตุ" is not one of its columns');
    expect((await refusal(csv([...HEADINGS_28, "ลำดับ"], [[...ROW, "x"]]))).message).toContain('"ลำดับ" stands twice');
    expect((await refusal(JSON.stringify({ project_id: "1", project_name: "x", winner: "y", winner_tin: "z" }))).message).toContain(
      '"dept_name", "project_money" is missing',
    );
  });

  test("values that stand nowhere: the row is shown by its shape, without a name or number", async () => {
    const astray = ["", ...swapped(ROW)].slice(0, 28);
    astray[1] = "68069000001";
    const error = await refusal(csv(HEADINGS_31, [astray]));
    expect(error.code).toBe("columns-misaligned");
    expect(error.where).toMatch(/line 2: พิกัดของโครงการ holds/);
    expect(error.message).not.toMatch(/0105564068059|บริษัท/);
  });

  test.each([
    ["UTF-8 opened as Thai", (text: string) => Buffer.from(new TextDecoder("windows-874").decode(Buffer.from(text)))],
    ["UTF-8 opened as Western", (text: string) => Buffer.from(Buffer.from(text).toString("latin1"))],
    [
      "Thai opened as Western",
      (text: string) =>
        Buffer.from(
          [...text].map((one) => (one.charCodeAt(0) < 0x80 ? one : String.fromCharCode(one.charCodeAt(0) - 0x0e00 + 0xa0))).join(""),
        ),
    ],
  ])("garbled text: %s", async (_how, garble) => {
    const error = await refusal(garble(csv(HEADINGS_31, [swapped(ROW)]).slice(1)));
    expect(error.code).toBe("text-garbled");
    expect(error.remedy).toBeTruthy();
  });

  test.each([
    ["a list of winners", csv(["ลำดับ", "เลขประจำตัวนิติบุคคล", "ผู้ชนะการเสนอราคา"], [["1", "xxxx", "x"]])],
    ["a table of works of somebody else", csv(["รหัสโครงการ", "ชื่อโครงการ", "กอง", "งบประมาณ", "สถานะ"], [["PJ-1", "x", "y", "1", "z"]])],
    ["an OCDS package", JSON.stringify({ releases: [{ ocid: "ocds-1", id: "1", tag: ["tender"] }] })],
    ["OC4IDS with a project_id somewhere", JSON.stringify({ projects: [{ id: "1", identifiers: { project_id: "2" } }] })],
    ["words", "nothing of the kind"],
    ["a web page", "<!doctype html><html><body>project_id</body></html>"],
  ])("not of this source: %s", async (_what, content) => expect((await read(content)).layout).toBeUndefined());
});
