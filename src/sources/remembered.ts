// Answers about texts that records repeat: the same few thousand dates, words and names come again and again, and each is worked out once.

/** The same pure function of one text, remembering its answers. At `most` it forgets them all, so that texts nobody repeats cannot fill the memory. */
export function remembered<T>(work: (text: string) => T, most = 20_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const answer = known.get(text);
    if (answer !== undefined) return answer;
    if (known.size >= most) known.clear();
    // A copy: a text cut out of a larger one keeps all of that in memory.
    const own = JSON.parse(JSON.stringify(text)) as string;
    const found = work(own);
    known.set(own, found);
    return found;
  };
}
