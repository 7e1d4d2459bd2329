// What was bought, item by item: of each classified item its id, by which releases merge it, and its classification.

import type { Item } from "../../canon/release.ts";
import type { Raw } from "./cleaning.ts";
import { idOf } from "./element.ts";
import { elementsOf, objectOf, textValue } from "./loose-value.ts";

/** The classified items of a tender, award or contract; undefined where none is. A classification that is taken back is told as null. */
export function itemsOf(section: Raw): Item[] | undefined {
  const items = elementsOf(section.items, "").flatMap(({ element, position }): Item[] => {
    const classification = classificationOf(element);
    return classification === undefined ? [] : [{ id: idOf(element, position), classification }];
  });
  return items.length > 0 ? toldApart(items) : undefined;
}

function classificationOf(item: Raw): string | null | undefined {
  if (item.classification === null) return null;
  const classification = objectOf(item.classification);
  const id = textValue(classification?.id);
  return id ? [textValue(classification?.scheme), id].filter(Boolean).join(":") : id;
}

/** Some publishers give several items of one list the same id: each class that it stands for is kept. */
function toldApart(items: readonly Item[]): Item[] {
  const classes = new Map<string, Set<string | null>>();
  for (const { id, classification } of items) classes.set(id, (classes.get(id) ?? new Set()).add(classification));
  const apart = items.map((item) => (classes.get(item.id)!.size > 1 ? { ...item, id: `${item.id} ${item.classification ?? ""}` } : item));
  return [...new Map(apart.map((item) => [item.id, item])).values()];
}
