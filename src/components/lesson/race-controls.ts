/** Lets the reader hold the race and see it again. Without script the figure shows its final picture. */
export function controlRace(figure: HTMLElement): void {
  const pause = figure.querySelector<HTMLButtonElement>('[data-race-pause]');
  const again = figure.querySelector<HTMLButtonElement>('[data-race-again]');
  const running = () => figure.getAnimations({ subtree: true });
  if (pause === null || again === null || running().length === 0) return;

  const show = () => {
    const active = running().some(({ playState }) => playState !== 'finished');
    const held = running().some(({ playState }) => playState === 'paused');
    pause.disabled = !active;
    pause.textContent = held ? 'Weiter' : 'Anhalten';
  };
  const watch = () => {
    show();
    Promise.all(running().map(({ finished }) => finished)).then(show, show);
  };

  pause.addEventListener('click', () => {
    const held = running().some(({ playState }) => playState === 'paused');
    for (const animation of running()) {
      if (held && animation.playState === 'paused') animation.play();
      if (!held && animation.playState === 'running') animation.pause();
    }
    show();
  });
  again.addEventListener('click', () => {
    for (const animation of running()) {
      animation.cancel();
      animation.play();
    }
    watch();
  });
  pause.hidden = false;
  again.hidden = false;
  watch();
}
