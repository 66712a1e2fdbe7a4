import type { Construct } from 'constructs';
import { refuse } from '../refuse.ts';

/** The schedule of a CronJob as it was written. Its fields themselves are a check of the rendered object. */
export function scheduleOf(construct: Construct, schedule: string): string {
  const text = String(schedule).trim();
  if (/^(CRON_)?TZ=/.test(text)) {
    refuse(
      construct,
      `schedule is '${text}'. Kubernetes takes no time zone there: say timeZone: '${/=(\S*)/.exec(text)?.[1] ?? ''}'.`,
    );
  } else if (!text.startsWith('@') && text.split(/\s+/).length !== 5) {
    refuse(
      construct,
      `schedule is '${text}'. Use five fields, minute, hour, day of month, month and day of week: '30 2 * * *'.`,
    );
  }
  return text;
}

export function timeZoneOf(construct: Construct, timeZone: string | undefined): string | undefined {
  if (timeZone !== undefined && (!/^[-+\w]+(\/[-+\w]+)*$/.test(timeZone) || timeZone.toLowerCase() === 'local')) {
    refuse(construct, `timeZone is '${timeZone}'. Use a name of the time zone database: 'Europe/Berlin', 'Etc/UTC'.`);
  }
  return timeZone;
}
