// Projects in every packaging, what they carry, and what is put aside.
import { describe, expect, it } from "vitest";
import { oc4ids } from "../../../../src/sources/oc4ids/oc4ids.ts";
import type { OcdsReading } from "../../../../src/sources/ocds/reading.ts";
import type { Opened } from "../../../../src/sources/source.ts";

const context = { mask: () => "abcdefghijklmnop" };

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
  const layout = await oc4ids.recognise(file, context);
  if (!layout) return undefined;
  const readings: OcdsReading[] = [];
  for await (const reading of layout.read(file)) readings.push(reading);
  const places = readings.map((reading) =>
    "quarantined" in reading
      ? `${reading.at} ${reading.quarantined}`
      : `${reading.at} ${reading.release.ocid}${reading.isPart ? " part" : ""}`,
  );
  const releases = readings.flatMap((reading) => ("release" in reading ? [reading.release] : []));
  return { layout, readings, places, releases };
}

const project = (id: string, more: object = {}) => ({ id, title: "A road", sector: ["transport"], purpose: "To get there", ...more });
const one = project("oc4ids-abcdef-1");
const two = project("oc4ids-abcdef-2");

describe("packaging", () => {
  it.each([
    [
      "a package",
      { version: "0.9", projects: [one, two] },
      ["#/projects/0 project:oc4ids-abcdef-1", "#/projects/1 project:oc4ids-abcdef-2"],
    ],
    ["a project by itself", one, ["# project:oc4ids-abcdef-1"]],
    ["a list of projects", [one, two], ["#/0 project:oc4ids-abcdef-1", "#/1 project:oc4ids-abcdef-2"]],
    ["JSON lines", `${JSON.stringify(one)}\n${JSON.stringify(two)}\n`, ["1# project:oc4ids-abcdef-1", "2# project:oc4ids-abcdef-2"]],
    [
      "a list of packages",
      [{ projects: [one] }, { projects: [two] }],
      ["#/0/projects/0 project:oc4ids-abcdef-1", "#/1/projects/0 project:oc4ids-abcdef-2"],
    ],
    ["a form without an id", project(""), ["# project_unnamed"]],
    [
      "something else among projects",
      { projects: [one, { ocid: "ocds-1", tender: {} }, 7] },
      ["#/projects/0 project:oc4ids-abcdef-1", "#/projects/1 not_a_project", "#/projects/2 not_a_project"],
    ],
  ])("%s", async (_, content, places) => expect((await read(content))?.places).toEqual(places));

  it("the prefix of the id names the publisher, and no country is guessed", async () => {
    expect((await read(one))?.layout).toMatchObject({ source: "oc4ids-abcdef", country: null, layout: "oc4ids-project" });
    expect((await read(project("7", { budget: {} })))?.layout).toMatchObject({ source: "oc4ids", country: null });
    expect((await read({ projects: [project("oc4ids-gx3fo2-1")] }))?.layout).toMatchObject({ source: "mx-nuevo-leon", country: "MX" });
  });

  it.each([
    ["a release", { ocid: "ocds-abcdef-1", tender: { id: "1" }, buyer: {} }],
    ["a record package", { records: [{ ocid: "ocds-abcdef-1", compiledRelease: {} }] }],
    ["rows", { rows: [{ id: 1, budget: 5 }] }],
    ["CSV", "id,title\n1,x\n"],
  ])("%s is no project", async (_, content) => expect(await read(content)).toBeUndefined());

  it("the same project in two packagings has one content hash", async () => {
    const hash = async (content: unknown) => {
      const reading = (await read(content))?.readings[0];
      return reading && "content" in reading ? reading.content : "";
    };
    expect(await hash(one)).toBe(await hash({ projects: [one] }));
    expect(await hash(one)).not.toBe(await hash(two));
  });
});

