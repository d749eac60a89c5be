/** What a reader has to know before the first picture. */
export const introduction = `# Learning-rate schedules

A schedule is a function from a step to a value, most often the learning rate: \`rate(0)\` is for the first step,
\`rate(1)\` for the second. \`learningRateScheduler\` sets the rate from it, before each epoch, or before each update with
\`{schedule: rate, by: 'step'}\`:

\`\`\`ts
import {cosineDecay, learningRateScheduler} from 'tfjs-callbacks';
const rate = cosineDecay({initialLearningRate: 0.1, decaySteps: 50});
await model.fit(x, y, {epochs: 50, callbacks: learningRateScheduler(rate)});
\`\`\`

Each picture is drawn from the example in the documentation of its function: from step 0 to the largest step that the
example asks for. A value holds for a whole step, and a jump is drawn as a jump. After its end a schedule holds its last
value, unless its first sentence says that it goes on for ever. \`scheduleChart\` draws schedules of your own, several in
one chart if you like.`;
