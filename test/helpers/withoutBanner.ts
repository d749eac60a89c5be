// tfjs greets Node with advice, once in each test file.
const {warn} = console;
console.warn = (...messages: unknown[]) => {
  if (!String(messages[0]).includes('Hi, looks like you are running TensorFlow.js in Node.js')) {
    warn.apply(console, messages);
  }
};
