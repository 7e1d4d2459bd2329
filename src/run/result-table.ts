// Where the codes of one indicator stand in a run file: an own code's namespace is joined to it by a line.

/** The name of the table of an indicator's codes: `R018` is `result_R018`, `mine:X901` is `result_mine_X901`. */
export const resultTable = (code: string): string => `result_${code.replace(":", "_")}`;
