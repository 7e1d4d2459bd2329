// The part of a record that stood in earlier chunks of the stream.

export class Carried {
  private bytes: Buffer = Buffer.alloc(0);
  private length = 0;
  private start = -1;

  /** Keeps a part of the record that begins at `start`; the first of another record takes the place of all. */
  keep(start: number, part: Buffer): void {
    if (this.start !== start) this.length = 0;
    this.start = start;
    this.put(part);
    this.length += part.length;
  }

  /** What was kept and the part that follows it, which is not kept. Good until the next call. */
  followedBy(part: Buffer): Buffer {
    this.put(part);
    return this.bytes.subarray(0, this.length + part.length);
  }

  private put(part: Buffer): void {
    const length = this.length + part.length;
    if (length > this.bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(length, 2 * this.bytes.length));
      this.bytes.copy(grown, 0, 0, this.length);
      this.bytes = grown;
    }
    part.copy(this.bytes, this.length);
  }
}
