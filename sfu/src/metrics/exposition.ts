/** One metric with its values: Prometheus text format, version 0.0.4. */
export interface Metric {
  /** Without the prefix `parley_`; of a counter without `_total`. Base units. */
  name: string;
  type: 'gauge' | 'counter';
  help: string;
  /** By label value where there is a label: from closed lists only, never a name or an id of a person or a meeting. */
  values: readonly { labels?: Readonly<Record<string, string>>; value: number }[];
}

export function gauge(name: string, help: string, value: number): Metric {
  return { name, type: 'gauge', help, values: [{ value }] };
}

export function counter(name: string, help: string, value: number): Metric {
  return { name, type: 'counter', help, values: [{ value }] };
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
  const lines = values.map(({ labels = {}, value }) => {
    const pairs = Object.entries(labels).map(([label, of]) => `${label}="${escapeLabel(of)}"`);
    return `${full}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}\n`;
  });
  return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${lines.join('')}`;
}

function escapeLabel(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
