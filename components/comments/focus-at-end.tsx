/** Gives a field the focus where one writes on: behind what it holds already. False where there is no field yet. */
export function focusAtEnd(field: HTMLTextAreaElement | null): boolean {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
  return field !== null;
}
