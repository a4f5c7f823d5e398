// SPDX-License-Identifier: MIT
import createDOMPurify from 'dompurify';
import { marked } from 'marked';

const purify = createDOMPurify(window);

// Notes hold whatever somebody dropped on us. Scripts are kept out here and, once more, by the Content-Security-Policy;
// no style, class or id, so that a note can't dress up as the application around it.
purify.addHook('afterSanitizeAttributes', (node) => {
  if (node instanceof HTMLInputElement) {
    // Only the boxes of task lists: a field would ask for a password.
    node.type = 'checkbox';
    node.disabled = true;
  }
});

const kSafe = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ['style', 'form', 'button', 'select', 'textarea', 'dialog', 'audio', 'video', 'picture', 'source'],
  FORBID_ATTR: ['style', 'class', 'id', 'name', 'srcset', 'popover', 'popovertarget', 'autofocus', 'tabindex'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true as const,
};

/** Markdown as elements that are safe to show. */
export function render(markdown: string): DocumentFragment {
  const html = marked.parse(markdown.replace(/^\uFEFF/, ''), { async: false, gfm: true });
  return purify.sanitize(html, kSafe);
}