describe("a summary", () => {
  const summary = {
    ocid: "ocds-abcdef-9",
    externalReference: "7/2567",
    nature: ["design", "construction"],
    title: "Build",
    status: "closed",
    tender: {
      procurementMethod: "open",
      costEstimate: { amount: 120, currency: "THB" },
      tenderers: [{ id: "A", name: "A" }],
      administrativeEntity: { id: "C", name: "C" },
    },
    suppliers: [{ id: "A", name: "A" }],
    contractValue: { amount: 100, currency: "THB" },
    contractPeriod: { startDate: "2024-01-01T00:00:00Z", endDate: "2024-06-30T00:00:00Z" },
    documents: [
      { id: "1", documentType: "contractSigned" },
      { id: "2", documentType: "contractSigned" },
    ],
    transactions: [{ id: "t1", date: "2024-03-01", value: { amount: 30, currency: "THB" } }],
  };
  const carrying = (more: object) => project("oc4ids-abcdef-1", { contractingProcesses: [{ id: "x", summary: { ...summary, ...more } }] });
  const contractOf = async (more: object) => (await read(carrying(more)))!.releases[1]!.contracts![0]!;

  it("is a part of the project's record, with its own pointers", async () => {
    const found = await read(carrying({}));
    expect(found?.places).toEqual(["# project:oc4ids-abcdef-1", "#/contractingProcesses/0/summary ocds-abcdef-9 part"]);
    expect(found?.releases[1]).toMatchObject({
      ofProject: "oc4ids-abcdef-1",
      tender: { at: "/tender", procurementMethod: "open", mainProcurementCategory: "works", value: { amount: "120" } },
      bids: [{ at: "/tender/tenderers", status: "submitted", tenderers: [{ id: "A" }] }],
      documents: [{ id: "contractSigned", at: "/documents/0" }],
      disclosed: [{ id: "contract_administrative_entity" }],
    });
  });

  it("tells what was signed only where a change or an end is published", async () => {
    const bare = await contractOf({});
    expect(bare).toMatchObject({
      id: "7/2567",
      status: "terminated",
      value: { amount: "100" },
      transactions: [{ id: "t1", at: "/transactions/0" }],
    });
    expect(bare.first).toBeUndefined();
    expect((await contractOf({ finalValue: { amount: 130, currency: "THB" } })).first).toEqual({ amount: "100" });
    const scope = await contractOf({ modifications: [{ id: "1", type: "scope", rationale: "Flood" }] });
    expect(scope).toMatchObject({
      first: { amount: "100", endDate: "2024-06-30" },
      amendments: [{ type: "scope", rationale: "Flood", at: "/modifications/0" }],
    });
  });

  it("the first change tells what was signed, the last what holds now", async () => {
    const value = (date: string, from: number, to: number) => ({
      id: date,
      type: "value",
      date,
      oldContractValue: { amount: from, currency: "THB" },
      newContractValue: { amount: to, currency: "THB" },
    });
    const changed = await contractOf({
      contractValue: { amount: 140, currency: "THB" },
      modifications: [value("2024-05-01", 110, 140), value("2024-02-01", 100, 110)],
    });
    expect(changed).toMatchObject({ first: { amount: "100" }, value: { amount: "140", currency: "THB" } });
  });

  it("undated changes do not say which came first", async () => {
    const moved = (id: string, from: string, to: string) => ({
      id,
      type: "duration",
      oldContractPeriod: { endDate: from },
      newContractPeriod: { endDate: to },
    });
    const changed = await contractOf({ modifications: [moved("1", "2024-06-30", "2024-09-30"), moved("2", "2024-09-30", "2024-12-31")] });
    expect(changed.period).toMatchObject({ endDate: "2024-06-30" });
  });

  it("before an award there is no contract", async () => {
    expect(
      (await read(carrying({ status: "pre-award", suppliers: undefined, contractValue: undefined })))!.releases[1]!.contracts,
    ).toBeUndefined();
  });

  it("without an id of its own the process cannot be told, and only the link stays", async () => {
    const found = await read(project("oc4ids-abcdef-1", { contractingProcesses: [{ summary: { title: "?" } }] }));
    expect(found?.places).toEqual(["# project:oc4ids-abcdef-1"]);
    expect(found!.releases[0]!.project!.contractingProcesses).toEqual([
      { id: "#0", at: "/contractingProcesses/0", names: [], carried: true },
    ]);
  });

  it("an embedded release is read, a linked one is a link", async () => {
    const embedded = { ocid: "ocds-abcdef-9", id: "r1", date: "2024-01-01", tag: ["contract"], contracts: [{ id: "1", status: "active" }] };
    const found = await read(
      project("oc4ids-abcdef-1", {
        contractingProcesses: [{ id: "ocds-abcdef-9", releases: [{ id: "r0", url: "https://example.org/r0" }, embedded] }],
      }),
    );
    expect(found?.places).toEqual(["# project:oc4ids-abcdef-1", "#/contractingProcesses/0/releases/1 ocds-abcdef-9 part"]);
    expect(found!.releases[0]!.project!.contractingProcesses![0]!.names).toEqual(["ocds-abcdef-9", "r0", "r1"]);
  });
});

