import { describe, expect, it } from "vitest";
import { UserError } from "../../../../src/error.ts";
import { contentHash } from "../../../../src/sources/content-hash.ts";
import { ocds } from "../../../../src/sources/ocds/ocds.ts";
import type { OcdsReading } from "../../../../src/sources/ocds/reading.ts";
import type { Opened } from "../../../../src/sources/source.ts";

const context = { mask: () => "abcdefghijklmnop" };

/** A file as it is opened, in chunks that cut anywhere. */
function opened(content: unknown): Opened {
  const bytes = Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
  return {
    name: "some.json",
    head: bytes.subarray(0, 65_536),
    path: "",
    async *bytes() {
      for (let at = 0; at < bytes.length; at += 97) yield bytes.subarray(at, at + 97);
    },
  };
}

async function read(content: unknown) {
  const file = opened(content);
  const layout = await ocds.recognise(file, context);
  if (!layout) return undefined;
  const readings: OcdsReading[] = [];
  for await (const reading of layout.read(file)) readings.push(reading);
  return {
    layout,
    readings,
    places: readings.map((reading) =>
      "quarantined" in reading ? `${reading.at} ${reading.quarantined}` : `${reading.at} ${reading.release.ocid}`,
    ),
  };
}

const release = (number: number, more: object = {}) => ({
  ocid: `ocds-px0z7d-${number}`,
  id: String(number),
  tag: ["tender"],
  tender: { id: "1" },
  ...more,
});
const one = release(1);
const two = release(2);
const publisher = { name: "Somebody" };

