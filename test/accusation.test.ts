import { expect, test } from "vitest";
import { accusations } from "./accusation.ts";

test.each([
  "a corrupt award",
  "Suspicious price",
  "possible FRAUD",
  "guilty of collusion",
  "bid rigging",
  "ส่อไปในทางทุจริต",
  "ผู้กระทำผิด",
  "การฮั้วประมูล",
])("%s accuses", (text) => expect(accusations(text)).not.toEqual([]));

test.each(["Single bid received", "urgent need lawfully shortens the time", "วิธีจัดซื้อจัดจ้าง", "คำอธิบายโดยสุจริต", "ข้อสังเกตจากวงเงินที่เพิ่มขึ้น"])(
  "%s does not",
  (text) => expect(accusations(text)).toEqual([]),
);
