// By what ids the record of a contracting process may be known that a project only links to. Publishers wrap the id of the process in the name of
// a release or file (`Release-ocds-7wj9x5-X-v001-contract.json`), or write the version into the process (`ocds-7wj9x5-X001`).

import type { Link } from "../../canon/project.ts";
import type { Raw } from "../ocds/cleaning.ts";
import { elementsOf, objectOf, textValue } from "../ocds/loose-value.ts";
import { normalOcid } from "../ocds/publisher.ts";

const WRAPPING = /^(?:Release|Record)(?:Package)?-/i;
const VERSION = /-v(\d+)$/i;

/** The links of a project to its contracting processes. */
export function linksOf(project: Raw): Link[] {
  return elementsOf(project.contractingProcesses, "/contractingProcesses").map(({ element, at, position }) => ({
    id: textValue(element.id) ?? `#${position}`,
    at,
    names: namesOf(element),
    carried: objectOf(element.summary) !== undefined,
  }));
}

function namesOf(process: Raw): string[] {
  const releases = elementsOf(process.releases, "").map(({ element }) => element);
  const printed = [objectOf(process.summary)?.ocid, process.id, ...releases.flatMap((release) => [release.ocid, release.id])].flatMap(
    (id) => textValue(id) ?? [],
  );
  const bare = printed.map((id) => id.replace(WRAPPING, ""));
  const versioned = bare.filter((id) => VERSION.test(id)).flatMap((id) => [id.replace(VERSION, "$1"), id.replace(VERSION, "")]);
  return [...new Set([...printed, ...bare, ...versioned].map(normalOcid))];
}

/** The id of a process that a project carries: its own, else that of its entry. */
export function ocidOfProcess(process: Raw): string | undefined {
  const ocid = textValue(objectOf(process.summary)?.ocid) ?? textValue(process.id)?.replace(WRAPPING, "");
  return ocid ? normalOcid(ocid) : undefined;
}
