// Which types of document stand with a process: of each type the first, which is all that the canon asks of them.

import type { Document } from "../../canon/project.ts";
import type { Raw } from "./cleaning.ts";
import { elementsOf, objectOf, textValue } from "./loose-value.ts";

/** The first document of each type in lists of documents, each list with its pointer. */
export function documentTypes(lists: readonly (readonly [at: string, value: unknown])[]): Document[] | undefined {
  const first = new Map<string, Document>();
  for (const [list, value] of lists) {
    if (value === undefined) continue;
    for (const { element, at } of elementsOf(value, list)) {
      const type = textValue(element.documentType);
      if (type && !first.has(type)) first.set(type, { id: type, at, documentType: type });
    }
  }
  return first.size > 0 ? [...first.values()] : undefined;
}

/** Every list of documents of a release. */
export function documentsOf(raw: Raw): Document[] | undefined {
  const sections = ["planning", "tender"].map((name) => [`/${name}/documents`, objectOf(raw[name])?.documents] as const);
  const elements = ["awards", "contracts"].flatMap((name) =>
    elementsOf(raw[name], `/${name}`).flatMap(({ element, at }) => [
      [`${at}/documents`, element.documents] as const,
      [`${at}/implementation/documents`, objectOf(element.implementation)?.documents] as const,
    ]),
  );
  return documentTypes([...sections, ...elements]);
}
