// Exports as an Arrow stream: a record batch a block, its buffers filled from what the engine packed, no row ever made an object.
import {
  type Data,
  DateDay,
  Decimal,
  Field,
  Float64,
  Int32,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
} from "apache-arrow";
import { type Column, flatName, flatValue } from "../app/table.ts";
import type { Packed } from "../db.ts";
import { blocksOf, type Source } from "./source.ts";

/** Rows of a record batch. */
const BATCH = 16_000;

type Packing = Exclude<Packed, { bytes: unknown }>;
type Bytes = Uint8Array<ArrayBuffer>;

interface Writing {
  type: Utf8 | Int32 | Float64 | Decimal | DateDay;
  /** What the engine packs for it. */
  sql(value: string): string[];
  data(rows: number, packed: Packing, texts: Bytes | undefined): Data;
}

/** Bits of the rows that have a value; none where all have. */
const bits = ({ valid }: Packing) => (valid ? { nullCount: -1, nullBitmap: valid } : { nullCount: 0 });
const isThere = ({ valid }: Packing, row: number): boolean => valid === null || (valid[row >> 3]! & (1 << (row & 7))) !== 0;

const text: Writing = {
  type: new Utf8(),
  sql: (value) => [`list(strlen(${value})::uinteger)`, `encode(string_agg(${value}, ''))`],
  data(length, packed, texts) {
    const lengths = packed.numbers as Uint32Array;
    const valueOffsets = new Int32Array(length + 1);
    let end = 0;
    for (let row = 0; row < length; row++) {
      if (isThere(packed, row)) end += lengths[row]!;
      valueOffsets[row + 1] = end;
    }
    return makeData({ type: new Utf8(), length, ...bits(packed), valueOffsets, data: texts ?? new Uint8Array() });
  },
};

const integer: Writing = {
  type: new Int32(),
  sql: (value) => [`list((${value})::integer)`],
  data: (length, packed) => makeData({ type: new Int32(), length, ...bits(packed), data: packed.numbers as Int32Array }),
};

const number: Writing = {
  type: new Float64(),
  sql: (value) => [`list((${value})::double)`],
  data: (length, packed) => makeData({ type: new Float64(), length, ...bits(packed), data: packed.numbers as Float64Array }),
};

const day: Writing = {
  type: new DateDay(),
  sql: (value) => [`list(date_diff('day', date '1970-01-01', ${value})::integer)`],
  data: (length, packed) => makeData({ type: new DateDay(), length, ...bits(packed), data: packed.numbers as Int32Array }),
};

const amount: Writing = {
  type: new Decimal(2, 18, 128),
  sql: (value) => [`list((${value}::decimal(18, 2) * 100)::bigint)`],
  data(length, packed) {
    const hundredths = packed.numbers as BigInt64Array;
    const halves = new BigInt64Array(length * 2);
    for (let row = 0; row < length; row++) {
      const value = hundredths[row]!;
      halves[row * 2] = value;
      halves[row * 2 + 1] = value < 0n ? -1n : 0n;
    }
    return makeData({ type: new Decimal(2, 18, 128), length, ...bits(packed), data: new Uint32Array(halves.buffer) });
  },
};

const WRITINGS: Record<Column["kind"], Writing> = { text, json: text, texts: text, integer, number, day, amount };

/** Keeps what the writer writes until it is asked for. */
class Collecting extends RecordBatchStreamWriter {
  #bytes: Uint8Array[] = [];
  protected override _write(chunk: ArrayBufferView): this {
    this.#bytes.push(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this._position += chunk.byteLength;
    return this;
  }
  take(): Uint8Array {
    const all = Buffer.concat(this.#bytes);
    this.#bytes = [];
    return all;
  }
}

/** A table as an Arrow IPC stream; amounts are decimals, days are days. */
export async function* arrow(source: Source): AsyncGenerator<Uint8Array> {
  const { columns } = source.table;
  const writings = columns.map(({ kind }) => WRITINGS[kind]);
  const schema = new Schema(columns.map(({ name, kind }) => new Field(flatName(name), WRITINGS[kind].type, true)));
  const expressions = writings.map(({ sql }, index) => sql(flatValue(columns[index]!)));
  const writer = new Collecting({ autoDestroy: false });
  writer.reset(undefined, schema);
  yield writer.take();
  for await (const { rows, columns: packed } of blocksOf(source, expressions.flat(), BATCH)) {
    let at = 0;
    const children = writings.map((writing, index) => {
      const [numbers, texts] = packed.slice(at, at + expressions[index]!.length) as [Packing, { bytes: Bytes }?];
      at += expressions[index]!.length;
      return writing.data(rows, numbers, texts?.bytes);
    });
    writer.write(new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: rows, nullCount: 0, children })));
    yield writer.take();
  }
  writer.finish();
  yield writer.take();
}
