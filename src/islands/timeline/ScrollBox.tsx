import type { ComponentChildren } from 'preact';

/** Something wider than a phone, which scrolls inside itself and can be reached by keyboard to do so. */
export function ScrollBox({ children }: { readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <div class="wz-scroll" tabIndex={0}>
      {children}
    </div>
  );
}
