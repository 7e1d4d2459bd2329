// Passwords, kept as scrypt hashes with their own salt and cost, so that the cost can rise later.
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's password storage cheat sheet, read 2026-11: N = 2^17, r = 8, p = 1, which takes 128 MB for a third of a second. */
const COST = { N: 2 ** 17, r: 8, p: 1 };
const LENGTH = 32;
/** ASVS 5.0, 6.2.1 asks for 8 and recommends 15. */
export const SHORTEST_PASSWORD = 15;
const LONGEST_PASSWORD = 200;

const derive = (password: string, salt: Buffer, { N, r, p }: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, LENGTH, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** Whether a password is long enough to be guessed by nobody, and short enough to be hashed. */
export const isAcceptable = (password: string): boolean => password.length >= SHORTEST_PASSWORD && password.length <= LONGEST_PASSWORD;

/** A password as it is kept. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/** Stands for the password of a user that is not there, so that asking for one takes as long. */
const NOBODY = `scrypt$${COST.N}$${COST.r}$${COST.p}$${Buffer.alloc(16).toString("base64url")}$${Buffer.alloc(LENGTH).toString("base64url")}`;

/** Whether a password is the one that is kept; where none is kept, it is not, and it takes as long to say so. */
export async function isPassword(password: string, kept: string | undefined): Promise<boolean> {
  const [, N, r, p, salt = "", hash = ""] = (kept ?? NOBODY).split("$");
  const key = await derive(password.slice(0, LONGEST_PASSWORD), Buffer.from(salt, "base64url"), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(key, Buffer.from(hash, "base64url")) && kept !== undefined;
}

// Without letters and digits that are taken for one another.
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** A password nobody could guess: 100 bits in groups that can be read out. */
export const makePassword = (): string =>
  [...randomBytes(20)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join("")
    .replace(/(.{5})(?=.)/g, "$1-");
