// A seeded source of chance in 32-bit arithmetic: the same numbers on every machine and every version of Node.

const GOLDEN = 0x9e3779b9;

/** Scrambles a 32-bit word (the finaliser of MurmurHash3). */
export function scramble(word: number): number {
  let bits = word >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Chance that depends on a seed and a path of numbers only, so that each record has its own and their order plays no part. */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private count = 1;

  constructor(seed: number, ...path: number[]) {
    this.a = scramble(seed ^ GOLDEN);
    this.b = scramble(seed + GOLDEN);
    this.c = scramble(path.length);
    for (const step of path) {
      this.a = scramble(this.a ^ scramble(step + GOLDEN));
      this.b = scramble(Math.imul(this.b, 31) + scramble(step));
    }
    for (let round = 0; round < 8; round += 1) this.word();
  }

  /** The next 32 bits (sfc32). */
  word(): number {
    const sum = (this.a + this.b + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    this.c |= 0;
    return sum >>> 0;
  }

  /** A whole number from 0 to one below `limit`, which is at most two million. */
  below(limit: number): number {
    return Math.floor((this.word() * limit) / 0x100000000);
  }

  /** A whole number between two, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in so many of a thousand. */
  permille(share: number): boolean {
    return this.below(1000) < share;
  }

  /** One of several. */
  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }
}

/** Steps of the plane sequence of Roberts: of the two dimensions neither follows from the other. */
const STEPS = [0xc13fa9a9, 0x91e10da5] as const;

/** A number that evenly fills the 32 bits as its place counts up: any run of places has nearly the same mixture. */
export function spread(offset: number, place: number, dimension: 0 | 1): number {
  return (offset + Math.imul(place, STEPS[dimension])) >>> 0;
}

/** The value that stands at a 32-bit word between the knots of a distribution, in whole numbers. */
export function quantile(knots: readonly (readonly [permille: number, value: number])[], word: number): number {
  const at = (word * 1000) / 0x100000000;
  for (let place = 1; place < knots.length; place += 1) {
    const [from, low] = knots[place - 1]!;
    const [to, high] = knots[place]!;
    if (at < to) return Math.round(low + ((high - low) * (at - from)) / (to - from));
  }
  return knots.at(-1)![1];
}
