import { parseArgs } from 'node:util';
import { SetupError } from '../setup-error.ts';

export interface LocalArguments {
  readonly lan: boolean;
  readonly boxes: number;
  readonly verbose: boolean;
  readonly help: boolean;
}

/** More do not help on one machine, and their ports would run into each other. */
const MAX_BOXES = 8;

export const HELP = `Usage: npm start -- [options]     the whole system: web, Worker and box
       npm run dev -- [options]   the same, with hot reload of web and Worker and restart of the box

Options
  --lan        let phones and other computers on this network join, over HTTPS
  --boxes N    run N boxes (1 to ${MAX_BOXES}); default 1
  --verbose    show everything that the Worker and the boxes print
  --help       show this

Environment
  PARLEY_PORT             port of web and Worker; default 5173
  PARLEY_HOST             host name or address to listen on; default localhost
  PARLEY_ORIGIN           what people type into the browser, where it differs from http://HOST:PORT
  PARLEY_BOX_PORT         port of the first box; the others follow; default 4400
  PARLEY_MEDIA_PORT       first media port (UDP and TCP), one per media worker; default 44400, and 20 more per box
  PARLEY_MEDIA_ADDRESSES  addresses for media, separated by commas; default: what the box finds
  PARLEY_DATA             folder for data and development secrets; default .parley
  PARLEY_TIMINGS=1        show how long each step of the start took
  HOSTS, OPERATORS, OIDC_…, MAIL_…, TURN_…, STUN_URLS and other settings of the Worker are passed on to it.
  MEDIASOUP_WORKER_BIN    a mediasoup-worker to use instead of a downloaded or built one
`;

/** @throws {SetupError} for an option that there is not */
export function parseArguments(args: readonly string[]): LocalArguments {
  let values: { lan?: boolean; boxes?: string; verbose?: boolean; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        lan: { type: 'boolean' },
        boxes: { type: 'string' },
        verbose: { type: 'boolean', short: 'v' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new SetupError(`${(error as Error).message.split('. ')[0]}. Use --help to see the options.`);
  }

  const boxes = Number(values.boxes ?? 1);
  if (!Number.isInteger(boxes) || boxes < 1 || boxes > MAX_BOXES) {
    throw new SetupError(`--boxes takes a number from 1 to ${MAX_BOXES}, not "${values.boxes}".`);
  }

  return { lan: values.lan ?? false, boxes, verbose: values.verbose ?? false, help: values.help ?? false };
}
