import { commaList } from '../environment.ts';

/**
 * The region that REGIONS (`EU=eu-central,US=us-east`) gives a caller: by country, else by continent, else null.
 * `caller` is `request.cf`, which has both as two-letter codes.
 */
export function preferredRegion(
  regions: string | undefined,
  caller: Readonly<Record<string, unknown>> | undefined,
): string | null {
  const byCode = new Map(
    commaList(regions).map((item) => {
      const [code = '', region = ''] = item.split('=').map((part) => part.trim());
      return [code.toUpperCase(), region] as const;
    }),
  );
  return byCode.get(String(caller?.country)) || byCode.get(String(caller?.continent)) || null;
}
