import { useSignal } from '@preact/signals';
import type { Stage } from '../experiment/experimentModel.ts';
import { encodeShared } from './sharedLab.ts';
import { type Side, sharedSide } from './side.ts';

interface ShareToolProps {
  readonly sides: readonly Pick<Side, 'example' | 'program' | 'model'>[];
  readonly stage: Stage;
  /** On a card the link also leads to the laboratory; there it is where the reader is. */
  readonly isEmbedded: boolean;
}

/** A link that holds programs, conditions and clock; it opens in the free laboratory and runs nothing by itself. */
export function ShareTool({ sides, stage, isEmbedded }: ShareToolProps) {
  const link = useSignal<string | null>(null);
  const said = useSignal('');
  const share = async (): Promise<void> => {
    const hash = encodeShared({ version: 1, clock: stage.clock.value, sides: sides.slice(0, 2).map(sharedSide) });
    const url = new URL(`${import.meta.env.BASE_URL.replace(/\/?$/, '/')}labor/#${hash}`, location.href).href;
    link.value = url;
    try {
      await navigator.clipboard.writeText(url);
      said.value = 'Link kopiert.';
    } catch {
      said.value = 'Kopiere den Link aus der Adresse:';
    }
  };
  return (
    <p class="wz-tools wz-share needs-js no-print" data-pagefind-ignore="">
      <button type="button" class="wz-tool" onClick={share}>
        Link zum Teilen
      </button>
      <span class="wz-said" role="status">
        {said.value}
      </span>
      {link.value !== null && (
        <a href={link.value} {...(isEmbedded ? { target: '_blank' } : {})}>
          Im Labor öffnen
        </a>
      )}
    </p>
  );
}
