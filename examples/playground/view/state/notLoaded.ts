/** Why nothing can be trained: the network failed, or a new version of the page has taken the files away. */
export const notLoaded = 'TensorFlow.js could not be loaded; try again.';
