// What is said when an export of ACT Ai cannot be placed.

import { UserError } from "../../error.ts";

/** The refusal of an export whose name no longer says which project it is of. */
export function nameWithoutProject(name: string): UserError {
  return new UserError("project-not-named", {
    what: `${name} is an export of ACT Ai. Such files hold no project number, and the name of this one has none either.`,
    where: name,
    remedy: "give it back the name the site gave it, with the eleven digits of the project, such as การเสนอราคา-65017000001.csv",
    exit: "unusable",
  });
}
