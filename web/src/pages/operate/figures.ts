/** Figures as an operator reads them, in the reader's own way of writing numbers; “–” where nothing was measured. */
export function makeFigures(locale: string) {
  const none = '–';
  const format = (options: Intl.NumberFormatOptions) => {
    const written = new Intl.NumberFormat(locale, options);
    return (value: number | null) => (value === null ? none : written.format(value));
  };
  const percentOf = format({ style: 'percent', maximumFractionDigits: 0 });
  return {
    count: format({}),
    ms: format({ style: 'unit', unit: 'millisecond', unitDisplay: 'short', maximumFractionDigits: 0 }),
    /** Of 100. */
    lost: (percent: number | null) => lossOf(percent === null ? null : percent / 100),
    /** Of 1. */
    share: percentOf,
    mbps: format({ maximumFractionDigits: 1 }),
    hours: format({ style: 'unit', unit: 'hour', unitDisplay: 'short', maximumFractionDigits: 1 }),
    gb: format({ style: 'unit', unit: 'gigabyte', unitDisplay: 'short', maximumFractionDigits: 0 }),
    stars: format({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    cores: format({ maximumFractionDigits: 2 }),
    money: (value: number, currency: string) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        maximumFractionDigits: value >= 1_000 || Number.isInteger(value) ? 0 : 2,
      }).format(value),
  };

  function lossOf(share: number | null): string {
    return format({ style: 'percent', maximumFractionDigits: 2 })(share);
  }
}
export type Figures = ReturnType<typeof makeFigures>;
