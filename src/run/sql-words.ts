// What the SQL of an indicator may be made of: relations, joins, expressions and functions that read nothing but the canon.
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const TABLE_FUNCTIONS = words("unnest range generate_series");
export const RELATIONS = words("BASE_TABLE JOIN SUBQUERY EMPTY TABLE_FUNCTION EXPRESSION_LIST");
// ASOF takes one of several rows that are equally near, POSITIONAL takes them as they come.
export const JOINS = words("REGULAR CROSS NATURAL");

// What an expression may be. What nobody has thought of yet is not among them.
export const CLASSES = words(
  "BETWEEN CASE CAST COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION LAMBDA LAMBDA_REF OPERATOR PARAMETER STAR SUBQUERY WINDOW",
);

// Functions of their arguments alone.
export const SCALARS = words(`
  + - * / // % ** || ~~ !~~ & abs ceil floor round trunc sqrt ln log10 exp pow sign greatest least nullif
  date_diff date_part date_trunc make_date last_day year month day quarter isodow to_days to_months to_years
  contains starts_with ends_with prefix suffix lower upper trim ltrim rtrim length left right substr substring replace repeat reverse translate split_part
  regexp_matches regexp_full_match regexp_replace regexp_extract concat concat_ws levenshtein jaro_winkler_similarity
  struct_pack struct_extract row list_value list_contains list_has_all list_has_any list_intersect list_filter list_transform list_apply list_sort list_reverse_sort
  list_distinct list_concat list_extract list_position list_slice list_zip list_min list_max len flatten range generate_series array_extract array_to_string unnest error
  as_of status_of fiscal_year_of quantile_r8 r8_position wilson_lo wilson_hi converted told_rates`);
// Aggregates that come to the same whatever the order of rows. Quantiles of doubles interpolate between two of them.
export const AGGREGATES = words(
  "count count_star min max bool_and bool_or bit_and bit_or bit_xor quantile_cont quantile_disc median count_if",
);
// Exact on integers and decimals; on doubles they add in the order in which threads finish.
export const SUMS = words("sum avg mean");
export const LIST_SUMS = words("list_aggregate list_sum list_avg");
export const ORDERED = words("list array_agg string_agg listagg group_concat first last any_value arbitrary");
export const BY_ARGUMENT = words("arg_min arg_max min_by max_by argmin argmax");
export const ORDERED_WINDOWS = words("row_number lag lead first first_value last last_value nth_value ntile");
export const RANKS = words("rank dense_rank percent_rank cume_dist");
export const ROUNDED_BY_ORDER = words(
  "stddev stddev_samp stddev_pop variance var_samp var_pop skewness kurtosis kurtosis_pop corr covar_samp covar_pop regr_slope regr_intercept regr_r2 product geomean entropy fsum kahan_sum sumkahan favg mode",
);
// Names that the engine answers like columns when no column bears them.
export const CLOCKS_AND_SELVES = words(
  "current_date current_time current_timestamp localtime localtimestamp current_user session_user user current_role current_schema current_catalog rowid",
);
// Numbers in these places say how, not how much: which part of a text, how many digits, which day of the week.
export const SHAPING = words(
  "substr substring left right split_part repeat list_slice list_extract array_extract round quantile_cont translate",
);
export const CALENDAR = words("isodow month day quarter");
