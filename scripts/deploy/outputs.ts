import { boxUrl } from '../../worker/contract/boxes.ts';
import { boxId, region } from '../../worker/contract/ids.ts';
import { SetupError } from '../setup-error.ts';

/** A box as terraform lists it. It may not exist yet: it is made once there is an enrolment token for it. */
export interface ListedBox {
  readonly id: string;
  readonly url: string;
  readonly region: string;
  /** A machine that you have already: it is made a box by hand. */
  readonly own: boolean;
}

/** What terraform owns and a deployment needs to know. */
export interface CloudOutputs {
  readonly accountId: string;
  /** Where people reach the service, `https://meet.example.org`. */
  readonly origin: string;
  readonly databaseId: string;
  readonly databaseName: string;
  readonly bucket: string;
  readonly boxes: readonly ListedBox[];
  /** Settings that follow from the boxes; deploy.env goes before them. */
  readonly turnUrls: string;
  readonly regionPlaces: string;
}

/**
 * Reads what `terraform output -json` prints.
 *
 * @throws {SetupError} that names the output which is missing or no good
 */
export function readOutputs(text: string): CloudOutputs {
  const all = parseObject(text);
  const value = (name: string): unknown => (all[name] as { value?: unknown } | undefined)?.value;
  const line = (name: string, pattern: RegExp): string => {
    const found = value(name);
    if (typeof found === 'string' && pattern.test(found)) return found;
    throw new SetupError(
      found === undefined
        ? `Terraform has no output "${name}"; has "terraform apply" been run?`
        : `Terraform's output "${name}" is not what is expected: ${JSON.stringify(found)?.slice(0, 100)}.`,
    );
  };
  return {
    accountId: line('account_id', /^[0-9a-f]{32}$/),
    origin: line('origin', /^https:\/\/[a-z0-9.-]+$/),
    databaseId: line('d1_database_id', /^[0-9a-f-]{36}$/),
    databaseName: line('d1_database_name', /^[\w-]{1,64}$/),
    bucket: line('r2_bucket', /^[a-z0-9-]{3,63}$/),
    boxes: readBoxes(value('boxes')),
    turnUrls: line('turn_urls', /^[\x20-\x7e]*$/),
    regionPlaces: line('region_places', /^[\x20-\x7e]*$/),
  };
}

function readBoxes(value: unknown): ListedBox[] {
  const list = Array.isArray(value) ? value : Object.values((value ?? {}) as object);
  return list.map((item: Partial<Record<string, unknown>>) => {
    const box = {
      id: boxId.safeParse(item?.id),
      url: boxUrl.safeParse(item?.url),
      region: region.safeParse(item?.region),
    };
    if (!box.id.success || !box.url.success || !box.region.success)
      throw new SetupError(`Terraform's output "boxes" has one that is not what is expected: ${JSON.stringify(item)}.`);
    return { id: box.id.data, url: box.url.data, region: box.region.data, own: item.own === true };
  });
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new SetupError('The outputs of terraform are not the JSON that "terraform output -json" prints.');
}