describe("packaging", () => {
  it.each([
    [
      "a release package",
      { version: "1.1", publisher, releases: [one, two] },
      ["#/releases/0 ocds-px0z7d-1", "#/releases/1 ocds-px0z7d-2"],
    ],
    ["a release by itself", one, ["# ocds-px0z7d-1"]],
    ["a list of releases", [one, two], ["#/0 ocds-px0z7d-1", "#/1 ocds-px0z7d-2"]],
    ["a list of packages", [{ releases: [one] }, { releases: [two] }], ["#/0/releases/0 ocds-px0z7d-1", "#/1/releases/0 ocds-px0z7d-2"]],
    ["releases as JSON lines", `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`, ["1# ocds-px0z7d-1", "2# ocds-px0z7d-2"]],
    [
      "packages as JSON lines",
      `${JSON.stringify({ releases: [one] })}\n${JSON.stringify({ releases: [two] })}\n`,
      ["1#/releases/0 ocds-px0z7d-1", "2#/releases/0 ocds-px0z7d-2"],
    ],
    [
      "packages one after another",
      `${JSON.stringify({ releases: [one] })}${JSON.stringify({ releases: [two] })}`,
      ["1#/releases/0 ocds-px0z7d-1", "1:86#/releases/0 ocds-px0z7d-2"],
    ],
    [
      "packages one after another, with line breaks inside",
      `${JSON.stringify({ releases: [one] }, null, 1)} ${JSON.stringify({ records: [{ ocid: two.ocid, releases: [two] }] }, null, 1)}`,
      ["1#/releases/0 ocds-px0z7d-1", "14#/records/0/releases/0 ocds-px0z7d-2"],
    ],
    [
      "records with embedded releases, the compiled one left aside",
      { records: [{ ocid: one.ocid, releases: [one, release(1, { id: "1b" })], compiledRelease: one }] },
      ["#/records/0/releases/0 ocds-px0z7d-1", "#/records/0/releases/1 ocds-px0z7d-1"],
    ],
    [
      "records with links and a compiled release",
      {
        records: [
          { ocid: one.ocid, releases: [{ url: "https://example.org/1", date: "2024-01-01", tag: ["tender"] }], compiledRelease: one },
        ],
      },
      ["#/records/0/compiledRelease ocds-px0z7d-1"],
    ],
    ["a record without a package", { publisher, compiledRelease: two, releases: [one] }, ["#/releases/0 ocds-px0z7d-1"]],
    [
      "a record without a package that only links",
      { compiledRelease: two, releases: [{ url: "https://example.org/1" }, { url: "https://example.org/2" }] },
      ["#/compiledRelease ocds-px0z7d-2"],
    ],
  ])("%s", async (_name, content, places) => {
    expect((await read(content))!.places).toEqual(places);
  });

  it("reads a draft of 1.2, with bids and lots in the core and links to releases", async () => {
    const draft = {
      ...one,
      tag: ["award", "bid"],
      language: "en",
      tender: { id: "1", status: "complete", lots: [{ id: "L1", status: "complete" }, { id: "L2" }], tenderers: [{ id: "T" }] },
      bids: {
        details: [
          { id: "B1", status: "valid", tenderers: [{ id: "T", name: "T" }], relatedLots: ["L1"], value: { amount: 5, currency: "EUR" } },
        ],
        statistics: [{ id: "1", measure: "bids", value: 1 }],
      },
      awards: [{ id: "A", status: "active", relatedLots: ["L1"], relatedBids: ["B1"], suppliers: [{ id: "T" }] }],
      contracts: [{ id: "C", awardID: "A", status: "active", relatedLots: ["L1"], buyer: { id: "X" } }],
    };
    const content = {
      version: "1.2",
      uri: "https://example.org",
      publisher,
      records: [{ ocid: one.ocid, releases: [draft], linkedReleases: [{ url: "https://example.org/1" }] }],
    };
    const { readings, places } = (await read(content))!;
    expect(places).toEqual(["#/records/0/releases/0 ocds-px0z7d-1"]);
    expect(readings[0]).toMatchObject({
      release: {
        tender: { numberOfTenderers: 1, lots: [{ id: "L1" }, { id: "L2" }] },
        bids: [{ id: "B1", status: "valid", relatedLots: ["L1"], value: { amount: "5", currency: "EUR" } }],
        awards: [{ id: "A", relatedLots: ["L1"], relatedBid: "B1" }],
        contracts: [{ id: "C", awardID: "A" }],
      },
    });
    expect(readings[0]).not.toHaveProperty("problems");
  });

  it("takes the newest state of a record that has only a versioned release", async () => {
    const history = (...values: unknown[]) =>
      values.map((value, day) => ({ releaseID: "1", releaseDate: `2024-01-0${day + 1}`, releaseTag: ["tender"], value }));
    const versionedRelease = {
      ocid: one.ocid,
      tender: {
        id: history("1"),
        status: history("active", "complete"),
        title: history("x", null),
        submissionMethod: history(["written"]),
      },
      awards: [{ id: "A", value: { amount: history(5, 6), currency: history("EUR") } }],
    };
    const { readings, places } = (await read({ records: [{ ocid: one.ocid, versionedRelease }] }))!;
    expect(places).toEqual(["#/records/0/versionedRelease ocds-px0z7d-1"]);
    expect(readings[0]).toMatchObject({
      release: { tender: { status: "complete" }, awards: [{ id: "A", at: "/awards/0", value: { amount: "6", currency: "EUR" } }] },
    });
  });

  it("puts aside what is no release and says where", async () => {
    const records = [
      { ocid: "x", releases: [{ url: "https://example.org/1" }] },
      { ocid: "y", compiledRelease: one },
      { ocid: "z", releases: [] },
    ];
    expect((await read({ records }))!.places).toEqual([
      "#/records/0 links_only",
      "#/records/1/compiledRelease ocds-px0z7d-1",
      "#/records/2 record_empty",
    ]);
    const releases = [one, { tag: ["tender"], tender: {} }, "text", { ocid: "  ", tag: [], tender: {} }, { releaseID: "1", formation: {} }];
    expect((await read({ releases }))!.places).toEqual([
      "#/releases/0 ocds-px0z7d-1",
      "#/releases/1 ocid_missing",
      "#/releases/2 not_a_release",
      "#/releases/3 ocid_missing",
      "#/releases/4 before_1_0",
    ]);
  });
});

