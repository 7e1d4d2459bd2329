// People of a workspace, for the rooms that serve: users, sessions and keys of the casebook.
export type { Casebook } from "../casebook/casebook.ts";
export { addKey, type Key, keys, keyWith, revokeKey } from "../casebook/key.ts";
export { makePassword, SHORTEST_PASSWORD } from "../casebook/password.ts";
export { refuse } from "../casebook/refusal.ts";
export { endSession, openSession, userOfSession } from "../casebook/session.ts";
export {
  addUser,
  disableUser,
  enableUser,
  hasUsers,
  setPassword,
  setRole,
  USER_ROLES,
  type User,
  type UserRole,
  users,
  userWith,
} from "../casebook/user.ts";
