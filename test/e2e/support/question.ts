/** The card that asks for a step: its title, then where it stands. */
export function question(title: string): RegExp {
  return new RegExp(`${title}.*· step \\d+ of`, 's');
}