describe("what a project says", () => {
  const projectOf = async (more: object) => (await read(project("oc4ids-abcdef-1", more)))!.releases[0]!.project!;

  it("words outside the codelist are left out and said, CoST's words are read", async () => {
    expect((await projectOf({ status: "completed" })).status).toBe("completion");
    expect((await projectOf({ status: "construction" })).status).toBe("implementation");
    const odd = await read(project("oc4ids-abcdef-1", { status: "half way" }));
    expect(odd!.releases[0]!.project!.status).toBeNull();
    expect(odd!.readings[0]).toMatchObject({ problems: [{ problem: "word_unmapped", field: "project.status", at: "/status" }] });
  });

  it("measures are exact decimals, and one that is no number is left out", async () => {
    const observations = [
      { id: "1", measure: "49.5", unit: { name: "percent" }, period: { endDate: "2024-01-31" } },
      { id: "2", measure: "nearly done", period: { endDate: "2024-02-29" } },
      { id: "3", measure: 60 },
    ];
    expect((await projectOf({ metrics: [{ id: "physicalProgress", observations }] })).metrics).toMatchObject([
      { id: "physicalProgress/1", at: "/metrics/0/observations/0", measure: "49.5", unit: "percent", period: { endDate: "2024-01-31" } },
      { measure: null },
      { measure: "60" },
    ]);
  });

  it("the first location that is a point is the site, of the processes too; one whose latitude cannot be is read the other way", async () => {
    const point = (...coordinates: unknown[]) => ({ geometry: { type: "Point", coordinates } });
    const line = {
      geometry: {
        type: "LineString",
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    };
    const site = { latitude: "25.142837", longitude: "-99.811162" };
    const summed = await read(
      project("oc4ids-abcdef-1", {
        locations: [{ id: "" }, line, point(-99.811162, 25.142837), point(1, 2)],
        contractingProcesses: [{ id: "ocds-abcdef-9", summary: { ocid: "ocds-abcdef-9", title: "Works" } }],
      }),
    );
    expect(summed!.releases.map((it) => it.project?.site ?? it.site)).toEqual([site, site]);
    const swapped = await read(project("oc4ids-abcdef-1", { locations: [point(25.142837, -99.811162)] }));
    expect(swapped!.releases[0]!.project!.site).toEqual(site);
    expect(swapped!.readings[0]).toMatchObject({
      problems: [{ problem: "coordinates_swapped", field: "location", at: "/locations/0/geometry/coordinates" }],
    });
    for (const nowhere of [point(0, 0), point(200, 25), point("east", 25), line, { geometry: { type: "Point" } }])
      expect((await projectOf({ locations: [nowhere] })).site).toBeUndefined();
  });

  it("both shapes of the budget's parts, and costs by group", async () => {
    const part = { id: "a", amount: { amount: 5, currency: "THB" }, sourceParty: { name: "Treasury" } };
    const expected = [{ id: "a", amount: { amount: "5", currency: "THB" }, sourceParty: "Treasury" }];
    expect((await projectOf({ budget: { budgetBreakdown: [part] } })).budgetBreakdown).toMatchObject(expected);
    expect((await projectOf({ budget: { budgetBreakdowns: [{ id: "x", budgetBreakdown: [part] }] } })).budgetBreakdown).toMatchObject(
      expected,
    );
    const costs = [
      {
        id: "1",
        date: "2024-01-01",
        lifeCycleCosting: { value: { amount: 9, currency: "THB" } },
        costGroups: [{ id: "g", category: "construction", costs: [{ id: "c", value: { amount: 4, currency: "THB" } }] }],
      },
    ];
    expect((await projectOf({ costMeasurements: costs })).costMeasurements).toMatchObject([
      { id: "1", category: "lifeCycleCosting", value: { amount: "9" }, date: "2024-01-01" },
      { id: "1/g/c", at: "/costMeasurements/0/costGroups/0/costs/0", category: "construction", value: { amount: "4" } },
    ]);
  });

  it("an item counts as disclosed where somebody wrote something, and says where", async () => {
    const { disclosed } = await projectOf({
      description: "  ",
      locations: [{ id: "" }],
      documents: [{ documentType: "projectPlan" }, { documentType: "environmentalImpact" }],
      parties: [{ id: "p", name: "Funds", roles: ["payer", "funder"] }],
      completion: { finalScopeDetails: "As planned" },
    });
    expect(disclosed).toEqual([
      { id: "sector", at: "/sector/0" },
      { id: "project_name", at: "/title" },
      { id: "purpose", at: "/purpose" },
      { id: "environmental_impact", at: "/documents/1" },
      { id: "funding_sources", at: "/parties/0/name" },
      { id: "reasons_for_project_changes", at: "/completion/finalScopeDetails" },
      { id: "environmental_and_social_impact_assessment", at: "/documents/1" },
    ]);
  });
});

describe("links", () => {
  it.each([
    ["an ocid as it is", { id: "ocds-abcdef-1" }, ["ocds-abcdef-1"]],
    [
      "wrapped in a release's name, the version written apart or glued on",
      { id: "Release-ocds-7wj9x5-X", releases: [{ id: "ocds-7wj9x5-X-v001", url: "https://example.org" }] },
      ["Release-ocds-7wj9x5-X", "ocds-7wj9x5-X-v001", "ocds-7wj9x5-X", "ocds-7wj9x5-X001"],
    ],
    ["the summary's ocid before the entry's own id", { id: "7", summary: { ocid: "OCDS-ABCDEF-1" } }, ["ocds-abcdef-1", "7"]],
  ])("%s", async (_, process, names) => {
    const found = await read(project("oc4ids-abcdef-1", { contractingProcesses: [process] }));
    expect(found!.releases[0]!.project!.contractingProcesses![0]!.names).toEqual(names);
  });
});
