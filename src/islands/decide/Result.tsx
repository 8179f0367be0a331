import { bringTo } from './bring-to.ts';
import { CallsConflictNote } from './CallsConflictNote.tsx';
import type { Decision, ExcludedRecommendation, MatrixFinding, RankedRecommendation, Reason } from './decide.ts';
import type { DecideContent, DecideStore } from './decide-store.ts';
import { assumedWords } from './record.ts';

/** The recommendation with its reasons, the runners-up, what is out of the question, and what the article's matrix says. */
export function Result({ store }: { readonly store: DecideStore }) {
  const { decision, content } = store;
  const [best, ...others] = decision.value.ranked;
  const assumed = decision.value.asked.filter(({ kind }) => kind === 'assumed').length;
  return (
    <section class="wz-card dc-result" aria-labelledby="empfehlung">
      <h2 id="empfehlung" tabIndex={-1}>
        <small>{assumed === 0 ? 'Empfehlung' : 'Vorläufige Empfehlung'}</small> {best.recommendation.title}
      </h2>
      <CallsConflictNote store={store} />
      <p>{best.recommendation.summary}</p>
      <Reasons ranked={best} content={content} />
      <p class="wz-note">
        <b>Der Preis:</b> {best.recommendation.price}{' '}
        <ExperimentLink slug={best.recommendation.experiment} content={content} />
      </p>
      <AnswersGiven store={store} />
      <Others others={others} excluded={decision.value.excluded} content={content} />
      <MatrixCheck decision={decision.value} content={content} />
    </section>
  );
}

function ExperimentLink({ slug, content }: { readonly slug: string; readonly content: DecideContent }) {
  const experiment = content.experiments[slug];
  return experiment === undefined ? null : <a href={experiment.href}>Nachmessen: {experiment.title}</a>;
}

function Reasons({ ranked, content }: { readonly ranked: RankedRecommendation; readonly content: DecideContent }) {
  return (
    <div class="dc-reasons">
      <ReasonList title="Dafür" reasons={ranked.reasonsFor} content={content} />
      <ReasonList title="Dagegen" reasons={ranked.reasonsAgainst} content={content} />
    </div>
  );
}

interface ReasonListProps {
  readonly title: string;
  readonly reasons: readonly Reason[];
  readonly content: DecideContent;
}

function ReasonList({ title, reasons, content }: ReasonListProps) {
  return (
    <div>
      <h3>{title}</h3>
      {reasons.length === 0 && <p class="wz-note">Nichts aus deinen Antworten.</p>}
      <ul>
        {reasons.map((reason) => (
          <li key={reason.text}>
            {reason.text} <ReasonOrigin reason={reason} content={content} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ReasonOrigin({ reason, content }: { readonly reason: Reason; readonly content: DecideContent }) {
  const { weight, answers, claim } = reason;
  const checked = claim === undefined ? undefined : content.claims[claim];
  return (
    <small class="dc-origin">
      <b>
        {weight > 0 ? '+' : '−'}
        {Math.abs(weight)}
      </b>{' '}
      {answers.map(({ words }) => words).join(' · ')}
      {checked !== undefined && (
        <>
          {' · '}
          <a href={checked.href}>Faktencheck zum Artikel: {checked.verdict}</a>
        </>
      )}
    </small>
  );
}

function AnswersGiven({ store }: { readonly store: DecideStore }) {
  return (
    <details class="wz-more">
      <summary>Deine Antworten</summary>
      <ul class="dc-answers">
        {store.decision.value.asked.map((one) => (
          <li key={one.question.id}>
            {one.kind === 'not-needed' ? (
              <>
                <b>{one.question.label}</b> entfällt. {one.because}
              </>
            ) : (
              <>
                <b>{one.question.label}</b>: {one.question.answers.find(({ id }) => id === one.answer)?.label}
                {one.kind === 'assumed' && ` (${assumedWords[one.from]})`}{' '}
                <button type="button" class="wz-tool" onClick={() => change(store, one.question.id)}>
                  {one.question.label} ändern
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Leads back to a question and puts the reader there. */
function change(store: DecideStore, question: string): void {
  store.step.value = question;
  bringTo('dc-question');
}

interface OthersProps {
  readonly others: readonly RankedRecommendation[];
  readonly excluded: readonly ExcludedRecommendation[];
  readonly content: DecideContent;
}

function Others({ others, excluded, content }: OthersProps) {
  return (
    <details class="wz-more">
      <summary>Die anderen Möglichkeiten, der Reihe nach</summary>
      <ol class="dc-others" start={2}>
        {others.map((one) => (
          <li key={one.recommendation.id}>
            <b>{one.recommendation.title}</b> <small>({one.score > 0 ? one.score : `−${-one.score}`} Punkte)</small>
            <Reasons ranked={one} content={content} />
          </li>
        ))}
      </ol>
      {excluded.length > 0 && (
        <>
          <p>
            <b>Kommt nicht in Frage:</b>
          </p>
          <ul>
            {excluded.map(({ recommendation, reasons }) => (
              <li key={recommendation.id}>
                <b>{recommendation.title}.</b> {reasons[0]?.text}{' '}
                <small class="dc-origin">{reasons[0]?.answers.map(({ words }) => words).join(' · ')}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

function MatrixCheck({ decision, content }: { readonly decision: Decision; readonly content: DecideContent }) {
  const speaking = decision.matrix.filter(({ kind }) => kind !== 'silent');
  return (
    <details class="wz-more">
      <summary>Was die Matrix des Artikels dazu sagt</summary>
      {speaking.length === 0 && <p>Keine ihrer sieben Zeilen betrifft deine Antworten.</p>}
      <ul>
        {speaking.map((finding) => (
          <li key={finding.row.id}>
            <b>{finding.row.factor}</b> („{finding.row.rule}“): <Finding finding={finding} content={content} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Finding({ finding, content }: { readonly finding: MatrixFinding; readonly content: DecideContent }) {
  if (finding.kind === 'silent') return null;
  if (finding.kind === 'agrees') return <>auch die Matrix sagt {finding.family}.</>;
  const claim = finding.claim === undefined ? undefined : content.claims[finding.claim];
  return (
    <>
      die Matrix sagt {finding.family}. {finding.text}{' '}
      {claim !== undefined && <a href={claim.href}>Faktencheck zum Artikel: {claim.verdict}</a>}
    </>
  );
}
