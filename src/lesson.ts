import './components/lesson/lesson.css';

/** What a chapter may use: the only import of the files in content/article and content/pages. */
export { default as Addition } from './components/lesson/Addition.astro';
export { default as Beside } from './components/lesson/Beside.astro';
export { default as Checked } from './components/lesson/Checked.astro';
export { default as Claim } from './components/lesson/Claim.astro';
export { default as Doors } from './components/lesson/Doors.astro';
export { default as Experiment } from './components/lesson/Experiment.astro';
export { default as Glossary } from './components/lesson/Glossary.astro';
export { default as Measured } from './components/lesson/Measured.astro';
export { default as MeasuredNote } from './components/lesson/MeasuredNote.astro';
export { default as NativeWaiting } from './components/lesson/NativeWaiting.astro';
export { default as ParityTable } from './components/lesson/ParityTable.astro';
export { default as Race } from './components/lesson/Race.astro';
export { default as Resource } from './components/lesson/Resource.astro';
export { default as ShownBy } from './components/lesson/ShownBy.astro';
export { default as Sign } from './components/lesson/Sign.astro';
export { default as Term } from './components/lesson/Term.astro';
export { default as TypingField } from './components/lesson/TypingField.astro';
