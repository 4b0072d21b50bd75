import { functions } from './functions.js';

/**
 * Functions and keywords that only LogQL, MetricsQL or the engine of Thanos have.
 * Sources: Loki "Metric queries", VictoriaMetrics "MetricsQL", thanos-io/promql-engine.
 */
const foreignWords = new Set(
  (
    'absent_over_time_duration aggr_over_time any ascent_over_time bitmap_and bitmap_or bitmap_xor bottomk_avg ' +
    'bottomk_last bottomk_max bottomk_median bottomk_min buckets_limit bytes_over_time bytes_rate count_eq_over_time ' +
    'count_gt_over_time count_le_over_time count_ne_over_time count_values_over_time decreases_over_time ' +
    'default default_rollup deriv_fast descent_over_time distinct distinct_over_time drop_common_labels ' +
    'drop_empty_series duration_over_time duration_seconds end geomean geomean_over_time histogram ' +
    'histogram_over_time histogram_share hoeffding_bound_lower hoeffding_bound_upper if ifnot increase_prometheus ' +
    'increase_pure increases_over_time integrate interpolate iqr_over_time keep_last_value keep_metric_names ' +
    'keep_next_value label_copy label_del label_graphite_group label_keep label_lowercase label_map label_match ' +
    'label_mismatch label_move label_set label_transform label_uppercase label_value labels_equal lag lifetime ' +
    'limit limit_offset limitk mad median median_over_time mode mode_over_time now outlier_iqr_over_time ' +
    'outliers_iqr outliers_mad outliersk prometheus_buckets quantiles quantiles_over_time rand rand_exponential ' +
    'rand_normal range_avg range_first range_last range_linear_regression range_mad range_max range_median range_min ' +
    'range_normalize range_over_time range_quantile range_stddev range_stdvar range_sum range_trim_outliers ' +
    'range_trim_spikes range_trim_zscore range_zscore rate_counter rate_over_sum rate_prometheus remove_resets ' +
    'rollup rollup_candlestick rollup_delta rollup_deriv rollup_increase rollup_rate rollup_scrape_interval ' +
    'ru running_avg running_max running_min running_sum scrape_interval share share_eq_over_time share_gt_over_time ' +
    'share_le_over_time smooth_exponential sort_by_label_numeric sort_by_label_numeric_desc stale_samples_over_time ' +
    'step sum2 sum2_over_time sum_eq_over_time sum_gt_over_time sum_le_over_time timestamp_with_name timezone_offset ' +
    'tfirst_over_time tlast_change_over_time tlast_over_time tmax_over_time tmin_over_time topk_avg topk_last ' +
    'topk_max topk_median topk_min union unwrap with xdelta xincrease xrate zscore zscore_over_time'
  ).split(' '),
);

/** Whether a name is a function of a dialect that is not PromQL. */
export function isForeignFunction(name: string): boolean {
  return foreignWords.has(name.toLowerCase()) && !functions.has(name);
}

/** The query without the contents of strings and comments, which may hold anything. Length and places stay. */
export function maskStrings(text: string): string {
  const blank = (whole: string): string => whole.replace(/[^\n]/g, ' ');
  return text.replace(/"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|#[^\n]*/g, (whole) =>
    whole.length < 2 || whole.startsWith('#')
      ? blank(whole)
      : whole.charAt(0) + blank(whole.slice(1, -1)) + whole.charAt(whole.length - 1),
  );
}

/**
 * Whether a text that is no PromQL shows the marks of something else: a pipe of LogQL, a word of MetricsQL, a variable
 * of Grafana, a template or a placeholder. Only asked after the parser or a check has refused the text.
 */
export function looksForeign(text: string): boolean {
  const bare = maskStrings(text);
  if (bare.includes('$') || bare.includes('{{') || bare.includes('{%') || bare.includes('[[')) return true;
  if (/%\(|%[sdvq]|<[A-Za-z_][\w .-]*>|@@|\{[A-Za-z_]\w*\}/.test(bare)) return true;
  if (/(^|[^|])\|($|[^|])/.test(bare)) return true;
  // Durations may be computed with functions, which the grammar does not know yet.
  if (/(?:\[[^[\]]*|\boffset\s*)\b(?:min|max)\s*\(/.test(bare)) return true;
  if (/\}\s*!=\s*["`]/.test(bare)) return true;
  if (/\[\d+i\b|\bwith\s*\(|\b(?:default|if|ifnot|keep_metric_names|unwrap)\b|\blimit\s+\d/i.test(bare)) return true;
  if (/\{[^{}]*["'`]\s+or\s/i.test(bare)) return true;
  for (const [, name] of bare.matchAll(/\b([A-Za-z_]\w*)\s*\(/g)) {
    if (name !== undefined && isForeignFunction(name)) return true;
  }
  return false;
}

/** A variable at its place in a query. */
export interface GrafanaVariable {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Durations that Grafana alone fills in, before it sends a query to a server. Names without the two underscores may be
 * anybody's. Source: https://grafana.com/docs/grafana/latest/dashboards/variables/add-template-variables/#global-variables
 */
export function findGrafanaVariables(text: string): readonly GrafanaVariable[] {
  if (!text.includes('$__')) return [];
  return [...maskStrings(text).matchAll(/\$__(?:rate_interval|interval|range)\b/g)].map(({ 0: name, index }) => ({
    name,
    from: index,
    to: index + name.length,
  }));
}
