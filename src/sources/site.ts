// Where a work is, as a point in degrees of WGS 84.

import type { Decimal, Site } from "../canon/release.ts";

type Frame = readonly [south: number, west: number, north: number, east: number];

const EARTH: Frame = [-90, -180, 90, 180];
/** What no point of a country lies outside of: its outermost points (5°37′ to 20°28′ N, 97°20′ to 105°39′ E). */
const COUNTRIES: Readonly<Record<string, Frame>> = { TH: [5.6, 97.3, 20.5, 105.7] };

function liesIn([south, west, north, east]: Frame, latitude: number, longitude: number): boolean {
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}

/**
 * The point of a latitude and a longitude; undefined where it can be nowhere, or not in the country whose records these are. Where a latitude is beyond
 * the poles the two stand in each other's place, since nothing else can be meant (`swapped`). Nought and nought is how forms write nothing.
 */
export function siteAt(latitude: Decimal, longitude: Decimal, country: string | null): { site: Site; swapped: boolean } | undefined {
  const swapped = Math.abs(Number(latitude)) > 90;
  const [north, east] = swapped ? [longitude, latitude] : [latitude, longitude];
  const [degreesNorth, degreesEast] = [Number(north), Number(east)];
  if (degreesNorth === 0 && degreesEast === 0) return undefined;
  if (!liesIn(EARTH, degreesNorth, degreesEast) || !liesIn(COUNTRIES[country ?? ""] ?? EARTH, degreesNorth, degreesEast)) return undefined;
  return { site: { latitude: north, longitude: east }, swapped };
}
