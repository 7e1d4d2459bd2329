import { existsSync, readdirSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { mergeReleases, RELEASE_RULES } from "../../../../src/canon/merge.ts";
import type { Release } from "../../../../src/canon/release.ts";
import { UserError } from "../../../../src/error.ts";
import { ocds } from "../../../../src/sources/ocds/ocds.ts";
import type { OcdsReading } from "../../../../src/sources/ocds/reading.ts";
import { openFile } from "../../../../src/sources/open.ts";

const root = "../shared/data";
const context = { mask: () => "abcdefghijklmnop" };

interface Folder {
  sources: Set<string>;
  read: OcdsReading[];
  refused: Map<string, string[]>;
}

async function readFolder(folder: string): Promise<Folder> {
  const result: Folder = { sources: new Set(), read: [], refused: new Map() };
  const refuse = (code: string, name: string) => result.refused.set(code, [...(result.refused.get(code) ?? []), name]);
  for (const name of (readdirSync(`${root}/${folder}`, { recursive: true }) as string[]).sort()) {
    if (!name.endsWith(".json")) continue;
    try {
      const file = await openFile(`${root}/${folder}/${name}`, name);
      const layout = await ocds.recognise(file, context);
      if (!layout) {
        refuse("not recognised", name);
        continue;
      }
      result.sources.add(`${layout.source} ${layout.country}`);
      for await (const reading of layout.read(file)) result.read.push(reading);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refuse(error.code, name);
    }
  }
  return result;
}

const releasesOf = (folder: Folder) => folder.read.flatMap((reading) => ("release" in reading ? [reading] : []));
const reasonsOf = (folder: Folder) => {
  const reasons: Record<string, number> = {};
  for (const reading of folder.read) if ("quarantined" in reading) reasons[reading.quarantined] = (reasons[reading.quarantined] ?? 0) + 1;
  return reasons;
};
const counted = (folder: Folder, problem: string) => {
  const fields: Record<string, number> = {};
  for (const reading of folder.read) {
    for (const found of reading.problems ?? []) if (found.problem === problem) fields[found.field] = (fields[found.field] ?? 0) + 1;
  }
  return fields;
};

describe.skipIf(!existsSync(root))("real OCDS records (skipped: ../shared/data is absent)", () => {
  const folders = new Map<string, Folder>();
  const names = existsSync(root) ? readdirSync(`${root}/ocds`).map((name) => `ocds/${name}`) : [];

  beforeAll(async () => {
    for (const name of [...names, "oc4ids/nuevo-leon/ocds-records"]) folders.set(name, await readFolder(name));
  });

  const folder = (name: string) => folders.get(name)!;

  it("are read without a crash, and without a text that is no value", () => {
    for (const found of folders.values()) expect(JSON.stringify(found.read)).not.toMatch(/NaN|"undefined"|\[object Object\]/);
  });

  it.each([
    ["ocds/armenia", ["am-armeps AM"], 400, 400],
    ["ocds/australia", ["au-nsw AU"], 43, 32],
    ["ocds/colombia", ["co-secop CO"], 31, 21],
    ["ocds/colombia-secop-2021", ["co-secop CO", "ocds-examples null"], 106, 106],
    ["ocds/mexico", ["mx-federal MX", "mx-cdmx MX", "mx-gacm MX", "mx-inai MX", "mx-jalisco MX"], 472, 450],
    ["ocds/mexico-inai-records-2020", ["mx-inai MX"], 5, 5],
    ["ocds/moldova", ["md-ppa MD"], 102, 51],
    ["ocds/portugal-base-2019", ["pt-base PT"], 100, 100],
    ["ocds/ppp-profile-example", ["ocds-examples null"], 16, 8],
    ["ocds/uk-bodsmatch", ["gb-bodsmatch GB"], 56, 56],
    ["oc4ids/nuevo-leon/ocds-records", ["mx-nuevo-leon MX"], 24, 24],
  ])("%s: of %j, %i read and all of them releases, %i distinct", (name, sources, read, distinct) => {
    const found = folder(name);
    expect([...found.sources].sort()).toEqual([...sources].sort());
    expect([found.read.length, releasesOf(found).length]).toEqual([read, read]);
    expect(new Set(releasesOf(found).map(({ release, content }) => release.ocid + content)).size).toBe(distinct);
  });

  it("Armenia: 462 bids, every one with a lot of its tender and a status we know, and 313 lots", () => {
    const releases = releasesOf(folder("ocds/armenia")).map(({ release }) => release);
    const bids = releases.flatMap((release) =>
      (release.bids ?? []).map((bid) => ({ bid, lots: release.tender?.lots?.map(({ id }) => id) ?? [] })),
    );
    expect(bids).toHaveLength(462);
    expect(bids.every(({ bid, lots }) => bid.relatedLots?.length === 1 && lots.includes(bid.relatedLots[0]!))).toBe(true);
    expect(bids.filter(({ bid }) => bid.status === "valid")).toHaveLength(359);
    expect(bids.filter(({ bid }) => bid.status === "disqualified")).toHaveLength(103);
    expect(releases.flatMap((release) => release.tender?.lots ?? [])).toHaveLength(313);
  });

  it("Moldova: statuses in Romanian are read, one method stays unread, and shells are no amendments", () => {
    const moldova = folder("ocds/moldova");
    expect(counted(moldova, "word_unmapped")).toEqual({ "tender.procurementMethod": 48 });
    const releases = releasesOf(moldova).map(({ release }) => release);
    expect(releases.every((release) => release.tender?.status)).toBe(true);
    expect(
      releases.flatMap((release) => release.contracts ?? []).every((contract) => contract.status === "active" && !contract.amendments),
    ).toBe(true);
    expect(releases.some((release) => release.bids)).toBe(false);
  });

  it("Paraguay: 74 releases and ten compiled ones are read, two records only link, and three empty files are named", () => {
    const paraguay = folder("ocds/paraguay");
    expect(releasesOf(paraguay)).toHaveLength(84);
    expect(reasonsOf(paraguay)).toEqual({ links_only: 2 });
    const [[code, empty]] = [...paraguay.refused] as [[string, string[]]];
    expect(code).toBe("file-empty");
    expect(empty.map((name) => name.replace(/^.*\//, ""))).toEqual(["283826.json", "283906.json", "284456.json"]);
    expect(paraguay.refused.size).toBe(1);
  });

  it("Mexico: 322 airport contracts with 298 payments; four contracts of the city doubled; a repeated contract id is said", () => {
    const mexico = releasesOf(folder("ocds/mexico"));
    const airport = mexico.filter(({ release }) => /^\d+$/.test(release.ocid)).flatMap(({ release }) => release.contracts ?? []);
    expect(airport).toHaveLength(322);
    expect(airport.flatMap((contract) => contract.transactions ?? [])).toHaveLength(298);
    const processes = new Map<string, Release[]>();
    for (const { release } of mexico) processes.set(release.ocid, [...(processes.get(release.ocid) ?? []), release]);
    const doubled = [...processes.values()].filter((releases) => {
      const first = [...releases].sort((a, b) => (a.date! < b.date! ? -1 : 1))[0]!.contracts?.[0]?.value?.amount;
      return Number(first) > 0 && Number(mergeReleases(releases, RELEASE_RULES).contracts![0]!.value!.amount) === 2 * Number(first);
    });
    expect(doubled.map(([release]) => release!.ocid).sort()).toEqual(
      ["001", "002", "004", "006"].map((number) => `ocds-87sd3t-SEFIN-DRM-A-${number}-2016`),
    );
    expect(counted(folder("ocds/mexico"), "id_repeated")).toEqual({ contract: 1 });
    expect(counted(folder("ocds/mexico"), "word_unmapped")).toEqual({ "tender.mainProcurementCategory": 4 });
  });

  it("Nuevo León and Portugal: payments, and eleven amendments of three contracts; Britain: tenderers stand for bids", () => {
    const payments = (name: string) =>
      releasesOf(folder(name)).flatMap(({ release }) => release.contracts?.flatMap((contract) => contract.transactions ?? []) ?? []);
    expect(payments("oc4ids/nuevo-leon/ocds-records")).toHaveLength(321);
    const changed = releasesOf(folder("oc4ids/nuevo-leon/ocds-records")).flatMap(
      ({ release }) => release.contracts?.filter((contract) => contract.amendments) ?? [],
    );
    expect(changed.map((contract) => contract.amendments!.length)).toEqual([4, 5, 2]);
    expect(payments("ocds/portugal-base-2019")).toHaveLength(8);
    const bids = releasesOf(folder("ocds/uk-bodsmatch")).map(({ release }) => release.bids?.length);
    expect(bids).toEqual(releasesOf(folder("ocds/uk-bodsmatch")).map(({ release }) => release.tender?.numberOfTenderers));
  });

  it("the standard's examples: blank templates name no process, other formats are left alone, amendments keep their reason", () => {
    expect(reasonsOf(folder("ocds/ocds-fictional-example"))).toEqual({ ocid_missing: 10 });
    expect(releasesOf(folder("ocds/ocds-fictional-example"))).toHaveLength(22);
    expect(reasonsOf(folder("ocds/ocds-standard-examples"))).toEqual({ links_only: 1 });
    expect([...folder("ocds/uk-bodsmatch").refused].map(([code, files]) => [code, files.length])).toEqual([
      ["not recognised", 219],
      ["no-records", 4],
    ]);
    const amendments = releasesOf(folder("ocds/ppp-profile-example")).flatMap(
      ({ release }) => release.contracts?.flatMap((contract) => contract.amendments ?? []) ?? [],
    );
    expect(amendments).toHaveLength(2);
    expect(amendments.every((amendment) => amendment.date === "2020-01-24" && amendment.rationale)).toBe(true);
  });
});