describe("recognition", () => {
  it("leaves other formats to other sources", async () => {
    expect(await read("a,b\n1,2\n")).toBeUndefined();
    expect(await read({ projects: [{ id: "oc4ids-1", title: "x" }] })).toBeUndefined();
    expect(await read({ success: true, result: { records: [{ เลขที่โครงการ: "1" }] } })).toBeUndefined();
    expect(await read([{ statementID: "1", statementType: "personStatement" }])).toBeUndefined();
    expect(await read({ definitions: {}, properties: {} })).toBeUndefined();
    expect(await read("")).toBeUndefined();
  });

  it.each([["[]"], ['{"releases": []}'], ['{"uri": "x", "records": []}'], ['[{"releases": []}]']])(
    "names a file without any record: %s",
    async (content) => {
      const refusal = await read(content).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(UserError);
      expect(refusal).toMatchObject({ code: "no-records", exit: "unusable" });
      expect((refusal as UserError).what).toContain("some.json");
    },
  );

  it("refuses drafts before 1.0 with something to do about it", async () => {
    const refusal = await read({
      publisher,
      releases: [{ releaseID: "1", releaseTag: "planning", formation: { itemsToBeProcured: [] } }],
    }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: "ocds-too-old" });
    expect((refusal as UserError).remedy).toContain("OCDS 1.1");
  });

  it.each([
    ["OCDS-87SD3T-A-1", null, "mx-cdmx", "MX", "ocds-87sd3t-A-1"],
    ["87SD3T-A-1", null, "mx-cdmx", "MX", "ocds-87sd3t-A-1"],
    ["ocds-b5fd17-1", null, "gb-contracts-finder", "GB", "ocds-b5fd17-1"],
    ["ocds-b5fd17bodsmatch-1", null, "gb-bodsmatch", "GB", "ocds-b5fd17bodsmatch-1"],
    ["ocds-bq4ldt-1", null, "th-bma-ocds", "TH", "ocds-bq4ldt-1"],
    ["10", "GACM", "mx-gacm", "MX", "10"],
    ["AM-PPS-12", "Armeps/PPCM", "am-armeps", "AM", "AM-PPS-12"],
    ["ocds-zzzzzz-1", null, "ocds-zzzzzz", null, "ocds-zzzzzz-1"],
    ["123456-1", "Nobody known", "ocds", null, "123456-1"],
  ])("%s by %s is of %s", async (ocid, name, source, country, normal) => {
    const { layout, readings } = (await read({ publisher: { name }, releases: [{ ...one, ocid }] }))!;
    expect(layout).toMatchObject({ source, country, layout: "ocds-releases" });
    expect(readings[0]).toMatchObject({ release: { ocid: normal } });
  });
});

describe("content", () => {
  const contentOf = async (raw: object) => (await read({ releases: [raw] }))!.readings[0] as { content: string };

  it("is equal for equal releases, whatever the order of keys and the packaging", async () => {
    const turned = Object.fromEntries(Object.entries(one).reverse());
    expect((await contentOf(turned)).content).toBe(contentHash(one));
    expect((await read(one))!.readings[0]).toMatchObject({ content: contentHash(one) });
    expect((await contentOf({ ...one, id: "other" })).content).not.toBe(contentHash(one));
  });

  it("leaves out the date where the publisher rewrites it", async () => {
    const dated = (ocid: string, date: string) => contentOf({ ...one, ocid, date });
    expect((await dated("ocds-bq4ldt-1", "2024-01-01")).content).toBe((await dated("ocds-bq4ldt-1", "2024-01-02")).content);
    expect((await dated("ocds-px0z7d-1", "2024-01-01")).content).not.toBe((await dated("ocds-px0z7d-1", "2024-01-02")).content);
  });

  it("comes with what could not be read of it", async () => {
    const { readings } = (await read({ releases: [release(1, { date: "2024-02-30", tender: { status: "closed" } })] }))!;
    expect(readings[0]).toMatchObject({
      release: { date: null, tender: { status: null } },
      problems: [
        { at: "/date", problem: "date_unreadable", word: "2024-02-30" },
        { at: "/tender/status", problem: "word_unmapped", word: "closed" },
      ],
    });
  });

  it("keeps long numbers exact", async () => {
    const content = '{"ocid":"ocds-px0z7d-1","tag":["tender"],"tender":{"value":{"amount":12345678901234567.89,"currency":"EUR"}}}';
    expect((await read(content))!.readings[0]).toMatchObject({ release: { tender: { value: { amount: "12345678901234567.89" } } } });
  });
});

describe("the place of delivery", () => {
  const siteOf = async (more: object) => {
    const [reading] = (await read(release(1, more)))!.readings;
    return "release" in reading! ? reading.release.site : undefined;
  };
  const item = (longitude: unknown, latitude: unknown) => ({
    id: "1",
    deliveryLocation: { geometry: { type: "Point", coordinates: [longitude, latitude] } },
  });

  it("is the first item's that gives a point: of the tender, else of awards, else of contracts", async () => {
    const contracts = [{ id: "1", items: [{ id: "1" }, item(-99.186747, 19.30739)] }];
    expect(await siteOf({ contracts })).toEqual({ latitude: "19.30739", longitude: "-99.186747" });
    expect(await siteOf({ tender: { items: [item(1, 2)] }, contracts })).toEqual({ latitude: "2", longitude: "1" });
    expect(await siteOf({ tender: { items: [{ id: "1", deliveryLocation: { description: "here" } }] } })).toBeUndefined();
  });
});
