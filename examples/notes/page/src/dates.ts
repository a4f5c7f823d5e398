// SPDX-License-Identifier: MIT

const kMinute = 60_000;
const kHour = 60 * kMinute;
const kDay = 24 * kHour;

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const year = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** When something was, as one would say it at `now`: short, and more exact the nearer it is. */
export function relativeDate(date: Date, now: Date): string {
  const ago = now.getTime() - date.getTime();
  if (ago >= 0 && ago < kMinute) return 'Just now';
  if (ago >= 0 && ago < kHour) return `${Math.floor(ago / kMinute)} min ago`;
  // Rounded: a day may have 23 or 25 hours.
  const days = Math.round((midnight(now) - midnight(date)) / kDay);
  if (days === 0) return time.format(date);
  if (days === 1) return 'Yesterday';
  if (days > 1 && days < 7) return weekday.format(date);
  return (date.getFullYear() === now.getFullYear() ? day : year).format(date);
}

export function fullDate(date: Date): string {
  return full.format(date);
}
