// Keys of programs: shown once, kept as hashes, expiring, and gone the moment they are revoked.
import { randomBytes, timingSafeEqual } from "node:crypto";
import { append, sha256 } from "./audit.ts";
import type { Casebook } from "./casebook.ts";
import { refuse } from "./refusal.ts";
import { USER_ROLES, type UserRole } from "./user.ts";

export interface Key {
  key_id: string;
  name: string;
  role: UserRole;
  scopes: string;
  created_at: string;
  created_by: string;
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

const COLUMNS = "key_id, name, role, scopes, created_at, created_by, expires_at, used_at, revoked_at";
/** The use of a key is written down no more often than this. */
const NOTED = 60_000;
const DAY = 24 * 3600_000;
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

const random = (length: number): string => [...randomBytes(length)].map((byte) => LETTERS[byte % 32]).join("");

/** Makes a key. The secret is in what is returned and nowhere else. */
export function addKey(
  casebook: Casebook,
  { name, role, scopes, days, actor }: { name: string; role: string; scopes: readonly string[]; days: number; actor: string },
  now: Date = new Date(),
): Key & { secret: string } {
  const trimmed = name.trim();
  if (!trimmed || trimmed.length > 100) refuse("key-name");
  const known = USER_ROLES.find((it) => it === role) ?? refuse("role-unknown");
  const key: Key = {
    key_id: random(8),
    name: trimmed,
    role: known,
    scopes: scopes.join(" "),
    created_at: now.toISOString(),
    created_by: actor,
    expires_at: new Date(now.getTime() + days * DAY).toISOString(),
    used_at: null,
    revoked_at: null,
  };
  const secret = `jabta_live_${key.key_id}_${random(32)}`;
  casebook.atomically(() => {
    casebook.run(
      "insert into api_key (key_id, name, role, scopes, secret_hash, created_at, created_by, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
      key.key_id,
      key.name,
      key.role,
      key.scopes,
      sha256(secret),
      key.created_at,
      key.created_by,
      key.expires_at,
    );
    log(casebook, "key.add", key, actor, key.created_at);
  });
  return { ...key, secret };
}

function log(casebook: Casebook, action: string, key: Key, actor: string, at: string): void {
  append(casebook, { at, actor, action, object: key.key_id, before: sha256(""), after: sha256(JSON.stringify(key)) });
}

/** All keys, the newest first; the revoked and expired ones too. */
export const keys = (casebook: Casebook): Key[] => casebook.all<Key>(`select ${COLUMNS} from api_key order by created_at desc, key_id`);

/** Revokes a key: the next request with it is refused. */
export function revokeKey(casebook: Casebook, keyId: string, actor: string, now: Date = new Date()): Key {
  return casebook.atomically(() => {
    const key = casebook.one<Key>(`select ${COLUMNS} from api_key where key_id = ?`, keyId) ?? refuse("key-unknown");
    const revoked = { ...key, revoked_at: key.revoked_at ?? now.toISOString() };
    casebook.run("update api_key set revoked_at = ? where key_id = ?", revoked.revoked_at, keyId);
    log(casebook, "key.revoke", revoked, actor, now.toISOString());
    return revoked;
  });
}

/** The key a secret is of, while it is good. The secret is compared in a time that does not depend on how much of it is right. */
export function keyWith(casebook: Casebook, secret: string, now: Date = new Date()): Key | undefined {
  const keyId = /^jabta_live_([a-z2-7]{8})_[a-z2-7]{32}$/.exec(secret)?.[1];
  if (!keyId) return undefined;
  const found = casebook.one<Key & { secret_hash: string }>(`select ${COLUMNS}, secret_hash from api_key where key_id = ?`, keyId);
  if (!found || !timingSafeEqual(Buffer.from(sha256(secret)), Buffer.from(found.secret_hash))) return undefined;
  const { secret_hash: _, ...key } = found;
  if (key.revoked_at !== null || Date.parse(key.expires_at) <= now.getTime()) return undefined;
  if (key.used_at === null || now.getTime() - Date.parse(key.used_at) > NOTED)
    casebook.run("update api_key set used_at = ? where key_id = ?", now.toISOString(), keyId);
  return key;
}
