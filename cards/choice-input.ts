import type { Element } from './parts.ts';

/** A list to pick from, on a card whose buttons act by themselves. `picked` is what stands in it already. */
export function choiceInput(
  id: string,
  label: string,
  choices: readonly { readonly title: string; readonly value: string }[],
  options: { readonly isMulti?: boolean; readonly picked?: string } = {},
): Element {
  return {
    type: 'Input.ChoiceSet',
    id,
    label,
    style: options.isMulti ? 'expanded' : 'compact',
    wrap: true,
    ...(options.isMulti && { isMultiSelect: true }),
    ...(options.picked && { value: options.picked }),
    choices,
  };
}
