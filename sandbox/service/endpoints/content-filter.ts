const SAFE = { filtered: false, severity: 'safe' } as const;

/** What Azure's content filter says of an answer: the mock's answers are harmless. */
export const ANSWER_FILTER = { hate: SAFE, self_harm: SAFE, sexual: SAFE, violence: SAFE } as const;

/** What it says of the prompt. Shape: learn.microsoft.com, Azure OpenAI, content filtering. */
export const PROMPT_FILTER = [
  {
    prompt_index: 0,
    content_filter_results: {
      hate: SAFE,
      jailbreak: { filtered: false, detected: false },
      self_harm: SAFE,
      sexual: SAFE,
      violence: SAFE,
    },
  },
] as const;
