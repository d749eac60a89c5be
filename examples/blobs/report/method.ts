/** How the figures in the tables came about; the same for our seeds and for Keras's. */
export const method = [
  'A statement is measured on each seed, and holds when at least four seeds in five bear it out. When at most one in five does, it does not hold; between the two it holds partly. The rule, the measure and the criterion are the same for our seeds and for the ten recorded in real Keras; for all that is trained they were fixed before any result was looked at.',
  'A measured cell shows the median over the seeds, the range, and how many seeds bear the statement out; a near miss counts half.',
  '“At the end” is the mean of the last ten epochs; epochs to an accuracy are counted until the mean of ten epochs is there. To learn the problem is to reach 75 %.',
  'A final accuracy agrees when our median over the seeds, after the last epoch, lies within Keras’s range widened by 0.03 at both ends.',
];
