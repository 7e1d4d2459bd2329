// Writes zip archives byte by byte, so that tests can have them lie.
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipMember {
  name: string;
  content: Buffer | string;
  /** Stored as it is instead of deflated. */
  stored?: boolean;
  /** Unix mode, such as 0o120777 for a symbolic link. */
  mode?: number;
  /** What the directory says in place of the truth. */
  declares?: { size?: number; packed?: number; crc?: number; flags?: number; method?: number; sameBytesAs?: number };
}

/** The bytes of an archive. */
export function zipOf(members: readonly ZipMember[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const { name, content, stored, mode = 0o100644, declares = {} } of members) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const named = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(declares.flags ?? 0x0800, 2);
    head.writeUInt16LE(declares.method ?? (stored ? 0 : 8), 4);
    head.writeUInt32LE(declares.crc ?? crc32(bytes), 10);
    head.writeUInt32LE(declares.packed ?? packed.length, 14);
    head.writeUInt32LE(declares.size ?? bytes.length, 18);
    head.writeUInt16LE(named.length, 22);
    offsets.push(offset);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(mode * 0x10000, 6);
    tail.writeUInt32LE(declares.sameBytesAs === undefined ? offset : offsets[declares.sameBytesAs]!, 10);
    directory.push(Buffer.from("PK\x01\x02\x1e\x03", "latin1"), head, tail, named);
    if (declares.sameBytesAs !== undefined) continue;
    parts.push(Buffer.from("PK\x03\x04"), head, named, packed);
    offset += 30 + named.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}
