// Made-up agencies and their buying units, after the manner of a large city: offices, divisions, hospitals and districts.

import { madeUpWord, type Syllable } from "./syllables.ts";

/** A buying unit as records print it. */
export interface Buyer {
  /** Which of the units. */
  unit: number;
  department: string;
  departmentEnglish: string;
  departmentCode: string;
  name: string;
  english: string;
  place: Place;
  /** The letters before its contract numbers. */
  letters: string;
}

interface Place {
  province: string;
  provinceEnglish: string;
  district: string;
  subdistrict: string;
}

/** Units of one department. */
const UNITS = 40;
const OFFICES: readonly (readonly [thai: string, english: string, letters: string])[] = [
  ["สำนักการโยธา", "Public Works Office", "สนย"],
  ["สำนักการระบายน้ำ", "Drainage and Sewerage Office", "สนน"],
  ["กองโรงงานช่างกล", "Mechanical Workshop Division", "กรช"],
  ["สำนักสิ่งแวดล้อม", "Environment Office", "สสล"],
  ["สำนักการแพทย์", "Medical Service Office", "สนพ"],
  ["สำนักการศึกษา", "Education Office", "สนศ"],
  ["สำนักการจราจรและขนส่ง", "Traffic and Transport Office", "สจส"],
  ["สำนักการคลัง", "Finance Office", "สนค"],
  ["กองพัสดุและทรัพย์สิน", "Supplies and Property Division", "กพส"],
  ["สำนักอนามัย", "Health Office", "สนอ"],
  ["สำนักเทคโนโลยีสารสนเทศ", "Information Technology Office", "สทส"],
  ["สำนักวัฒนธรรมและการท่องเที่ยว", "Culture and Tourism Office", "สวท"],
];
const DEPARTMENTS: readonly Syllable[] = [
  ["มหานคร", "Metropolis of "],
  ["เทศบาลนคร", "City of "],
  ["เทศบาลเมือง", "Town of "],
  ["องค์การบริหารส่วนจังหวัด", "Provincial Administration of "],
];
const PLACES: readonly Place[] = [
  ["กรุงเทพมหานคร", "Bangkok", "ดินแดง", "ดินแดง"],
  ["นนทบุรี", "Nonthaburi", "เมืองนนทบุรี", "สวนใหญ่"],
  ["ฉะเชิงเทรา", "Chachoengsao", "เมืองฉะเชิงเทรา", "หน้าเมือง"],
  ["เชียงใหม่", "Chiang Mai", "เมืองเชียงใหม่", "ศรีภูมิ"],
  ["ขอนแก่น", "Khon Kaen", "เมืองขอนแก่น", "ในเมือง"],
  ["ชลบุรี", "Chon Buri", "เมืองชลบุรี", "บางปลาสร้อย"],
  ["สงขลา", "Songkhla", "หาดใหญ่", "หาดใหญ่"],
  ["พิษณุโลก", "Phitsanulok", "เมืองพิษณุโลก", "ในเมือง"],
].map(([province, provinceEnglish, district, subdistrict]) => ({ province, provinceEnglish, district, subdistrict }) as Place);

/** A buying unit; those of one department follow each other. */
export function buyer(unit: number, oneDepartment = false): Buyer {
  const department = oneDepartment ? 0 : Math.floor(unit / UNITS);
  const within = oneDepartment ? unit : unit % UNITS;
  const [word, english] = madeUpWord(department + 5000);
  const [kind, kindEnglish] = DEPARTMENTS[department % DEPARTMENTS.length]!;
  const office = OFFICES[within];
  const local = madeUpWord(unit + 9000);
  const [name, nameEnglish, letters] =
    office ??
    (within % 4 === 0
      ? [`โรงพยาบาล${local[0]}`, `${local[1]} Hospital`, `รพ${within}`]
      : [`สำนักงานเขต${local[0]}`, `${local[1]} District Office`, String(within)]);
  return {
    unit,
    department: `${kind}${word}`,
    departmentEnglish: `${kindEnglish}${english}`,
    departmentCode: `39${String(department).padStart(5, "0")}`,
    name,
    english: nameEnglish,
    place: PLACES[department % PLACES.length]!,
    letters,
  };
}
