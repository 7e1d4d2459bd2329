import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentHash } from "../../../src/sources/content-hash.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function shuffled(value: Json, order: (keys: string[]) => string[]): Json {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => shuffled(element, order));
  return Object.fromEntries(order(Object.keys(value)).map((key) => [key, shuffled(value[key]!, order)]));
}

describe("the content hash", () => {
  it("is SHA-256 of JSON with keys by code unit, numbers as JavaScript writes them", () => {
    const value = { é: 1, b: [1.5, -0, null, true], a: 'ก\n"', "": {}, "10": [], "9": { z: 1e21, y: undefined } };
    // printf '{"":{},"10":[],"9":{"z":1e+21},"a":"ก\\n\\"","b":[1.5,0,null,true],"é":1}' | sha256sum
    expect(contentHash(value)).toBe("f2052539012e74ea3b29368b006dd80d3a8191dd79e696d04aa1865140efaed2");
  });

  it("does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const json = value as Json;
        expect(contentHash(shuffled(json, (keys) => keys.reverse()))).toBe(contentHash(json));
        expect(contentHash(shuffled(json, (keys) => keys.sort()))).toBe(contentHash(json));
      }),
    );
    const many = Array.from({ length: 100 }, (_, i) => [`key ${i}`, i]);
    expect(contentHash(Object.fromEntries(many))).toBe(contentHash(Object.fromEntries([...many].reverse())));
  });

  it.each([
    [
      [1, 2],
      [2, 1],
    ],
    [{ a: 1 }, { a: "1" }],
    [{ a: null }, {}],
    [{ a: [] }, { a: {} }],
    [{ a: { b: 1 } }, { "a:b": 1 }],
    ["\ud800", "\udfff"],
  ])("tells %j from %j", (one, other) => expect(contentHash(one)).not.toBe(contentHash(other)));

  it("takes a key named __proto__ as data", () => {
    expect(contentHash(JSON.parse('{"__proto__":{"a":1}}'))).not.toBe(contentHash({}));
    expect(contentHash(JSON.parse('{"constructor":1,"b":2}'))).toBe(contentHash(JSON.parse('{"b":2,"constructor":1}')));
  });
});
