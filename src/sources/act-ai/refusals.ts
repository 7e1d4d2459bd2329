// What is said when an export of ACT Ai cannot be placed.

import { UserError } from "../../error.ts";

/** The refusal of an export whose name no longer says which project it is of. */
export function nameWithoutProject(name: string): UserError {
  return new UserError("project-not-named", {
    what: {
      en: `${name} is an export of ACT Ai. Such files hold no project number, and the name of this one has none either.`,
      th: `${name} เป็นแฟ้มส่งออกจาก ACT Ai ซึ่งไม่มีเลขที่โครงการอยู่ในแฟ้ม และชื่อแฟ้มนี้ก็ไม่มีเลขที่โครงการ`,
    },
    where: name,
    remedy: {
      en: "give it back the name the site gave it, with the eleven digits of the project, such as การเสนอราคา-65017000001.csv",
      th: "ตั้งชื่อแฟ้มตามที่เว็บไซต์ให้มา โดยมีเลขที่โครงการ 11 หลัก เช่น การเสนอราคา-65017000001.csv",
    },
    exit: "unusable",
  });
}
