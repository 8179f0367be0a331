/**
 * Lets Escape put away an explanation that hover or focus has shown (WCAG 1.4.13); it comes back with the next hover or
 * focus. Explanations opened by click close by themselves.
 */
export function dismissTermsOnEscape(): void {
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    for (const place of document.querySelectorAll('.term-place:is(:hover, :focus-within)')) {
      const forget = () => place.removeAttribute('data-dismissed');
      place.setAttribute('data-dismissed', '');
      place.addEventListener('pointerleave', forget, { once: true });
      place.addEventListener('focusout', forget, { once: true });
    }
  });
}
