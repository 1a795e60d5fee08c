import { handle } from './app.ts';
import type { Env } from './environment.ts';

export { Fleet } from './live/fleet.ts';
export { LiveMeeting } from './live/live-meeting.ts';

export default { fetch: handle } satisfies ExportedHandler<Env>;
