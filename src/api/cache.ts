// Answers kept by run and address: a run never changes, so what was said once is said again without asking the engine.
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Bytes of answers kept in memory. */
const ROOM = 64 * 1024 * 1024;
/** Requests of which it is kept what they were told. */
const REQUESTS = 4096;
/** Below this, packing saves nothing. */
const WORTH_PACKING = 1024;

const pack = promisify(gzip);

/** A finished answer: its bytes, and packed ones once somebody asked for them. */
export interface Answer {
  body: Buffer;
  headers: Record<string, string>;
  packed?: Promise<Buffer>;
}

/** The packed bytes of an answer, or undefined where packing is not worth it. */
export function packedOf(answer: Answer): Promise<Buffer> | undefined {
  if (answer.body.length < WORTH_PACKING) return undefined;
  answer.packed ??= pack(answer.body, { level: 4 });
  return answer.packed;
}

/** What a request was told: which answer it is, of which run, under which headers. */
export interface Told {
  runId: string;
  tag: string;
  headers: Record<string, string>;
}

export interface Cache {
  /** What requests were told, by all of the request that decides it. */
  readonly told: ReadonlyMap<string, Told>;
  tell(request: string, told: Told): void;
  /** The answer of a key, if it is kept. */
  peek(key: string): Promise<Answer> | undefined;
  /** The answer of a key, made once however many ask for it meanwhile. */
  get(key: string, make: () => Promise<Answer>): Promise<Answer>;
}

/** Keeps the answers used last, as far as there is room. */
export function openCache(room = ROOM): Cache {
  const kept = new Map<string, Promise<Answer>>();
  const sizes = new Map<string, number>();
  const told = new Map<string, Told>();
  let used = 0;

  const drop = (key: string): void => {
    kept.delete(key);
    used -= sizes.get(key) ?? 0;
    sizes.delete(key);
  };

  function peek(key: string): Promise<Answer> | undefined {
    const known = kept.get(key);
    if (!known) return undefined;
    kept.delete(key);
    kept.set(key, known);
    return known;
  }

  return {
    told,
    tell(request, it) {
      told.delete(request);
      told.set(request, it);
      for (const oldest of told.keys()) {
        if (told.size <= REQUESTS) break;
        told.delete(oldest);
      }
    },
    peek,
    get(key, make) {
      const known = peek(key);
      if (known) return known;
      const making = make();
      kept.set(key, making);
      making.then(
        ({ body }) => {
          if (kept.get(key) !== making) return;
          sizes.set(key, body.length);
          used += body.length;
          for (const oldest of kept.keys()) {
            if (used <= room) break;
            drop(oldest);
          }
        },
        () => kept.delete(key),
      );
      return making;
    },
  };
}
