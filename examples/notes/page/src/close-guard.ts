// SPDX-License-Identifier: MIT
import { ask, isAsking } from './dialog';
import { titleOf } from './names';
import type { Notes } from './notes';
import type { NotesApi } from './notes-api';

/** Asks the user before unsaved text is lost. */
export class CloseGuard {
  constructor(
    private readonly api: NotesApi,
    private readonly notes: Notes,
    fail: (error: unknown) => void,
  ) {
    api.onAskToClose(() => {
      if (!isAsking()) this.#ask().catch(fail);
    });
    // Main asks before the window closes; the engine asks before the page is reloaded.
    window.addEventListener('beforeunload', (event) => {
      if (notes.unsavedNames.length > 0) event.preventDefault();
    });
  }

  /** What an earlier page left unsaved is here again, or there was nothing: what main knew of that page is no longer so. */
  begin(): void {
    this.api.setUnsaved(this.notes.unsavedNames.length > 0);
  }

  async #ask(): Promise<void> {
    const names = this.notes.unsavedNames;
    if (names.length === 0) {
      this.api.close();
      return;
    }
    const what = names.length === 1 ? `“${titleOf(names[0] ?? '')}”` : `${names.length} notes`;
    const answer = await ask(`Save ${what} before closing?`, 'Otherwise what you wrote since you last saved is lost.', [
      { label: 'Don’t save', value: 'discard', look: 'danger' },
      { label: 'Cancel', value: 'stay' },
      { label: 'Save', value: 'save', look: 'primary' },
    ]);
    if (answer === 'discard') this.api.close();
    if (answer === 'save' && (await this.notes.saveAll())) this.api.close();
  }
}
