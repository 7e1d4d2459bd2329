// The instant at which a release was published, as a number to order releases by, the same in every time zone.

const ZONELESS = /T[\d:.]+$/;

/** Milliseconds since 1970; a day is its midnight, and a time without a zone is taken for UTC. What is no instant comes before all. */
export function instantOf(published: string): number {
  const instant = Date.parse(ZONELESS.test(published) ? `${published}Z` : published);
  return Number.isNaN(instant) ? Number.NEGATIVE_INFINITY : instant;
}
