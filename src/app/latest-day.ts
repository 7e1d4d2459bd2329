// The latest day it can be anywhere on Earth: nothing can be known from a later one.
export const latestDay = (): string => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);
