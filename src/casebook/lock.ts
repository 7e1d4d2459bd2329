// One holder at a time among all processes: a lock the operating system lets go when its holder ends, however it ends.
import Database from "libsql";

/** Takes the lock kept in the file at `path`; undefined when another holds it. The function returned lets it go. */
export function tryLock(path: string): (() => void) | undefined {
  const db = new Database(path);
  try {
    db.exec("pragma busy_timeout = 0; begin exclusive");
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code === "SQLITE_BUSY") return undefined;
    throw error;
  }
  return () => db.close();
}
