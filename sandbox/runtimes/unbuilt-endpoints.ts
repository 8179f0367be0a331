/** A path that OpenAI has and the laboratory's service has not, as a part of a regular expression. README, „Nicht gebaut“. */
export const UNBUILT_PATH =
  '/v1/(?:audio|images/(?:edits|variations)|videos|realtime|conversations|responses/compact|assistants|threads|vector_stores|containers|skills|chatkit|fine_tuning|evals|graders|organization)\\b';
