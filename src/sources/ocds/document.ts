// Which types of document stand with a process and with each of its contracts: of each type and day the first, which is all that the canon asks of them.

import type { Document } from "../../canon/project.ts";
import { type Cleaning, compact, type Raw } from "./cleaning.ts";
import { idOf } from "./element.ts";
import { dayValue, elementsOf, objectOf, textValue } from "./loose-value.ts";
import { listedWord } from "./status-word.ts";

export interface DocumentList {
  at: string;
  value: unknown;
  /** The contract it belongs to. */
  contractID?: string;
}

/** The first document of each contract, type and day in lists of documents. A type that is a word of the publisher's own stays as it is. */
export function documentTypes(lists: readonly DocumentList[], cleaning: Cleaning): Document[] | undefined {
  const first = new Map<string, Document>();
  for (const { at: list, value, contractID } of lists) {
    if (value === undefined) continue;
    for (const { element, at } of elementsOf(value, list)) {
      const word = textValue(element.documentType);
      if (!word) continue;
      const documentType = listedWord(cleaning.source, "document.type", word) ?? word;
      const datePublished = dayValue(element.datePublished, `${at}/datePublished`, "document.datePublished", cleaning) ?? undefined;
      const id = [contractID, documentType, datePublished].filter(Boolean).join("/");
      if (!first.has(id)) first.set(id, compact<Document>({ id, at, documentType, datePublished, contractID }));
    }
  }
  return first.size > 0 ? [...first.values()] : undefined;
}

/** Every list of documents of a release. */
export function documentsOf(raw: Raw, cleaning: Cleaning): Document[] | undefined {
  const sections = ["planning", "tender"].map((name) => ({ at: `/${name}/documents`, value: objectOf(raw[name])?.documents }));
  const awards = elementsOf(raw.awards, "/awards").map(({ element, at }) => ({ at: `${at}/documents`, value: element.documents }));
  const contracts = elementsOf(raw.contracts, "/contracts").flatMap(({ element, at, position }) => {
    const contractID = idOf(element, position);
    return [
      { at: `${at}/documents`, value: element.documents, contractID },
      { at: `${at}/implementation/documents`, value: objectOf(element.implementation)?.documents, contractID },
    ];
  });
  return documentTypes([...sections, ...awards, ...contracts], cleaning);
}
