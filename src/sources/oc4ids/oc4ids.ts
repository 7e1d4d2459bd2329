// The source of OC4IDS projects: packages, single projects, lists and JSON lines, recognised by content. A project is one record;
// the contracting processes it carries are read with it, as parts of that record.

import type { Release } from "../../canon/release.ts";
import { contentHash } from "../content-hash.ts";
import { type JsonRecord, jsonRecords } from "../json-records.ts";
import { cleanRelease } from "../ocds/clean.ts";
import { Organisations } from "../ocds/clean-party.ts";
import type { Cleaning, Problem, Raw } from "../ocds/cleaning.ts";
import { elementsOf, objectOf, textValue } from "../ocds/loose-value.ts";
import { isLink } from "../ocds/packaging.ts";
import { type Publisher, publisherOf } from "../ocds/publisher.ts";
import type { OcdsReading } from "../ocds/reading.ts";
import type { Context, Layout, Opened, Source } from "../source.ts";
import { ocidOfProcess } from "./link.ts";
import { cleanProject } from "./project.ts";
import { releaseOfSummary } from "./summary.ts";

/** Records that a broken beginning may hide before the file is taken for something else. */
const PATIENCE = 100;
/** Fields that only a project has. */
const OF_A_PROJECT = [
  "contractingProcesses",
  "publicAuthority",
  "purpose",
  "sector",
  "assetLifetime",
  "completion",
  "costMeasurements",
  "budget",
];
const REGISTERED = /^oc4ids-[a-z0-9]{6}/i;

/** Reads OC4IDS. */
export const oc4ids: Source = {
  async recognise(file, context) {
    if (!/^\uFEFF?\s*[{[]/.test(file.head.toString("utf8", 0, 256))) return undefined;
    let read = 0;
    for await (const record of jsonRecords(file.bytes(), file.name)) {
      if (++read > PATIENCE) break;
      if ("quarantined" in record) continue;
      return isProject(record) ? layout(publisherIn(record), record.container, context) : undefined;
    }
    return undefined;
  },
};

function isProject(record: Extract<JsonRecord, { value: unknown }>): boolean {
  const project = objectOf(record.value);
  if (!project || "ocid" in project || "tender" in project || "compiledRelease" in project) return false;
  const of = OF_A_PROJECT.filter((name) => name in project).length;
  return of >= 2 || (of === 1 && /^oc4ids-/i.test(textValue(project.id) ?? "")) || (record.container === "projects" && "id" in project);
}

function publisherIn(record: Extract<JsonRecord, { value: unknown }>): Publisher {
  const id = textValue(objectOf(record.value)?.id)?.toLowerCase() ?? "";
  const named = textValue(objectOf(record.envelope.publisher)?.name) ?? null;
  const publisher = publisherOf(id || null, named);
  return publisher.source === "ocds" ? { ...publisher, source: REGISTERED.exec(id)?.[0] ?? "oc4ids" } : publisher;
}

function layout(publisher: Publisher, container: string | null, context: Context): Layout {
  const { source, country } = publisher;
  return {
    source,
    country,
    layout: container === "projects" ? "oc4ids-projects" : "oc4ids-project",
    read: (file) => readAll(file, publisher, context),
  };
}

async function* readAll(file: Opened, publisher: Publisher, context: Context): AsyncGenerator<OcdsReading> {
  for await (const record of jsonRecords(file.bytes(), file.name)) {
    if ("quarantined" in record) {
      yield { at: record.at, quarantined: record.quarantined, detail: record.detail };
      continue;
    }
    const project = objectOf(record.value);
    const id = textValue(project?.id);
    if (!project || !isProject(record))
      yield { at: record.at, quarantined: "not_a_project", detail: `a ${typeof record.value} where a project belongs` };
    else if (!id) yield { at: record.at, quarantined: "project_unnamed", detail: textValue(project.title) ?? "" };
    else yield* readingsOf(project, id, record.at, publisher, context);
  }
}

function* readingsOf(raw: Raw, id: string, at: string, publisher: Publisher, context: Context): Generator<OcdsReading> {
  const problems: Problem[] = [];
  const cleaning: Cleaning = { ...publisher, mask: context.mask, problem: (problem) => problems.push(problem) };
  const release = cleanProject(raw, id, new Organisations(raw, cleaning), cleaning);
  const parts = [...partsOf(raw, release, at, cleaning)];
  yield { at, release, content: contentHash(raw), ...(problems.length > 0 && { problems }) };
  yield* parts;
}

/** What the project carries of its contracting processes: the summary of each, and releases that are embedded instead of linked. */
function* partsOf(raw: Raw, project: Release, at: string, cleaning: Cleaning): Generator<OcdsReading> {
  for (const process of elementsOf(raw.contractingProcesses, "/contractingProcesses")) {
    const ocid = ocidOfProcess(process.element);
    const summary = objectOf(process.element.summary);
    if (ocid && summary) {
      const release = releaseOfSummary(summary, ocid, project, new Organisations(raw, cleaning), cleaning);
      yield { at: `${at}${process.at}/summary`, release, content: contentHash({ summary, updated: project.date }), isPart: true };
    }
    for (const { element, at: place } of elementsOf(process.element.releases, `${process.at}/releases`)) {
      if (isLink(element) || !("tender" in element || "contracts" in element)) continue;
      const release = cleanRelease({ ...element, ocid: element.ocid ?? ocid }, cleaning);
      if (release.ocid) yield { at: `${at}${place}`, release, content: contentHash(element), isPart: true };
    }
  }
}
