// The point that a location of the standards gives (GeoJSON: longitude before latitude).

import type { Site } from "../../canon/release.ts";
import { siteAt } from "../site.ts";
import type { Cleaning, Raw } from "./cleaning.ts";
import { decimalValue, objectOf } from "./loose-value.ts";

/** The point of a location; undefined where it gives none. Lines and areas are no point, and none is made of them. */
export function pointOf(location: Raw | undefined, at: string, field: string, cleaning: Cleaning): Site | undefined {
  const geometry = objectOf(location?.geometry);
  const pair = geometry?.type === "Point" && Array.isArray(geometry.coordinates) ? geometry.coordinates : undefined;
  const [longitude, latitude] = [decimalValue(pair?.[0]), decimalValue(pair?.[1])];
  if (latitude === undefined || longitude === undefined) return undefined;
  const found = siteAt(latitude, longitude, cleaning.country);
  const trouble = found ? (found.swapped ? "coordinates_swapped" : undefined) : "coordinates_impossible";
  if (trouble) cleaning.problem({ at: `${at}/geometry/coordinates`, problem: trouble, field, word: `${longitude}, ${latitude}` });
  return found?.site;
}
