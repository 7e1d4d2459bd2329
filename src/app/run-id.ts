// The name of a run: the second in which it began, and the beginning of its result hash.

const secondOf = (time: number): string => `${new Date(time).toISOString().replaceAll(/[-:]/g, "").slice(0, 15)}Z`;

/** The second after that of a run's name, as milliseconds since 1970. */
function afterThat(runId: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(runId)!.map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second! + 1);
}

/**
 * A name that sorts after `newest`, the last run there is, also where both began in one second or the clock was set back: which run came before which
 * is told by their names alone.
 */
export function runIdAfter(newest: string | undefined, started: Date, resultHash: string): string {
  const named = (time: number): string => `${secondOf(time)}-${resultHash.slice(0, 8)}`;
  const id = named(started.getTime());
  return newest === undefined || id > newest ? id : named(afterThat(newest));
}
