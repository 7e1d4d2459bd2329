// Syllables from which the names of companies, agencies and places are put together. The words they form mean nothing and are borne by nobody.

export type Syllable = readonly [thai: string, english: string];

const FIRST: readonly Syllable[] = [
  ...([
    ["เวฬุ", "Welu"],
    ["ธาริ", "Thari"],
    ["ปุณณ", "Punna"],
    ["รุจิ", "Ruchi"],
    ["กวิน", "Kawin"],
    ["พิสุ", "Phisu"],
  ] as const),
  ...([
    ["อริย", "Ariya"],
    ["ชวัล", "Chawan"],
    ["ดารุ", "Daru"],
    ["มธุร", "Mathura"],
    ["วิภู", "Wiphu"],
    ["สิปป", "Sippa"],
  ] as const),
  ...([
    ["ทิวา", "Thiwa"],
    ["ลภัส", "Laphat"],
    ["ภูริ", "Phuri"],
    ["เขมิ", "Khemi"],
    ["รวิธ", "Rawitha"],
    ["ศุภิ", "Suphi"],
  ] as const),
  ...([
    ["อัญช", "Ancha"],
    ["จารุต", "Charuta"],
    ["ตฤณ", "Trin"],
    ["บุริม", "Burim"],
    ["ปวเร", "Paware"],
    ["เกศม", "Kesom"],
  ] as const),
  ...([
    ["โสภิ", "Sophi"],
    ["หิรัณ", "Hiran"],
    ["เอกธ", "Ektha"],
    ["ไพรุ", "Phairu"],
    ["คุณัช", "Khunat"],
    ["สรวิ", "Sorawi"],
  ] as const),
];
const MIDDLE: readonly Syllable[] = [
  ...([
    ["มิรา", "mira"],
    ["ภากร", "phakon"],
    ["ธนิต", "thanit"],
    ["รินท", "rintha"],
    ["ลักษ", "lak"],
    ["วัณ", "wan"],
  ] as const),
  ...([
    ["ศิร", "sira"],
    ["สุเม", "sume"],
    ["อิสร", "itsara"],
    ["กัญจ", "kancha"],
    ["โชติ", "choti"],
    ["ดุสิ", "dusi"],
  ] as const),
  ...([
    ["ตริณ", "trina"],
    ["ทัพพ", "thappa"],
    ["ปกรณ", "pakon"],
    ["พฤกษ", "phruek"],
    ["ภิรม", "phirom"],
    ["มุกด", "mukda"],
  ] as const),
  ...([
    ["เมธา", "metha"],
    ["รังส", "rangsa"],
    ["วราห", "waraha"],
    ["สโร", "saro"],
    ["อุทก", "uthok"],
    ["กฤติ", "kriti"],
  ] as const),
  ...([
    ["เจริ", "chari"],
    ["ชาลิ", "chali"],
    ["ดิเร", "dire"],
    ["บดี", "bodi"],
    ["พัชร", "phatchara"],
    ["อาภา", "apha"],
  ] as const),
];
const LAST: readonly Syllable[] = [
  ...([
    ["วรรณ", "wan"],
    ["ภัทร", "phat"],
    ["เทพ", "thep"],
    ["ชล", "chon"],
    ["พงศ์", "phong"],
    ["ธร", "thon"],
  ] as const),
  ...([
    ["กิจ", "kit"],
    ["สิน", "sin"],
    ["ทรัพย์", "sap"],
    ["มงคล", "mongkhon"],
    ["รัตน์", "rat"],
    ["โรจน์", "rot"],
  ] as const),
  ...([
    ["วัฒน์", "wat"],
    ["สาร", "san"],
    ["ดิลก", "dilok"],
    ["นคร", "nakhon"],
    ["ปัญญ์", "pan"],
    ["พล", "phon"],
  ] as const),
  ...([
    ["ภพ", "phop"],
    ["มิตร", "mit"],
    ["รุ่ง", "rung"],
    ["ลาภ", "lap"],
    ["วิชญ์", "wit"],
    ["เวช", "wet"],
  ] as const),
  ...([
    ["เสถียร", "sathian"],
    ["อำพล", "amphon"],
    ["คีรี", "khiri"],
    ["จิตต์", "chit"],
    ["ไชย", "chai"],
    ["ธานี", "thani"],
  ] as const),
];

/** How many different words there are. */
export const MADE_UP_WORDS = FIRST.length * MIDDLE.length * LAST.length;

/** A made-up word; each number below `MADE_UP_WORDS` has its own, and neighbours do not resemble each other. */
export function madeUpWord(index: number): Syllable {
  // The multiplier has no factor in common with the count, so that no word comes twice.
  const place = (index * 7919) % MADE_UP_WORDS;
  const first = FIRST[place % FIRST.length]!;
  const middle = MIDDLE[Math.floor(place / FIRST.length) % MIDDLE.length]!;
  const last = LAST[Math.floor(place / (FIRST.length * MIDDLE.length))]!;
  return [first[0] + middle[0] + last[0], first[1] + middle[1] + last[1]];
}
