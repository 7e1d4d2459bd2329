// A release as it is printed: without what is not known, amounts and degrees as exact numbers, ids with the publisher's prefix.

const names = new Intl.DisplayNames("en", { type: "currency", fallback: "none" });

/** Whether the standard has the currency: codes of today and of the past, and no slips such as MNX. */
const isCurrency = (code: string): boolean => names.of(code) !== undefined;

/** An address as the standard wants it: blanks and letters of other scripts written out; undefined for what is none. */
const addressOf = (text: string): string | undefined => (URL.canParse(text) ? encodeURI(text).replaceAll("%25", "%") : undefined);

interface Additions {
  prefix?: string | undefined;
  redFlags?: object | undefined;
  /** Told of each value that may not be published as it is. */
  leftOut?: (field: string) => void;
}

/** The release as one line of JSON. */
export function toldInFull(release: Record<string, unknown>, { prefix, redFlags, leftOut }: Additions): string {
  const known = withoutNothing(release, leftOut) as Record<string, unknown>;
  const named = prefix && known.ocid ? { ...known, ocid: `${prefix}-${String(known.ocid)}` } : known;
  // Inside a text the quotes of such a name would be escaped, so that only numbers of ours are met here.
  const text = JSON.stringify(named)
    .replaceAll(/"amount":"(-?\d+(?:\.\d+)?)"/g, '"amount":$1')
    .replaceAll(/"coordinates":\["(-?\d+(?:\.\d+)?)","(-?\d+(?:\.\d+)?)"\]/g, '"coordinates":[$1,$2]');
  return redFlags ? `${text.slice(0, -1)},"redFlags":${JSON.stringify(redFlags)}}` : text;
}

/** A null deletes on merging, and an empty object says nothing: both are left out. */
function withoutNothing(value: unknown, leftOut: Additions["leftOut"]): unknown {
  if (value === null) return undefined;
  if (Array.isArray(value)) {
    const items = value.map((item) => withoutNothing(item, leftOut)).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (typeof value !== "object") return value;
  const members = Object.entries(value as object).flatMap(([name, member]) => {
    const known = withoutNothing(member, leftOut);
    if (name === "currency" && typeof known === "string" && !isCurrency(known)) {
      leftOut?.(name);
      return [];
    }
    if (name === "url" && typeof known === "string") {
      const address = addressOf(known);
      if (!address) leftOut?.(name);
      return address ? [[name, address]] : [];
    }
    return known === undefined ? [] : [[name, known]];
  });
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}
