// How much untrusted input may weigh. Every limit is far above what honest records need and far below what hurts the machine.

/** The limits on bytes, JSON and CSV that come from outside. */
export const LIMITS = {
  /** 50 GiB: a national decade of records inflates to less; what goes on for longer is an accident or an attack on the disk. */
  inflatedBytes: 50 * 1024 ** 3,
  /** 200 bytes out of one byte in: records compress 10 to 30 times, a gzip bomb about 1,000 times. */
  inflatedRatio: 200,
  /** The ratio counts only after 10 MB: small files of blanks compress very well and harm nobody. */
  inflatedRatioAfter: 10_000_000,
  /** 1,000 files in an archive: more are read as a folder, and a directory of millions of names is an attack on the memory. */
  archiveMembers: 1_000,
  /** 1 GiB for all parts of a spreadsheet together: a million rows of e-GP are about that, and its texts must be held at once. */
  sheetBytes: 1024 ** 3,
  /** 64 levels inside one record: OCDS needs about ten, and recursive readers break at some thousand. */
  jsonDepth: 64,
  /** 1,000 levels are no record gone wrong but brackets sent to break a reader: the file is refused, not only the record. */
  jsonDepthRefused: 1_000,
  /** 16 MB for one record: the largest real release is a tenth of it, and one record is all that is ever held in memory. */
  recordBytes: 16 * 1024 ** 2,
  /** 64 KB of what stands around the records (publisher, licence, field list): it is shared by every record of its package. */
  envelopeBytes: 64 * 1024,
  /** 1 MB for one string: longer ones are files stuffed into a field. */
  stringLength: 1024 ** 2,
  /** 38 digits are what the engine's DECIMAL holds; more could not be kept exact. */
  numberDigits: 38,
  /** A power of ten up to ±30 fits those 38 digits; `1e999` would be Infinity in a float. */
  numberExponent: 30,
  /** 100,000 elements in one array of a record: OCDS hosting guidance stays far below, and each becomes a row. */
  arrayElements: 100_000,
  /** 2,000 columns of CSV: the widest e-GP layout has 31. */
  csvColumns: 2_000,
  /** 1 MB for one cell: an unclosed quote would otherwise swallow the file. */
  csvCellBytes: 1024 ** 2,
} as const;
