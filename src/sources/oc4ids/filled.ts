// Which CoST items an OC4IDS project fills, by the paths of data/codelists/cost_item.csv: `documents[documentType=projectScope] or completion/finalScope`.

import type { Placed } from "../../canon/release.ts";
import { codelist } from "../../text/codelist.ts";
import type { Raw } from "../ocds/cleaning.ts";
import { objectOf } from "../ocds/loose-value.ts";

interface Step {
  name: string;
  /** Only elements whose field is, or lists, the word. */
  where?: { field: string; word: string };
}

const STEP = /^(\w+)(?:\[(\w+)=(\w+)\])?$/;

let items: { code: string; paths: Step[][] }[] | undefined;

/** The items that a project itself fills, each with the pointer of the first value found. */
export function filledItems(project: Raw): Placed[] {
  items ??= codelist("cost_item")
    .filter((row) => row.level === "project")
    .map((row) => ({ code: row.code!, paths: row.oc4ids!.split(" or ").map(stepsOf) }));
  return items.flatMap(({ code, paths }) => {
    for (const path of paths) {
      const at = found(project, path, "");
      if (at !== undefined) return [{ id: code, at }];
    }
    return [];
  });
}

function stepsOf(path: string): Step[] {
  return path.split("/").map((text) => {
    const [, name, field, word] = STEP.exec(text) ?? [];
    if (!name) throw new Error(`cost_item.csv: no such path: ${path}`);
    return field && word ? { name, where: { field, word } } : { name };
  });
}

function found(value: unknown, path: readonly Step[], at: string): string | undefined {
  const [step, ...rest] = path;
  if (!step) return isFilled(value) ? at : undefined;
  const next = objectOf(value)?.[step.name];
  if (!Array.isArray(next)) return suits(next, step) ? found(next, rest, `${at}/${step.name}`) : undefined;
  for (const [position, element] of next.entries()) {
    const place = suits(element, step) ? found(element, rest, `${at}/${step.name}/${position}`) : undefined;
    if (place !== undefined) return place;
  }
  return undefined;
}

function suits(element: unknown, { where }: Step): boolean {
  return !where || [objectOf(element)?.[where.field]].flat().includes(where.word);
}

/** Whether somebody wrote something here: an empty text, list or object is nothing. */
function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isFilled);
  if (typeof value === "object" && value !== null) return Object.values(value).some(isFilled);
  return typeof value === "string" ? value.trim() !== "" : value !== null && value !== undefined;
}
