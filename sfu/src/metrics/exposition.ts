/** One metric with its values: Prometheus text format, version 0.0.4. */
export interface Metric {
  /** Without the prefix `parley_`; of a counter without `_total`. Base units. */
  name: string;
  type: 'gauge' | 'counter' | 'histogram';
  help: string;
  /** By label value where there is a label: from closed lists only, never a name or an id of a person or a meeting. */
  values: readonly Value[];
}

interface Value {
  /** Of a histogram: `_bucket`, `_sum`, `_count`. */
  suffix?: string;
  labels?: Readonly<Record<string, string>>;
  value: number;
}

export function gauge(name: string, help: string, value: number): Metric {
  return { name, type: 'gauge', help, values: [{ value }] };
}

export function counter(name: string, help: string, value: number): Metric {
  return { name, type: 'counter', help, values: [{ value }] };
}

/** `counts`: how many were within each of `bounds` but above the one before, and at last how many were above all. */
export function histogram(
  { name, help }: Pick<Metric, 'name' | 'help'>,
  bounds: readonly number[],
  counts: readonly number[],
  sum: number,
): Metric {
  let upTo = 0;
  const buckets = [...bounds.map(String), '+Inf'].map((le, index) => {
    upTo += counts[index] ?? 0;
    return { suffix: '_bucket', labels: { le }, value: upTo };
  });
  const values = [...buckets, { suffix: '_sum', value: sum }, { suffix: '_count', value: upTo }];
  return { name, type: 'histogram', help, values };
}

/** A metric with one label, and a value for each of its values. */
export function byLabel(
  { name, type, help }: Pick<Metric, 'name' | 'type' | 'help'>,
  label: string,
  values: Iterable<readonly [string, number]>,
): Metric {
  return { name, type, help, values: [...values].map(([of, value]) => ({ labels: { [label]: of }, value })) };
}

export function writeExposition(metrics: readonly Metric[]): string {
  return metrics.map(writeMetric).join('');
}

function writeMetric({ name, type, help, values }: Metric): string {
  const full = `parley_${name}${type === 'counter' ? '_total' : ''}`;
  const lines = values.map(({ suffix = '', labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([label, of]) => `${label}="${escapeLabel(of)}"`);
    return `${full}${suffix}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`;
  });
  return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${lines.join('')}`;
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
