// Users and keys of a workspace that is measured: from the first on, everything asked of its server goes through the gate with a key.
import { randomBytes } from "node:crypto";
import { addKey, addUser, hasUsers } from "../../dist/app/people.js";
import { may } from "../../dist/app/person.js";
import { casebookOf } from "../../dist/app/review.js";
import { SCOPES } from "../../dist/app/role.js";

/** A new key of a role, with every scope that the role can use. */
export async function keyOf(workspace, role) {
  const casebook = casebookOf(workspace);
  if (!hasUsers(casebook)) {
    await addUser(casebook, { name: "bench", role: "admin", password: randomBytes(20).toString("hex"), actor: "machine" });
  }
  const scopes = SCOPES.filter((action) => may({ name: "bench", role, via: "session" }, action));
  const { secret } = addKey(casebook, { name: `bench ${role}`, role, scopes, days: 1, actor: "machine" });
  casebook.close();
  return secret;
}
