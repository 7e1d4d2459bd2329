// Words that say of somebody what only a court may say. A flag is a reason to look.

const ENGLISH =
  /\b(?:(?:non-?)?corrupt|fraud|suspici|suspect|guilt|offend|crimin|crime|brib|collu|cheat|illegal|unlawful|cartel|rigg|scam|wrongdo|violat|conspir|launder|embezzl|kickback|perpetrat|culprit|theft|steal|stolen|loot|dishonest|nepotis|crony)\w*/gi;
const THAI =
  /ทุจริต|โกง|กระทำผิด|กระทำความผิด|ฮั้ว|สินบน|พิรุธ|สงสัย|มิชอบ|ผิดกฎหมาย|ส่อแวว|ส่อว่า|สมคบ|สมยอม|ล็อกสเปก|ยักยอก|ฉ้อโกง|ฉ้อราษฎร์|บังหลวง|เอื้อประโยชน์|พวกพ้อง/g;

/** The accusing words in a text, in both languages. */
export const accusations = (text: string): string[] => [...(text.match(ENGLISH) ?? []), ...(text.match(THAI) ?? [])];
